/* SPDX-License-Identifier: Apache-2.0 */
/*
 * paths.h: where the program finds its own files, from where it lies itself.
 *
 * <prefix>/bin/hdasim, <prefix>/share/hdasim/vectors, <prefix>/lib/hdasim/hda_ddi_reference.so; a
 * build folder is laid out alike.
 */
#ifndef HDASIM_PATHS_H
#define HDASIM_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/* Absolute path of this executable. False if the system does not tell. */
bool paths_program(char *path, size_t room);
/* Each writes a path; false if nothing is there. */
bool paths_vectors(const char *program, char *path, size_t room);
bool paths_reference_ddi(const char *program, char *path, size_t room);
/* Library of another build of the controller. */
bool paths_rtl_build(const char *program, const char *build, char *path, size_t room);
/* Folder for waveforms when none is given; always succeeds. */
void paths_waves(const char *program, char *path, size_t room);
/* Makes the folders above the file `path`. */
bool paths_make_parents(const char *path);

#endif
