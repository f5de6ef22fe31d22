/* SPDX-License-Identifier: Apache-2.0 */
/* What gcovr has no column for: toggles and cover properties, beside lines and branches. */
#include <inttypes.h>
#include <string.h>

#include "vcov.h"

struct tally {
  size_t hit[VCOV_KIND_COUNT], all[VCOV_KIND_COUNT];
};

static void print_tally(FILE *out, const char *name, const struct tally *tally) {
  fprintf(out, "%-40s", name);
  for (unsigned kind = 0; kind < VCOV_KIND_COUNT; kind++) {
    char cell[32] = "-";
    if (tally->all[kind] != 0) {
      snprintf(cell, sizeof cell, "%zu/%zu %zu%%", tally->hit[kind], tally->all[kind],
               tally->hit[kind] * 100 / tally->all[kind]);
    }
    fprintf(out, " %16s", cell);
  }
  fputc('\n', out);
}

static void print_missed(const struct vcov *vcov, enum vcov_kind kind, const char *title,
                         FILE *out) {
  fprintf(out, "\n%s\n", title);
  for (size_t i = 0; i < vcov->count; i++) {
    const struct vcov_point *point = &vcov->points[i];
    if (point->kind == kind && point->count == 0) {
      fprintf(out, "  %s:%u: %s\n", point->file, point->line, point->comment);
    }
  }
}

void vcov_text(const struct vcov *vcov, FILE *out) {
  fprintf(out, "%-40s %16s %16s %16s %16s\n", "SystemVerilog points", "blocks", "branches",
          "toggles", "properties");
  struct tally total = {0}, file = {0};
  for (size_t i = 0; i < vcov->count; i++) {
    const struct vcov_point *point = &vcov->points[i];
    const bool hit = point->count != 0;
    file.all[point->kind]++;
    file.hit[point->kind] += hit;
    total.all[point->kind]++;
    total.hit[point->kind] += hit;
    if (i + 1 == vcov->count || strcmp(point->file, vcov->points[i + 1].file) != 0) {
      print_tally(out, point->file, &file);
      file = (struct tally){0};
    }
  }
  print_tally(out, "total", &total);
  if (total.all[VCOV_TOGGLE] != 0) {
    print_missed(vcov, VCOV_TOGGLE, "Bits that never changed:", out);
  }
  if (total.all[VCOV_USER] != 0) {
    print_missed(vcov, VCOV_USER, "Properties that never held:", out);
  }
}
