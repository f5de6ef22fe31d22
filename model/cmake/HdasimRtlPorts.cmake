# SPDX-License-Identifier: Apache-2.0
#
# hdasim_check_ports(<target> <controller> ARGUMENTS <verilator argument>... SOURCES <file>...)
#
# Ends the configuration with one message when the module <controller> of the sources does not
# have the ports and parameters that hda_sim_top connects, or when Verilator cannot read it.

# Each pattern of what Verilator says about a connection in hda_sim_top.sv, and what it means.
set(HDASIM_PORT_FINDINGS
  "Cannot find file containing module: '([^']+)'|the sources have no module \\1"
  "Parameter pin not found: '([^']+)'|parameter \\1 is missing"
  "Pin not found: '([^']+)'|port \\1 is missing"
  "Pin is not an in/out/inout/param/interface: '([^']+)'|port \\1 is missing"
  "Cell has missing pin: '([^']+)'|port \\1 is not one of hda_controller"
  "Output port connection '([^']+)' expects ([0-9]+) bits.* generates ([0-9]+) bits.*|port \\1 has \\2 bits, expected \\3"
  "Input port connection '([^']+)' expects ([0-9]+) bits.* generates ([0-9]+) bits.*|port \\1 has \\2 bits, expected \\3")

function(hdasim_check_ports target controller)
  cmake_parse_arguments(CHECK "" "" "ARGUMENTS;SOURCES" ${ARGN})
  execute_process(
    COMMAND ${VERILATOR_BIN} --lint-only -Wno-fatal ${CHECK_ARGUMENTS} --top-module hda_sim_top
      ${CHECK_SOURCES}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REPLACE ";" "," lines "${output}")
  string(REPLACE "\n" ";" lines "${lines}")
  set(findings "")
  foreach(line IN LISTS lines)
    if(NOT line MATCHES "^%[^ ]+ [^ ]*hda_sim_top\\.sv:[0-9]+:[0-9]+: (.*)$")
      continue()
    endif()
    set(said "${CMAKE_MATCH_1}")
    foreach(finding IN LISTS HDASIM_PORT_FINDINGS)
      string(REGEX MATCH "^(.*)\\|(.*)$" matched "${finding}")
      set(pattern "${CMAKE_MATCH_1}")
      set(meaning "${CMAKE_MATCH_2}")
      if(said MATCHES "^${pattern}$")
        string(REGEX REPLACE "^${pattern}$" "${meaning}" meaning "${said}")
        string(APPEND findings "\n  ${meaning}")
        break()
      endif()
    endforeach()
  endforeach()
  if(findings)
    message(FATAL_ERROR "hdasim_add_rtl(${target}): module ${controller} does not have the ports "
      "of hda_controller:${findings}\nThe list of ports and what they mean: docs/own-rtl.md")
  elseif(status)
    message(FATAL_ERROR "hdasim_add_rtl(${target}): Verilator cannot read module ${controller}:\n"
      "${output}")
  endif()
endfunction()
