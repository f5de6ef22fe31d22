/* SPDX-License-Identifier: Apache-2.0 */
/* The report as one page that needs nothing else. */
#include <stdio.h>
#include <string.h>

#include "deviants.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<title>Deviants and requirements</title>\n<style>\n"
    "body{font:14px/1.45 system-ui,sans-serif;margin:1.5rem;color:#1c2430;background:#fff}\n"
    "h1{font-size:1.4rem;margin:0 0 .3rem}h2{font-size:1.1rem;margin:1.6rem 0 .5rem}\n"
    "p{max-width:60rem}.bad{color:#b00020;font-weight:600}.good{color:#17692c;font-weight:600}\n"
    ".frame{overflow:auto;max-height:85vh;border:1px solid #c9d1dc}\n"
    "table.matrix{border-collapse:separate;border-spacing:0;font-size:12px}\n"
    ".matrix th,.matrix td{border-right:1px solid #e6eaf0;border-bottom:1px solid #e6eaf0}\n"
    ".matrix thead th{position:sticky;top:0;background:#f3f5f9;height:8.6rem;vertical-align:bottom;"
    "z-index:2;padding:3px 2px}\n"
    ".matrix thead span{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:500;"
    "white-space:nowrap}\n"
    ".matrix tbody th{position:sticky;left:0;background:#fff;text-align:left;font-weight:500;"
    "white-space:nowrap;padding:1px 8px;z-index:1}\n"
    ".matrix thead th:first-child{left:0;z-index:3;text-align:left;padding:6px 8px}\n"
    ".matrix tbody tr:hover th,.matrix tbody tr:hover td{background-color:#eef4ff}\n"
    ".matrix td{text-align:center;min-width:1.35rem;padding:0;color:#5a6575}\n"
    ".matrix td.e{background:#bfe5c7;color:#0c3d18;font-weight:600}\n"
    ".matrix td.x{background:#f7b8c0;color:#7a0014;font-weight:600}\n"
    ".matrix td.m{background:#f9e3b4;color:#5c4200}\n"
    ".matrix td.o{background:#e9edf3}\n"
    ".escaped th{background:#fde3e6!important;color:#b00020}\n"
    "a{color:inherit;text-decoration:none}a:hover{text-decoration:underline}\n"
    ".key span{display:inline-block;min-width:1.6rem;text-align:center;margin:0 .3rem 0 1rem}\n"
    "details{border-top:1px solid #e6eaf0;padding:.35rem 0}summary{cursor:pointer}\n"
    "summary b{font-family:ui-monospace,monospace}summary i{color:#5a6575;font-style:normal}\n"
    "details table{border-collapse:collapse;margin:.4rem 0 .6rem 1.2rem;font-size:12px}\n"
    "details td{padding:1px 10px 1px 0;vertical-align:top}\n"
    "details td:first-child{font-family:ui-monospace,monospace;white-space:nowrap}\n"
    "</style>\n</head>\n<body>\n";

static void put(FILE *stream, const char *words) {
  for (; words != NULL && *words != '\0'; words++) {
    switch (*words) {
    case '<':
      (void)fputs("&lt;", stream);
      break;
    case '>':
      (void)fputs("&gt;", stream);
      break;
    case '&':
      (void)fputs("&amp;", stream);
      break;
    case '"':
      (void)fputs("&quot;", stream);
      break;
    default:
      (void)fputc(*words, stream);
    }
  }
}

