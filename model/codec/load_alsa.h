/* SPDX-License-Identifier: Apache-2.0 */
/* load_alsa.h: the reader of the ALSA text between its lines. */
#ifndef CODEC_LOAD_ALSA_H
#define CODEC_LOAD_ALSA_H

#include "alsa_line.h"
#include "codec.h"

struct alsa {
  struct alsa_line line;
  struct hda_codec *codec;
  struct diag *diag;
  struct node group; /* the audio function group until its node id is known */
  bool has_audio, grouped;
  uint32_t audio_nid, modem_nid;
  struct node *node; /* that the line is about: `group`, then widgets */
  struct node *pcm;  /* whose rates, bits and formats follow */
  uint32_t inputs;   /* connections that the next line lists */
  bool saw_pincap, saw_default, saw_connections;
};

/* Reads what stands behind the text that chose it; false after a complaint. */
typedef bool alsa_reader(struct alsa *alsa);

/* alsa_node.c */
alsa_reader alsa_read_rates, alsa_read_bits, alsa_read_formats, alsa_read_default_pcm,
    alsa_read_pcm, alsa_read_default_amp_in, alsa_read_default_amp_out, alsa_read_amp_in,
    alsa_read_amp_out, alsa_read_power_states, alsa_read_pincap, alsa_read_pin_default,
    alsa_read_connection, alsa_read_processing, alsa_read_coefficient, alsa_read_knob;

#endif
