# SPDX-License-Identifier: Apache-2.0
# cmake -DPREFIX=<installed tree> -DPROJECT=<its user> -DBUILD=<build folder> [-DCHECK=<script>]
# -P install_project.cmake
file(REMOVE_RECURSE ${BUILD})
foreach(step
    "-G;Ninja;-S;${PROJECT};-B;${BUILD};-DCMAKE_PREFIX_PATH=${PREFIX};-DCMAKE_BUILD_TYPE=Debug"
    "--build;${BUILD}")
  execute_process(COMMAND ${CMAKE_COMMAND} ${step} RESULT_VARIABLE status OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "cmake ${step}:\n${output}")
  endif()
endforeach()
if(CHECK)
  include(${CHECK})
endif()
