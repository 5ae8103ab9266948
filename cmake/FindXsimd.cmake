# Sets XSIMD_INCLUDE_DIR and XSIMD_VERSION: an installed xsimd of a known-good version if there is
# one, else the copy that the PyPI package pythran carries.
set(XSIMD_OLDEST 14.0.0)

find_package(xsimd ${XSIMD_OLDEST} CONFIG QUIET)
if(xsimd_FOUND)
  get_target_property(XSIMD_INCLUDE_DIR xsimd INTERFACE_INCLUDE_DIRECTORIES)
  set(XSIMD_VERSION ${xsimd_VERSION})
else()
  find_package(Python 3.10 REQUIRED COMPONENTS Interpreter)
  execute_process(
    COMMAND
      "${Python_EXECUTABLE}" -c
      "import importlib.util, pathlib; print(pathlib.Path(importlib.util.find_spec('pythran').origin).parent.as_posix())"
    OUTPUT_VARIABLE pythran
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
    RESULT_VARIABLE status)
  if(NOT status EQUAL 0 OR NOT EXISTS "${pythran}/xsimd/xsimd.hpp")
    message(FATAL_ERROR "likelier needs the xsimd headers: install xsimd >= ${XSIMD_OLDEST}, or 'pip install pythran'")
  endif()
  # Into the build's folder: pip's isolated environments are elsewhere each time, and gone after it.
  set(XSIMD_INCLUDE_DIR "${PROJECT_BINARY_DIR}/xsimd")
  file(GLOB_RECURSE headers RELATIVE "${pythran}" "${pythran}/xsimd/*.hpp")
  foreach(header IN LISTS headers)
    configure_file("${pythran}/${header}" "${XSIMD_INCLUDE_DIR}/${header}" COPYONLY)
  endforeach()
  file(STRINGS "${XSIMD_INCLUDE_DIR}/xsimd/config/xsimd_config.hpp" lines REGEX "define XSIMD_VERSION_(MAJOR|MINOR|PATCH)")
  string(REGEX MATCHALL "[0-9]+" numbers "${lines}")
  list(JOIN numbers "." XSIMD_VERSION)
  if(XSIMD_VERSION VERSION_LESS XSIMD_OLDEST)
    message(FATAL_ERROR "likelier needs xsimd >= ${XSIMD_OLDEST}; pythran carries ${XSIMD_VERSION}")
  endif()
endif()
message(STATUS "xsimd ${XSIMD_VERSION}: ${XSIMD_INCLUDE_DIR}")
