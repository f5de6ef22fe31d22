# SPDX-License-Identifier: Apache-2.0
# cmake -DPREFIX=<installed tree> -DBUILD=<folder> -P check_wrong_ports.cmake: a controller with
# wrong ports is refused with one message that says which.
file(REMOVE_RECURSE ${BUILD})
file(READ ${CMAKE_CURRENT_LIST_DIR}/../../docs/examples/own-rtl/my_controller.sv original)

# refused(<module> <text> <replacement> <message>): spoils the port list so, and configures.
function(refused module text replacement expected)
  string(REPLACE "${text}" "${replacement}" spoilt "${original}")
  if(NOT text STREQUAL "" AND spoilt STREQUAL original)
    message(FATAL_ERROR "my_controller.sv has no '${text}'")
  endif()
  file(WRITE ${BUILD}/my_controller.sv "${spoilt}")
  file(WRITE ${BUILD}/CMakeLists.txt "cmake_minimum_required(VERSION 3.25)\n"
    "project(wrong_ports LANGUAGES CXX)\n"
    "find_package(hdasim REQUIRED)\n"
    "hdasim_add_rtl(mine CONTROLLER ${module} SOURCES \${HDASIM_RTL_SOURCES} my_controller.sv)\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -G Ninja -S ${BUILD} -B ${BUILD}/build
      -DCMAKE_PREFIX_PATH=${PREFIX}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX MATCHALL "CMake Error" errors "${output}")
  list(LENGTH errors count)
  string(FIND "${output}" "${expected}" at)
  if(status EQUAL 0 OR at EQUAL -1 OR NOT count EQUAL 1)
    message(FATAL_ERROR "one error with '${expected}' was expected:\n${output}")
  endif()
endfunction()

refused(nobody "" "" "the sources have no module nobody")
refused(my_controller "output logic irq_o" "output logic intx_o" "port intx_o is not one of")
refused(my_controller "input  logic d3hot_i,\n" "" "port d3hot_i is missing")
refused(my_controller "output logic [63:0] m_axi_araddr_o" "output logic [31:0] m_axi_araddr_o"
  "port m_axi_araddr_o has 32 bits, expected 64")
refused(my_controller SSYNC_ALIAS SSYNC_OTHER "parameter SSYNC_ALIAS is missing")
refused(my_controller "endmodule" "endmodul" "Verilator cannot read module my_controller")
