/* SPDX-License-Identifier: Apache-2.0 */
/* docs/registers.md */
#include <ctype.h>
#include <inttypes.h>

#include "regs.h"

static void write_place(FILE *out, const struct regs *regs, enum regs_scope scope,
                        uint32_t offset) {
  if (scope == REGS_STREAM) {
    fprintf(out, "0x%02" PRIX32 " + 0x%02" PRIX32 " + 0x%02" PRIX32 " n", regs->stream_base, offset,
            regs->stream_stride);
  } else {
    fprintf(out, "0x%02" PRIX32, offset);
  }
}

static void write_list(FILE *out, const struct regs *regs, enum regs_scope scope) {
  fputs("\n| offset | bits | name | reset | what it is |\n|---|---|---|---|---|\n", out);
  for (size_t i = 0; i < regs->register_count; i++) {
    const struct regs_register *reg = &regs->reg[i];
    if (reg->scope != scope) {
      continue;
    }
    fprintf(out, "| 0x%02" PRIX32 " | %u | ", reg->offset, reg->width);
    if (reg->present) {
      fprintf(out, "[%s](#", reg->name);
      for (const char *c = reg->name; *c != '\0'; c++) {
        fputc(tolower((unsigned char)*c), out); /* as renderers form the anchor of a heading */
      }
      fprintf(out, ") | 0x%0*" PRIX32 " | %s |\n", (int)(reg->width / 4), regs_reset(reg),
              reg->description);
    } else {
      fprintf(out, "%s | 0 | %s (not in this build) |\n", reg->name, reg->description);
    }
  }
}

static void write_requirements(FILE *out, const struct regs_requirements *requirements) {
  for (size_t i = 0; i < requirements->count; i++) {
    fprintf(out, "%s%s", i == 0 ? "" : ", ", requirements->id[i]);
  }
}

static void write_register(FILE *out, const struct regs *regs, const struct regs_register *reg) {
  fprintf(out, "\n### %s\n\n%s. Offset ", reg->name, reg->description);
  write_place(out, regs, reg->scope, reg->offset);
  fprintf(out, ", %u bits. Requirements: ", reg->width);
  write_requirements(out, &reg->requirements);
  fputs(".\n\n| bits | field | access | reset | class | meaning |\n|---|---|---|---|---|---|\n",
        out);
  for (size_t i = 0; i < reg->field_count; i++) {
    const struct regs_field *field = &reg->field[i];
    fputs("| ", out);
    if (field->msb == field->lsb) {
      fprintf(out, "%u", field->msb);
    } else {
      fprintf(out, "%u:%u", field->msb, field->lsb);
    }
    fprintf(out, " | %s | %s | ", field->name, regs_access_names[field->access]);
    if (field->parameter[0] != '\0') {
      fprintf(out, "by build (%s", field->parameter);
      if (field->reset != 0) {
        fprintf(out, ", 0x%" PRIX32, field->reset);
      }
      fputc(')', out);
    } else {
      fprintf(out, "0x%" PRIX32, field->reset);
    }
    fprintf(out, " | %s | %s%s |\n", regs_class_names[field->reset_class], field->description,
            field->present ? "" : " (not in this build: reads 0, ignores writes)");
  }
}

void regs_write_md(const struct regs *regs, FILE *out) {
  fputs("<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
        "<!-- Made by hda_regs_gen from rtl/hda_regs.yaml; do not edit. -->\n"
        "# Registers\n"
        "\n"
        "Every register can be read and written as byte, word or double word; only the strobed\n"
        "bytes of a write act (HDA-ACC-001). Bits that no field covers read 0 and ignore writes\n"
        "(HDA-ACC-002), and so does every offset without a register (HDA-ACC-003). While\n"
        "`GCTL.CRST` is 0 only `GCTL` can be written (HDA-RST-004).\n"
        "\n"
        "| access | meaning |\n"
        "|---|---|\n"
        "| RO | writes are ignored |\n"
        "| RW | keeps what is written |\n"
        "| RW1C | a written 1 clears; an event in the same cycle wins (HDA-INT-007) |\n"
        "| RW1S | a written 1 sets; hardware clears |\n"
        "| HWINIT | constant |\n"
        "\n"
        "| class | reset by |\n"
        "|---|---|\n"
        "| POR | power-on reset only |\n"
        "| FN | function reset and `GCTL.CRST` = 0 |\n"
        "| SRST | all of FN, and `SDCTL.SRST` of the stream |\n"
        "| HW | nothing: constant, or follows other registers |\n"
        "\n"
        "## Global registers\n",
        out);
  write_list(out, regs, REGS_GLOBAL);
  fprintf(out,
          "\n## Stream registers\n\n"
          "Offsets inside descriptor n, which begins at 0x%02" PRIX32 " + 0x%02" PRIX32
          " n. Input descriptors come\n"
          "first, then output, then bidirectional ones (HDA-SD-001).\n",
          regs->stream_base, regs->stream_stride);
  write_list(out, regs, REGS_STREAM);
  fputs("\n## Aliases\n\n| offset | name | shows | what it is |\n|---|---|---|---|\n", out);
  for (size_t i = 0; i < regs->alias_count; i++) {
    const struct regs_alias *alias = &regs->alias[i];
    const struct regs_register *reg = &regs->reg[alias->of];
    fprintf(out, "| 0x%04" PRIX32, alias->offset);
    if (reg->scope == REGS_STREAM) {
      fprintf(out, " + 0x%02" PRIX32 " n", regs->stream_stride);
    }
    fprintf(out, " | %s | %s | %s (", alias->name, reg->name, alias->description);
    write_requirements(out, &alias->requirements);
    fputs(") |\n", out);
  }
  fputs("\n## Fields\n", out);
  for (size_t i = 0; i < regs->register_count; i++) {
    if (regs->reg[i].present) {
      write_register(out, regs, &regs->reg[i]);
    }
  }
}
