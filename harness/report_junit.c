/* SPDX-License-Identifier: Apache-2.0 */
#include "report.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(string) ((const xmlChar *)(string))

/* XML 1.0 has no place for most control characters, and what a driver prints may hold any byte. */
static void write_clean(xmlTextWriterPtr writer, const char *text) {
  char clean[8192];
  size_t length = 0;
  for (; *text != '\0' && length + 1 < sizeof clean; text++) {
    unsigned char byte = (unsigned char)*text;
    bool good = byte == '\n' || byte == '\t' || (byte >= 0x20 && byte < 0x7F);
    clean[length++] = good ? (char)byte : '?';
  }
  clean[length] = '\0';
  xmlTextWriterWriteString(writer, TEXT(clean));
}

static const char *string_at(const json_t *object, const char *key) {
  const char *value = json_string_value(json_object_get(object, key));
  return value != NULL ? value : "";
}

static void write_attribute(xmlTextWriterPtr writer, const char *name, const char *value) {
  xmlTextWriterStartAttribute(writer, TEXT(name));
  write_clean(writer, value);
  xmlTextWriterEndAttribute(writer);
}

static void write_failure(xmlTextWriterPtr writer, const struct run_options *options,
                          const struct outcome *outcome) {
  const struct result *result = &outcome->result;
  const json_t *first = json_array_get(result->failures, 0);
  bool failed = result->verdict == VERDICT_FAIL;
  struct text message;
  text_clear(&message);
  if (first != NULL) {
    text_add(&message, "%s: expected %s, observed %s", string_at(first, "what"),
             string_at(first, "expected"), string_at(first, "observed"));
  } else {
    text_add(&message, "%s", result->reason);
  }
  xmlTextWriterStartElement(writer, TEXT(failed ? "failure" : "error"));
  write_attribute(writer, "type", verdict_names[result->verdict]);
  write_attribute(writer, "message", message.data);
  char *body = NULL;
  size_t bytes = 0;
  FILE *stream = open_memstream(&body, &bytes);
  if (stream != NULL) {
    report_text(stream, options, outcome);
    fclose(stream);
    write_clean(writer, body);
    free(body);
  } else {
    char *command = report_command(options, outcome->vector);
    write_clean(writer, command != NULL ? command : "");
    free(command);
  }
  xmlTextWriterEndElement(writer);
}

static void write_case(xmlTextWriterPtr writer, const struct run_options *options,
                       const struct outcome *outcome) {
  const struct vector *vector = outcome->vector;
  const struct result *result = &outcome->result;
  const char *slash = strrchr(vector->id, '/');
  struct text folder;
  text_clear(&folder);
  text_add(&folder, "%.*s", slash != NULL ? (int)(slash - vector->id) : 0, vector->id);
  xmlTextWriterStartElement(writer, TEXT("testcase"));
  write_attribute(writer, "classname", folder.length > 0 ? folder.data : "hdasim");
  write_attribute(writer, "name", slash != NULL ? slash + 1 : vector->id);
  write_attribute(writer, "file", vector->file);
  xmlTextWriterWriteFormatAttribute(writer, TEXT("line"), "%d", vector->line);
  xmlTextWriterWriteFormatAttribute(writer, TEXT("time"), "%.3f", result->wall_ms / 1e3);
  if (result->verdict == VERDICT_BLOCKED) {
    xmlTextWriterStartElement(writer, TEXT("skipped"));
    write_attribute(writer, "message", result->reason);
    xmlTextWriterEndElement(writer);
  } else if (result->verdict != VERDICT_PASS) {
    write_failure(writer, options, outcome);
  }
  xmlTextWriterEndElement(writer);
}

bool report_junit(const char *file, const struct run_options *options,
                  const struct outcome *outcomes, size_t count, const struct totals *totals) {
  xmlTextWriterPtr writer = xmlNewTextWriterFilename(file, 0);
  if (writer == NULL)
    return false;
  xmlTextWriterSetIndent(writer, 1);
  xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElement(writer, TEXT("testsuites"));
  xmlTextWriterStartElement(writer, TEXT("testsuite"));
  write_attribute(writer, "name", "hdasim");
  xmlTextWriterWriteFormatAttribute(writer, TEXT("tests"), "%zu", count);
  xmlTextWriterWriteFormatAttribute(writer, TEXT("failures"), "%zu",
                                    totals->verdicts[VERDICT_FAIL]);
  xmlTextWriterWriteFormatAttribute(writer, TEXT("errors"), "%zu",
                                    totals->verdicts[VERDICT_CRASH] +
                                        totals->verdicts[VERDICT_HANG]);
  xmlTextWriterWriteFormatAttribute(writer, TEXT("skipped"), "%zu",
                                    totals->verdicts[VERDICT_BLOCKED]);
  xmlTextWriterWriteFormatAttribute(writer, TEXT("time"), "%.3f", totals->wall_ms / 1e3);
  for (size_t i = 0; i < count; i++)
    write_case(writer, options, &outcomes[i]);
  bool good = xmlTextWriterEndDocument(writer) >= 0;
  xmlFreeTextWriter(writer);
  return good;
}
