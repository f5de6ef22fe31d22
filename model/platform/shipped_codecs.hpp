/* SPDX-License-Identifier: Apache-2.0 */
/* The codec descriptions that come with the program, as text; made by CMake of model/codec/codecs.
 */
#pragma once

#include <cstddef>

namespace hda {

struct ShippedCodec {
  const char *name; /* without ending */
  const char *file;
  const char *text;
};

extern const ShippedCodec shipped_codecs[];
extern const size_t shipped_codec_count;

} // namespace hda
