# SPDX-License-Identifier: Apache-2.0
# The installed program judges the controllers of the example: the healthy one passes, and of the
# two others each defect is found and named by its requirement.
set(good TRUE)

# judge(<library> <vector> <exit code> [<requirement>...]): runs the vectors whose id matches.
function(judge library vector code)
  execute_process(COMMAND ${PREFIX}/bin/hdasim run --rtl ${BUILD}/${library}.so --filter ${vector}
      --reruns=0
    WORKING_DIRECTORY ${BUILD} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(wrong "")
  if(NOT status EQUAL code)
    string(APPEND wrong " exit code ${status}, expected ${code};")
  endif()
  if(output MATCHES "(^|\n)0 passed, 0 failed")
    string(APPEND wrong " no vector was run;")
  endif()
  foreach(requirement IN LISTS ARGN)
    if(NOT output MATCHES "breaks +${requirement} ")
      string(APPEND wrong " ${requirement} is not named;")
    endif()
  endforeach()
  if(wrong)
    message("${library}, ${vector}:${wrong}\n${output}")
    set(good FALSE PARENT_SCOPE)
  endif()
endfunction()

set(ioc stream/ioc-only-where-set)
set(position registers/link-position/48k-16-2-wrap)
set(samples link/render/16-2)
foreach(vector IN ITEMS ${ioc} ${position} ${samples})
  judge(healthy ${vector} 0)
endforeach()
judge(careless ${ioc}/last 1 HDA-SD-014)
judge(careless ${ioc}/first 0)
judge(careless ${position} 1 HDA-SD-010)
judge(wrong_preamble ${samples} 1 HDA-LNK-004)

# The soak finds them as well.
foreach(expected IN ITEMS "healthy 0" "careless 1" "wrong_preamble 1")
  string(REPLACE " " ";" expected "${expected}")
  list(POP_FRONT expected library code)
  execute_process(COMMAND ${PREFIX}/bin/rtl_soak --seed 2 --seconds 0.2 --rtl ${BUILD}/${library}.so
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL code)
    message("rtl_soak, ${library}: exit code ${status}, expected ${code}\n${output}")
    set(good FALSE)
  endif()
endforeach()
if(NOT good)
  message(FATAL_ERROR "not judged as expected")
endif()
