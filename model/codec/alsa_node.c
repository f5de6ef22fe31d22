/* SPDX-License-Identifier: Apache-2.0 */
/* Lines about one node of the ALSA text: what it can do. */
#include <string.h>

#include "diag.h"
#include "load_alsa.h"

/* ---- PCM and amplifiers, of the group or of a widget ------------------------------------------
 */

bool alsa_read_rates(struct alsa *alsa) {
  uint32_t bits = 0;
  if (alsa->pcm == NULL || !line_hex(&alsa->line, 0xFFFF, &bits))
    return alsa->pcm == NULL ? line_refuse(&alsa->line, "a line 'PCM:' before it") : false;
  alsa->pcm->param[PARAM_PCM] |= bits;
  return true;
}
bool alsa_read_bits(struct alsa *alsa) {
  uint32_t bits = 0;
  if (alsa->pcm == NULL || !line_hex(&alsa->line, 0xFFFF, &bits))
    return alsa->pcm == NULL ? line_refuse(&alsa->line, "a line 'PCM:' before it") : false;
  alsa->pcm->param[PARAM_PCM] |= bits << 16;
  return true;
}
bool alsa_read_formats(struct alsa *alsa) {
  if (alsa->pcm == NULL)
    return line_refuse(&alsa->line, "a line 'PCM:' before it");
  return line_hex(&alsa->line, UINT32_MAX, &alsa->pcm->param[PARAM_FORMATS]);
}
/* Early kernels put all three into this line. */
static bool read_pcm_of(struct alsa *alsa, struct node *node) {
  alsa->pcm = node;
  line_skip_blanks(&alsa->line);
  if (line_at_end(&alsa->line) || line_take(&alsa->line, "N/A"))
    return true;
  return line_find(&alsa->line, "rates ") && alsa_read_rates(alsa) &&
                 line_find(&alsa->line, "bits ") && alsa_read_bits(alsa) &&
                 line_find(&alsa->line, "types ") && alsa_read_formats(alsa)
             ? true
             : line_refuse(&alsa->line, "rates, bits and types");
}
bool alsa_read_default_pcm(struct alsa *alsa) {
  alsa->has_audio = true;
  return read_pcm_of(alsa, &alsa->group);
}
bool alsa_read_pcm(struct alsa *alsa) { return read_pcm_of(alsa, alsa->node); }

static bool read_amp(struct alsa *alsa, uint32_t *caps) {
  struct alsa_line *line = &alsa->line;
  uint32_t offset = 0, steps = 0, size = 0, mute = 0;
  line_skip_blanks(line);
  if (line_take(line, "N/A"))
    return true;
  if (!line_field(line, "ofs", 0x7F, &offset) || !line_field(line, "nsteps", 0x7F, &steps) ||
      !line_field(line, "stepsize", 0x7F, &size) || !line_field(line, "mute", 1, &mute))
    return false;
  *caps = offset | steps << 8 | size << 16 | mute << 31;
  return true;
}
bool alsa_read_default_amp_in(struct alsa *alsa) {
  return read_amp(alsa, &alsa->group.param[PARAM_AMP_IN]);
}
bool alsa_read_default_amp_out(struct alsa *alsa) {
  return read_amp(alsa, &alsa->group.param[PARAM_AMP_OUT]);
}
bool alsa_read_amp_in(struct alsa *alsa) {
  return read_amp(alsa, &alsa->node->param[PARAM_AMP_IN]);
}
bool alsa_read_amp_out(struct alsa *alsa) {
  return read_amp(alsa, &alsa->node->param[PARAM_AMP_OUT]);
}

/* ---- the rest of a node --------------------------------------------------------------------- */

bool alsa_read_power_states(struct alsa *alsa) {
  static const struct {
    const char *word;
    uint32_t bit;
  } words[] = {{"D0", 1u << 0}, {"D1", 1u << 1},        {"D2", 1u << 2},       {"D3cold", 1u << 4},
               {"D3", 1u << 3}, {"S3D3cold", 1u << 29}, {"CLKSTOP", 1u << 30}, {"EPSS", 1u << 31}};
  uint32_t states = 0;
  for (line_skip_blanks(&alsa->line); !line_at_end(&alsa->line); line_skip_blanks(&alsa->line)) {
    size_t i = 0;
    while (i < COUNT_OF(words) && !line_take(&alsa->line, words[i].word))
      i++;
    if (i == COUNT_OF(words) || (*alsa->line.cursor != ' ' && !line_at_end(&alsa->line)))
      return line_refuse(&alsa->line, "D0 to D3, D3cold, S3D3cold, CLKSTOP or EPSS");
    states |= words[i].bit;
  }
  alsa->node->param[PARAM_POWER] = states;
  return true;
}

/* Kernels of 2005 printed `0x08` and then the digits without leading zeros. */
bool alsa_read_pincap(struct alsa *alsa) {
  line_skip_blanks(&alsa->line);
  const size_t digits = strcspn(alsa->line.cursor, ":") - 2;
  alsa->saw_pincap = true;
  if (digits != 8 && strncmp(alsa->line.cursor, "0x08", 4) == 0) {
    alsa->line.cursor += 2;
    memcpy(alsa->line.cursor, "0x", 2);
  }
  return line_hex(&alsa->line, UINT32_MAX, &alsa->node->param[PARAM_PIN_CAPS]);
}
bool alsa_read_pin_default(struct alsa *alsa) {
  alsa->saw_default = true;
  return line_hex(&alsa->line, UINT32_MAX, &alsa->node->reset[REG_CONFIG]);
}
bool alsa_read_connection(struct alsa *alsa) {
  alsa->saw_connections = true;
  alsa->node->connection_count = 0;
  return line_number(&alsa->line, MAX_CONNECTIONS, &alsa->inputs);
}
bool alsa_read_processing(struct alsa *alsa) {
  uint32_t benign = 0, count = 0;
  if (alsa->node == &alsa->group)
    return line_refuse(&alsa->line, "this in a node");
  if (!line_field(&alsa->line, "benign", 1, &benign) ||
      !line_field(&alsa->line, "ncoeff", MAX_COEFFICIENTS, &count) ||
      !codec_add_coefficients(alsa->node, MAX_COEFFICIENTS, alsa->diag))
    return false;
  alsa->node->param[PARAM_PROCESSING] = count << 8 | benign;
  return true;
}
bool alsa_read_coefficient(struct alsa *alsa) {
  uint32_t index = 0, value = 0;
  if (alsa->node->coefficient_reset == NULL)
    return line_refuse(&alsa->line, "a line 'Processing caps:' before it");
  if (!line_hex(&alsa->line, MAX_COEFFICIENTS - 1, &index) || !line_find(&alsa->line, ":") ||
      !line_hex(&alsa->line, 0xFFFF, &value))
    return line_refuse(&alsa->line, "the value of the coefficient");
  alsa->node->coefficient_reset[index] = (uint16_t)value;
  return true;
}
bool alsa_read_knob(struct alsa *alsa) {
  uint32_t delta = 0, steps = 0;
  if (!line_field(&alsa->line, "delta", 1, &delta) ||
      !line_field(&alsa->line, "steps", 0x7F, &steps))
    return false;
  alsa->node->param[PARAM_KNOB] = delta << 7 | steps;
  return true;
}
