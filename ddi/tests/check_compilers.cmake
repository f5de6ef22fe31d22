# SPDX-License-Identifier: Apache-2.0
# cmake -DINCLUDE=<ddi/include> -DSOURCES=<folder of driver sources> -P check_compilers.cmake: the
# sources compile as C and as C++, with gcc and with clang, without a warning.
set(good TRUE)
# Headers are included by an empty source: as sources their inline functions would be unused.
function(compile compiler language standard source)
  find_program(${compiler}_path ${compiler})
  if(NOT ${compiler}_path)
    message("${compiler} is not there")
    set(good FALSE PARENT_SCOPE)
    return()
  endif()
  if(source MATCHES "\\.h$")
    set(source -include ${source} /dev/null)
  endif()
  execute_process(
    COMMAND ${${compiler}_path} -x ${language} -std=${standard} -Wall -Wextra -Werror -fsyntax-only
      -I ${INCLUDE} -I ${SOURCES} ${source}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message("${compiler} -x ${language} ${source}:\n${output}")
    set(good FALSE PARENT_SCOPE)
  endif()
endfunction()

file(GLOB c_sources ${SOURCES}/*.c)
file(GLOB cpp_sources ${SOURCES}/*.cpp)
file(GLOB headers ${INCLUDE}/*.h ${INCLUDE}/nt/*.h)
if(NOT c_sources OR NOT cpp_sources)
  message(FATAL_ERROR "no sources in ${SOURCES}")
endif()
foreach(source IN LISTS c_sources headers)
  compile(gcc c c17 ${source})
  compile(clang c c17 ${source})
endforeach()
foreach(source IN LISTS c_sources cpp_sources headers)
  compile(g++ c++ c++17 ${source})
  compile(clang++ c++ c++17 ${source})
endforeach()
if(NOT good)
  message(FATAL_ERROR "not accepted everywhere")
endif()
