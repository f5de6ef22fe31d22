/* SPDX-License-Identifier: Apache-2.0 */
/* The gcovr tracefile. */
#include <stdlib.h>
#include <string.h>

#include "vcov.h"

/* Most source lines carry one or two points, a file a few hundred lines: a plain array of the
 * lines of one file, indexed by line number, is enough. */
struct line {
  bool known;
  uint64_t count;
  json_t *branches;
};

struct file {
  struct line *lines;
  size_t capacity;
  bool out_of_memory;
  const struct vcov_point *point; /* the one that is being added */
};

static struct line *line_at(struct file *file, unsigned number) {
  if (number >= file->capacity) {
    const size_t capacity = (size_t)number * 2 + 64;
    struct line *lines = reallocarray(file->lines, capacity, sizeof *lines);
    if (lines == NULL) {
      file->out_of_memory = true;
      return NULL;
    }
    memset(lines + file->capacity, 0, (capacity - file->capacity) * sizeof *lines);
    file->lines = lines;
    file->capacity = capacity;
  }
  return &file->lines[number];
}

/* A line that several points share ran as often as the most frequent of them. */
static void add_line(void *user, unsigned number) {
  struct file *file = user;
  struct line *line = line_at(file, number);
  if (line != NULL) {
    line->known = true;
    line->count = line->count > file->point->count ? line->count : file->point->count;
  }
}

/* A branch belongs to the line of its condition; the lines of its block ran when it was taken. */
static void add_branch(struct file *file) {
  struct line *line = line_at(file, file->point->line);
  if (line == NULL) {
    return;
  }
  if (line->branches == NULL) {
    line->branches = json_array();
  }
  json_array_append_new(line->branches,
                        json_pack("{s:I, s:b, s:b}", "count", (json_int_t)file->point->count,
                                  "fallthrough", 0, "throw", 0));
}

static json_t *line_entries(struct file *file) {
  json_t *entries = json_array();
  for (unsigned number = 1; number < file->capacity; number++) {
    struct line *line = &file->lines[number];
    if (line->known || line->branches != NULL) {
      json_t *branches = line->branches != NULL ? line->branches : json_array();
      uint64_t count = line->count;
      for (size_t i = 0; i < json_array_size(branches); i++) {
        const json_t *taken = json_object_get(json_array_get(branches, i), "count");
        const uint64_t times = (uint64_t)json_integer_value(taken);
        count = count > times ? count : times;
      }
      json_array_append_new(entries,
                            json_pack("{s:o, s:I, s:i, s:b, s:b}", "branches", branches, "count",
                                      (json_int_t)count, "line_number", (int)number,
                                      "gcovr/noncode", 0, "gcovr/excluded", 0));
      *line = (struct line){0};
    }
  }
  return entries;
}

json_t *vcov_json(const struct vcov *vcov) {
  struct file file = {0};
  json_t *files = json_array();
  for (size_t i = 0; i < vcov->count; i++) {
    const struct vcov_point *point = &vcov->points[i];
    file.point = point;
    if (point->kind == VCOV_LINE || point->kind == VCOV_BRANCH) {
      vcov_point_lines(point, add_line, &file);
    }
    if (point->kind == VCOV_BRANCH) {
      add_branch(&file);
    }
    if (i + 1 == vcov->count || strcmp(point->file, vcov->points[i + 1].file) != 0) {
      json_array_append_new(files, json_pack("{s:s, s:[], s:o}", "file", point->file, "functions",
                                             "lines", line_entries(&file)));
    }
  }
  free(file.lines);
  if (file.out_of_memory) {
    json_decref(files);
    return NULL;
  }
  return json_pack("{s:s, s:o}", "gcovr/format_version", "0.3", "files", files);
}
