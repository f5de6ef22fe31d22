/* SPDX-License-Identifier: Apache-2.0 */
/* Bad input: one message, with the very place and what was expected. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmocka_all.h"
#include "files.h"
#include "vector.h"

static int begin(void **state) {
  (void)state;
  files_begin();
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

/* Loads the folder; the message without the folder's name, or "" if all is well. */
static void load(const char *path, char message[1024]) {
  struct suite suite = {0};
  struct diag diag = {0};
  bool good = suite_load(&suite, &path, 1, &diag);
  assert_int_equal(good, !diag.failed);
  size_t skip = strlen(files_path(""));
  const char *text = diag.failed ? diag.message.data : "";
  if (strncmp(text, files_path(""), skip) == 0)
    text += skip;
  snprintf(message, 1024, "%s", text);
  suite_free(&suite);
}

#define HEAD "id: a/b\ntitle: A title\nrequirements: [X-001]\n"
#define STEPS "steps:\n  - run: 1 frames\n"

/* Each file is wrong in one thing; the message begins like this. */
static const struct {
  const char *text, *message;
} cases[] = {
    {"", "d/v.yaml:1:1: the file is empty; expected a map with `id`"},
    {"\n\n", "d/v.yaml:1:1: the file is empty"},
    {"# nothing\n# but comments\n", "d/v.yaml:1:1: the file is empty"},
    {"---\n", "d/v.yaml:1:1: the file is a single value; expected a map with `id`"},
    {"--- # nothing\n...\n", "d/v.yaml:1:1: the file is a single value"},
    {"~\n", "d/v.yaml:1:1: the file is a single value"},
    {"{}\n", "d/v.yaml:1:1: missing key 'id' at the top"},
    {"[]\n", "d/v.yaml:1:1: the file is a list"},
    {"? \n", "d/v.yaml:1:1: unknown key '' at the top"},
    /* An empty value has no place of its own: the one before it is named. */
    {"id:\n", "d/v.yaml:1:1: nothing; expected a text"},
    {"id: a\ntitle:\n", "d/v.yaml:2:1: nothing; expected a text"},
    {"id: a\ntitle: t\nrequirements:\n" STEPS, "d/v.yaml:3:1: no requirement"},
    {"id: a\ntitle: t\nrequirements: [X-001, ~]\n" STEPS, "d/v.yaml:3:23: unknown requirement '~'"},
    {HEAD "limit:\n" STEPS, "d/v.yaml:4:1: '' is no time"},
    {HEAD "steps:\n", "d/v.yaml:4:1: no steps"},
    {HEAD "steps:\n  -\n", "d/v.yaml:5:3: a step is a single value"},
    {HEAD "steps:\n  - run:\n", "d/v.yaml:5:5: '' is no time"},
    {HEAD "steps: [{run: }]\n", "d/v.yaml:4:10: '' is no time"},
    {HEAD "steps:\n  - run: {until: }\n", "d/v.yaml:5:11: expected irq, command, response"},
    {HEAD "steps:\n  - check: {value: , expect: 1}\n", "d/v.yaml:5:13: nothing; expected a number"},
    {HEAD "steps:\n  - check: {value: 1, expect: [1, {min: }]}\n",
     "d/v.yaml:5:36: nothing; expected a number"},
    {HEAD "rows:\n" STEPS, "d/v.yaml:4:1: no rows"},
    {HEAD "rows: [{row: }]\n" STEPS, "d/v.yaml:4:8: '' is no row name"},
    {HEAD "cross: {a: [{name: [x], value: 1}]}\n" STEPS, "d/v.yaml:4:8: '.name"},
    /* Steps that have no keys. */
    {HEAD "steps:\n  - mark: {}\n", "d/v.yaml:5:11: no name"},
    {HEAD "steps:\n  - mark: {a: 1}\n", "d/v.yaml:5:11: no name"},
    {HEAD "steps:\n  - clear_event: {}\n", "d/v.yaml:5:18: expected an event, written $name"},
    {HEAD "steps:\n  - clear: {fault: x}\n", "d/v.yaml:5:12: a map; expected a text"},
    {HEAD "steps:\n  - hold_dpcs: {}\n", "d/v.yaml:5:16: '{}' is no boolean"},
    {HEAD "steps:\n  - fail_pool: {}\n", "d/v.yaml:5:16: a map; expected a number"},
    {HEAD "steps:\n  - page_budget: {}\n", "d/v.yaml:5:18: a map; expected a number"},
    /* Codec commands and callbacks. */
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: {a: 1}}\n",
     "d/v.yaml:5:41: a map; expected a list of commands"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [[1]]}\n",
     "d/v.yaml:5:42: a list; expected a number"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [{times: 1}]}\n",
     "d/v.yaml:5:42: a map; expected a number"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [{repeat: [1]}]}\n",
     "d/v.yaml:5:42: missing key 'times' in a generator"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [{repeat: [], times: 1}]}\n",
     "d/v.yaml:5:51: empty; expected a list of commands"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [{repeat: 1, times: 1}]}\n",
     "d/v.yaml:5:51: a single value; expected a list of commands"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [{repeat: [$i], times: 1}]}\n",
     "d/v.yaml:5:52: unknown name '$i'"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [{repeat: [1], times: 1, as: 1}]}\n",
     "d/v.yaml:5:70: no name"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [{repeat: [1], times: 1, sa: i}]}\n",
     "d/v.yaml:5:66: unknown key 'sa' in a generator"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [1], Callback: third}\n",
     "d/v.yaml:5:56: `Callback` is 'third'; expected one of NULL, first, second"},
    {HEAD "steps:\n  - TransferCodecVerbs: {CodecTransfer: [1], in_callback: []}\n",
     "d/v.yaml:5:59: no steps"},
    {HEAD "steps:\n  - GetDeviceInformation: {in_callback: []}\n",
     "d/v.yaml:5:28: unknown key 'in_callback'"},
    {HEAD "steps:\n  - RegisterEventCallback: {as: r}\n  - expect_transfer: {transfer: $r}\n",
     "d/v.yaml:6:33: '$r' is a registration; expected a transfer"},
    {HEAD "steps:\n  - RegisterEventCallback: {as: r}\n  - check: {value: $r.tag, expect: 1}\n",
     "d/v.yaml:6:20: '$r' is a registration and has no field 'tag', did you mean 'Tag'?"},
    {HEAD "steps:\n  - RegisterEventCallback: {as: r}\n"
          "  - expect_unsolicited: {registration: $r, calls: [{Tags: 1}]}\n",
     "d/v.yaml:6:53: unknown key 'Tags' in a response; did you mean 'Tag'?"},
    {HEAD "steps:\n  - RegisterEventCallback: {as: r}\n"
          "  - expect_unsolicited: {registration: $r, all: 7}\n",
     "d/v.yaml:6:49: no response; expected unchanged, written, any or a map"},
    /* One line, whatever the text. */
    {HEAD "steps:\n  - \"x\\ny\": 1\n", "d/v.yaml:5:5: unknown step 'x?y'"},
    {"id: [a\n", "d/v.yaml:2:1: malformed YAML:"},
    {"id: a\nid: b\n", "d/v.yaml:2:1: duplicate key 'id'; it stands in line 1 already"},
    {"id: &x a\n", "d/v.yaml:1:8: an anchor is not allowed"},
    {"id: a\ntitle: *x\n", "d/v.yaml:2:9: an alias is not allowed"},
    {"id: !t a\n", "d/v.yaml:1:8: a tag is not allowed"},
    {"%YAML 1.2\n---\nid: a\n", "d/v.yaml:2:1: a directive is not allowed"},
    {HEAD STEPS "---\nid: c\n", "d/v.yaml:6:1: a second document"},
    {"- id: a\n", "d/v.yaml:1:1: the file is a list; expected a map with `id`"},
    {"[1, 2]: x\n", "d/v.yaml:1:1: a key is a list; expected a word"},
    {"title: A title\n", "d/v.yaml:1:1: missing key 'id' at the top"},
    {"id: a\nrequirements: [X-001]\n" STEPS, "d/v.yaml:1:1: missing key 'title' at the top"},
    {"id: a\ntitle: t\n" STEPS, "d/v.yaml:1:1: missing key 'requirements' at the top"},
    {HEAD, "d/v.yaml:1:1: missing key 'steps' at the top"},
    {HEAD "stepz: []\n", "d/v.yaml:4:1: unknown key 'stepz' at the top; did you mean 'steps'?"},
    {"id: A b\ntitle: t\nrequirements: [X-001]\n" STEPS, "d/v.yaml:1:5: 'A b' is no id"},
    {"id: ../a\ntitle: t\nrequirements: [X-001]\n" STEPS, "d/v.yaml:1:5: '../a' is no id"},
    {"id: a\ntitle: [t]\nrequirements: [X-001]\n" STEPS, "d/v.yaml:2:8: a list; expected a text"},
    {"id: a\ntitle: t\nrequirements: []\n" STEPS, "d/v.yaml:3:15: no requirement"},
    {"id: a\ntitle: t\nrequirements: [X-001, X-004]\n" STEPS,
     "d/v.yaml:3:23: unknown requirement 'X-004'"},
    {HEAD "strict: perhaps\n" STEPS, "d/v.yaml:4:9: 'perhaps' is no boolean"},
    {HEAD "interface: V4\n" STEPS, "d/v.yaml:4:12: `interface` is 'V4'; expected one of V2, V1"},
    {HEAD "limit: soon\n" STEPS, "d/v.yaml:4:8: 'soon' is no time"},
    {HEAD "controller: {oos: 1}\n" STEPS, "d/v.yaml:4:14: unknown key 'oos' in `controller`"},
    {HEAD "device: manual\n" STEPS, "d/v.yaml:1:1: `device: manual` without `interface: none`"},
    {HEAD "steps: []\n", "d/v.yaml:4:8: no steps; expected a list of steps"},
    {HEAD "steps:\n  - run\n", "d/v.yaml:5:5: a step is a single value"},
    {HEAD "steps:\n  - {run: 1 s, mark: a}\n", "d/v.yaml:5:5: a step is a map with several keys"},
