# SPDX-License-Identifier: Apache-2.0
# Fails unless DOCUMENT ends with the list that PROGRAM makes of TABLE.
execute_process(COMMAND ${PROGRAM} --table ${TABLE} --markdown OUTPUT_VARIABLE list
  COMMAND_ERROR_IS_FATAL ANY)
file(READ ${DOCUMENT} document)
string(FIND "${document}" "## All of them\n\n${list}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "${DOCUMENT} is not current: ./hdasim deviants --document")
endif()
