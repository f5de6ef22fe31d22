/* SPDX-License-Identifier: Apache-2.0 */
/* The set of points: life, order, merge. */
#include "vcov.h"

#include <stdlib.h>
#include <string.h>

bool vcov_init(struct vcov *vcov, const char *root) {
  *vcov = (struct vcov){.root = realpath(root, NULL)};
  return vcov->root != NULL;
}

static void free_point(struct vcov_point *point) {
  free(point->file);
  free(point->comment);
  free(point->lines);
}

void vcov_free(struct vcov *vcov) {
  for (size_t i = 0; i < vcov->count; i++) {
    free_point(&vcov->points[i]);
  }
  free(vcov->points);
  free(vcov->root);
  *vcov = (struct vcov){0};
}

static int compare_numbers(unsigned a, unsigned b) { return (a > b) - (a < b); }

static int compare(const void *left, const void *right) {
  const struct vcov_point *a = left, *b = right;
  int order = strcmp(a->file, b->file);
  order = order != 0 ? order : compare_numbers(a->line, b->line);
  order = order != 0 ? order : compare_numbers(a->column, b->column);
  order = order != 0 ? order : compare_numbers(a->kind, b->kind);
  order = order != 0 ? order : strcmp(a->comment, b->comment);
  return order != 0 ? order : strcmp(a->lines, b->lines);
}

void vcov_merge(struct vcov *vcov) {
  if (vcov->count == 0) {
    return;
  }
  qsort(vcov->points, vcov->count, sizeof vcov->points[0], compare);
  size_t kept = 0;
  for (size_t i = 1; i < vcov->count; i++) {
    if (compare(&vcov->points[kept], &vcov->points[i]) == 0) {
      vcov->points[kept].count += vcov->points[i].count;
      free_point(&vcov->points[i]);
    } else {
      vcov->points[++kept] = vcov->points[i];
    }
  }
  vcov->count = kept + 1;
}

bool vcov_point_lines(const struct vcov_point *point, void (*visit)(void *user, unsigned line),
                      void *user) {
  enum { LONGEST_RANGE = 100000 };
  if (point->lines[0] == '\0') {
    visit(user, point->line);
    return true;
  }
  const char *at = point->lines;
  for (;;) {
    char *end = NULL;
    const unsigned long first = strtoul(at, &end, 10);
    unsigned long last = first;
    if (end == at) {
      return false;
    }
    if (*end == '-') {
      at = end + 1;
      last = strtoul(at, &end, 10);
      if (end == at) {
        return false;
      }
    }
    if (first == 0 || last < first || last - first > LONGEST_RANGE || last > UINT32_MAX) {
      return false;
    }
    for (unsigned long line = first; line <= last; line++) {
      visit(user, (unsigned)line);
    }
    if (*end == '\0') {
      return true;
    }
    if (*end != ',') {
      return false;
    }
    at = end + 1;
  }
}
