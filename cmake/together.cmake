# compile_together(targets...): in a build with sanitizers, which is the one that takes longest, files
# of these targets are compiled several at a time, so that what CAF or JSON makes of the types that
# they share is compiled once. As shipped each file is compiled alone, and so has to include what it
# needs.
function(compile_together)
  if(PRONTO_SANITIZE)
    set_target_properties(${ARGN} PROPERTIES UNITY_BUILD ON)
  endif()
endfunction()
