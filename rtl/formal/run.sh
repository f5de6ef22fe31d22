#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# run.sh [PROOF...]: the proofs of vectors/proofs.yaml, all or the named ones, two at a time. Each is first
# proved, then its covers must be reached: a proof whose covers are out of reach shows nothing.
# Models, logs and traces are left in build/formal/PROOF. The last line is `N passed, N failed`,
# two counts a proof.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
root=${here%/rtl/formal}
table=$root/vectors/proofs.yaml
limit=900 # seconds a solver may take, far more than it needs on an idle machine
cd "$root" || exit 2

# The value of one key of one proof; fails when the proof is not there.
field() {
  awk -v id="$1" -v key="$2" '
    /^- id: / { on = ($3 == id); found = found || on; next }
    on && index($0, "  " key ": ") == 1 { print substr($0, length(key) + 5) }
    END { exit !found }' "$table"
}

# Lines that the script would pass over in silence.
check_table() {
  awk '
    /^ *#/ || /^$/ { next }
    /^- id: [a-z0-9_]+$/ { if (seen[$3]++) { print FILENAME ":" FNR ": duplicate proof " $3; bad = 1 }; next }
    /^  (top|params|mode|depth|cover|clocks|cut|hold|except|requirements|text): ./ { next }
    { print FILENAME ":" FNR ": expected `- id: NAME` or `  KEY: VALUE` with a known key"; bad = 1 }
    END { exit bad }' "$table" >&2
}

# Flat model of one proof, every register visible to the properties by its hierarchical name.
# The properties of all modules are kept; a name that is not in the design is an error.
make_model() {
  chparam=
  for param in $params; do
    chparam="$chparam -chparam ${param%%=*} ${param#*=}"
  done
  {
    for file in $(find rtl -name '*_pkg.sv' | sort); do
      echo "read_verilog -sv -formal $file"
    done
    for file in $(find rtl -name '*.sv' ! -name '*_pkg.sv' ! -path '*/tests/*' | sort); do
      echo "read_verilog -sv -formal -defer -I$dir $file"
    done
    cat <<YOSYS
hierarchy -check -top $top $chparam
proc
memory_dff
memory_collect
${cut:+cutpoint $cut}
memory_map
flatten
opt_clean
check -assert
$clocking
opt -fast -keepdc
dffunmap
design -save flat
chformal -cover -remove
opt_clean
write_smt2 -wires $dir/prove.smt2
design -load flat
chformal -assert -remove
opt_clean
write_smt2 -wires $dir/cover.smt2
YOSYS
  } >"$dir/model.ys"
  : >"$dir/hold.svh"
  yosys -q -l "$dir/yosys.log" "$dir/model.ys" >"$dir/yosys.out" 2>&1 || return 1
  [ -n "$hold" ] || return 0
  # Once more, now that the registers are known: all that end in _q, as the style wants.
  sed -nE 's/^; yosys-smt2-wire (u_dut\.[^ ]*_q) ([0-9]+)$/\1 \2/p' "$dir/prove.smt2" |
    grep -vE "$except" | awk -v hold="$hold" 'BEGIN { print "`define HOLD" } {
      print "(* hierconn *) wire [" $2 - 1 ":0] \\" $1 " ;"
      print "logic [" $2 - 1 ":0] hold_" NR ";"
      print "always_ff @(posedge clk_i) hold_" NR " <= \\" $1 " ;"
      label = $1
      gsub(/[^A-Za-z0-9_]/, "__", label)
      print "always_comb if (rst_n && " hold ") h_" label ": assert (\\" $1 " == hold_" NR ");"
    }' >"$dir/hold.svh"
  yosys -q -l "$dir/yosys.log" "$dir/model.ys" >"$dir/yosys.out" 2>&1
}

# solve NAME ARGUMENT...: runs the solver with its output in NAME.log.
solve() {
  log=$dir/$1.log
  shift
  timeout "$limit" yosys-smtbmc -s z3 --unroll --noprogress "$@" >"$log" 2>&1
}

