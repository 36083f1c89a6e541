# Fails where a file includes what its folder must not know. Run as
#   cmake -D SOURCE=<root of the project> -P layers.cmake
cmake_minimum_required(VERSION 3.22)

# Each folder, and the beginnings of project includes that may stand in it.
set(layers engine/catalog engine/pricing engine/search engine/sources messages actors lab app)
set(may_engine/catalog "catalog/|(result|invariant)\\.hpp")
set(may_engine/pricing "pricing/|${may_engine/catalog}")
set(may_engine/search "search/|${may_engine/pricing}")
# Of pricing, sources know the limits of a stay: what lies beyond them need not be read.
set(may_engine/sources "sources/|pricing/stay\\.hpp|${may_engine/catalog}")
set(may_messages "messages/|sources/|${may_engine/search}")
set(may_actors "actors/|${may_messages}")
set(may_lab "lab/|${may_actors}")
set(may_app "[a-z_]+\\.hpp|${may_lab}")
# And those that know of actors.
set(with_caf messages actors)

set(wrong 0)
foreach(layer IN LISTS layers)
  file(GLOB_RECURSE files ${SOURCE}/${layer}/*.hpp ${SOURCE}/${layer}/*.cpp)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name ${SOURCE} ${file})
    file(STRINGS ${file} includes REGEX "^ *# *include")
    foreach(include IN LISTS includes)
      if(include MATCHES "\"" AND NOT include MATCHES "\"(${may_${layer}})")
        message("${name}: ${layer}/ must not know: ${include}")
        math(EXPR wrong "${wrong} + 1")
      elseif(include MATCHES "[<\"]caf/" AND NOT layer IN_LIST with_caf)
        message("${name}: ${layer}/ must not know of actors: ${include}")
        math(EXPR wrong "${wrong} + 1")
      endif()
    endforeach()
  endforeach()
endforeach()
if(wrong)
  message(FATAL_ERROR "${wrong} includes point the wrong way")
endif()
