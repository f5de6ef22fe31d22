# SPDX-License-Identifier: Apache-2.0
# One test for each driver that is wrong on purpose: deviants.<name>.
# They show what the vectors catch, which one build can show for all.
if(HDASIM_SANITIZE OR HDASIM_COVERAGE)
  return()
endif()
get_property(deviants GLOBAL PROPERTY HDASIM_DEVIANTS)
get_property(libraries GLOBAL PROPERTY HDASIM_DEVIANT_LIBRARIES)
get_property(table GLOBAL PROPERTY HDASIM_DEVIANT_TABLE)
add_custom_target(hdasim_deviants_built ALL)
add_dependencies(hdasim_deviants_built ddi_deviants)
foreach(name IN LISTS deviants)
  add_test(NAME deviants.${name} COMMAND hdasim_deviants --table ${table}
    --program $<TARGET_FILE:hdasim_cli> --libraries ${libraries}
    --folder ${CMAKE_BINARY_DIR}/deviants --only ${name})
  set_tests_properties(deviants.${name} PROPERTIES LABELS deviants)
endforeach()

# The list in the document is current.
add_test(NAME deviants.document COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:hdasim_deviants>
  -DTABLE=${table} -DDOCUMENT=${CMAKE_SOURCE_DIR}/docs/deviants.md
  -P ${CMAKE_SOURCE_DIR}/reports/tests/check_deviant_document.cmake)
set_tests_properties(deviants.document PROPERTIES LABELS deviants)
