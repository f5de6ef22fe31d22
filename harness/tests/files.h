/* SPDX-License-Identifier: Apache-2.0 */
/* files.h: a folder that lives as long as a test. */
#ifndef FILES_H
#define FILES_H

#include <stddef.h>

/* Makes the folder and leaves a requirements.yaml with X-001 (M), X-002 (N), X-003 (O) in it. */
void files_begin(void);
void files_end(void);
/* Path of `name` in the folder; valid until the next call. */
const char *files_path(const char *name);
/* Writes a file; `name` may lie in a subfolder. */
void files_write(const char *name, const char *text);
void files_write_bytes(const char *name, const void *data, size_t bytes);
/* The whole file as a string, to be freed; NULL if it is not there. */
char *files_read(const char *path);

#endif
