#include "peak_memory.hpp"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> held_bytes = 0;
std::atomic<std::size_t> most_bytes = 0;

void release(void* at) noexcept {
  held_bytes -= malloc_usable_size(at);
  std::free(at);
}

}  // namespace

namespace pronto {

peak_memory::peak_memory() : before_(held_bytes) { most_bytes = held_bytes.load(); }

std::size_t peak_memory::bytes() const { return most_bytes - before_; }

}  // namespace pronto

void* operator new(std::size_t size) {
  void* at = std::malloc(size > 0 ? size : 1);
  if (!at) throw std::bad_alloc{};
  held_bytes += malloc_usable_size(at);
  most_bytes = std::max(most_bytes.load(), held_bytes.load());
  return at;
}

// Without these two a sanitizer would take memory from its own and find it freed here.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* at, const std::nothrow_t&) noexcept { release(at); }

void operator delete(void* at) noexcept { release(at); }
void operator delete(void* at, std::size_t) noexcept { release(at); }
