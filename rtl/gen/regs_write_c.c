/* SPDX-License-Identifier: Apache-2.0 */
/* The C headers: model/include/hda_regs.h, with the registers as data too, and the plain macros for
 * drivers, which know nothing of the model. */
#include <inttypes.h>

#include "regs.h"

static const char *const access_enum[REGS_ACCESS_COUNT] = {
    "HDA_REG_RO", "HDA_REG_RW", "HDA_REG_RW1C", "HDA_REG_RW1S", "HDA_REG_HWINIT"};
static const char *const class_enum[REGS_CLASS_COUNT] = {"HDA_REG_CLASS_POR", "HDA_REG_CLASS_FN",
                                                         "HDA_REG_CLASS_SRST", "HDA_REG_CLASS_HW"};

static uint32_t low_mask(unsigned bits) { return (uint32_t)((UINT64_C(1) << bits) - 1u); }

static void write_macros(FILE *out, const struct regs_register *reg) {
  fprintf(out, "\n/* %s: %s */\n", reg->name, reg->description);
  fprintf(out, "#define HDA_%s 0x%04" PRIX32 "u\n", reg->name, reg->offset);
  for (size_t i = 0; i < reg->field_count; i++) {
    const struct regs_field *field = &reg->field[i];
    fprintf(out, "#define HDA_%s_%s_SHIFT %u\n", reg->name, field->name, field->lsb);
    fprintf(out, "#define HDA_%s_%s_MASK 0x%08" PRIX32 "u\n", reg->name, field->name,
            low_mask(field->msb - field->lsb + 1u) << field->lsb);
  }
}

static void write_defines(const struct regs *regs, FILE *out) {
  fprintf(out, "#define HDA_BAR_BYTES 0x%04" PRIX32 "u\n", regs->bar_bytes);
  fprintf(out, "#define HDA_SD_BASE 0x%04" PRIX32 "u\n", regs->stream_base);
  fprintf(out, "#define HDA_SD_STRIDE 0x%04" PRIX32 "u\n", regs->stream_stride);
  fprintf(out, "#define HDA_SD_MAX %" PRIu32 "u\n", regs->stream_max);
  fputs("#define HDA_SD(n) (HDA_SD_BASE + HDA_SD_STRIDE * (uint32_t)(n))\n", out);
  for (size_t i = 0; i < regs->register_count; i++) {
    write_macros(out, &regs->reg[i]);
  }
  for (size_t i = 0; i < regs->alias_count; i++) {
    const struct regs_alias *alias = &regs->alias[i];
    fprintf(out, "\n/* %s: %s */\n#define HDA_%s 0x%04" PRIX32 "u\n", alias->name,
            alias->description, alias->name, alias->offset);
  }
}

static void write_types(FILE *out) {
  fputs("enum hda_reg_access {\n"
        "  HDA_REG_RO,\n"
        "  HDA_REG_RW,\n"
        "  HDA_REG_RW1C,  /* write 1 clears */\n"
        "  HDA_REG_RW1S,  /* write 1 sets, hardware clears */\n"
        "  HDA_REG_HWINIT /* constant */\n"
        "};\n"
        "enum hda_reg_class {\n"
        "  HDA_REG_CLASS_POR,  /* power-on reset only */\n"
        "  HDA_REG_CLASS_FN,   /* function reset and GCTL.CRST = 0 */\n"
        "  HDA_REG_CLASS_SRST, /* the same, and SRST of the stream */\n"
        "  HDA_REG_CLASS_HW    /* constant, or follows other registers */\n"
        "};\n"
        "struct hda_reg_field {\n"
        "  const char *name;\n"
        "  uint8_t msb, lsb;\n"
        "  uint8_t access;      /* enum hda_reg_access */\n"
        "  uint8_t reset_class; /* enum hda_reg_class */\n"
        "  bool present;        /* false: reads 0 and ignores writes in this build */\n"
        "  bool by_build;       /* the value is set by the build; reset is its default */\n"
        "  uint32_t reset;      /* right-justified */\n"
        "};\n"
        "struct hda_reg_info {\n"
        "  const char *name;\n"
        "  const char *description;\n"
        "  const char *const *requirements; /* ends with NULL */\n"
        "  uint16_t offset;                 /* in the BAR, or in the descriptor if `stream` */\n"
        "  uint8_t width;                   /* bits: 8, 16, 24 or 32 */\n"
        "  bool stream;  /* one in each descriptor, HDA_SD_STRIDE apart */\n"
        "  bool present; /* false: reads 0 and ignores writes in this build */\n"
        "  bool alias;   /* a read-only view; a stream alias repeats every HDA_SD_STRIDE from\n"
        "                   `offset`, which is then in the BAR */\n"
        "  uint32_t reset;\n"
        "  uint32_t wmask;   /* bits that keep what software writes */\n"
        "  uint32_t w1cmask; /* bits that a written 1 clears */\n"
        "  const struct hda_reg_field *fields;\n"
        "  size_t field_count;\n"
        "};\n",
        out);
}

