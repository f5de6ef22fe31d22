/* SPDX-License-Identifier: Apache-2.0 */
#include "rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct hda_codec *rig_load(const char *name) {
  struct hda_codec *codec = NULL;
  char message[300] = "";
  const int error = hda_codec_load_named(CODEC_DIR, name, &codec, message, sizeof message);
  if (error != HDA_CODEC_OK)
    fail_msg("%s: %s", hda_codec_strerror(error), message);
  return codec;
}

struct hda_codec *rig_text(const char *yaml) {
  struct hda_codec *codec = NULL;
  char message[300] = "";
  hda_codec_load_text("text", yaml, strlen(yaml), &codec, message, sizeof message);
  if (codec == NULL)
    fail_msg("%s", message);
  return codec;
}

char *rig_path(const char *name) {
  const char *directory = getenv("TMPDIR");
  char *path = NULL;
  if (asprintf(&path, "%s/hda_codec-%ld-%s", directory != NULL ? directory : "/tmp", (long)getpid(),
               name) < 0)
    fail_msg("out of memory");
  return path;
}

uint32_t rig_verb(struct hda_codec *codec, unsigned nid, unsigned id, unsigned payload) {
  uint32_t response = 0xDEADBEEF;
  const uint32_t command =
      id < 0x10 ? HDA_CODEC_VERB4(nid, id, payload) : HDA_CODEC_VERB12(nid, id, payload);
  /* The address is not the model's: any will do. */
  assert_true(hda_codec_verb(codec, command | 0x50000000u, &response));
  return response;
}

static int setup(void **state, const char *name) {
  *state = rig_load(name);
  return 0;
}
int rig_setup_stereo(void **state) { return setup(state, "stereo"); }
int rig_setup_desktop(void **state) { return setup(state, "desktop-8ch"); }
int rig_setup_digital(void **state) { return setup(state, "digital"); }

int rig_teardown(void **state) {
  hda_codec_destroy(*state);
  return 0;
}