#define BLOCK                                                                                      \
  "steps:\n  - AllocateContiguousDmaBuffer: {Handle: 1, RequestedBufferSize: 1, as: b}\n"
    {HEAD BLOCK "  - write_bdl: {buffer: $b}\n",
     "d/v.yaml:6:16: expected either `entries` or `count` in write_bdl"},
    {HEAD BLOCK "  - write_bdl: {buffer: $b, count: 2}\n",
     "d/v.yaml:6:16: expected `count` and `bytes` together"},
    {HEAD BLOCK "  - write_bdl: {buffer: $b, entries: [{at: 0, bytes: 1}], every: 1}\n",
     "d/v.yaml:6:16: expected `stride` and `every` only with `count`"},
    {HEAD BLOCK "  - write_bdl: {buffer: $b, entries: [{at: 0}]}\n",
     "d/v.yaml:6:39: missing key 'bytes' in a fragment"},
    {HEAD BLOCK "  - write_bdl: {buffer: $b, entries: [{at: 0, bytes: 1, ioc: 1}]}\n",
     "d/v.yaml:6:62: '1' is no boolean"},
    {HEAD BLOCK "  - write_bdl: {buffer: $b, entries: 5}\n", "d/v.yaml:6:38: no list"},
    {HEAD BLOCK "  - expect_contiguous: {buffer: $b, cache: MmUncached}\n",
     "d/v.yaml:6:44: `cache` is 'MmUncached'; expected one of MmNonCached"},
    {HEAD BLOCK "  - expect_device: {device: $b, references: 1}\n",
     "d/v.yaml:6:29: '$b' is a buffer; expected a device object"},
    {HEAD BLOCK "  - expect_notifications: {}\n",
     "d/v.yaml:6:27: expect_notifications expects nothing"},
    {HEAD BLOCK "  - expect_mdl: {buffer: $b}\n", "d/v.yaml:6:17: expect_mdl expects nothing"},
    {HEAD BLOCK "  - expect_notifications: {timestamps: isr}\n",
     "d/v.yaml:6:27: expected `buffer` with `timestamps: isr`"},
    {HEAD BLOCK "  - expect_isr_calls: {frames: oracle}\n",
     "d/v.yaml:6:23: expected `buffer` with `frames: oracle`"},
    {HEAD BLOCK "  - run: {until: {notification: three}}\n",
     "d/v.yaml:6:33: `notification` is 'three'; expected one of first, second"},
    {HEAD BLOCK "  - SetupDmaEngineWithBdl: {Handle: 1, Isr: none}\n",
     "d/v.yaml:6:45: `Isr` is 'none'; expected one of recording, NULL"},
    {HEAD "steps:\n  - rum: 1 s\n", "d/v.yaml:5:5: unknown step 'rum'; expected a routine of the "
                                    "DDI or a step of docs/vectors.md, did you mean 'run'?"},
    {HEAD "steps:\n  - AllocateRenderDmaEngin: {StreamFormat: 48000/16/2}\n",
     "d/v.yaml:5:5: unknown step 'AllocateRenderDmaEngin'; expected a routine of the DDI or a step "
     "of docs/vectors.md, did you mean 'AllocateRenderDmaEngine'?"},
    {HEAD "steps:\n  - run: 1 minute\n", "d/v.yaml:5:10: '1 minute' is no time"},
    {HEAD "steps:\n  - run: [1]\n", "d/v.yaml:5:10: a list; expected a time, such as 20 frames"},
    {HEAD "steps:\n  - FreeDmaEngine: {}\n",
     "d/v.yaml:5:20: missing key 'Handle' in FreeDmaEngine"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: $e}\n",
     "d/v.yaml:5:29: unknown name '$e'; expected one bound by an earlier step or a column"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
          "  - FreeDmaEngine: {Handle: $engin}\n",
     "d/v.yaml:6:29: unknown name '$engin'; expected one bound by an earlier step or a column, did "
     "you mean '$engine'?"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: e}\n"
          "  - check: {value: $e.Hundle, expect: 1}\n",
     "d/v.yaml:6:20: '$e' is an engine and has no field 'Hundle', did you mean 'Handle'?"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: 48000-16-2}\n",
     "d/v.yaml:5:45: '48000-16-2' is no format"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: {SampleRate: 1}}\n",
     "d/v.yaml:5:45: a format lacks a member"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: [1]}\n", "d/v.yaml:5:29: a list; expected a number"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1 +}\n", "d/v.yaml:5:29: expected a name"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 0x12345678901234567}\n",
     "d/v.yaml:5:29: a number beyond 64 bits"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: STATUS_SUCESS}\n",
     "d/v.yaml:5:40: unknown word 'STATUS_SUCESS'; expected a number, $name or a named value, did "
     "you mean 'STATUS_SUCCESS'?"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: {state: 0}}\n",
     "d/v.yaml:5:41: unknown key 'state' in `expect` of FreeDmaEngine"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: {status: {mim: 1}}}\n",
     "d/v.yaml:5:50: unknown key 'mim' in a matcher"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: {status: {strict: 1}}}\n",
     "d/v.yaml:5:49: expected `strict` and `accept` together"},
    {HEAD "steps:\n  - mark: 2\n", "d/v.yaml:5:11: no name"},
    {HEAD "steps:\n  - mark: a\n  - mark: a\n", "d/v.yaml:6:11: 'a' is bound in line 5 already"},
    {HEAD "steps:\n  - read: {register: GTCL}\n",
     "d/v.yaml:5:22: unknown register 'GTCL'; expected a name of the register list, such as GCTL "
     "or "
     "SDnCTL, did you mean 'GCTL'?"},
    {HEAD "steps:\n  - read: {expect: 1}\n",
     "d/v.yaml:5:11: expected either `register` or `offset` in read"},
    {HEAD "steps:\n  - read: {register: GCTL, expect: {CRSD: 1}}\n",
     "d/v.yaml:5:37: no register has a field 'CRSD'"},
    {HEAD "steps:\n  - run: {until: {frame: 1, bcis: 1}}\n",
     "d/v.yaml:5:18: 2 conditions; expected one of event"},
    {HEAD "steps:\n  - expect_signals: {event: $now}\n",
     "d/v.yaml:5:29: '$now' is a time; expected an event"},
    {HEAD "steps:\n  - check: {value: 1, expect: 1, requirements: [X-002]}\n",
     "d/v.yaml:5:49: 'X-002' is not among the requirements of the file"},
    {HEAD "build: big\n" STEPS, "d/v.yaml:4:8: `build` is 'big'; expected one of default, wide"},
    {HEAD "build: wide\n" STEPS, "d/v.yaml:4:8: `build` without `controller`"},
    {HEAD "build: $b\nrows: [{row: a, b: big}]\n" STEPS, "d/v.yaml:5:20: no build of that name"},
    {HEAD "codecs: {x: stereo}\n" STEPS, "d/v.yaml:4:10: 'x' is no SDI line"},
    {HEAD "codecs: {1: [a]}\n" STEPS, "d/v.yaml:4:13: a list; expected a text"},
    {HEAD "codecs: []\n" STEPS, "d/v.yaml:4:9: expected a map of SDI line"},
    {HEAD "steps:\n  - write: {offset: 0, fields: {RUN: 1}, strobe: 1}\n",
     "d/v.yaml:5:12: expected `value` with `strobe`"},
    {HEAD "steps:\n  - expect_line: {line: SDO9, frame: 1, at: 0, bits: 1, value: 1}\n",
     "d/v.yaml:5:25: `line` is 'SDO9'; expected one of SYNC, SDO0"},
    {HEAD "steps:\n  - setup_stream: {stream: 0, tag: 1, fmt: 0, bdl: 0, buffers: []}\n",
     "d/v.yaml:5:64: no list; expected a list of maps, each a piece of memory"},
    {HEAD "steps:\n  - expect_dma: {inside: [{address: 0}]}\n",
     "d/v.yaml:5:27: missing key 'bytes' in a piece of memory"},
    {HEAD "steps:\n  - raw_frame: {sdi: 0, response: {unsol: 1}}\n",
     "d/v.yaml:5:35: missing key 'value' in a response"},
    {HEAD "steps:\n  - raw_frame: {sdi: 0, packets: [{tag: 1, size: 2}]}\n",
     "d/v.yaml:5:44: unknown key 'size' in a packet"},
    {HEAD "steps:\n  - expect_commands: {commands: 1}\n",
     "d/v.yaml:5:33: a single value; expected a list of matchers"},
    {HEAD "steps:\n  - expect_received: {tag: 1, pattern: counter}\n",
     "d/v.yaml:5:22: missing key 'format' in expect_received"},
    {HEAD "steps:\n  - check: {value: $link.upp, expect: 1}\n",
     "d/v.yaml:5:20: '$link' is the link and has no field 'upp'"},
    {HEAD "rows: []\n" STEPS, "d/v.yaml:4:7: no rows"},
    {HEAD "rows: [a]\n" STEPS, "d/v.yaml:4:8: a row is a single value"},
    {HEAD "rows: [{n: 1}]\n" STEPS, "d/v.yaml:4:8: a row without a name"},
    {HEAD "rows:\n  - {row: a, n: 1}\n  - {row: b}\n" STEPS,
     "d/v.yaml:6:5: the row has no column 'n'"},
    {HEAD "rows:\n  - {row: a}\n  - {row: b, n: 1}\n" STEPS,
     "d/v.yaml:6:14: column 'n' is not in the first row"},
    {HEAD "rows:\n  - {row: a}\n  - {row: a}\n" STEPS, "d/v.yaml:6:5: duplicate id 'a/b/a'"},
    {HEAD "rows:\n  - {row: A b}\n" STEPS, "d/v.yaml:5:5: 'A b' is no row name"},
    {HEAD "cross: {n: []}\n" STEPS, "d/v.yaml:4:12: column 'n' is empty or no list"},
    {HEAD "rows:\n  - {row: a, t: soon}\nsteps:\n  - run: $t\n",
     "d/v.yaml:5:17: 'soon' is no time"},
    {HEAD "rows:\n  - {row: a, n: $n}\nsteps:\n  - check: {value: $n + 1, expect: 1}\n",
     "d/v.yaml:7:20: columns refer to each other in a circle"},
};