static void write_requirements(FILE *out, const char *name,
                               const struct regs_requirements *requirements) {
  fprintf(out, "static const char *const hda_reg_requirements_%s[] = {", name);
  for (size_t i = 0; i < requirements->count; i++) {
    fprintf(out, "\"%s\", ", requirements->id[i]);
  }
  fputs("NULL};\n", out);
}

static void write_fields(FILE *out, const struct regs_register *reg) {
  fprintf(out, "static const struct hda_reg_field hda_reg_fields_%s[] = {\n", reg->name);
  for (size_t i = 0; i < reg->field_count; i++) {
    const struct regs_field *field = &reg->field[i];
    fprintf(out, "  {\"%s\", %u, %u, %s, %s, %s, %s, 0x%" PRIX32 "u},\n", field->name, field->msb,
            field->lsb, access_enum[field->access], class_enum[field->reset_class],
            reg->present && field->present ? "true" : "false",
            field->parameter[0] != '\0' ? "true" : "false", field->reset);
  }
  fputs("};\n", out);
}

static void write_row(FILE *out, const struct regs_register *reg) {
  fprintf(out,
          "  {\"%s\", \"%s\", hda_reg_requirements_%s, 0x%04" PRIX32 ", %u, %s, %s, false,\n"
          "   0x%08" PRIX32 "u, 0x%08" PRIX32 "u, 0x%08" PRIX32 "u, hda_reg_fields_%s, %zu},\n",
          reg->name, reg->description, reg->name, reg->offset, reg->width,
          reg->scope == REGS_STREAM ? "true" : "false", reg->present ? "true" : "false",
          regs_reset(reg), regs_mask(reg, REGS_RW), regs_mask(reg, REGS_RW1C), reg->name,
          reg->field_count);
}

static void write_alias_row(FILE *out, const struct regs *regs, const struct regs_alias *alias) {
  const struct regs_register *reg = &regs->reg[alias->of];
  fprintf(out,
          "  {\"%s\", \"%s\", hda_reg_requirements_%s, 0x%04" PRIX32 ", %u, %s, %s, true,\n"
          "   0x%08" PRIX32 "u, 0u, 0u, hda_reg_fields_%s, %zu},\n",
          alias->name, alias->description, alias->name, alias->offset, reg->width,
          reg->scope == REGS_STREAM ? "true" : "false", reg->present ? "true" : "false",
          regs_reset(reg), reg->name, reg->field_count);
}

void regs_write_c(const struct regs *regs, FILE *out) {
  fputs("/* SPDX-License-Identifier: Apache-2.0 */\n"
        "/* Made by hda_regs_gen from rtl/hda_regs.yaml; do not edit.\n"
        " *\n"
        " * HDA_<REG> is an offset in the BAR; HDA_SD<REG> is an offset in a stream descriptor,\n"
        " * which begins at HDA_SD(n). hda_reg_table holds the same as data. */\n"
        "#ifndef HDA_REGS_H\n"
        "#define HDA_REGS_H\n"
        "\n"
        "#include <stdbool.h>\n"
        "#include <stddef.h>\n"
        "#include <stdint.h>\n"
        "\n"
        "/* clang-format off */\n"
        "\n",
        out);
  write_defines(regs, out);
  fputc('\n', out);
  write_types(out);
  fputc('\n', out);
  for (size_t i = 0; i < regs->register_count; i++) {
    write_requirements(out, regs->reg[i].name, &regs->reg[i].requirements);
    write_fields(out, &regs->reg[i]);
  }
  for (size_t i = 0; i < regs->alias_count; i++) {
    write_requirements(out, regs->alias[i].name, &regs->alias[i].requirements);
  }
  fputs("\nstatic const struct hda_reg_info hda_reg_table[] = {\n", out);
  for (size_t i = 0; i < regs->register_count; i++) {
    write_row(out, &regs->reg[i]);
  }
  for (size_t i = 0; i < regs->alias_count; i++) {
    write_alias_row(out, regs, &regs->alias[i]);
  }
  fputs("};\n"
        "#define HDA_REG_COUNT (sizeof hda_reg_table / sizeof hda_reg_table[0])\n"
        "\n"
        "/* clang-format on */\n"
        "\n"
        "#endif\n",
        out);
}

void regs_write_ddi(const struct regs *regs, FILE *out) {
  fputs(
      "/* SPDX-License-Identifier: Apache-2.0 */\n"
      "/* Made by hda_regs_gen from rtl/hda_regs.yaml; do not edit. hda_registers.h has the names\n"
      " * that the driver uses. */\n"
      "#ifndef BUS_HDA_REGS_H\n"
      "#define BUS_HDA_REGS_H\n"
      "\n"
      "#include <stdint.h>\n"
      "\n"
      "/* clang-format off */\n"
      "\n",
      out);
  write_defines(regs, out);
  fputs("\n"
        "/* clang-format on */\n"
        "\n"
        "#endif\n",
        out);
}
