#pragma once
// Memory that runs out when a test says so, and that shows who reads what was given back.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <new>

namespace pronto::test {

class scarce_memory final : public std::pmr::memory_resource {
public:
  /// After so many allocations from now the next `failures` fail.
  void run_out(std::uint64_t allocations, std::uint64_t failures = 1) {
    left_ = allocations;
    to_fail_ = failures;
  }
  void refill() { to_fail_ = 0; }

  std::uint64_t failed() const { return failed_; }
  /// The most that there was at a time.
  std::uint64_t peak() const { return peak_; }

private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override {
    if (to_fail_ > 0 && left_-- == 0) {
      --to_fail_;
      left_ = 0;
      ++failed_;
      throw std::bad_alloc{};
    }
    live_ += bytes;
    peak_ = std::max(peak_, live_);
    return std::pmr::new_delete_resource()->allocate(bytes, alignment);
  }
  void do_deallocate(void* at, std::size_t bytes, std::size_t alignment) override {
    std::memset(at, 0xdd, bytes);
    live_ -= bytes;
    std::pmr::new_delete_resource()->deallocate(at, bytes, alignment);
  }
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  std::uint64_t left_ = 0;
  std::uint64_t to_fail_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t live_ = 0;
  std::uint64_t peak_ = 0;
};

}  // namespace pronto::test
