#pragma once
// An open file descriptor that closes itself.
#include <unistd.h>

#include <utility>

namespace pronto {

class descriptor {
public:
  descriptor() = default;
  explicit descriptor(int opened) : value_(opened) {}
  descriptor(descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  descriptor& operator=(descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~descriptor() {
    if (value_ >= 0) ::close(value_);
  }

  bool is_open() const { return value_ >= 0; }
  int get() const { return value_; }
  /// Hands the descriptor to someone else, who closes it.
  [[nodiscard]] int release() { return std::exchange(value_, -1); }

private:
  int value_ = -1;
};

}  // namespace pronto
