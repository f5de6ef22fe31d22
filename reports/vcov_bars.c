/* SPDX-License-Identifier: Apache-2.0 */
/* Holds the RTL against its bars: lines of the sources, toggles of registers and counters. */
#include <stdlib.h>
#include <string.h>

#include "vcov_bars.h"

struct share {
  size_t hit, excluded, all;
};

struct bars {
  const struct vcov *vcov;
  struct vcov_exclusions *exclusions;
  FILE *out;
  struct share line, toggle, line_total, toggle_total;
  char *missed; /* what is not covered and not excluded, printed behind the table */
  size_t missed_bytes;
  FILE *missed_out;
};

/* ---- one point ---------------------------------------------------------------------------------
 */

/* A register or counter is a signal whose name, or whose structure's name, ends in _q. */
static bool is_register(const char *bit) {
  const size_t length = strcspn(bit, ".[");
  return length > 2 && bit[length - 2] == '_' && bit[length - 1] == 'q';
}

static bool in_rtl(const struct vcov_point *point) { return strncmp(point->file, "rtl/", 4) == 0; }

/* Counts a line or bit; true if it is missed. */
static bool count(struct share *share, bool hit, struct vcov_exclusion *exclusion) {
  if (exclusion != NULL) {
    *(hit ? &exclusion->covered : &exclusion->used) += 1;
    share->excluded++;
    return false;
  }
  share->all++;
  share->hit += hit;
  return !hit;
}

/* ---- missed bits, as ranges --------------------------------------------------------------------
 */

enum { WIDEST = 4096 };

/* Bits of one signal; Verilator names each by itself. */
struct missed_bits {
  const struct vcov_point *first; /* NULL: none */
  size_t name;                    /* characters up to the last index */
  bool bit[WIDEST];
};

static void print_bits(struct bars *bars, struct missed_bits *missed) {
  if (missed->first == NULL)
    return;
  fprintf(bars->missed_out, "  toggle  %s:%u: %.*s", missed->first->file, missed->first->line,
          (int)missed->name, missed->first->comment);
  const char *separator = "";
  for (unsigned high = WIDEST; high-- > 0;) {
    unsigned low = high;
    if (!missed->bit[high])
      continue;
    while (low > 0 && missed->bit[low - 1])
      low--;
    fprintf(bars->missed_out, "%s[%u", separator, high);
    fprintf(bars->missed_out, low == high ? "]" : ":%u]", low);
    separator = " ";
    high = low;
  }
  fputc('\n', bars->missed_out);
  *missed = (struct missed_bits){0};
}

static void note_bit(struct bars *bars, struct missed_bits *missed,
                     const struct vcov_point *point) {
  const char *index = strrchr(point->comment, '[');
  const unsigned long bit = index != NULL ? strtoul(index + 1, NULL, 10) : WIDEST;
  const size_t name = bit < WIDEST ? (size_t)(index - point->comment) : strlen(point->comment);
  if (missed->first != NULL &&
      (bit >= WIDEST || missed->name != name || missed->first->line != point->line ||
       strncmp(missed->first->comment, point->comment, name) != 0))
    print_bits(bars, missed);
  if (missed->first == NULL) {
    missed->first = point;
    missed->name = name;
  }
  if (bit < WIDEST)
    missed->bit[bit] = true;
}

/* ---- lines of a file ---------------------------------------------------------------------------
 */

struct line_counts {
  uint64_t *count; /* 0: never ran; else times + 1, or 0 beyond the known */
  bool *known;
  size_t capacity;
  const struct vcov_point *point;
  bool out_of_memory;
};

static void note_line(void *user, unsigned number) {
  struct line_counts *lines = user;
  if (number >= lines->capacity) {
    const size_t capacity = (size_t)number * 2;
    uint64_t *counts = reallocarray(lines->count, capacity, sizeof *counts);
    bool *known = reallocarray(lines->known, capacity, sizeof *known);
    lines->count = counts != NULL ? counts : lines->count;
    lines->known = known != NULL ? known : lines->known;
    if (counts == NULL || known == NULL) {
      lines->out_of_memory = true;
      return;
    }
    memset(counts + lines->capacity, 0, (capacity - lines->capacity) * sizeof *counts);
    memset(known + lines->capacity, 0, (capacity - lines->capacity) * sizeof *known);
    lines->capacity = capacity;
  }
  lines->known[number] = true;
  lines->count[number] += lines->point->count;
}

static void judge_lines(struct bars *bars, const char *path, const struct line_counts *lines) {
  char *full = NULL, *text = NULL;
  size_t capacity = 0;
  FILE *source = NULL;
  if (asprintf(&full, "%s/%s", bars->vcov->root, path) >= 0)
    source = fopen(full, "r");
  free(full);
  for (unsigned number = 1; number < lines->capacity; number++) {
    char *begin = text;
    if (source != NULL && getline(&text, &capacity, source) >= 0) {
      begin = text + strspn(text, " \t");
      begin[strcspn(begin, "\r\n")] = '\0';
    }
    if (!lines->known[number])
      continue;
    const char *shown = begin != NULL ? begin : "";
    if (count(&bars->line, lines->count[number] != 0,
              vcov_exclusion_of_line(bars->exclusions, path, shown)))
      fprintf(bars->missed_out, "  line    %s:%u: %s\n", path, number, shown);
  }
  free(text);
  if (source != NULL)
    fclose(source);
}

