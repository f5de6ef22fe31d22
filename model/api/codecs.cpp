/* SPDX-License-Identifier: Apache-2.0 */
/* The codecs on the SDI lines. */
#include "sim.hpp"

#include <cstdio>
#include <new>
#include <string>

namespace {

int sim_error(int codec_error) {
  switch (codec_error) {
  case HDA_CODEC_OK:
    return HDA_SIM_OK;
  case HDA_CODEC_ENOMEM:
    return HDA_SIM_ENOMEM;
  case HDA_CODEC_EIO:
  case HDA_CODEC_EFILE:
    return HDA_SIM_EIO;
  default:
    return HDA_SIM_EINVAL;
  }
}

bool line_valid(const hda_sim *sim, unsigned line) { return line < sim->platform.codecs.lines(); }

/* EINVAL: no such line. ENAME: no codec there. */
int find(const hda_sim *sim, unsigned line, hda_codec **codec) {
  *codec = line_valid(sim, line) ? sim->platform.codecs.codec(line) : nullptr;
  return *codec != nullptr ? HDA_SIM_OK : line_valid(sim, line) ? HDA_SIM_ENAME : HDA_SIM_EINVAL;
}

} // namespace

void hda_sim::drive_wake_lines() {
  if (const uint32_t lines = platform.codecs.wake_lines(); lines != wake_lines) {
    wake_lines = lines;
    controller().ops().set_wake(controller().rtl(), lines);
  }
}

int hda_sim_codec_attach(hda_sim *sim, unsigned line, const char *codec, char *message,
                         size_t message_bytes) {
  if (message_bytes > 0 && message != nullptr) {
    message[0] = '\0';
  }
  if (!line_valid(sim, line)) {
    return HDA_SIM_EINVAL;
  }
  if (sim->platform.codecs.link_running()) {
    return HDA_SIM_EBUSY;
  }
  try {
    std::string text;
    const int error = sim->platform.codecs.attach(line, codec, text);
    if (message != nullptr) {
      std::snprintf(message, message_bytes, "%s", text.c_str());
    }
    sim->drive_wake_lines();
    return error;
  } catch (const std::bad_alloc &) {
    return HDA_SIM_ENOMEM;
  }
}

int hda_sim_codec_detach(hda_sim *sim, unsigned line) {
  if (!line_valid(sim, line)) {
    return HDA_SIM_EINVAL;
  }
  if (sim->platform.codecs.link_running()) {
    return HDA_SIM_EBUSY;
  }
  sim->platform.codecs.detach(line);
  sim->drive_wake_lines();
  return HDA_SIM_OK;
}

int hda_sim_codec_get_state(const hda_sim *sim, unsigned line, hda_sim_codec_state *state) {
  if (!line_valid(sim, line)) {
    return HDA_SIM_EINVAL;
  }
  *state = sim->platform.codecs.state(line);
  return HDA_SIM_OK;
}

int hda_sim_codec_verb(hda_sim *sim, unsigned line, uint32_t verb, uint32_t *response) {
  hda_codec *codec = nullptr;
  if (const int error = find(sim, line, &codec); error != HDA_SIM_OK) {
    return error;
  }
  return hda_codec_verb(codec, verb, response) ? HDA_SIM_OK : HDA_SIM_ENAME;
}

int hda_sim_codec_jack(hda_sim *sim, unsigned line, unsigned nid, bool present) {
  hda_codec *codec = nullptr;
  if (const int error = find(sim, line, &codec); error != HDA_SIM_OK) {
    return error;
  }
  const int error = sim_error(hda_codec_set_jack(codec, nid, present));
  sim->platform.codecs.wake_if_pending(line);
  sim->drive_wake_lines();
  return error;
}

int hda_sim_codec_unsolicited(hda_sim *sim, unsigned line, uint32_t response) {
  hda_codec *codec = nullptr;
  if (const int error = find(sim, line, &codec); error != HDA_SIM_OK) {
    return error;
  }
  return sim_error(hda_codec_inject_unsolicited(codec, response));
}

int hda_sim_codec_wake(hda_sim *sim, unsigned line) {
  hda_codec *codec = nullptr;
  if (const int error = find(sim, line, &codec); error != HDA_SIM_OK) {
    return error;
  }
  sim->platform.codecs.wake(line);
  sim->drive_wake_lines();
  return HDA_SIM_OK;
}

int hda_sim_codec_capture_wav(hda_sim *sim, unsigned line, unsigned nid, const char *path) {
  hda_codec *codec = nullptr;
  if (const int error = find(sim, line, &codec); error != HDA_SIM_OK) {
    return error;
  }
  return sim_error(hda_codec_capture_wav(codec, nid, path));
}

int hda_sim_codec_play_wav(hda_sim *sim, unsigned line, unsigned nid, const char *path) {
  hda_codec *codec = nullptr;
  if (const int error = find(sim, line, &codec); error != HDA_SIM_OK) {
    return error;
  }
  return sim_error(path == nullptr ? hda_codec_play_silence(codec, nid)
                                   : hda_codec_play_wav(codec, nid, path, false));
}
