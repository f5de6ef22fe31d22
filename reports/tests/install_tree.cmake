# SPDX-License-Identifier: Apache-2.0
# cmake -DTREE=<build tree> -DWORK=<folder> -P install_tree.cmake: installs the tree to
# WORK/installed and moves it to WORK/moved: the package must not know its prefix.
file(REMOVE_RECURSE ${WORK})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${TREE} --prefix ${WORK}/installed
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "cmake --install:\n${output}")
endif()
file(RENAME ${WORK}/installed ${WORK}/moved)
file(GLOB_RECURSE scripts ${WORK}/moved/lib/cmake/*.cmake)
foreach(script IN LISTS scripts)
  file(READ ${script} text)
  foreach(place IN ITEMS ${WORK} ${TREE})
    string(FIND "${text}" ${place} at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${script} names ${place}")
    endif()
  endforeach()
endforeach()
