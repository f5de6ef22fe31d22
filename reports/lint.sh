#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# lint.sh ROOT BUILD_TREE: everything that can be said about the sources without running them.
# BUILD_TREE is a configured and built tree. Ends with `N passed, N failed`, one count a check.
set -u

root=$1
tree=$2
jobs=$(nproc 2>/dev/null || echo 1)
top=hda_controller
passed=0
failed=0

cd "$root" || exit 2
mkdir -p build/reports/lint
log=build/reports/lint

# check NAME COMMAND...: runs it with its output in a file, shown when it fails.
check() {
  name=$1
  shift
  if "$@" >"$log/$name.log" 2>&1; then
    echo "lint: $name: passed"
    passed=$((passed + 1))
  else
    echo "lint: $name: failed"
    cat "$log/$name.log"
    failed=$((failed + 1))
  fi
}

# Packages come first: both tools want a name declared before it is used.
rtl_packages=$(find rtl -name '*_pkg.sv' | sort)
rtl_modules=$(find rtl -name '*.sv' ! -name '*_pkg.sv' ! -path 'rtl/formal/*' ! -path '*/tests/*' | sort)
c_sources=$(find rtl model ddi harness reports docs -name '*.c' -o -name '*.h' -o -name '*.cpp' -o -name '*.hpp' | sort)

verilator_lint() {
  # shellcheck disable=SC2086
  verilator --lint-only -Wall --top-module "$top" $rtl_packages $rtl_modules
}

# No latch, no signal with two drivers or none; then the size of the design.
yosys_lint() {
  script=
  for file in $rtl_packages $rtl_modules; do
    script="${script}read_verilog -sv $file; "
  done
  yosys -q -p "$script hierarchy -check -top $top; proc; opt_clean;
    select -assert-none t:\$dlatch t:\$adlatch t:\$_DLATCH*; select -clear;
    check -assert; tee -o $log/yosys-stat.txt stat -tech cmos"
}

# shellcheck disable=SC2016 # cell names begin with a dollar
yosys_stat() {
  sed -n '/design hierarchy/,$p' "$log/yosys-stat.txt" | grep -E 'Number of|\$(adff|dff|mem|mul|add)' | head -n 20
}

format_lint() {
  # shellcheck disable=SC2086
  clang-format --dry-run -Werror $c_sources
}

# Only files that the build knows: the tool needs their flags. Deviants are wrong on purpose.
tidy_lint() {
  sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$tree/compile_commands.json" |
    grep -E "^$root/(rtl|model|ddi|harness|reports)/" | grep -v '/deviants/' | sort -u |
    xargs -d '\n' -P "$jobs" -n 2 clang-tidy -quiet -p "$tree" \
      --extra-arg=-Wno-unknown-warning-option >"$log/clang-tidy.full.log" 2>&1 || {
    grep -A 2 'error:' "$log/clang-tidy.full.log"
    false
  }
}

spdx_lint() {
  missing=$(find . \( -path ./build -o -path ./.git \) -prune -o -type f -print |
    grep -E '\.(c|h|cpp|hpp|sv|svh|sh|cmake|yaml|yml)$|CMakeLists\.txt$|^\./hdasim$|^\./\.ci/' |
    while IFS= read -r file; do
      head -n 2 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' || echo "$file"
    done)
  [ -z "$missing" ] || {
    echo "no SPDX line in:"
    echo "$missing"
    false
  }
}

check verilator verilator_lint
check yosys yosys_lint
yosys_stat
check clang-format format_lint
check registers "$tree/bin/hda_regs_gen" --check rtl/hda_regs.yaml .
check spdx spdx_lint
check clang-tidy tidy_lint

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
