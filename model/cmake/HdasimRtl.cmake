# SPDX-License-Identifier: Apache-2.0
#
# hdasim_add_rtl(<target> [STATIC] [NAME <text>] [CONTROLLER <module>] SOURCES <file>...
#                [INCLUDE_DIRS <dir>...] [PARAMETERS <NAME>=<value>...]
#                [VERILATOR_ARGS <argument>...])
#
# Makes an RTL library (hda_rtl.h) from the SystemVerilog of a controller; packages come first in
# SOURCES. Without STATIC it is a shared object, <target>.so, for `hdasim run --rtl`. CONTROLLER is
# the top module of the sources, with the ports of hda_controller (its default); the link PHY of
# the codec side is added here. PARAMETERS: those of hda_sim_top. Warnings of Verilator are errors
# only with STATIC: the style of other people's sources is their own; wrong ports never pass.

include(${CMAKE_CURRENT_LIST_DIR}/HdasimRtlPorts.cmake)

set(HDASIM_ENGINE_DIR ${CMAKE_CURRENT_LIST_DIR}/../engine)
set(HDASIM_PHY_DIR ${CMAKE_CURRENT_LIST_DIR}/../phy)
set(HDASIM_RTL_INCLUDE_DIR ${CMAKE_CURRENT_LIST_DIR}/../include)
set(HDASIM_RTL_DEFAULTS NUM_ISS=4 NUM_OSS=4 NUM_BSS=0 NUM_SDI=4 NUM_SDO=1)

function(hdasim_add_rtl target)
  cmake_parse_arguments(RTL "STATIC" "NAME;CONTROLLER" "SOURCES;INCLUDE_DIRS;PARAMETERS;VERILATOR_ARGS"
    ${ARGN})
  find_package(verilator REQUIRED HINTS $ENV{VERILATOR_ROOT} /usr/share/verilator)
  if(NOT RTL_SOURCES OR RTL_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "hdasim_add_rtl(${target}): expected SOURCES <file>...; "
      "not understood: '${RTL_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT RTL_NAME)
    set(RTL_NAME ${target})
  endif()

  foreach(assignment ${HDASIM_RTL_DEFAULTS} ${RTL_PARAMETERS})
    string(REGEX MATCH "^([^=]+)=(.*)$" matched ${assignment})
    set(RTL_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
  endforeach()
  set(arguments -Wall --x-assign fast --x-initial fast -O3 --timescale-override 1ps/1ps)
  foreach(assignment ${RTL_PARAMETERS})
    list(APPEND arguments -G${assignment})
  endforeach()
  if(RTL_CONTROLLER)
    list(APPEND arguments +define+HDA_CONTROLLER=${RTL_CONTROLLER})
  endif()
  if(HDASIM_COVERAGE)
    list(APPEND arguments --coverage-line --coverage-user)
  endif()
  if(HDASIM_COVERAGE_TOGGLE)
    list(APPEND arguments --coverage-toggle)
  endif()

  list(APPEND arguments ${RTL_VERILATOR_ARGS})
  list(APPEND RTL_SOURCES ${HDASIM_PHY_DIR}/hda_codec_sdi.sv ${HDASIM_PHY_DIR}/hda_codec_phy.sv
    ${HDASIM_PHY_DIR}/hda_sim_top.sv)
  if(NOT RTL_STATIC)
    if(NOT RTL_CONTROLLER)
      set(RTL_CONTROLLER hda_controller)
    endif()
    set(folders ${RTL_INCLUDE_DIRS})
    list(TRANSFORM folders PREPEND -I)
    hdasim_check_ports(${target} ${RTL_CONTROLLER} ARGUMENTS ${arguments} ${folders}
      SOURCES ${RTL_SOURCES})
    list(APPEND arguments -Wno-fatal)
  endif()

  # The speed of the product is made in the generated code; debug builds want it compiled soon,
  # and sanitizers have nothing to find in it.
  set(fast -O3)
  set(slow -O1)
  if(CMAKE_BUILD_TYPE STREQUAL Debug)
    set(fast -O1)
  endif()
  if(HDASIM_COVERAGE OR HDASIM_COVERAGE_TOGGLE)
    set(slow -O0) # one call for every point in a function that runs once
  endif()
  if(HDASIM_SANITIZE)
    list(APPEND fast -fno-sanitize=all)
    list(APPEND slow -fno-sanitize=all)
  endif()

  if(RTL_STATIC)
    add_library(${target} STATIC)
  else()
    add_library(${target} MODULE)
    set_target_properties(${target} PROPERTIES PREFIX "")
    target_link_options(${target} PRIVATE -Wl,-Bsymbolic)
  endif()
  # Hidden symbols: two Verilated models in one process must not see each other.
  set_target_properties(${target} PROPERTIES
    CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
  target_sources(${target} PRIVATE
    ${HDASIM_ENGINE_DIR}/entry.cpp ${HDASIM_ENGINE_DIR}/engine.cpp ${HDASIM_ENGINE_DIR}/axi_lite.cpp
    ${HDASIM_ENGINE_DIR}/axi_memory.cpp ${HDASIM_ENGINE_DIR}/waveform.cpp)
  target_include_directories(${target} PRIVATE ${HDASIM_RTL_INCLUDE_DIR} ${HDASIM_ENGINE_DIR})
  target_compile_definitions(${target} PRIVATE HDA_RTL_NAME="${RTL_NAME}"
    HDA_RTL_ISS=${RTL_NUM_ISS}u HDA_RTL_OSS=${RTL_NUM_OSS}u HDA_RTL_BSS=${RTL_NUM_BSS}u
    HDA_RTL_SDI=${RTL_NUM_SDI}u HDA_RTL_SDO=${RTL_NUM_SDO}u)
  target_link_libraries(${target} PRIVATE z)

  verilate(${target} PREFIX Vhda_sim_top TOP_MODULE hda_sim_top TRACE_FST
    SOURCES ${RTL_SOURCES} INCLUDE_DIRS ${RTL_INCLUDE_DIRS} VERILATOR_ARGS ${arguments}
    OPT_FAST ${fast} OPT_SLOW ${slow} OPT_GLOBAL ${slow})
  # verilate() offers its own folders to whoever links the target; all one needs is hda_rtl.h.
  set_target_properties(${target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES
    "$<BUILD_INTERFACE:${HDASIM_RTL_INCLUDE_DIR}>;$<INSTALL_INTERFACE:include/hdasim>")
endfunction()
