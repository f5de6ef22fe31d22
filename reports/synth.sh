#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# synth.sh ROOT [--check|--write]: synthesizes the controller with its default parameters to
# two-input gates and flops, memories kept as they are, and prints what each module takes. A latch
# is a failure. --check also fails unless docs/synthesis.md holds the same figures, --write puts
# them there. The last line is `N passed, N failed`.
set -u

root=$1
action=${2:-}
case $action in
'' | --check | --write) ;;
*)
  echo "unknown argument '$action'; expected --check or --write" >&2
  exit 2
  ;;
esac
top=hda_controller
document=docs/synthesis.md
cd "$root" || exit 2
out=build/reports/synth
mkdir -p "$out"

{
  for file in $(find rtl -name '*_pkg.sv' | sort); do
    echo "read_verilog -sv $file"
  done
  for file in $(find rtl -name '*.sv' ! -name '*_pkg.sv' ! -path 'rtl/formal/*' ! -path '*/tests/*' | sort); do
    echo "read_verilog -sv -defer $file"
  done
  cat <<YOSYS
hierarchy -check -top $top
proc
opt_clean
tee -o $out/memory.txt stat
synth -run begin:fine
memory -nomap
opt
techmap
opt
abc -fast
opt_clean
tee -o $out/stat.txt stat
YOSYS
} >"$out/synth.ys"
if ! yosys -q -l "$out/yosys.log" "$out/synth.ys" >"$out/yosys.out" 2>&1; then
  cat "$out/yosys.out"
  echo "0 passed, 1 failed"
  exit 1
fi

# One row per module and set of parameters: its own gates and flops, without those of the modules
# inside it; the sum counts every instance.
awk '
  function name(text) {
    if (text !~ /^\$paramod/) return text
    gsub(/^\$paramod(\$[0-9a-f]+)?\\/, "", text)
    sub(/\\.*/, "", text)
    return text
  }
  /^=== / { module = $2; tree = module == "design"; depth = 0; next }
  FILENAME ~ /memory.txt$/ && !tree && /Number of memory bits:/ { bits[module] = $5; next }
  FILENAME ~ /memory.txt$/ { next }
  tree && NF == 2 && $2 ~ /^[0-9]+$/ && $1 !~ /:$/ && !done {
    match($0, /^ */)
    depth = RLENGTH / 2
    count[depth] = $2 * (depth > first && seen ? count[depth - 1] : 1)
    if (!seen) { seen = 1; first = depth; count[depth] = 1 }
    if (!($1 in instances)) order[++modules] = $1
    instances[$1] += count[depth]
    next
  }
  tree && seen && /^$/ { done = 1; next }
  tree { next }
  $1 ~ /^\$_(A|S)?DFF|^\$_SDFF|^\$_ALDFF|^\$_FF_/ { flops[module] += $2; next }
  $1 ~ /LATCH|^\$_SR_/ { latches[module] += $2; next }
  $1 ~ /^\$_[A-Z0-9]+_$/ { gates[module] += $2; next }
  END {
    print "| module | instances | gates | flops | latches | memory bits |"
    print "|---|---:|---:|---:|---:|---:|"
    for (i = 1; i <= modules; i++) {
      m = order[i]
      n = instances[m]
      printf "| %s | %d | %d | %d | %d | %d |\n", name(m), n, gates[m], flops[m], latches[m], bits[m]
      g += n * gates[m]; f += n * flops[m]; l += n * latches[m]; b += n * bits[m]
    }
    printf "| **all** | | %d | %d | %d | %d |\n", g, f, l, b
  }' "$out/memory.txt" "$out/stat.txt" >"$out/table.md"
cat "$out/table.md"

passed=0
failed=0
if [ "$(sed -n 's/^| \*\*all\*\* .*| \([0-9]*\) | [0-9]* |$/\1/p' "$out/table.md")" = 0 ]; then
  echo "synth: no latches: passed"
  passed=1
else
  echo "synth: latches: failed"
  failed=1
fi
case $action in
--write)
  awk -v table="$out/table.md" '
    /^\| module / { while ((getline line <table) > 0) print line; skip = 1 }
    skip && !/^\|/ { skip = 0 }
    !skip' "$document" >"$out/document.md" && cp "$out/document.md" "$document"
  ;;
--check)
  if grep '^|' "$document" | diff - "$out/table.md" >"$out/diff.txt"; then
    echo "synth: $document is current: passed"
    passed=$((passed + 1))
  else
    echo "synth: $document is not current: failed; ./hdasim synth --write renews it"
    cat "$out/diff.txt"
    failed=$((failed + 1))
  fi
  ;;
esac
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
