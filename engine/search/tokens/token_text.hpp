#pragma once
// What the texts are made of that an answer gives to come back with: numbers and texts as bytes, the
// bytes as letters that fit into an address (RFC 3986, unreserved characters), with a checksum.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/day.hpp"
#include "result.hpp"

namespace pronto {

/// Numbers are LEB128, signed ones zigzag; a text is its size and its bytes.
class byte_writer {
public:
  byte_writer() { bytes_.reserve(usual_bytes); }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte((value & 0x7f) | 0x80);
    byte(value);
  }
  void byte(std::uint64_t value) { bytes_ += static_cast<char>(value); }
  void amount(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    number(value < 0 ? ~(bits << 1) : bits << 1);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  void raw(std::string_view value) { bytes_ += value; }
  const std::string& bytes() const { return bytes_; }

private:
  static constexpr std::size_t usual_bytes = 95;  // of a token: more would be allocated twice
  std::string bytes_;
};

/// What is read after something was missing means nothing.
class byte_reader {
public:
  explicit byte_reader(std::string_view bytes) : left_(bytes) {}

  std::uint64_t number() {
    std::uint64_t out = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(raw(1).front());
      out |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return out;
    }
    is_good_ = false;
    return 0;
  }
  /// Below the limits of a stay and of dates by far more than the type holds.
  int small() {
    const auto value = number();
    is_good_ = is_good_ && value <= static_cast<std::uint64_t>(last_calendar_day);
    return is_good_ ? static_cast<int>(value) : 0;
  }
  std::int64_t amount() {
    const auto value = number();
    return static_cast<std::int64_t>(value & 1 ? ~(value >> 1) : value >> 1);
  }
  std::string text() {
    const auto size = number();
    return std::string(raw(size));
  }
  /// So many bytes; a single one where there are not as many.
  std::string_view raw(std::uint64_t size) {
    is_good_ = is_good_ && size <= left_.size();
    if (!is_good_) return {"\0", 1};
    const auto out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
  }
  bool is_good() const { return is_good_; }
  bool is_at_end() const { return left_.empty(); }

private:
  std::string_view left_;
  bool is_good_ = true;
};

/// The CRC-32 (of gzip) of these bytes, behind those that have the checksum `before`.
std::uint32_t checksum(std::string_view bytes, std::uint32_t before = 0);

/// `beginning` and, in base64url without padding (RFC 4648), the bytes and the checksum of both, four
/// bytes, the lowest first.
std::string sealed(std::string_view beginning, byte_writer bytes);

/// The bytes; nothing where the text does not begin so or is damaged.
std::optional<std::string> unsealed(std::string_view beginning, std::string_view text);

/// Why a token is refused that came as `field`, with the beginning of it.
failure refused_token(std::string field, std::string_view token, std::string text);

/// The number that a text says between `kind` and a dot, if it begins so: 1 of "p1.", for 'p'.
std::optional<int> version_of(char kind, std::string_view text);

}  // namespace pronto
