/* SPDX-License-Identifier: Apache-2.0 */
/* rtl/hda_regs_pkg.sv */
#include <inttypes.h>

#include "regs.h"

static void write_mask(FILE *out, const struct regs_register *reg, const char *what,
                       uint32_t value) {
  fprintf(out, "  localparam logic [%u:0] %s_%s = %u'h%0*" PRIX32 ";\n", reg->width - 1, reg->name,
          what, reg->width, (int)(reg->width / 4), value);
}

static void write_register(FILE *out, const struct regs_register *reg) {
  fprintf(out, "\n  // %s: %s\n", reg->name, reg->description);
  fprintf(out, "  localparam logic [13:0] %s_OFFSET = 14'h%04" PRIX32 ";\n", reg->name,
          reg->offset);
  if (!reg->present) {
    return;
  }
  write_mask(out, reg, "RESET", regs_reset(reg));
  write_mask(out, reg, "WMASK", regs_mask(reg, REGS_RW));
  write_mask(out, reg, "W1CMASK", regs_mask(reg, REGS_RW1C));
  for (size_t i = 0; i < reg->field_count; i++) {
    const struct regs_field *field = &reg->field[i];
    if (field->present) {
      fprintf(out, "  localparam int %s_%s_MSB = %u;\n", reg->name, field->name, field->msb);
      fprintf(out, "  localparam int %s_%s_LSB = %u;\n", reg->name, field->name, field->lsb);
    }
  }
}

void regs_write_sv(const struct regs *regs, FILE *out) {
  fputs("// SPDX-License-Identifier: Apache-2.0\n"
        "// Made by hda_regs_gen from rtl/hda_regs.yaml; do not edit.\n"
        "//\n"
        "// Of each register: _OFFSET in the BAR (SD* registers: in the descriptor, which begins\n"
        "// at SD_BASE + n * SD_STRIDE), _RESET, _WMASK the bits that keep what software writes,\n"
        "// _W1CMASK the bits that a written 1 clears, and _MSB and _LSB of each field. Registers\n"
        "// that are known but not in this build have an offset only.\n"
        "\n"
        "package hda_regs_pkg;\n"
        "\n"
        "  /* verilator lint_off UNUSEDPARAM */\n\n",
        out);
  fprintf(out, "  localparam int BAR_BYTES = %" PRIu32 ";\n", regs->bar_bytes);
  fprintf(out, "  localparam logic [13:0] SD_BASE = 14'h%04" PRIX32 ";\n", regs->stream_base);
  fprintf(out, "  localparam logic [13:0] SD_STRIDE = 14'h%04" PRIX32 ";\n", regs->stream_stride);
  for (size_t i = 0; i < regs->register_count; i++) {
    write_register(out, &regs->reg[i]);
  }
  for (size_t i = 0; i < regs->alias_count; i++) {
    const struct regs_alias *alias = &regs->alias[i];
    fprintf(out, "\n  // %s: %s\n", alias->name, alias->description);
    fprintf(out, "  localparam logic [13:0] %s_OFFSET = 14'h%04" PRIX32 ";\n", alias->name,
            alias->offset);
  }
  fputs("\n  /* verilator lint_on UNUSEDPARAM */\n\nendpackage\n", out);
}