static void test_places(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char message[1024];
    files_write("d/v.yaml", cases[i].text);
    load(files_path("d"), message);
    if (strncmp(message, cases[i].message, strlen(cases[i].message)) != 0)
      print_error("case %zu:\n%s", i, cases[i].text);
    message[strlen(cases[i].message)] = '\0';
    assert_string_equal(message, cases[i].message);
  }
}

static void expect_message(const char *part) {
  char message[1024];
  load(files_path("d"), message);
  if (strstr(message, part) == NULL)
    fail_msg("'%s' is not in '%s'", part, message);
}

/* Bytes that are no text. */
static void test_garbage(void **state) {
  (void)state;
  unsigned char bytes[4096];
  uint32_t random = 1;
  for (size_t i = 0; i < sizeof bytes; i++) {
    random = random * 1664525u + 1013904223u;
    bytes[i] = (unsigned char)(random >> 24);
  }
  files_write_bytes("d/v.yaml", bytes, sizeof bytes);
  expect_message("is no UTF-8 text; expected UTF-8");
  files_write_bytes("d/v.yaml", "id: a\0b\n", 9);
  expect_message("d/v.yaml:1:6: byte 0x00 is no UTF-8 text");
  files_write_bytes("d/v.yaml", "\xFF\xFEi\0d\0", 6); /* UTF-16 */
  expect_message("d/v.yaml:1:1: byte 0xFF is no UTF-8 text");
  files_write("d/v.yaml", "id: a\rb\x01\x7F\n");
  expect_message("d/v.yaml:");
}

