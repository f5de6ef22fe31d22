/* SPDX-License-Identifier: Apache-2.0 */
/* hda_regs_gen: makes the SystemVerilog package, the C headers and the register page from
 * hda_regs.yaml, or with --check says which of them is not current. */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "regs.h"

enum { EXIT_STALE = 1, EXIT_BAD_INPUT = 2 };

struct options {
  bool check;
  const char *input, *root;
};

static const struct product {
  const char *path; /* inside the root of the tree */
  void (*write)(const struct regs *regs, FILE *out);
} products[] = {
    {"rtl/hda_regs_pkg.sv", regs_write_sv},
    {"model/include/hda_regs.h", regs_write_c},
    {"ddi/bus/hda_regs.h", regs_write_ddi},
    {"docs/registers.md", regs_write_md},
};

static error_t parse(int key, char *argument, struct argp_state *state) {
  struct options *options = state->input;
  switch (key) {
  case 'c':
    options->check = true;
    return 0;
  case ARGP_KEY_ARG:
    if (state->arg_num == 0) {
      options->input = argument;
    } else if (state->arg_num == 1) {
      options->root = argument;
    } else {
      argp_usage(state);
    }
    return 0;
  case ARGP_KEY_END:
    if (state->arg_num != 2) {
      argp_usage(state);
    }
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static bool same_as_file(const char *path, const char *text, size_t bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    return false;
  }
  bool same = true;
  for (size_t i = 0; same && i < bytes; i++) {
    same = fgetc(file) == (unsigned char)text[i];
  }
  same = same && fgetc(file) == EOF;
  fclose(file);
  return same;
}

static bool write_file(const char *path, const char *text, size_t bytes) {
  FILE *file = fopen(path, "wb");
  bool good = file != NULL && fwrite(text, 1, bytes, file) == bytes;
  if (file != NULL) {
    good = fclose(file) == 0 && good;
  }
  if (!good) {
    perror(path);
  }
  return good;
}

/* Returns an exit status. An up-to-date file is left alone, so that nothing is rebuilt for it. */
static int make(const struct options *options, const struct regs *regs,
                const struct product *product) {
  char path[4096];
  char *text = NULL;
  size_t bytes = 0;
  const int length = snprintf(path, sizeof path, "%s/%s", options->root, product->path);
  FILE *out = open_memstream(&text, &bytes);
  if (length < 0 || (size_t)length >= sizeof path || out == NULL) {
    fprintf(stderr, "hda_regs_gen: path too long or out of memory\n");
    if (out != NULL) {
      fclose(out);
      free(text);
    }
    return EXIT_BAD_INPUT;
  }
  product->write(regs, out);
  int status = EXIT_SUCCESS;
  if (fclose(out) != 0) {
    fprintf(stderr, "hda_regs_gen: out of memory\n");
    status = EXIT_BAD_INPUT;
  } else if (!same_as_file(path, text, bytes)) {
    if (options->check) {
      fprintf(stderr, "%s: not current; run ./hdasim regs\n", path);
      status = EXIT_STALE;
    } else if (!write_file(path, text, bytes)) {
      status = EXIT_BAD_INPUT;
    }
  }
  free(text);
  return status;
}

int main(int argc, char **argv) {
  static const struct argp_option argp_options[] = {
      {"check", 'c', NULL, 0, "Write nothing; exit 1 if a made file is not current", 0}, {0}};
  static const struct argp argp = {
      .options = argp_options,
      .parser = parse,
      .args_doc = "HDA_REGS_YAML ROOT_OF_TREE",
      .doc = "Makes rtl/hda_regs_pkg.sv, model/include/hda_regs.h, ddi/bus/hda_regs.h and "
             "docs/registers.md.\v"
             "Exit status: 0 done or current, 1 not current, 2 bad usage or input."};
  struct options options = {0};
  argp_err_exit_status = EXIT_BAD_INPUT;
  argp_parse(&argp, argc, argv, 0, NULL, &options);
  static struct regs regs;
  if (!regs_read(options.input, &regs)) {
    return EXIT_BAD_INPUT;
  }
  int status = EXIT_SUCCESS;
  for (size_t i = 0; i < sizeof products / sizeof products[0]; i++) {
    const int one = make(&options, &regs, &products[i]);
    status = one > status ? one : status;
  }
  return status;
}
