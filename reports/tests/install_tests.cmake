# SPDX-License-Identifier: Apache-2.0
# Tests of what `cmake --install` leaves, as somebody else uses it: from another folder than the
# prefix named at installation, by projects outside of this build. Label `install`.
set(install_work ${CMAKE_BINARY_DIR}/install-test)
set(install_here ${CMAKE_SOURCE_DIR}/reports/tests)

add_test(NAME install.tree
  COMMAND ${CMAKE_COMMAND} -DTREE=${CMAKE_BINARY_DIR} -DWORK=${install_work}
    -P ${install_here}/install_tree.cmake)
set_tests_properties(install.tree PROPERTIES FIXTURES_SETUP installed_tree)

# install_test(<name> <project folder> [<check script>]): configures and builds the project against
# the installed tree, then runs the script, which finds the build in BUILD.
function(install_test name project)
  add_test(NAME install.${name}
    COMMAND ${CMAKE_COMMAND} -DPREFIX=${install_work}/moved -DPROJECT=${project}
      -DBUILD=${install_work}/${name} -DCHECK=${ARGN} -P ${install_here}/install_project.cmake)
  set_tests_properties(install.${name} PROPERTIES FIXTURES_REQUIRED installed_tree LABELS install)
endfunction()

install_test(package ${install_here}/package)
install_test(plugin ${CMAKE_SOURCE_DIR}/docs/examples/plugin ${install_here}/check_plugin.cmake)
# An executable that links the archives of a sanitized or counted build needs the same options;
# what is tested here does not depend on the build.
if(NOT HDASIM_SANITIZE AND NOT HDASIM_COVERAGE)
  install_test(systemc-platform ${CMAKE_SOURCE_DIR}/docs/examples/systemc-platform
    ${install_here}/check_systemc_platform.cmake)
  install_test(own-rtl ${CMAKE_SOURCE_DIR}/docs/examples/own-rtl ${install_here}/check_own_rtl.cmake)
  set_tests_properties(install.own-rtl PROPERTIES TIMEOUT 1200 PROCESSORS 2) # three Verilated models
endif()
add_test(NAME install.wrong-ports
  COMMAND ${CMAKE_COMMAND} -DPREFIX=${install_work}/moved -DBUILD=${install_work}/wrong-ports
    -P ${install_here}/check_wrong_ports.cmake)
set_tests_properties(install.wrong-ports PROPERTIES FIXTURES_REQUIRED installed_tree)
set_tests_properties(install.tree install.wrong-ports PROPERTIES LABELS install)