/* `count` times `part` behind `head`, then `tail`. */
static void write_many(const char *head, const char *part, size_t count, const char *tail) {
  size_t room = strlen(head) + count * strlen(part) + strlen(tail) + 1;
  char *text = malloc(room), *at = text;
  assert_non_null(text);
  at = stpcpy(at, head);
  for (size_t i = 0; i < count; i++)
    at = stpcpy(at, part);
  stpcpy(at, tail);
  files_write("d/v.yaml", text);
  free(text);
}

/* Everything has a bound, and the bound has a message. */
static void test_large(void **state) {
  (void)state;
  write_many(HEAD "steps: ", "[", 50000, "");
  expect_message("d/v.yaml:4:72: nested too deeply; expected at most 64 levels");
  write_many(HEAD "steps: ", "{a: ", 50000, "");
  expect_message("nested too deeply; expected at most 64 levels");
  write_many("id: ", "a", 1 << 20, "\n");
  expect_message("d/v.yaml:1:1: missing key 'title'");
  write_many("id: ", "a", 1 << 20, "\ntitle: t\nrequirements: [X-001]\n" STEPS);
  expect_message("d/v.yaml:1:5: 'aaaa");
  write_many(HEAD "steps:\n  - check: {expect: 1, value: 1", " + 1", 1 << 18, "}\n");
  expect_message("");
  write_many(HEAD "steps:\n  - check: {expect: 1, value: ", "(", 1 << 18, "}\n");
  expect_message("d/v.yaml:5:31: nested too deeply");
  write_many("", "0123456789abcdef", 1 << 19, "");
  expect_message("d/v.yaml: is larger than 4194304 bytes");
  write_many(HEAD "rows: [", "{row: a}, ", 10001, "]\n" STEPS);
  expect_message("d/v.yaml:4:7: more than 10000 rows");
  write_many(HEAD "cross: {a: &[", "1, ", 3, "]}\n" STEPS);
  expect_message("d/v.yaml:4:");
}

