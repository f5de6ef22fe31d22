/* SPDX-License-Identifier: Apache-2.0 */
/* rtl_coverage: turns Verilator's coverage.dat into a gcovr tracefile and a text summary. */
#include <argp.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "vcov_bars.h"

enum { EXIT_BAD_INPUT = 2, LINE_BAR = 100, TOGGLE_BAR = 95 };

struct options {
  const char *root, *json, *text, *bars, *exclusions;
  char **inputs;
  size_t input_count;
};

static error_t parse(int key, char *argument, struct argp_state *state) {
  struct options *options = state->input;
  switch (key) {
  case 'r':
    options->root = argument;
    return 0;
  case 'j':
    options->json = argument;
    return 0;
  case 't':
    options->text = argument;
    return 0;
  case 'b':
    options->bars = argument;
    return 0;
  case 'x':
    options->exclusions = argument;
    return 0;
  case ARGP_KEY_ARGS:
    options->inputs = state->argv + state->next;
    options->input_count = (size_t)(state->argc - state->next);
    return 0;
  case ARGP_KEY_NO_ARGS:
    argp_error(state, "expected at least one file or folder");
    return EINVAL;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static bool read_input(struct vcov *vcov, const char *path);

static int is_data_or_folder(const struct dirent *entry) {
  const char *dot = strrchr(entry->d_name, '.');
  if (entry->d_type == DT_DIR) {
    return entry->d_name[0] != '.';
  }
  return dot != NULL && strcmp(dot, ".dat") == 0;
}

static bool read_folder(struct vcov *vcov, const char *folder) {
  struct dirent **entries = NULL;
  const int count = scandir(folder, &entries, is_data_or_folder, alphasort);
  if (count < 0) {
    fprintf(stderr, "rtl_coverage: cannot read folder %s\n", folder);
    return false;
  }
  bool good = true;
  for (int i = 0; i < count; i++) {
    char *path = NULL;
    good =
        good && asprintf(&path, "%s/%s", folder, entries[i]->d_name) >= 0 && read_input(vcov, path);
    free(path);
    free(entries[i]);
  }
  free(entries);
  return good;
}

static bool read_input(struct vcov *vcov, const char *path) {
  struct stat status;
  if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
    return read_folder(vcov, path);
  }
  return vcov_read(vcov, path);
}

static bool write_json(const struct vcov *vcov, const char *path) {
  json_t *json = vcov_json(vcov);
  const bool good = json != NULL && json_dump_file(json, path, JSON_INDENT(1)) == 0;
  json_decref(json);
  if (!good) {
    fprintf(stderr, "rtl_coverage: cannot write %s\n", path);
  }
  return good;
}

static bool write_text(const struct vcov *vcov, const char *path) {
  FILE *out = fopen(path, "w");
  if (out != NULL) {
    vcov_text(vcov, out);
  }
  if (out == NULL || fclose(out) != 0) {
    fprintf(stderr, "rtl_coverage: cannot write %s\n", path);
    return false;
  }
  return true;
}

/* *met: the RTL is as covered as it must be. */
static bool write_bars(const struct vcov *vcov, const struct options *options, bool *met) {
  struct vcov_exclusions exclusions = {0};
  bool good = options->exclusions == NULL || vcov_exclusions_read(&exclusions, options->exclusions);
  FILE *out = good ? fopen(options->bars, "w") : NULL;
  if (out != NULL)
    *met = vcov_bars(vcov, &exclusions, LINE_BAR, TOGGLE_BAR, out);
  if (good && (out == NULL || fclose(out) != 0)) {
    fprintf(stderr, "rtl_coverage: cannot write %s\n", options->bars);
    good = false;
  }
  vcov_exclusions_free(&exclusions);
  return good;
}

int main(int argc, char **argv) {
  static const struct argp_option argp_options[] = {
      {"root", 'r', "FOLDER", 0, "Top of the sources; points of files outside are dropped (.)", 0},
      {"json", 'j', "FILE", 0, "Write a gcovr tracefile of lines and branches", 0},
      {"text", 't', "FILE", 0, "Write a summary of lines, branches, toggles and properties", 0},
      {"bars", 'b', "FILE", 0, "Write whether lines and toggles of rtl/ meet their bars", 0},
      {"exclude", 'x', "FILE", 0, "What need not be covered, and why (YAML)", 0},
      {0}};
  static const struct argp argp = {
      .options = argp_options,
      .parser = parse,
      .args_doc = "FILE_OR_FOLDER...",
      .doc =
          "Adds up coverage data of Verilator (of a folder: every *.dat below it) and reports it.\v"
          "Exit status: 0 done, 1 a bar is not met, 2 bad usage, bad input, or a file that cannot "
          "be written."};
  struct options options = {.root = "."};
  argp_err_exit_status = EXIT_BAD_INPUT;
  argp_parse(&argp, argc, argv, 0, NULL, &options);

  struct vcov vcov;
  if (!vcov_init(&vcov, options.root)) {
    fprintf(stderr, "rtl_coverage: no folder %s\n", options.root);
    return EXIT_BAD_INPUT;
  }
  bool good = true;
  for (size_t i = 0; good && i < options.input_count; i++) {
    good = read_input(&vcov, options.inputs[i]);
  }
  bool met = true;
  if (good) {
    vcov_merge(&vcov);
    good = (options.json == NULL || write_json(&vcov, options.json)) &&
           (options.text == NULL || write_text(&vcov, options.text)) &&
           (options.bars == NULL || write_bars(&vcov, &options, &met));
  }
  vcov_free(&vcov);
  return !good ? EXIT_BAD_INPUT : met ? EXIT_SUCCESS : EXIT_FAILURE;
}
