# Fails where a file includes what its folder must not know, and where it does not include its own
# header before all others, which shows that the header needs none of them. Run as
#   cmake -D SOURCE=<root of the project> -P layers.cmake
cmake_minimum_required(VERSION 3.22)

# What lies in engine/ itself is for all.
set(engine_own "(result|invariant|bytes_text|enumerated|fetch_ahead|grouped|load_word|shortened|split|trimmed|upper_case)\\.hpp")
# Each folder, and the beginnings of project includes that may stand in it; a folder within it that is
# named here too has its own.
set(may_engine/catalog "catalog/|${engine_own}")
set(may_engine/catalog/places "catalog/(places/|currency)|${engine_own}")
set(may_engine/pricing "pricing/|${may_engine/catalog}")
set(may_engine/search "search/|${may_engine/pricing}")
set(may_engine/search/tokens "search/(tokens/|request)|${may_engine/pricing}")
# Of pricing, sources know the limits of a stay: what lies beyond them need not be read.
set(may_engine/sources "sources/|pricing/stay\\.hpp|${may_engine/catalog}")
set(may_engine/sources/files "sources/files/|${engine_own}")
set(may_engine/sources/json "sources/json/|${engine_own}")
set(may_engine/sources/documents
  "sources/((documents|files|json)/|source)|pricing/stay\\.hpp|${may_engine/catalog}")
set(may_engine/sources/imports
  "sources/(imports|files|documents)/|pricing/stay\\.hpp|${may_engine/catalog}")
set(may_engine/sources/generated "sources/generated/|pricing/stay\\.hpp|${may_engine/catalog}")
set(may_messages "messages/|${may_engine/search}")
set(may_actors "actors/|sources/|${may_messages}")
set(may_lab "lab/|${may_actors}")
set(may_app "app/|${may_lab}")
set(may_app/options "app/(options|shown|terminal)/|${may_lab}")
set(may_app/shown "app/(shown|terminal)/|${may_lab}")
set(may_app/terminal "app/terminal/|${may_lab}")
# And those that know of actors.
set(with_caf messages actors)
# The one layer that knows the parser of command lines, whose header takes seconds to compile.
set(with_cli app/options)

set(wrong 0)
foreach(top engine/catalog engine/pricing engine/search engine/sources messages actors lab app)
  file(GLOB_RECURSE files ${SOURCE}/${top}/*.hpp ${SOURCE}/${top}/*.cpp)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name ${SOURCE} ${file})
    cmake_path(GET name PARENT_PATH layer)
    if(NOT DEFINED may_${layer})
      set(layer ${top})
    endif()
    file(STRINGS ${file} includes REGEX "^ *# *include")
    cmake_path(REPLACE_EXTENSION file LAST_ONLY hpp OUTPUT_VARIABLE header)
    cmake_path(GET header FILENAME own)
    if(file MATCHES "\\.cpp$" AND EXISTS ${header} AND NOT includes MATCHES "^[^;]*[\"/]${own}\"")
      message("${name}: its own header must come first")
      math(EXPR wrong "${wrong} + 1")
    endif()
    foreach(include IN LISTS includes)
      if(include MATCHES "\"" AND NOT include MATCHES "\"(${may_${layer}})")
        message("${name}: ${layer}/ must not know: ${include}")
        math(EXPR wrong "${wrong} + 1")
      elseif(include MATCHES "[<\"]caf/" AND NOT top IN_LIST with_caf)
        message("${name}: ${layer}/ must not know of actors: ${include}")
        math(EXPR wrong "${wrong} + 1")
      elseif(include MATCHES "[<\"]CLI/" AND (NOT layer IN_LIST with_cli OR file MATCHES "\\.hpp$"))
        message("${name}: only a .cpp of ${with_cli}/ may know the parser: ${include}")
        math(EXPR wrong "${wrong} + 1")
      endif()
    endforeach()
  endforeach()
endforeach()
if(wrong)
  message(FATAL_ERROR "${wrong} includes are not as they must be")
endif()
