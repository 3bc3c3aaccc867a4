# Finds libedit with its wide interface (Editline::editline), static where possible: with it come
# libtinfo, libbsd and libmd.
find_path(EDITLINE_INCLUDE_DIR histedit.h)
find_library(EDITLINE_LIBRARY NAMES libedit.a edit)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Editline REQUIRED_VARS EDITLINE_LIBRARY EDITLINE_INCLUDE_DIR)
if(Editline_FOUND AND NOT TARGET Editline::editline)
  add_library(Editline::editline UNKNOWN IMPORTED)
  set_target_properties(Editline::editline PROPERTIES
    IMPORTED_LOCATION ${EDITLINE_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${EDITLINE_INCLUDE_DIR})
  if(EDITLINE_LIBRARY MATCHES "\\.a$")
    foreach(name IN ITEMS tinfo bsd md)
      find_library(EDITLINE_${name} NAMES lib${name}.a ${name})
      if(EDITLINE_${name})
        set_property(TARGET Editline::editline APPEND PROPERTY
                     INTERFACE_LINK_LIBRARIES ${EDITLINE_${name}})
      endif()
    endforeach()
  endif()
endif()
mark_as_advanced(EDITLINE_INCLUDE_DIR EDITLINE_LIBRARY EDITLINE_tinfo EDITLINE_bsd EDITLINE_md)
