/* SPDX-License-Identifier: Apache-2.0 */
#include "expr.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NAME 64
#define MAX_NESTING 64

struct cursor {
  const char *at;
  const struct expr_scope *scope;
  struct text *error;
  unsigned nesting;
};

static bool binary(struct cursor *cursor, unsigned level, uint64_t *value);

static void skip_space(struct cursor *cursor) {
  while (*cursor->at == ' ' || *cursor->at == '\t' || *cursor->at == '\n')
    cursor->at++;
}

static bool fail(struct cursor *cursor, const char *what) {
  if (cursor->error->length == 0)
    text_add(cursor->error, "%s", what);
  return false;
}

static bool identifier(struct cursor *cursor, char name[MAX_NAME]) {
  size_t length = 0;
  while (isalnum((unsigned char)cursor->at[length]) || cursor->at[length] == '_')
    length++;
  if (length == 0 || length >= MAX_NAME || isdigit((unsigned char)cursor->at[0]))
    return fail(cursor, "expected a name");
  memcpy(name, cursor->at, length);
  name[length] = '\0';
  cursor->at += length;
  return true;
}

static bool number(struct cursor *cursor, uint64_t *value) {
  char *end;
  bool hex = cursor->at[0] == '0' && (cursor->at[1] == 'x' || cursor->at[1] == 'X');
  errno = 0;
  *value = strtoull(cursor->at, &end, hex ? 16 : 10);
  if (errno != 0)
    return fail(cursor, "a number beyond 64 bits");
  if (isalnum((unsigned char)*end) || *end == '_' || *end == '.')
    return fail(cursor, "expected a decimal or 0x number");
  cursor->at = end;
  skip_space(cursor);
  static const struct {
    const char *name;
    unsigned shift;
  } suffixes[] = {{"KiB", 10}, {"MiB", 20}, {"GiB", 30}};
  for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
    if (strncmp(cursor->at, suffixes[i].name, 3) != 0)
      continue;
    if (*value > UINT64_MAX >> suffixes[i].shift)
      return fail(cursor, "a number beyond 64 bits");
    *value <<= suffixes[i].shift;
    cursor->at += 3;
  }
  return true;
}

static bool named(struct cursor *cursor, uint64_t *value) {
  char name[MAX_NAME], field[MAX_NAME];
  cursor->at++;
  if (!identifier(cursor, name))
    return false;
  if (*cursor->at != '.')
    return cursor->scope->value(cursor->scope->context, name, NULL, value, cursor->error);
  cursor->at++;
  if (!identifier(cursor, field))
    return false;
  return cursor->scope->value(cursor->scope->context, name, field, value, cursor->error);
}

static bool primary(struct cursor *cursor, uint64_t *value) {
  skip_space(cursor);
  char sign = *cursor->at;
  if (sign == '-' || sign == '~' || sign == '+' || sign == '(') {
    if (++cursor->nesting > MAX_NESTING)
      return fail(cursor, "nested too deeply");
    cursor->at++;
    bool good = sign == '(' ? binary(cursor, 0, value) : primary(cursor, value);
    cursor->nesting--;
    if (!good)
      return false;
    if (sign == '-')
      *value = 0 - *value;
    if (sign == '~')
      *value = ~*value;
    if (sign == '(') {
      skip_space(cursor);
      if (*cursor->at != ')')
        return fail(cursor, "expected ')'");
      cursor->at++;
    }
    return true;
  }
  if (isdigit((unsigned char)sign))
    return number(cursor, value);
  if (sign == '$')
    return named(cursor, value);
  char word[MAX_NAME];
  if (!identifier(cursor, word))
    return fail(cursor, "expected a number, $name or '('");
  return cursor->scope->word(cursor->scope->context, word, value, cursor->error);
}

struct operator_entry {
  const char *sign;
  unsigned level;
};
static const struct operator_entry operators[] = {
    {"|", 0}, {"&", 1}, {"<<", 2}, {">>", 2}, {"+", 3}, {"-", 3}, {"*", 4}, {"/", 4}, {"%", 4},
};
#define LEVELS 5

static bool apply(struct cursor *cursor, char sign, uint64_t right, uint64_t *value) {
  switch (sign) {
  case '|':
    *value |= right;
    return true;
  case '&':
    *value &= right;
    return true;
  case '<':
    *value = right < 64 ? *value << right : 0;
    return true;
  case '>':
    *value = right < 64 ? *value >> right : 0;
    return true;
  case '+':
    *value += right;
    return true;
  case '-':
    *value -= right;
    return true;
  case '*':
    *value *= right;
    return true;
  default:
    if (right == 0)
      return fail(cursor, "division by zero");
    *value = sign == '/' ? *value / right : *value % right;
    return true;
  }
}

static bool binary(struct cursor *cursor, unsigned level, uint64_t *value) {
  if (level == LEVELS)
    return primary(cursor, value);
  if (!binary(cursor, level + 1, value))
    return false;
  for (;;) {
    skip_space(cursor);
    const struct operator_entry *found = NULL;
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
      if (operators[i].level == level &&
          strncmp(cursor->at, operators[i].sign, strlen(operators[i].sign)) == 0)
        found = &operators[i];
    }
    if (found == NULL)
      return true;
    cursor->at += strlen(found->sign);
    uint64_t right;
    if (!binary(cursor, level + 1, &right) || !apply(cursor, found->sign[0], right, value))
      return false;
  }
}

bool expr_eval(const char *source, const struct expr_scope *scope, uint64_t *value,
               struct text *error) {
  struct cursor cursor = {.at = source, .scope = scope, .error = error};
  if (!binary(&cursor, 0, value))
    return false;
  skip_space(&cursor);
  if (*cursor.at == '\0')
    return true;
  text_add(error, "'%s' is left over; expected an operator or the end", cursor.at);
  return false;
}

const char *const time_unit_names[UNIT_COUNT] = {"frames", "bclk", "cycles", "us", "ms", "s"};

bool expr_time(const char *source, const struct expr_scope *scope, uint64_t *count,
               enum time_unit *unit, struct text *error) {
  const char *space = strrchr(source, ' ');
  char amount[256];
  if (space != NULL && (size_t)(space - source) < sizeof amount) {
    for (size_t i = 0; i < UNIT_COUNT; i++) {
      if (strcmp(space + 1, time_unit_names[i]) != 0)
        continue;
      memcpy(amount, source, (size_t)(space - source));
      amount[space - source] = '\0';
      *unit = (enum time_unit)i;
      return expr_eval(amount, scope, count, error);
    }
  }
  text_add(error, "'%s' is no time; expected a number and one of frames, bclk, cycles, us, ms, s",
           source);
  return false;
}
