# Flags for our own targets: warnings, which are errors unless PRONTO_WERROR is off (for a compiler
# that warns of more), and sanitizers where they are asked for.
add_library(pronto_flags INTERFACE)
target_compile_options(pronto_flags INTERFACE
  -Wall -Wextra -Wpedantic $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow> -Wconversion -Wsign-conversion
  $<$<BOOL:${PRONTO_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees an overlap in every `"text" + std::string` (its bug 105651), and reads behind the end
  # where a small vector of Boost's is moved.
  target_compile_options(pronto_flags INTERFACE -Wno-restrict -Wno-stringop-overread)
endif()
if(PRONTO_SANITIZE)
  # Undefined behaviour ends the program: code that has nowhere to go on takes a quarter less time to
  # compile. A pointer that is null or misaligned, which GCC tells alike, is told and gone past, or no
  # suppression of a null one would be heard: whoever runs it sets halt_on_error, as the asan preset does.
  # What they put into the code makes GCC see values that were never set.
  target_compile_options(pronto_flags INTERFACE
    -fsanitize=${PRONTO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    -Wno-maybe-uninitialized)
  if(PRONTO_SANITIZE MATCHES "undefined")
    target_compile_options(pronto_flags INTERFACE -fsanitize-recover=null)
  endif()
  target_link_options(pronto_flags INTERFACE -fsanitize=${PRONTO_SANITIZE})
endif()