static void test_many_keys(void **state) {
  (void)state;
  char text[20000], *at = text;
  for (int i = 0; i < 1001; i++)
    at += sprintf(at, "k%d: 1\n", i);
  files_write("d/v.yaml", text);
  expect_message("d/v.yaml:1001:1: more than 1000 keys in one map");
}

/* Columns that hold columns are evaluated each time they are named. */
static void test_columns_of_columns(void **state) {
  (void)state;
  char text[4096], *at = text;
  at += sprintf(at, "%srows:\n  - row: r\n    c0: 1\n", HEAD);
  for (int i = 1; i < 7; i++) {
    at += sprintf(at, "    c%d: $c%d", i, i - 1);
    for (int k = 0; k < 40; k++)
      at += sprintf(at, " + $c%d", i - 1);
    *at++ = '\n';
  }
  sprintf(at, "steps:\n  - check: {value: $c6 + 1, expect: 1}\n");
  files_write("d/v.yaml", text);
  expect_message("more than 1000 columns in one expression");
}

static void test_good(void **state) {
  (void)state;
  char message[1024];
  files_write("d/v.yaml", HEAD STEPS);
  load(files_path("d"), message);
  assert_string_equal(message, "");
  load(files_path("d/v.yaml"), message);
  assert_string_equal(message, "");
  load(files_path(""), message);
  assert_string_equal(message, "");
}