static const char *text_of(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

static void write_summary(FILE *stream, const struct deviants_report *report) {
  size_t all = json_array_size(report->judged), caught = deviants_caught(report);
  (void)fprintf(stream,
                "<h1>Deviants and requirements</h1>\n"
                "<p>Each deviant is the reference driver with one fault. It is caught when a "
                "vector fails and names a requirement that the fault breaks by its nature.</p>\n"
                "<p><span class=\"%s\">%zu of %zu caught</span>, %zu escaped. The reference: "
                "<span class=\"%s\">%zu of %zu vectors passed in strict mode</span>, %zu of %zu in "
                "tolerant mode. %.0f s.</p>\n",
                caught == all ? "good" : "bad", caught, all, all - caught,
                report->strict_failed == 0 ? "good" : "bad",
                report->strict_vectors - report->strict_failed, report->strict_vectors,
                report->tolerant_vectors - report->tolerant_failed, report->tolerant_vectors,
                report->seconds);
  (void)fputs("<p class=\"key\">A number says how many failing vectors name the requirement:"
              "<span style=\"background:#bfe5c7\">3</span>expected and named"
              "<span style=\"background:#e9edf3\">3</span>named besides"
              "<span style=\"background:#f9e3b4\">0</span>expected, not named, though caught by "
              "another<span style=\"background:#f7b8c0\">0</span>expected and missing</p>\n",
              stream);
}

static void write_cell(FILE *stream, const json_t *judged, const char *id) {
  bool expected = deviants_has(json_object_get(judged, "expected"), id);
  json_int_t count = json_integer_value(json_object_get(json_object_get(judged, "named"), id));
  if (!expected && count == 0) {
    (void)fputs("<td></td>", stream);
    return;
  }
  const char *kind = !expected                                         ? "o"
                     : count > 0                                       ? "e"
                     : json_is_true(json_object_get(judged, "caught")) ? "m"
                                                                       : "x";
  (void)fprintf(stream, "<td class=\"%s\" title=\"", kind);
  put(stream, text_of(judged, "name"));
  (void)fprintf(stream, " / %s\">%lld</td>", id, (long long)count);
}

static void write_matrix(FILE *stream, const struct deviants_report *report) {
  json_t *columns = deviants_columns(report);
  size_t index, inner;
  const json_t *judged, *id;
  (void)fputs("<div class=\"frame\"><table class=\"matrix\">\n<thead><tr><th>deviant</th>", stream);
  json_array_foreach(columns, index, id)(void)
      fprintf(stream, "<th><span>%s</span></th>", json_string_value(id));
  (void)fputs("</tr></thead>\n<tbody>\n", stream);
  json_array_foreach(report->judged, index, judged) {
    bool caught = json_is_true(json_object_get(judged, "caught"));
    (void)fprintf(stream, "<tr%s><th title=\"", caught ? "" : " class=\"escaped\"");
    put(stream, text_of(judged, "does"));
    (void)fprintf(stream, "\"><a href=\"#%s\">%s</a></th>", text_of(judged, "name"),
                  text_of(judged, "name"));
    json_array_foreach(columns, inner, id) write_cell(stream, judged, json_string_value(id));
    (void)fputs("</tr>\n", stream);
  }
  (void)fputs("</tbody></table></div>\n", stream);
  json_decref(columns);
}

static void write_failures(FILE *stream, const json_t *judged) {
  size_t index, inner;
  const json_t *failure, *id;
  (void)fputs("<table>\n", stream);
  json_array_foreach(json_object_get(judged, "failed"), index, failure) {
    (void)fputs("<tr><td>", stream);
    put(stream, text_of(failure, "vector"));
    (void)fprintf(stream, "</td><td>%s</td><td>", text_of(failure, "verdict"));
    put(stream, text_of(failure, "what"));
    (void)fputs("</td><td>", stream);
    json_array_foreach(json_object_get(failure, "requirements"), inner, id)(void)
        fprintf(stream, "%s%s", inner > 0 ? ", " : "", json_string_value(id));
    (void)fputs("</td></tr>\n", stream);
  }
  (void)fputs("</table>\n", stream);
}

static void write_details(FILE *stream, const json_t *judged) {
  const json_t *appendix = json_object_get(judged, "appendix");
  bool caught = json_is_true(json_object_get(judged, "caught"));
  size_t index;
  const json_t *id;
  (void)fprintf(stream, "<details id=\"%s\"><summary><b>%s</b> <span class=\"%s\">%s</span> ",
                text_of(judged, "name"), text_of(judged, "name"), caught ? "good" : "bad",
                caught ? "caught" : "escaped");
  put(stream, text_of(judged, "does"));
  (void)fputs(" <i>", stream);
  if (appendix != NULL)
    (void)fprintf(stream, "Seen in the wild (%lld). ", (long long)json_integer_value(appendix));
  if (deviants_strict(judged))
    (void)fputs("Strict run. ", stream);
  (void)fprintf(stream, "%zu of %lld vectors failed; expected",
                json_array_size(json_object_get(judged, "failed")),
                (long long)json_integer_value(json_object_get(judged, "ran")));
  json_array_foreach(json_object_get(judged, "expected"), index, id)(void)
      fprintf(stream, " %s", json_string_value(id));
  (void)fputs("</i></summary>\n", stream);
  write_failures(stream, judged);
  (void)fputs("</details>\n", stream);
}

bool deviants_write_html(const char *path, const struct deviants_report *report) {
  FILE *stream = fopen(path, "w");
  size_t index;
  const json_t *judged;
  if (stream == NULL) {
    perror(path);
    return false;
  }
  (void)fputs(head, stream);
  write_summary(stream, report);
  (void)fputs("<h2>Deviant by requirement</h2>\n", stream);
  write_matrix(stream, report);
  (void)fputs("<h2>What failed</h2>\n", stream);
  json_array_foreach(report->judged, index, judged) write_details(stream, judged);
  (void)fputs("</body>\n</html>\n", stream);
  return fclose(stream) == 0;
}
