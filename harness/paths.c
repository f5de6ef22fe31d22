/* SPDX-License-Identifier: Apache-2.0 */
#include "paths.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool paths_program(char *path, size_t room) {
  ssize_t bytes = readlink("/proc/self/exe", path, room - 1);
  if (bytes <= 0)
    return false;
  path[bytes] = '\0';
  return true;
}

/* A path below the working folder is written as the user would write it. */
static void shorten(char *path) {
  char here[PATH_MAX];
  if (getcwd(here, sizeof here) == NULL)
    return;
  size_t length = strlen(here);
  if (strncmp(path, here, length) == 0 && path[length] == '/')
    memmove(path, path + length + 1, strlen(path + length + 1) + 1);
}

/* <folder of the program>/../<rest>, with links resolved. */
static bool beside(const char *program, const char *rest, char *path, size_t room) {
  char raw[PATH_MAX], real[PATH_MAX];
  const char *slash = strrchr(program, '/');
  int folder = slash != NULL ? (int)(slash - program) : 0;
  if (snprintf(raw, sizeof raw, "%.*s/../%s", folder, program, rest) >= (int)sizeof raw)
    return false;
  if (realpath(raw, real) == NULL)
    return false;
  return snprintf(path, room, "%s", real) < (int)room;
}

bool paths_vectors(const char *program, char *path, size_t room) {
  if (!beside(program, "share/hdasim/vectors", path, room))
    return false;
  shorten(path);
  return true;
}

bool paths_reference_ddi(const char *program, char *path, size_t room) {
  return beside(program, "lib/hdasim/hda_ddi_reference.so", path, room);
}

bool paths_rtl_build(const char *program, const char *build, char *path, size_t room) {
  char rest[128];
  snprintf(rest, sizeof rest, "lib/hdasim/hda_rtl_%s.so", build);
  return beside(program, rest, path, room);
}

void paths_waves(const char *program, char *path, size_t room) {
  char build[PATH_MAX];
  snprintf(path, room, "hdasim-reports/waves");
  if (!beside(program, "CMakeCache.txt", build, sizeof build))
    return; /* installed */
  *strrchr(build, '/') = '\0';
  shorten(build);
  if (strlen(build) + sizeof "/reports/waves" <= room)
    snprintf(path, room, "%s/reports/waves", build);
}

bool paths_make_parents(const char *path) {
  char folder[PATH_MAX];
  if (snprintf(folder, sizeof folder, "%s", path) >= (int)sizeof folder)
    return false;
  for (char *at = folder + 1; *at != '\0'; at++) {
    if (*at != '/')
      continue;
    *at = '\0';
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
      return false;
    *at = '/';
  }
  return true;
}
