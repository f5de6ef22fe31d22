# SPDX-License-Identifier: Apache-2.0
# Runs the example platform. What it prints must obey the specification: 48 kHz, 16 bit, stereo is
# one block of 4 bytes in every link frame of 500 BCLK (HDA-LNK-017, HDA-SD-011); the buffer holds
# two entries of 480 frames, each completes once a turn (HDA-SD-012, HDA-SD-009).
execute_process(COMMAND ${BUILD}/platform WORKING_DIRECTORY ${BUILD} RESULT_VARIABLE status OUTPUT_VARIABLE output
  ERROR_VARIABLE output TIMEOUT 60)
set(good TRUE)
macro(bad text)
  message(STATUS "${text}")
  set(good FALSE)
endmacro()

if(NOT status EQUAL 0)
  bad("exit code ${status}, expected 0")
endif()
if(NOT output MATCHES "controller: 4 inputs, 4 outputs")
  bad("GCAP of the controller as built was expected")
endif()

# Parameter 0 of the root node, as codecs/stereo.yaml describes it.
if(NOT output MATCHES "codec: eeee0001\n")
  bad("vendor and device of the codec were expected")
endif()

set(frame 500)
set(cbl 3840)
set(period_bclk 240000)
# A completion is noticed when the last burst of 128 bytes, 32 frames, is in the FIFO.
math(EXPR jitter "32 * ${frame}")
string(REGEX MATCHALL "interrupt [0-9]+: WALCLK [0-9]+, LPIB [0-9]+" lines "${output}")
list(LENGTH lines count)
if(NOT count EQUAL 20)
  bad("${count} interrupts, expected 20")
endif()
set(previous "")
foreach(line IN LISTS lines)
  string(REGEX MATCH "interrupt ([0-9]+): WALCLK ([0-9]+), LPIB ([0-9]+)" matched "${line}")
  set(number ${CMAKE_MATCH_1})
  set(clock ${CMAKE_MATCH_2})
  set(position ${CMAKE_MATCH_3})
  if(position GREATER_EQUAL cbl)
    bad("${line}: HDA-SD-010: LPIB below CBL = ${cbl} was expected")
  endif()
  if(NOT previous STREQUAL "")
    math(EXPR elapsed "${clock} - ${previous}")
    math(EXPR off "${elapsed} - ${period_bclk}")
    # The first period is shorter by what the FIFO takes at once.
    if(number GREATER 2 AND (off GREATER jitter OR off LESS -${jitter}))
      bad("${line}: ${elapsed} BCLK after the one before, expected ${period_bclk} +- ${jitter}")
    endif()
    # The two registers are read one after the other, perhaps in two frames.
    math(EXPR expected "(${previous_position} + ${elapsed} / ${frame} * 4) % ${cbl}")
    math(EXPR ahead "(${position} - ${expected} + ${cbl} + 4) % ${cbl}")
    if(number GREATER 2 AND ahead GREATER 8)
      bad("${line}: HDA-SD-011: LPIB ${expected} +- 4 was expected")
    endif()
  endif()
  set(previous ${clock})
  set(previous_position ${position})
endforeach()

# 20 completions are at most 20 periods on the link, and at least what the FIFO (512 bytes, 128
# frames) does not hold.
string(REGEX MATCH "samples: ([0-9]+), in order" matched "${output}")
math(EXPR most "20 * 480 * 2")
math(EXPR least "${most} - 2 * 128 - 2 * 32")
if(NOT matched OR CMAKE_MATCH_1 GREATER most OR CMAKE_MATCH_1 LESS least)
  bad("${least} to ${most} samples in order were expected on the link")
endif()
# The codec plays every block that the link carried: the WAV holds 16 bits of each sample behind its
# header.
if(matched AND EXISTS ${BUILD}/platform.wav)
  file(SIZE ${BUILD}/platform.wav bytes)
  math(EXPR data "${CMAKE_MATCH_1} * 2")
  math(EXPR header "${bytes} - ${data}")
  if(header LESS 44 OR header GREATER 128)
    bad("platform.wav has ${bytes} bytes, expected a header and ${data}")
  endif()
else()
  bad("no platform.wav")
endif()
if(NOT good)
  message(FATAL_ERROR "${output}")
endif()
