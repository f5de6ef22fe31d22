/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "cli.h"

int main(int argc, char **argv) {
  static struct options options;
  cli_parse(argc, argv, &options);
  int code = EXIT_BAD_INPUT;
  switch (options.command) {
  case COMMAND_RUN:
    code = command_run(&options);
    break;
  case COMMAND_LIST:
    code = command_list(&options);
    break;
  case COMMAND_CHECK:
    code = command_check(&options);
    break;
  case COMMAND_BENCH:
    code = command_bench(&options);
    break;
  }
  free(options.run.filters);
  free(options.run.paths);
  return code;
}
