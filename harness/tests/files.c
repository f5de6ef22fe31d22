/* SPDX-License-Identifier: Apache-2.0 */
#include "files.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmocka_all.h"
#include "paths.h"

static char folder[PATH_MAX];

const char *files_path(const char *name) {
  static char path[2 * PATH_MAX];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

void files_write_bytes(const char *name, const void *data, size_t bytes) {
  const char *path = files_path(name);
  assert_true(paths_make_parents(path));
  FILE *stream = fopen(path, "w");
  assert_non_null(stream);
  assert_int_equal(fwrite(data, 1, bytes, stream), bytes);
  assert_int_equal(fclose(stream), 0);
}

void files_write(const char *name, const char *text) {
  files_write_bytes(name, text, strlen(text));
}

char *files_read(const char *path) {
  FILE *stream = fopen(path, "r");
  if (stream == NULL)
    return NULL;
  char *text = NULL;
  size_t room = 0;
  if (getdelim(&text, &room, '\0', stream) < 0 && text != NULL)
    text[0] = '\0';
  fclose(stream);
  return text;
}

void files_begin(void) {
  const char *base = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/hdasim-test-XXXXXX", base != NULL ? base : "/tmp");
  assert_non_null(mkdtemp(folder));
  files_write("requirements.yaml", "- {id: X-001, level: M, text: first sentence}\n"
                                   "- {id: X-002, level: N, text: second sentence}\n"
                                   "- {id: X-003, level: O, text: third sentence}\n");
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status;
  (void)kind;
  (void)place;
  return remove(path);
}

void files_end(void) { nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS); }
