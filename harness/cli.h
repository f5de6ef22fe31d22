/* SPDX-License-Identifier: Apache-2.0 */
/* cli.h: the subcommands. */
#ifndef HDASIM_CLI_H
#define HDASIM_CLI_H

#include "options.h"
#include "vector.h"

enum exit_code { EXIT_ALL_PASSED = 0, EXIT_SOME_FAILED = 1, EXIT_BAD_INPUT = 2 };

enum command { COMMAND_RUN, COMMAND_LIST, COMMAND_CHECK, COMMAND_BENCH };

struct options {
  struct run_options run;
  enum command command;
  bool exact; /* filters are whole ids */
  bool strictness_given;
  bool requirements;   /* list: requirement matrix */
  bool schema;         /* check: print the JSON Schema */
  bool json_to_stdout; /* list, bench: as JSON */
};

/* Parses the command line; does not return for --help, --version or a usage error (code 2). */
void cli_parse(int argc, char **argv, struct options *options);

/* Loads the suite the options name; prints the diagnosis and returns false. */
bool cli_load(const struct options *options, struct suite *suite);
/* Is the vector among those asked for? */
bool cli_selected(const struct options *options, const struct vector *vector);

int command_run(struct options *options);
int command_list(struct options *options);
int command_check(struct options *options);
int command_bench(struct options *options);

/* Prints the JSON Schema of a vector file. */
bool schema_print(void);

#endif
