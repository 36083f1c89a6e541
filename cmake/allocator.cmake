# pronto_allocator: link it to a program, and all of it allocates by PRONTO_ALLOCATOR. Sanitizers
# bring an allocator of their own.
add_library(pronto_allocator INTERFACE)
if(PRONTO_ALLOCATOR STREQUAL mimalloc)
  if(NOT PRONTO_SANITIZE)
    find_package(mimalloc REQUIRED)
    # Nothing calls it by its own name: a linker that leaves out what is not needed would drop it.
    target_link_libraries(pronto_allocator INTERFACE
      -Wl,--push-state,--no-as-needed mimalloc -Wl,--pop-state)
  endif()
elseif(NOT PRONTO_ALLOCATOR STREQUAL system)
  message(FATAL_ERROR "PRONTO_ALLOCATOR is '${PRONTO_ALLOCATOR}'; it may be mimalloc or system")
endif()