/* ---- the table ---------------------------------------------------------------------------------
 */

static double percent(const struct share *share) {
  return share->all != 0 ? 100.0 * (double)share->hit / (double)share->all : 100.0;
}

static void print_row(struct bars *bars, const char *name, const struct share *line,
                      const struct share *toggle) {
  fprintf(bars->out, "%-36s", name);
  const struct share *shares[] = {line, toggle};
  for (size_t i = 0; i < 2; i++) {
    char cell[64] = "-";
    if (shares[i]->all + shares[i]->excluded != 0)
      snprintf(cell, sizeof cell, "%zu/%zu %6.2f%% (%zu)", shares[i]->hit, shares[i]->all,
               percent(shares[i]), shares[i]->excluded);
    fprintf(bars->out, " %26s", cell);
  }
  fputc('\n', bars->out);
}

static void add(struct share *total, const struct share *share) {
  total->hit += share->hit;
  total->all += share->all;
  total->excluded += share->excluded;
}

/* The points [first, end) are those of one file. */
static void judge_file(struct bars *bars, size_t first, size_t end) {
  struct line_counts lines = {0};
  struct missed_bits missed = {0};
  bars->line = bars->toggle = (struct share){0};
  const char *path = bars->vcov->points[first].file;
  for (size_t i = first; i < end && !lines.out_of_memory; i++) {
    const struct vcov_point *point = &bars->vcov->points[i];
    lines.point = point;
    if (point->kind == VCOV_LINE || point->kind == VCOV_BRANCH)
      vcov_point_lines(point, note_line, &lines);
    else if (point->kind == VCOV_TOGGLE && is_register(point->comment) &&
             count(&bars->toggle, point->count != 0,
                   vcov_exclusion_of_bit(bars->exclusions, path, point->comment)))
      note_bit(bars, &missed, point);
  }
  print_bits(bars, &missed);
  judge_lines(bars, path, &lines);
  free(lines.count);
  free(lines.known);
  print_row(bars, path, &bars->line, &bars->toggle);
  add(&bars->line_total, &bars->line);
  add(&bars->toggle_total, &bars->toggle);
}

/* ---- verdict -----------------------------------------------------------------------------------
 */

static bool print_stale(struct bars *bars) {
  bool good = true;
  for (size_t i = 0; i < bars->exclusions->count; i++) {
    const struct vcov_exclusion *item = &bars->exclusions->items[i];
    if (item->used != 0 && item->covered == 0)
      continue;
    fprintf(bars->out, "%s:%u:%u: error: %s\n", bars->exclusions->path, item->yaml_line,
            item->yaml_column,
            item->covered != 0 ? "the exclusion names what was covered"
                               : "the exclusion names nothing there is");
    good = false;
  }
  return good;
}

static bool print_bar(struct bars *bars, const char *what, const struct share *share, double bar) {
  const bool met = share->all != 0 && percent(share) >= bar;
  fprintf(bars->out, "%s: %.2f %%, bar %g %%: %s\n", what, percent(share), bar,
          share->all == 0 ? "no data"
          : met           ? "met"
                          : "not met");
  return met;
}

bool vcov_bars(const struct vcov *vcov, struct vcov_exclusions *exclusions, double line_bar,
               double toggle_bar, FILE *out) {
  struct bars bars = {.vcov = vcov, .exclusions = exclusions, .out = out};
  bars.missed_out = open_memstream(&bars.missed, &bars.missed_bytes);
  if (bars.missed_out == NULL)
    return false;
  fprintf(out, "%-36s %26s %26s\n", "RTL (excluded)", "lines", "toggles of registers");
  size_t first = 0;
  for (size_t i = 0; i < vcov->count; i++) {
    if (i + 1 == vcov->count || strcmp(vcov->points[first].file, vcov->points[i + 1].file) != 0) {
      if (in_rtl(&vcov->points[first]))
        judge_file(&bars, first, i + 1);
      first = i + 1;
    }
  }
  print_row(&bars, "total", &bars.line_total, &bars.toggle_total);
  fclose(bars.missed_out);
  if (bars.missed_bytes != 0)
    fprintf(out, "\nnot covered:\n%s\n", bars.missed);
  free(bars.missed);
  bool good = print_stale(&bars);
  good = print_bar(&bars, "RTL lines", &bars.line_total, line_bar) && good;
  return print_bar(&bars, "RTL toggles", &bars.toggle_total, toggle_bar) && good;
}
