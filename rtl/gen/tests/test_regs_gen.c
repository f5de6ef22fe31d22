/* SPDX-License-Identifier: Apache-2.0 */
/* The generator on small descriptions, right and wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "regs.h"

#define HEAD                                                                                       \
  "format: 1\nbar_bytes: 0x4000\nstream_base: 0x80\nstream_stride: 0x20\nstream_max: 30\n"
#define NO_ALIASES "aliases: []\n"
#define REGISTER(name, offset, width, fields)                                                      \
  "  - name: " name "\n    offset: " offset "\n    width: " width "\n    scope: global\n"          \
  "    description: d\n    requirements: [HDA-ACC-001]\n    fields:" fields "\n"
#define FIELD(name, msb, lsb, access, reset)                                                       \
  "\n      - {name: " name ", msb: " msb ", lsb: " lsb ", access: " access ", reset: " reset       \
  ", class: FN, description: d}"
#define GOOD_FIELD FIELD("F", "3", "0", "RW", "5")

static struct regs regs;

/* Reads `text`; what the reader said goes to `said`. */
static bool read_text(const char *text, char *said, size_t bytes) {
  char path[] = "/tmp/test_regs_gen.XXXXXX";
  const int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
  close(fd);
  FILE *capture = tmpfile();
  assert_non_null(capture);
  fflush(stderr);
  const int saved = dup(STDERR_FILENO);
  dup2(fileno(capture), STDERR_FILENO);
  const bool good = regs_read(path, &regs);
  fflush(stderr);
  dup2(saved, STDERR_FILENO);
  close(saved);
  rewind(capture);
  said[fread(said, 1, bytes - 1, capture)] = '\0';
  fclose(capture);
  unlink(path);
  return good;
}

static void reads_masks_and_reset(void **state) {
  (void)state;
  char said[4096];
  static const char text[] = HEAD
      "registers:\n" REGISTER("ONE", "0x10", "16",
                              FIELD("A", "15", "12", "RW", "9") FIELD("B", "4", "4", "RW1C", "0")
                                  FIELD("C", "2", "0", "RO", "6")) NO_ALIASES;
  assert_true(read_text(text, said, sizeof said));
  assert_string_equal(said, "");
  assert_int_equal(regs.register_count, 1);
  assert_int_equal(regs_reset(&regs.reg[0]), 0x9006);
  assert_int_equal(regs_mask(&regs.reg[0], REGS_RW), 0xF000);
  assert_int_equal(regs_mask(&regs.reg[0], REGS_RW1C), 0x0010);
  assert_int_equal(regs_mask(&regs.reg[0], REGS_RO), 0x0007);
}

static void absent_register_has_no_bits(void **state) {
  (void)state;
  char said[4096];
  static const char text[] = HEAD
      "registers:\n" REGISTER("ONE", "0x10", "16", GOOD_FIELD "\n    present: false") NO_ALIASES;
  assert_true(read_text(text, said, sizeof said));
  assert_int_equal(regs_reset(&regs.reg[0]), 0);
  assert_int_equal(regs_mask(&regs.reg[0], REGS_RW), 0);
}

