/* SPDX-License-Identifier: Apache-2.0 */
/* Sinks and sources on the link. */
#include "cadence.hpp"
#include "sim.hpp"

#include <new>

namespace {

bool tag_valid(unsigned tag) { return tag >= 1 && tag <= hda::Instruments::max_tag; }

bool line_valid(const hda_sim &sim, unsigned line) {
  return line < sim.controller().ops().info.sdi;
}

} // namespace

int hda_sim_codec_sink(hda_sim *sim, unsigned tag, const hda_sim_format *format) {
  if (!tag_valid(tag) || !hda::format_valid(*format)) {
    return HDA_SIM_EINVAL;
  }
  sim->platform.instruments.install_sink(tag, *format);
  return HDA_SIM_OK;
}

int hda_sim_codec_sink_remove(hda_sim *sim, unsigned tag) {
  if (!tag_valid(tag)) {
    return HDA_SIM_EINVAL;
  }
  return sim->platform.instruments.remove_sink(tag) ? HDA_SIM_OK : HDA_SIM_ENAME;
}

int hda_sim_codec_sink_data(const hda_sim *sim, unsigned tag, const uint32_t **samples,
                            size_t *sample_count, const hda_sim_packet_log **packets,
                            size_t *packet_count) {
  if (!tag_valid(tag)) {
    return HDA_SIM_EINVAL;
  }
  const hda::Instruments::Sink &sink = sim->platform.instruments.sink(tag);
  if (!sink.installed) {
    return HDA_SIM_ENAME;
  }
  if (samples != nullptr) {
    *samples = sink.samples.data();
  }
  if (sample_count != nullptr) {
    *sample_count = sink.samples.size();
  }
  if (packets != nullptr) {
    *packets = sink.packets.data();
  }
  if (packet_count != nullptr) {
    *packet_count = sink.packets.size();
  }
  return HDA_SIM_OK;
}

int hda_sim_codec_source(hda_sim *sim, unsigned sdi, unsigned tag, const hda_sim_format *format,
                         const uint32_t *samples, size_t count, bool repeat, uint64_t start_frame) {
  if (!tag_valid(tag) || !line_valid(*sim, sdi) || !hda::format_valid(*format)) {
    return HDA_SIM_EINVAL;
  }
  try {
    hda::Instruments::Source source{
        sdi, tag, *format, {samples, samples + count}, repeat, start_frame, false, 0, false, 0};
    return sim->platform.instruments.install_source(std::move(source)) ? HDA_SIM_OK
                                                                       : HDA_SIM_EINVAL;
  } catch (const std::bad_alloc &) {
    return HDA_SIM_ENOMEM;
  }
}

int hda_sim_codec_source_remove(hda_sim *sim, unsigned sdi, unsigned tag) {
  return sim->platform.instruments.remove_source(sdi, tag) ? HDA_SIM_OK : HDA_SIM_ENAME;
}

int hda_sim_codec_source_first_frame(const hda_sim *sim, unsigned sdi, unsigned tag,
                                     uint64_t *frame) {
  const hda::Instruments::Source *source = sim->platform.instruments.source(sdi, tag);
  if (source == nullptr || !source->has_sent) {
    return HDA_SIM_ENAME;
  }
  *frame = source->first_frame;
  return HDA_SIM_OK;
}

int hda_sim_codec_raw_frame(hda_sim *sim, unsigned sdi, uint64_t frame, const uint32_t words[16]) {
  if (!line_valid(*sim, sdi)) {
    return HDA_SIM_EINVAL;
  }
  try {
    sim->platform.instruments.raw_frame(sdi, frame, words);
  } catch (const std::bad_alloc &) {
    return HDA_SIM_ENOMEM;
  }
  return HDA_SIM_OK;
}
