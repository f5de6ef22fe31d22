/* SPDX-License-Identifier: Apache-2.0 */
/* A codec as text in the YAML form. Parameters are written raw, which says everything exactly. */
#include <inttypes.h>

#include "codec.h"
#include "names.h"

static void dump_name(const char *name, FILE *out) {
  fputs("codec: \"", out);
  for (; *name != '\0'; name++)
    fprintf(out, "%s%c", *name == '"' || *name == '\\' ? "\\" : "", *name);
  fputs("\"\n", out);
}

static void dump_parameters(const struct node *node, const char *indent, FILE *out) {
  const char *separator = "";
  fprintf(out, "%sparameters: {", indent);
  for (unsigned id = 0; id < PARAM_COUNT; id++) {
    if (node->param[id] == 0 || id == PARAM_NODES || id == PARAM_CONNECTIONS)
      continue;
    fprintf(out, "%s0x%02X: 0x%08" PRIX32, separator, id, node->param[id]);
    separator = ", ";
  }
  fputs("}\n", out);
}

static void dump_connections(const struct node *node, FILE *out) {
  const unsigned range = node->long_form ? 0x8000 : 0x80;
  if (node->connection_count == 0)
    return;
  if (node->long_form)
    fputs("        long_connections: true\n", out);
  fputs("        connections: [", out);
  for (unsigned i = 0; i < node->connection_count; i++) {
    const bool starts = i + 1u < node->connection_count && (node->connection[i + 1] & range) != 0;
    const bool ends = (node->connection[i] & range) != 0;
    fprintf(out, "%s%s0x%02X%s", i == 0 ? "" : ", ", starts ? "[" : "",
            node->connection[i] & (range - 1), ends ? "]" : "");
  }
  fputs("]\n", out);
}

static void dump_coefficients(const struct node *node, FILE *out) {
  const unsigned count = node->param[PARAM_PROCESSING] >> 8 & 0xFF;
  if (!node_has(node, CAP_PROCESSING) || node->coefficient_reset == NULL || count == 0)
    return;
  fputs("        processing: {coefficients: [", out);
  for (unsigned i = 0; i < count; i++)
    fprintf(out, "%s0x%04X", i == 0 ? "" : ", ", (unsigned)node->coefficient_reset[i]);
  fputs("]}\n", out);
}

static void dump_widget(const struct node *node, FILE *out) {
  fprintf(out, "      - nid: 0x%02X\n        type: %s\n", (unsigned)node->nid,
          hda_codec_type_name(node->type));
  if (node->type == HDA_CODEC_AUDIO_OUTPUT && node_has(node, CAP_STRIPE))
    fprintf(out, "        stripe: %d\n",
            node->stripe_mask == 7   ? 4
            : node->stripe_mask == 3 ? 2
                                     : 1);
  dump_coefficients(node, out);
  if (node->type == HDA_CODEC_PIN) {
    fprintf(out, "        default: 0x%08" PRIX32 "\n", node->reg[REG_CONFIG]);
    fprintf(out, "        control: 0x%02" PRIX32 "\n", node->reset[REG_PIN]);
    fprintf(out, "        eapd: %s\n", node->reset[REG_EAPD] != 0 ? "true" : "false");
  }
  if (node->subtag != 0)
    fprintf(out, "        subtag: %u\n", (unsigned)node->subtag);
  dump_connections(node, out);
  if (node->reset[REG_CONNECTION] != 0)
    fprintf(out, "        select: %" PRIu32 "\n", node->reset[REG_CONNECTION]);
  dump_parameters(node, "        ", out);
}

static void dump_group(const struct hda_codec *codec, const struct node *group, FILE *out) {
  fprintf(out, "  - nid: 0x%02X\n    subsystem: 0x%08" PRIX32 "\n", (unsigned)group->nid,
          group->reg[REG_SUBSYSTEM]);
  dump_parameters(group, "    ", out);
  bool first = true;
  for (unsigned nid = 1; nid < MAX_NODES; nid++) {
    const struct node *node = codec_node(codec, nid);
    if (node == NULL || !node_is_widget(node) || node->group != group->nid)
      continue;
    if (first)
      fputs("    widgets:\n", out);
    first = false;
    dump_widget(node, out);
  }
}

int hda_codec_dump(const struct hda_codec *codec, FILE *out) {
  dump_name(codec->name, out);
  fprintf(out, "vendor: 0x%08" PRIX32 "\nrevision: 0x%08" PRIX32 "\nsdi_lines: %u\n",
          codec->node[0].param[PARAM_VENDOR], codec->node[0].param[PARAM_REVISION], codec->lines);
  fputs("function_groups:\n", out);
  for (unsigned nid = 1; nid < MAX_NODES; nid++) {
    const struct node *node = codec_node(codec, nid);
    if (node != NULL && node->type == HDA_CODEC_GROUP)
      dump_group(codec, node, out);
  }
  return fflush(out) == 0 && !ferror(out) ? HDA_CODEC_OK : HDA_CODEC_EIO;
}