# failed WHAT LOG: the property, the step and the trace.
failed() {
  echo "formal: $id: $1"
  echo "  $text"
  grep -hE 'Assert failed|Unreached cover|BMC failed|Induction failed|induction failed|ERROR|error' "$dir/$2" |
    sed 's/^##[^A-Z]*/  /' | sort -u | head -n 10
  grep -q 'Status:' "$dir/$2" || echo "  no answer from the solver within $limit s"
  step=$(sed -nE 's/.*(Checking assertions|Checking cover reachability|Trying induction) in step ([0-9]+).*/\2/p' "$dir/$2" | tail -n 1)
  [ -z "$step" ] || echo "  last step: $step"
  [ ! -f "$dir/trace.vcd" ] || echo "  trace: ${dir#"$root"/}/trace.vcd"
  echo "  log: ${dir#"$root"/}/$2; again: ./hdasim formal $id"
}

prove() {
  case $mode in
  prove)
    # The window of the induction is as deep as the bounded check before it.
    if solve bmc --noincr --dump-vcd "$dir/trace.vcd" -t "$depth" "$dir/prove.smt2" && solve induction --noincr -i --dump-vcd "$dir/trace.vcd" -t "$depth" "$dir/prove.smt2"; then
      last=$(sed -nE 's/.*Trying induction in step ([0-9]+).*/\1/p' "$dir/induction.log" | tail -n 1)
      how="proved by induction over $((depth - last + 1)) cycles"
      return 0
    fi
    [ -f "$dir/induction.log" ] && failed "not proved: no induction over $depth cycles" induction.log ||
      failed "violated" bmc.log
    ;;
  bmc)
    if solve bmc --noincr --dump-vcd "$dir/trace.vcd" -t "$depth" "$dir/prove.smt2"; then
      how="holds in the first $depth cycles"
      return 0
    fi
    failed "violated" bmc.log
    ;;
  esac
  return 1
}

# load PROOF: its keys as variables, and an empty folder for it.
load() {
  id=$1
  dir=$root/build/formal/$id
  rm -rf "$dir"
  mkdir -p "$dir"
  for key in top params mode depth cover clocks cut hold except text; do
    eval "$key=\$(field \"\$id\" $key)"
  done
  clocking=async2sync
  [ "$clocks" != 2 ] || clocking=clk2fflogic
}

# one PROOF: leaves its words in out and "PASSED FAILED" in count.
one() {
  load "$1"
  case $mode in prove | bmc) ;; *) mode=unknown ;; esac
  began=$(date +%s)
  good=0
  {
    if ! make_model; then
      echo "formal: $id: no model"
      cat "$dir/yosys.out"
    else
      asserts=$(grep -c '^; yosys-smt2-assert ' "$dir/prove.smt2")
      covers=$(grep -c '^; yosys-smt2-cover ' "$dir/cover.smt2")
      if [ "$asserts" -eq 0 ] || [ "$covers" -eq 0 ]; then
        echo "formal: $id: $asserts properties and $covers covers; expected some of each"
      else
        if prove; then
          good=$((good + 1))
          echo "formal: $id: $asserts properties $how"
        fi
        if solve cover -c -t "$cover" "$dir/cover.smt2"; then
          good=$((good + 1))
          last=$(sed -nE 's/.*Reached cover statement .* in step ([0-9]+).*/\1/p' "$dir/cover.log" | sort -n | tail -n 1)
          echo "formal: $id: $covers covers reached within $((last + 1)) cycles, $(($(date +%s) - began)) s"
        else
          failed "a cover is out of reach" cover.log
        fi
      fi
    fi
  } >"$dir/out" 2>&1
  echo "$good $((2 - good))" >"$dir/count"
  cat "$dir/out"
}

case ${1:-} in
--one)
  one "$2"
  exit
  ;;
--model) # only the models in build/formal/PROOF
  load "$2"
  make_model
  exit
  ;;
esac

check_table || exit 2
proofs=$(sed -n 's/^- id: //p' "$table")
if [ $# -gt 0 ]; then
  for id in "$@"; do
    field "$id" top >/dev/null || {
      echo "unknown proof '$id'; expected one of:" $proofs >&2
      exit 2
    }
  done
  proofs=$*
fi
for id in $proofs; do
  rm -f "build/formal/$id/count"
done
printf '%s\n' $proofs | xargs -P 2 -n 1 "$here/run.sh" --one
passed=0
failed=0
for id in $proofs; do
  read -r good bad <"build/formal/$id/count" || {
    good=0
    bad=2
  }
  passed=$((passed + good))
  failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
