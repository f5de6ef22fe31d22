# SPDX-License-Identifier: Apache-2.0
#
# hdasim_shipped_codecs(<out.cpp> <folder>): the codec descriptions of the folder as C++ strings
# (platform/shipped_codecs.hpp), so that a codec is found by its name wherever the program runs.

function(hdasim_shipped_codecs out folder)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.yaml ${folder}/*.txt)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  set(entries "")
  foreach(path IN LISTS files)
    get_filename_component(file ${path} NAME)
    get_filename_component(name ${path} NAME_WE)
    file(READ ${path} text)
    string(APPEND entries "    {\"${name}\", \"${file}\", R\"codec(${text})codec\"},\n")
  endforeach()
  set(content "#include \"shipped_codecs.hpp\"\n\n#include <iterator>\n\nnamespace hda {\n
const ShippedCodec shipped_codecs[] = {\n${entries}};
const size_t shipped_codec_count = std::size(shipped_codecs);\n\n} // namespace hda\n")
  set(old "")
  if(EXISTS ${out})
    file(READ ${out} old)
  endif()
  if(NOT old STREQUAL content)
    file(WRITE ${out} "${content}")
  endif()
endfunction()
