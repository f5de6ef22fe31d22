# SPDX-License-Identifier: Apache-2.0
# cmake -DPROGRAM=<hdasim> -DVECTORS=<folder> -P check_requirements.cmake: every requirement but those
# that were only observed (level O) has a vector or a proof.
execute_process(COMMAND ${PROGRAM} list --requirements --vectors ${VECTORS}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0 OR NOT output MATCHES "[0-9]+ requirements: ")
  message(FATAL_ERROR "hdasim list --requirements: ${status}\n${output}")
endif()
string(REGEX MATCHALL "[A-Z0-9-]+ \\([MND]\\)[^\n]*\n    neither" missing "${output}")
if(missing)
  message(FATAL_ERROR "without vector or proof:\n${missing}")
endif()
