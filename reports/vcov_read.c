/* SPDX-License-Identifier: Apache-2.0 */
/* Reads coverage.dat. A point is one line, `C '<pairs>' <count>`; each pair is \1 key \2 value. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "vcov.h"

enum { KEY_MARK = '\1', VALUE_MARK = '\2' };

static const char *const page_prefix[VCOV_KIND_COUNT] = {"v_line/", "v_branch/", "v_toggle/",
                                                         "v_user/"};

/* The pairs of a point that matter; all point into the line. */
struct pairs {
  char *file, *line, *column, *page, *comment, *lines;
};

struct place {
  const char *path;
  unsigned long line;
};

static bool complain(const struct place *place, size_t column, const char *what) {
  fprintf(stderr, "%s:%lu:%zu: error: %s\n", place->path, place->line, column, what);
  return false;
}

/* Cuts `text` into pairs, in place. */
static void cut(char *text, struct pairs *pairs) {
  const struct {
    const char *key;
    char **value;
  } wanted[] = {
      {"f", &pairs->file},    {"l", &pairs->line},    {"n", &pairs->column},
      {"page", &pairs->page}, {"o", &pairs->comment}, {"S", &pairs->lines},
  };
  char *rest = NULL;
  for (char *pair = strtok_r(text, "\1", &rest); pair != NULL; pair = strtok_r(NULL, "\1", &rest)) {
    char *value = strchr(pair, VALUE_MARK);
    if (value == NULL) {
      continue;
    }
    *value++ = '\0';
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
      if (strcmp(pair, wanted[i].key) == 0) {
        *wanted[i].value = value;
      }
    }
  }
}

/* 0 when `text` is not a number of at most 9 digits. */
static unsigned number(const char *text) {
  char *end = NULL;
  const unsigned long value = text != NULL ? strtoul(text, &end, 10) : 0;
  return text != NULL && end != text && *end == '\0' && value < 1000000000ul ? (unsigned)value : 0;
}

static bool kind_of(const char *page, enum vcov_kind *kind) {
  for (unsigned i = 0; page != NULL && i < VCOV_KIND_COUNT; i++) {
    if (strncmp(page, page_prefix[i], strlen(page_prefix[i])) == 0) {
      *kind = (enum vcov_kind)i;
      return true;
    }
  }
  return false;
}

/* `file` relative to the root as a new string, or NULL if it lies elsewhere. */
static char *inside_root(const struct vcov *vcov, const char *file) {
  char *full = realpath(file, NULL);
  char *joined = NULL;
  if (full == NULL && file[0] != '/' && asprintf(&joined, "%s/%s", vcov->root, file) >= 0) {
    full = realpath(joined, NULL);
    free(joined);
  }
  const size_t length = strlen(vcov->root);
  char *inside = NULL;
  if (full != NULL && strncmp(full, vcov->root, length) == 0 && full[length] == '/') {
    inside = strdup(full + length + 1);
  }
  free(full);
  return inside;
}

/* A file name comes thousands of times in a row; looking one up on disk is slow. */
struct name_cache {
  char *name, *inside;
};

static char *cached_inside(const struct vcov *vcov, struct name_cache *cache, const char *file) {
  if (cache->name == NULL || strcmp(cache->name, file) != 0) {
    free(cache->name);
    free(cache->inside);
    cache->name = strdup(file);
    cache->inside = inside_root(vcov, file);
  }
  return cache->inside;
}

/* `point` borrows its texts; the set gets copies. */
static bool append(struct vcov *vcov, const struct vcov_point *point) {
  if (vcov->count == vcov->capacity) {
    const size_t capacity = vcov->capacity == 0 ? 1024 : vcov->capacity * 2;
    struct vcov_point *points = reallocarray(vcov->points, capacity, sizeof *points);
    if (points == NULL) {
      return false;
    }
    vcov->points = points;
    vcov->capacity = capacity;
  }
  struct vcov_point *copy = &vcov->points[vcov->count];
  *copy = *point;
  copy->file = strdup(point->file);
  copy->comment = strdup(point->comment);
  copy->lines = strdup(point->lines);
  vcov->count++;
  return copy->file != NULL && copy->comment != NULL && copy->lines != NULL;
}

static void visit_nothing(void *user, unsigned line) {
  (void)user;
  (void)line;
}

static bool read_point(struct vcov *vcov, struct name_cache *cache, const struct place *place,
                       char *text) {
  if (text[1] != ' ' || text[2] != '\'') {
    return complain(place, 2, "expected \"C '\"");
  }
  char *end = strrchr(text, '\'');
  if (end == text + 2 || end[1] != ' ') {
    return complain(place, strlen(text), "expected \"' COUNT\"");
  }
  *end = '\0';
  char *after = NULL;
  errno = 0;
  const uint64_t count = strtoumax(end + 2, &after, 10);
  if (end[2] < '0' || end[2] > '9' || *after != '\0' || errno != 0) {
    return complain(place, (size_t)(end - text) + 3, "expected a count");
  }
  struct pairs pairs = {0};
  cut(text + 3, &pairs);
  struct vcov_point point = {.count = count, .column = number(pairs.column)};
  point.line = number(pairs.line);
  if (pairs.file == NULL || point.line == 0) {
    return complain(place, 4, "expected a point with a file and a line number");
  }
  if (!kind_of(pairs.page, &point.kind)) {
    return complain(place, 4, "expected page v_line, v_branch, v_toggle or v_user");
  }
  char *inside = cached_inside(vcov, cache, pairs.file);
  if (inside == NULL) {
    return true;
  }
  static char nothing[] = "";
  point.file = inside;
  point.comment = pairs.comment != NULL ? pairs.comment : nothing;
  point.lines = pairs.lines != NULL ? pairs.lines : nothing;
  if (!vcov_point_lines(&point, visit_nothing, NULL)) {
    return complain(place, 4, "expected a list of lines such as 3-4,7");
  }
  return append(vcov, &point) || complain(place, 1, "out of memory");
}

bool vcov_read(struct vcov *vcov, const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    fprintf(stderr, "%s:1:1: error: %s\n", path, strerror(errno));
    return false;
  }
  struct place place = {.path = path};
  struct name_cache cache = {0};
  char *line = NULL;
  size_t capacity = 0;
  bool good = true;
  for (ssize_t length; good && (length = getline(&line, &capacity, file)) >= 0;) {
    place.line++;
    if (length > 0 && line[length - 1] == '\n') {
      line[length - 1] = '\0';
    }
    if (line[0] == 'C') {
      good = read_point(vcov, &cache, &place, line);
    } else if (line[0] != '#' && line[0] != '\0') {
      good = complain(&place, 1, "expected a line that begins with C or #");
    }
  }
  if (good && place.line == 0) {
    place.line = 1;
    good = complain(&place, 1, "expected coverage data, got an empty file");
  }
  free(cache.name);
  free(cache.inside);
  free(line);
  fclose(file);
  return good;
}
