# Runs PROGRAM on DATA where isa_available says that the processor can; EMULATOR may be empty.
execute_process(COMMAND ${EMULATOR} "${AVAILABLE}" ${ISA} RESULT_VARIABLE status)
if(status EQUAL 3)
  message(STATUS "skipped: this processor has no ${ISA}")
elseif(NOT status EQUAL 0)
  message(FATAL_ERROR "${AVAILABLE} ${ISA}: ${status}")
else()
  execute_process(COMMAND ${EMULATOR} "${PROGRAM}" "${DATA}" COMMAND_ERROR_IS_FATAL ANY)
endif()
