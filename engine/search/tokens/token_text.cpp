#include "search/tokens/token_text.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "shortened.hpp"

namespace pronto {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned bits_a_letter = 6;
constexpr std::size_t checksum_bytes = 4;

constexpr std::size_t letters_of(std::size_t bytes) {
  return (bytes * 8 + bits_a_letter - 1) / bits_a_letter;
}

// As many as letters_of says. A letter at a time appended to a string took as long as all else of a token.
void write_letters(std::string_view bytes, char* to) {
  const auto byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(bytes[i]); };
  const auto letter = [](unsigned value) { return alphabet[value & ((1U << bits_a_letter) - 1)]; };
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3, to += 4) {
    const unsigned held = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    to[0] = letter(held >> 18);
    to[1] = letter(held >> 12);
    to[2] = letter(held >> 6);
    to[3] = letter(held);
  }
  if (i == bytes.size()) return;
  const bool are_two = i + 2 == bytes.size();
  const unsigned held = byte(i) << 16 | (are_two ? byte(i + 1) << 8 : 0);
  to[0] = letter(held >> 18);
  to[1] = letter(held >> 12);
  if (are_two) to[2] = letter(held >> 6);
}

std::optional<std::string> from_letters(std::string_view letters) {
  std::string out;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char each : letters) {
    const auto value = alphabet.find(each);
    if (value == alphabet.npos) return std::nullopt;
    held = (held << bits_a_letter | static_cast<unsigned>(value)) & 0xffff;
    bits += bits_a_letter;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 0xff);
  }
  const bool is_padded_with_zeros = (held & ((1U << bits) - 1)) == 0;
  if (bits >= bits_a_letter || !is_padded_with_zeros) return std::nullopt;
  return out;
}

}  // namespace

std::uint32_t checksum(std::string_view bytes, std::uint32_t before) {
  return libdeflate_crc32(before, bytes.data(), bytes.size());
}

std::string sealed(std::string_view beginning, byte_writer bytes) {
  const std::uint32_t sum = checksum(bytes.bytes(), checksum(beginning));
  for (unsigned i = 0; i < checksum_bytes; ++i) bytes.byte(sum >> 8 * i & 0xff);
  std::string out(beginning);
  out.resize(beginning.size() + letters_of(bytes.bytes().size()));
  write_letters(bytes.bytes(), out.data() + beginning.size());
  return out;
}

std::optional<std::string> unsealed(std::string_view beginning, std::string_view text) {
  if (!text.starts_with(beginning)) return std::nullopt;
  auto bytes = from_letters(text.substr(beginning.size()));
  if (!bytes || bytes->size() < checksum_bytes) return std::nullopt;
  std::uint32_t sum = 0;
  for (std::size_t i = 1; i <= checksum_bytes; ++i)
    sum = sum << 8 | static_cast<unsigned char>((*bytes)[bytes->size() - i]);
  bytes->resize(bytes->size() - checksum_bytes);
  if (sum != checksum(*bytes, checksum(beginning))) return std::nullopt;
  return bytes;
}

failure refused_token(std::string field, std::string_view token, std::string text) {
  constexpr std::size_t shown_bytes = 20;
  return {.code = failure_code::usage,
          .text = std::move(text),
          .file = {},
          .line = 0,
          .field = std::move(field),
          .value = shortened(token, shown_bytes)};
}

std::optional<int> version_of(char kind, std::string_view text) {
  if (!text.starts_with(kind)) return std::nullopt;
  int version = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + 1, end, version);
  if (error != std::errc() || stopped == end || *stopped != '.' || version < 0)
    return std::nullopt;
  return version;
}

}  // namespace pronto
