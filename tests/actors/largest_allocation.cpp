#include "actors/largest_allocation.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace pronto::test {

thread_local std::size_t largest_allocation_bytes = 0;

}  // namespace pronto::test

void* operator new(std::size_t size) {
  auto& largest = pronto::test::largest_allocation_bytes;
  largest = std::max(largest, size);
  if (void* at = std::malloc(size > 0 ? size : 1)) return at;
  throw std::bad_alloc{};
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete(void* at, const std::nothrow_t&) noexcept { std::free(at); }
