# SPDX-License-Identifier: Apache-2.0
# cmake -DTREE=<build tree> -DWORK=<folder for this test> -P package.cmake: installs the tree and
# builds a project that uses what was installed.
file(REMOVE_RECURSE ${WORK})
foreach(step
    "--install;${TREE};--prefix;${WORK}/installed"
    "-G;Ninja;-S;${CMAKE_CURRENT_LIST_DIR}/package;-B;${WORK}/user;-DCMAKE_PREFIX_PATH=${WORK}/installed"
    "--build;${WORK}/user")
  execute_process(COMMAND ${CMAKE_COMMAND} ${step} RESULT_VARIABLE status OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "cmake ${step}:\n${output}")
  endif()
endforeach()
