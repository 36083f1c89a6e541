#include "sources/json/json_writer.hpp"

#include <array>
#include <charconv>

namespace pronto {

void json_writer::key(std::string_view name) {
  text(name);
  out_ += ':';
  comma_ = false;
}

void json_writer::text(std::string_view utf8) {
  separate();
  out_ += '"';
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (byte < 0x20) {
      constexpr std::string_view digits = "0123456789abcdef";
      out_ += "\\u00";
      out_ += digits[byte >> 4];
      out_ += digits[byte & 15];
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

void json_writer::number(std::int64_t whole) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), whole).ptr;
  raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void json_writer::number(double any) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), any).ptr;
  raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void json_writer::raw(std::string_view json) {
  separate();
  out_ += json;
}

void json_writer::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
}

void json_writer::close(char bracket) {
  out_ += bracket;
  comma_ = true;
}

// Puts the comma before a value or key that follows another.
void json_writer::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

}  // namespace pronto
