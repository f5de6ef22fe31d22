#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# merge_coverage.sh ROOT BUILD_TREE TOGGLE_TREE OUTPUT: one report of C, C++ and SystemVerilog from
# the counters that a run of the coverage build has left in BUILD_TREE, and one of the toggles of
# the RTL from TOGGLE_TREE. The trees and OUTPUT are relative to ROOT and without blanks. Fails with
# 1 when a bar of the RTL or of the DDI is not met, or an exclusion is wrong.
set -eu

root=$1
tree=$2
toggle_tree=$3
output=$4

cd "$root"
rm -rf "$output"
mkdir -p "$output"

# Ours is what lies in the rooms; tests and what Verilator writes are not counted.
gcovr --root . --exclude '.*/tests/' --exclude 'build/' \
  --exclude-unreachable-branches --exclude-throw-branches \
  --json "$output/c.json" "$tree" >"$output/gcovr.log" 2>&1 || {
  cat "$output/gcovr.log" >&2
  exit 1
}

tracefiles="--add-tracefile $output/c.json"
if [ -n "$(find "$tree/rtl-coverage" -name '*.dat' | head -n 1)" ]; then
  "$tree/bin/rtl_coverage" --root . --json "$output/rtl.json" --text "$output/rtl.txt" \
    "$tree/rtl-coverage"
  tracefiles="$tracefiles --add-tracefile $output/rtl.json"
else
  echo "no coverage data of the RTL" >&2
fi

# merged ARGUMENT...: gcovr on all tracefiles.
merged() {
  # shellcheck disable=SC2086 # options and paths without blanks
  gcovr --root . $tracefiles "$@"
}

merged \
  --html-details "$output/index.html" --html-title "hdasim" \
  --cobertura "$output/cobertura.xml" --cobertura-pretty \
  --json-summary "$output/summary.json" --json-summary-pretty \
  --txt "$output/summary.txt"

cat "$output/summary.txt"
if [ -f "$output/rtl.txt" ]; then
  echo
  sed '/^Bits that never changed/,$d; /^Properties that never/,$d' "$output/rtl.txt"
fi

# share NAME FILTER...: line and branch coverage of the files that match. The table goes to a file
# of its own: gcovr unlinks what it is told to write, which as root would be /dev/null itself.
share() {
  name=$1
  shift
  merged "$@" --print-summary --txt "$output/share.txt" 2>/dev/null |
    awk -v name="$name" '
      /^lines:/ { sub(/^lines: /, ""); lines = $0 }
      /^branches:/ { sub(/^branches: /, ""); branches = $0 }
      END { printf "%-15s lines %-26s branches %s\n", name, lines, branches }'
}

# Lines come from one build, toggles from the other, which is too slow for all vectors.
status=0
if [ -d "$toggle_tree/rtl-coverage" ]; then
  echo
  "$tree/bin/rtl_coverage" --root . --exclude reports/rtl_exclusions.yaml \
    --bars "$output/rtl-bars.txt" "$tree/rtl-coverage" "$toggle_tree/rtl-coverage" || status=$?
  [ "$status" -le 1 ] || exit 2
  sed '/^not covered:/,/^$/d' "$output/rtl-bars.txt"
fi

echo
share 'SystemVerilog' --filter '.*\.sv$'
share 'model/' --filter 'model/.*pp$'
share 'ddi/' --filter 'ddi/'
share 'harness/' --filter 'harness/'
share 'reports/' --filter 'reports/' --filter 'rtl/gen/'
share 'all'

# bar NAME FIGURE BAR FILTER: one figure of the files that match, against its bar in percent.
bar() {
  merged --filter "$4" --print-summary --txt "$output/share.txt" 2>/dev/null |
    awk -v name="$1" -v figure="$2" -v bar="$3" '
      $1 == figure ":" { share = $2 + 0; seen = 1 }
      END {
        verdict = seen ? (share >= bar ? "met" : "not met") : "no data"
        printf "%s %s %.1f %%, bar %d %%: %s\n", name, figure, share, bar, verdict
      }'
}
echo
{
  bar ddi/ lines 98 'ddi/'
  bar ddi/ branches 92 'ddi/'
} | tee "$output/ddi-bars.txt"
if [ "$status" -eq 0 ] && [ "$(grep -c ': met$' "$output/ddi-bars.txt")" -ne 2 ]; then
  status=1
fi
rm -f "$output/share.txt"
echo "report: $output/index.html"
exit "$status"