static void writers_give_the_numbers(void **state) {
  (void)state;
  char said[4096];
  static const char text[] = HEAD
      "registers:\n" REGISTER("ONE", "0x10", "32", FIELD("TOP", "31", "31", "RW", "1")) NO_ALIASES;
  assert_true(read_text(text, said, sizeof said));
  static const struct {
    void (*write)(const struct regs *, FILE *);
    const char *line;
  } cases[] = {
      {regs_write_sv, "  localparam logic [31:0] ONE_RESET = 32'h80000000;\n"},
      {regs_write_sv, "  localparam logic [31:0] ONE_WMASK = 32'h80000000;\n"},
      {regs_write_sv, "  localparam int ONE_TOP_LSB = 31;\n"},
      {regs_write_c, "#define HDA_ONE 0x0010u\n"},
      {regs_write_c, "#define HDA_ONE_TOP_MASK 0x80000000u\n"},
      {regs_write_ddi, "#define HDA_ONE 0x0010u\n"},
      {regs_write_ddi, "#define HDA_ONE_TOP_SHIFT 31\n"},
      {regs_write_md, "| 31 | TOP | RW | 0x1 | FN | d |\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char *made = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&made, &bytes);
    cases[i].write(&regs, out);
    fclose(out);
    assert_non_null(strstr(made, cases[i].line));
    free(made);
  }
}

/* Each of these is refused, with this text in a message that names line and column. */
static void refuses_bad_input(void **state) {
  (void)state;
  static const struct {
    const char *text, *said;
  } cases[] = {
      {"", ":1:1: error: expected a mapping"},
      {"---\n", ":1:1: error: expected a mapping"},
      {"# nothing\n", ":1:1: error: expected a mapping"},
      {"[1, 2]\n", ":1:1: error: expected a mapping"},
      {"format: {\n", "error"},
      {"format: 1\n", "missing key 'registers'"},
      {HEAD "registers: 3\n" NO_ALIASES, ":6:12: error: registers: expected a list"},
      {HEAD "registers:\n  - 3\n" NO_ALIASES, ":7:5: error: expected a mapping"},
      {HEAD "registers:\n" REGISTER("one", "0", "8", GOOD_FIELD) NO_ALIASES, "capital letters"},
      {HEAD "registers:\n" REGISTER("", "0", "8", GOOD_FIELD) NO_ALIASES, "name: expected a text"},
      {HEAD "registers:\n" REGISTER("ONE", "", "8", GOOD_FIELD) NO_ALIASES, "expected a number"},
      {HEAD "registers:\n" REGISTER("ONE", "x", "8", GOOD_FIELD) NO_ALIASES, "expected a number"},
      {HEAD "registers:\n" REGISTER("ONE", "0x4000", "8", GOOD_FIELD) NO_ALIASES, "0 to 16383"},
      {HEAD "registers:\n" REGISTER("ONE", "2", "32", GOOD_FIELD) NO_ALIASES, "not aligned"},
      {HEAD "registers:\n" REGISTER("ONE", "0x7F", "16", GOOD_FIELD) NO_ALIASES, "out of its area"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "12", GOOD_FIELD) NO_ALIASES, "8, 16, 24 or 32"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", " x") NO_ALIASES, "fields: expected a list"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", FIELD("F", "8", "0", "RW", "0")) NO_ALIASES,
       "msb: expected 0 to 7"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", FIELD("F", "1", "2", "RW", "0")) NO_ALIASES,
       "msb: expected"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", FIELD("F", "1", "0", "RX", "0")) NO_ALIASES,
       "expected one of RO, RW, RW1C, RW1S, HWINIT"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", FIELD("F", "1", "0", "RW", "4")) NO_ALIASES,
       "does not fit into 2 bits"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", GOOD_FIELD FIELD("G", "3", "3", "RW", "0"))
           NO_ALIASES,
       "field G overlaps field F"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", GOOD_FIELD FIELD("F", "4", "4", "RW", "0"))
           NO_ALIASES,
       "field F is there twice"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "32", GOOD_FIELD)
           REGISTER("TWO", "2", "16", GOOD_FIELD) NO_ALIASES,
       "register TWO overlaps register ONE"},
      {HEAD "registers:\n" REGISTER("ONE", "0", "8", GOOD_FIELD)
           REGISTER("ONE", "1", "8", GOOD_FIELD) NO_ALIASES,
       "register ONE is there twice"},
      {HEAD "registers: []\naliases:\n  - {name: A, of: B, offset: 0, description: d, "
            "requirements: [HDA-ACC-005]}\n",
       "of: no register of that name"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char said[4096];
    assert_false(read_text(cases[i].text, said, sizeof said));
    if (strstr(said, cases[i].said) == NULL) {
      fail_msg("case %zu: expected '%s' in '%s'", i, cases[i].said, said);
    }
  }
}

static void refuses_a_missing_file(void **state) {
  (void)state;
  assert_false(regs_read("/nonexistent/hda_regs.yaml", &regs));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_masks_and_reset),    cmocka_unit_test(absent_register_has_no_bits),
      cmocka_unit_test(writers_give_the_numbers), cmocka_unit_test(refuses_bad_input),
      cmocka_unit_test(refuses_a_missing_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