static void test_duplicate_across_files(void **state) {
  (void)state;
  char message[1024];
  files_write("d/v.yaml", HEAD STEPS);
  files_write("d/w.yaml", "# a comment\n" HEAD STEPS);
  load(files_path(""), message);
  message[strlen("d/w.yaml:2:5: duplicate id 'a/b'")] = '\0';
  assert_string_equal(message, "d/w.yaml:2:5: duplicate id 'a/b'");
  assert_int_equal(unlink(files_path("d/w.yaml")), 0);
}

static void test_folders(void **state) {
  (void)state;
  char message[1024];
  assert_int_equal(mkdir(files_path("empty"), 0777), 0);
  load(files_path("empty"), message);
  assert_string_equal(message, "empty: holds no vector; expected *.yaml files in it");
  load(files_path("nowhere"), message);
  assert_string_equal(message,
                      "nowhere: cannot be read: No such file or directory; expected a file "
                      "or folder of vectors");
  assert_int_equal(mkdir(files_path("d/folder.yaml"), 0777), 0);
  load(files_path("d"), message); /* a folder of that name is a folder */
  assert_string_equal(message, "");
  assert_int_equal(symlink("gone", files_path("d/link.yaml")), 0);
  load(files_path("d"), message);
  assert_string_equal(message, "d/link.yaml: cannot be read: No such file or directory; expected a "
                               "file or a folder");
  assert_int_equal(unlink(files_path("d/link.yaml")), 0);
}

static void test_without_requirements(void **state) {
  (void)state;
  char message[1024];
  files_write("requirements.yaml", "- {id: X-001, level: M}\n");
  load(files_path("d"), message);
  assert_non_null(strstr(message, "requirements.yaml:1:3: a requirement without `text`"));
  assert_int_equal(unlink(files_path("requirements.yaml")), 0);
  load(files_path("d"), message);
  assert_non_null(strstr(message, "no requirements.yaml; expected one in this folder or above it"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_places),
      cmocka_unit_test(test_garbage),
      cmocka_unit_test(test_large),
      cmocka_unit_test(test_many_keys),
      cmocka_unit_test(test_columns_of_columns),
      cmocka_unit_test(test_good),
      cmocka_unit_test(test_duplicate_across_files),
      cmocka_unit_test(test_folders),
      cmocka_unit_test(test_without_requirements),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
