# Finds the C++ Actor Framework, whose Debian package carries no CMake files of its own.
#
#   find_package(CAF 0.17.6 REQUIRED COMPONENTS core io)
#
# Components: core (always), io, openssl. Gives the targets CAF::core and so on, and CAF_VERSION. A
# version that is asked for must share its 0.MINOR (or, from 1.0 on, its MAJOR) with the one that is
# here: the interface of actors changes between those.
find_path(CAF_INCLUDE_DIR caf/config.hpp)

if(CAF_INCLUDE_DIR)
  file(STRINGS ${CAF_INCLUDE_DIR}/caf/config.hpp _caf_line REGEX "^#define CAF_VERSION [0-9]+")
  if(NOT _caf_line)  # from 0.18 on, it is the build that writes it
    file(STRINGS ${CAF_INCLUDE_DIR}/caf/detail/build_config.hpp _caf_line
      REGEX "^#define CAF_VERSION [0-9]+")
  endif()
  string(REGEX MATCH "[0-9]+" _caf_number "${_caf_line}")
  if(_caf_number)
    math(EXPR _caf_major "${_caf_number} / 10000")
    math(EXPR _caf_minor "${_caf_number} / 100 % 100")
    math(EXPR _caf_patch "${_caf_number} % 100")
    set(CAF_VERSION ${_caf_major}.${_caf_minor}.${_caf_patch})
  endif()
endif()

list(PREPEND CAF_FIND_COMPONENTS core)  # the others are built on it
list(REMOVE_DUPLICATES CAF_FIND_COMPONENTS)
set(_caf_libraries)
foreach(_caf_component IN LISTS CAF_FIND_COMPONENTS)
  find_library(CAF_${_caf_component}_LIBRARY caf_${_caf_component})
  mark_as_advanced(CAF_${_caf_component}_LIBRARY)
  list(APPEND _caf_libraries CAF_${_caf_component}_LIBRARY)
  if(CAF_${_caf_component}_LIBRARY)
    set(CAF_${_caf_component}_FOUND TRUE)
  endif()
endforeach()

set(_caf_fitting TRUE)
if(CAF_VERSION AND CAF_FIND_VERSION)
  if(NOT CAF_FIND_VERSION_MAJOR EQUAL _caf_major
      OR (_caf_major EQUAL 0 AND NOT CAF_FIND_VERSION_MINOR EQUAL _caf_minor))
    set(_caf_fitting FALSE)
    set(_caf_reason REASON_FAILURE_MESSAGE
      "CAF ${CAF_VERSION} is here, and its interface differs from that of ${CAF_FIND_VERSION}")
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CAF
  REQUIRED_VARS ${_caf_libraries} CAF_INCLUDE_DIR _caf_fitting
  VERSION_VAR CAF_VERSION HANDLE_COMPONENTS ${_caf_reason})
mark_as_advanced(CAF_INCLUDE_DIR)

if(CAF_FOUND)
  find_package(Threads REQUIRED)
  foreach(_caf_component IN LISTS CAF_FIND_COMPONENTS)
    if(NOT TARGET CAF::${_caf_component})
      add_library(CAF::${_caf_component} UNKNOWN IMPORTED)
      set_target_properties(CAF::${_caf_component} PROPERTIES
        IMPORTED_LOCATION ${CAF_${_caf_component}_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${CAF_INCLUDE_DIR})
      if(_caf_component STREQUAL core)
        target_link_libraries(CAF::core INTERFACE Threads::Threads)
      else()
        target_link_libraries(CAF::${_caf_component} INTERFACE CAF::core)
      endif()
    endif()
  endforeach()
endif()
