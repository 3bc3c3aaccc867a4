# Finds the ANTLR tool (ANTLR_TOOL) and its C++ runtime (ANTLR::runtime, static where possible).
# The distribution's own antlr4_generate() does not work: it misses the tool's class path.
find_program(ANTLR_TOOL antlr4)
find_path(ANTLR_INCLUDE_DIR antlr4-runtime.h PATH_SUFFIXES antlr4-runtime)
find_library(ANTLR_LIBRARY NAMES libantlr4-runtime.a antlr4-runtime)
find_package(Threads REQUIRED)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ANTLR REQUIRED_VARS ANTLR_TOOL ANTLR_LIBRARY ANTLR_INCLUDE_DIR)
if(ANTLR_FOUND AND NOT TARGET ANTLR::runtime)
  add_library(ANTLR::runtime UNKNOWN IMPORTED)
  set_target_properties(ANTLR::runtime PROPERTIES
    IMPORTED_LOCATION ${ANTLR_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${ANTLR_INCLUDE_DIR}
    INTERFACE_LINK_LIBRARIES Threads::Threads)
endif()
mark_as_advanced(ANTLR_TOOL ANTLR_INCLUDE_DIR ANTLR_LIBRARY)
