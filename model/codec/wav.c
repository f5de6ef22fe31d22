/* SPDX-License-Identifier: Apache-2.0 */
/* WAV files: what a converter receives, what a converter sends. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "stream.h"

#define MAX_WAV_SAMPLES ((size_t)1 << 28)

/* ---- writing -------------------------------------------------------------------------------- */

static void open_file(struct wav_out *wav, const struct format *format, unsigned channels) {
  static const struct {
    unsigned bits;
    int subtype;
  } subtypes[] = {{8, SF_FORMAT_PCM_U8},
                  {16, SF_FORMAT_PCM_16},
                  {24, SF_FORMAT_PCM_24},
                  {32, SF_FORMAT_PCM_32}};
  size_t i = 0;
  while (subtypes[i].bits < format->bits)
    i++;
  wav->channels = channels;
  wav->bits = format->bits;
  wav->rate = format_rate(format);
  SF_INFO info = {.samplerate = (int)wav->rate,
                  .channels = (int)channels,
                  .format = SF_FORMAT_WAV | subtypes[i].subtype};
  wav->file = sf_open(wav->path, SFM_WRITE, &info);
  wav->failed = wav->file == NULL;
}

void wav_out_write(struct wav_out *wav, const struct format *format, unsigned channels,
                   const uint32_t *samples, unsigned blocks) {
  if (wav->file == NULL && !wav->failed)
    open_file(wav, format, channels);
  if (wav->failed || channels != wav->channels || format->bits != wav->bits ||
      format_rate(format) != wav->rate)
    return;
  int values[MAX_FRAME_SAMPLES];
  for (size_t i = 0; i < (size_t)blocks * channels; i++)
    values[i] = wire_to_signed(samples[i], format->bits);
  wav->failed = sf_writef_int(wav->file, values, (sf_count_t)blocks) != (sf_count_t)blocks;
}

bool wav_out_close(struct wav_out *wav) {
  bool whole = !wav->failed;
  if (wav->file != NULL && sf_close(wav->file) != 0)
    whole = false;
  free(wav->path);
  *wav = (struct wav_out){0};
  return whole;
}

int hda_codec_capture_wav(struct hda_codec *codec, unsigned nid, const char *path) {
  struct converter *converter = converter_of(codec, nid, HDA_CODEC_AUDIO_OUTPUT);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  const bool whole = wav_out_close(&converter->wav);
  if (path == NULL)
    return whole ? HDA_CODEC_OK : HDA_CODEC_EIO;
  /* A file that cannot be written shall be known now, not at the first packet. */
  FILE *probe = fopen(path, "wb");
  if (probe == NULL)
    return HDA_CODEC_EIO;
  fclose(probe);
  converter->wav.path = strdup(path);
  return converter->wav.path != NULL ? HDA_CODEC_OK : HDA_CODEC_ENOMEM;
}

/* ---- reading -------------------------------------------------------------------------------- */

static bool is_pcm(const SF_INFO *info) {
  switch (info->format & SF_FORMAT_SUBMASK) {
  case SF_FORMAT_PCM_S8:
  case SF_FORMAT_PCM_U8:
  case SF_FORMAT_PCM_16:
  case SF_FORMAT_PCM_24:
  case SF_FORMAT_PCM_32:
    return true;
  default:
    return false;
  }
}

/* The header may name more frames than there are, so the room grows with what was read. */
static int read_file(SNDFILE *file, unsigned channels, struct source *source) {
  const size_t chunk = 65536;
  size_t capacity = 0;
  for (;;) {
    if (source->count + chunk * channels > capacity) {
      capacity = capacity * 2 + chunk * channels;
      if (capacity == 0 || capacity > MAX_WAV_SAMPLES)
        return HDA_CODEC_EFILE;
      uint32_t *larger = realloc(source->samples, capacity * sizeof *larger);
      if (larger == NULL)
        return HDA_CODEC_ENOMEM;
      source->samples = larger;
    }
    const sf_count_t frames =
        sf_readf_int(file, (int *)source->samples + source->count, (sf_count_t)chunk);
    if (frames <= 0)
      return source->count > 0 ? HDA_CODEC_OK : HDA_CODEC_EFILE;
    source->count += (size_t)frames * channels;
  }
}

int hda_codec_play_wav(struct hda_codec *codec, unsigned nid, const char *path, bool repeat) {
  struct converter *converter = converter_of(codec, nid, HDA_CODEC_AUDIO_INPUT);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  struct stat status;
  if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
    return HDA_CODEC_EIO;
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (file == NULL)
    return HDA_CODEC_EFILE;
  struct source source = {.kind = SOURCE_WAV, .repeat = repeat};
  int error = HDA_CODEC_EFILE;
  if (is_pcm(&info) &&
      (info.channels == 1 || info.channels == (int)node_channels(converter->node))) {
    source.wav_channels = (unsigned)info.channels;
    error = read_file(file, source.wav_channels, &source);
  }
  sf_close(file);
  if (error != HDA_CODEC_OK) {
    source_free(&source);
    return error;
  }
  source_free(&converter->source);
  converter->source = source;
  return HDA_CODEC_OK;
}
