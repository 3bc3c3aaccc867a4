# Finds OpenCC (OpenCC::opencc), which the build uses to make a table and the program does not.
find_path(OPENCC_INCLUDE_DIR opencc/opencc.h)
find_library(OPENCC_LIBRARY opencc)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCC REQUIRED_VARS OPENCC_LIBRARY OPENCC_INCLUDE_DIR)
if(OpenCC_FOUND AND NOT TARGET OpenCC::opencc)
  add_library(OpenCC::opencc UNKNOWN IMPORTED)
  set_target_properties(OpenCC::opencc PROPERTIES
    IMPORTED_LOCATION ${OPENCC_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${OPENCC_INCLUDE_DIR})
endif()
mark_as_advanced(OPENCC_INCLUDE_DIR OPENCC_LIBRARY)
