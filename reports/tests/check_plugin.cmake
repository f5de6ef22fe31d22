# SPDX-License-Identifier: Apache-2.0
# The example plug-in: its own vector passes, and the suite finds that it has no engines.
function(judge code pattern)
  execute_process(COMMAND ${PREFIX}/bin/hdasim run --ddi ${BUILD}/small_bus.so --reruns=0 ${ARGN}
    WORKING_DIRECTORY ${BUILD} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL code OR NOT output MATCHES "${pattern}")
    message(FATAL_ERROR "${ARGN}: exit code ${status}, expected ${code} and ${pattern}\n${output}")
  endif()
endfunction()

judge(0 "1 passed, 0 failed" ${PROJECT}/wall-clock.yaml)
file(READ ${PROJECT}/wall-clock.yaml vector)
string(REPLACE "interface: V1\n" "" vector "${vector}")
file(WRITE ${BUILD}/other.yaml "${vector}")
judge(0 "the DDI has no interface V2" ${BUILD}/other.yaml)
string(REPLACE "steps:\n" "interface: V1\nsteps:\n  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2}\n"
  vector "${vector}")
string(REPLACE "DDI-GDI-001]" "DDI-GDI-001, DDI-ENG-001]" vector "${vector}")
file(WRITE ${BUILD}/engine.yaml "${vector}")
judge(1 "breaks +DDI-ENG-001 " ${BUILD}/engine.yaml)
