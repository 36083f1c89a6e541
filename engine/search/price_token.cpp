#include "search/price_token.hpp"

#include <zlib.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "search/request_check.hpp"

namespace pronto {

namespace {

// The text is "p", the version, "." and, in base64url without padding (RFC 4648), bytes:
//   flags: 1 strict, 2 booking date said, 4 times the decimals of the currency
//   hotel, room, plan: each its size and its bytes
//   arrival, nights, adults, number of children, each age, days from booking to arrival
//   currency: three letters
//   room charge, promotions, supplements, taxes added: signed
//   generation
//   CRC-32 of all before it, the beginning of the text included: four bytes, the lowest first
// Numbers are LEB128, signed ones zigzag.

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned bits_a_letter = 6;
constexpr std::size_t checksum_bytes = 4;
constexpr unsigned flag_strict = 1;
constexpr unsigned flag_booking_said = 2;
constexpr unsigned decimals_shift = 2;

std::string beginning() { return "p" + std::to_string(price_token_version) + "."; }

std::uint32_t checksum(std::string_view bytes) {
  const std::string covered = beginning() + std::string(bytes);
  const auto size = static_cast<uInt>(covered.size());
  return static_cast<std::uint32_t>(
      ::crc32(0, reinterpret_cast<const Bytef*>(covered.data()), size));
}

// -- base64url ------------------------------------------------------------------------------------

std::string in_letters(std::string_view bytes) {
  std::string out;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char each : bytes) {
    held = held << 8 | static_cast<unsigned char>(each);
    for (bits += 8; bits >= bits_a_letter; bits -= bits_a_letter)
      out += alphabet[held >> (bits - bits_a_letter) & 63];
  }
  if (bits > 0) out += alphabet[held << (bits_a_letter - bits) & 63];
  return out;
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

// -- numbers and texts ----------------------------------------------------------------------------

class byte_writer {
public:
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

// -- failures -------------------------------------------------------------------------------------

failure refused(std::string_view token, std::string text) {
  constexpr std::size_t shown_bytes = 20;
  return {.code = failure_code::usage,
          .text = std::move(text),
          .file = {},
          .line = 0,
          .field = "token",
          .value = std::string(token.substr(0, shown_bytes)) +
                   (token.size() > shown_bytes ? "..." : "")};
}

failure damaged(std::string_view token) {
  return refused(token,
                 "the price token is damaged: a letter of it is missing or another one; copy the "
                 "whole token, or search again");
}

failure no_token(std::string_view token) {
  return refused(token, "this is no price token; one comes with each offer and begins with '" +
                            beginning() + "'");
}

/// The version that a token says, if it begins as one.
std::optional<int> version_of(std::string_view token) {
  if (!token.starts_with('p')) return std::nullopt;
  int version = 0;
  const auto* end = token.data() + token.size();
  const auto [stopped, error] = std::from_chars(token.data() + 1, end, version);
  if (error != std::errc() || stopped == end || *stopped != '.' || version < 0)
    return std::nullopt;
  return version;
}

/// Whether a stay that is priced with it breaks no limit: a checksum proves nothing to who wants.
bool can_be_priced(const shown_price& of) {
  const stay_request when{.arrival = of.arrival,
                          .nights = of.nights,
                          .adults = of.adults,
                          .child_ages = of.child_ages,
                          .booking = of.booking};
  for (const char letter : of.money.code)
    if (letter < 'A' || letter > 'Z') return false;
  return of.money.decimals <= max_decimals && !wrong(when);
}

/// Whether the total can be computed.
bool has_total(const shown_price& of) {
  std::int64_t total = 0;
  return !__builtin_sub_overflow(of.room_charge, of.promotions, &total) &&
         !__builtin_add_overflow(total, of.supplements, &total) &&
         !__builtin_add_overflow(total, of.taxes_added, &total);
}

std::optional<shown_price> read_bytes(std::string_view bytes) {
  shown_price out;
  byte_reader in(bytes);
  const int flags = in.small();
  out.strict = (static_cast<unsigned>(flags) & flag_strict) != 0;
  out.is_booking_said = (static_cast<unsigned>(flags) & flag_booking_said) != 0;
  out.hotel = in.text();
  out.room = in.text();
  out.plan = in.text();
  out.arrival = in.small();
  out.nights = in.small();
  out.adults = in.small();
  for (int left = in.small(); left > 0 && in.is_good(); --left) out.child_ages.push_back(in.small());
  out.booking = out.arrival - in.small();
  const auto code = in.raw(out.money.code.size());
  if (!in.is_good()) return std::nullopt;
  code.copy(out.money.code.data(), out.money.code.size());
  out.money.decimals = static_cast<std::uint8_t>(flags >> decimals_shift);
  out.room_charge = in.amount();
  out.promotions = in.amount();
  out.supplements = in.amount();
  out.taxes_added = in.amount();
  out.generation = in.number();
  const bool is_whole = in.is_good() && in.is_at_end() && flags < 256;
  if (!is_whole || !can_be_priced(out) || !has_total(out)) return std::nullopt;
  return out;
}

}  // namespace

std::string make_token(const shown_price& of) {
  byte_writer out;
  out.number((of.strict ? flag_strict : 0U) | (of.is_booking_said ? flag_booking_said : 0U) |
             static_cast<unsigned>(of.money.decimals) << decimals_shift);
  out.text(of.hotel);
  out.text(of.room);
  out.text(of.plan);
  out.number(static_cast<std::uint64_t>(of.arrival));
  out.number(static_cast<std::uint64_t>(of.nights));
  out.number(static_cast<std::uint64_t>(of.adults));
  out.number(of.child_ages.size());
  for (const int age : of.child_ages) out.number(static_cast<std::uint64_t>(age));
  out.number(static_cast<std::uint64_t>(of.arrival - of.booking));
  out.raw(of.money.code_text());
  out.amount(of.room_charge);
  out.amount(of.promotions);
  out.amount(of.supplements);
  out.amount(of.taxes_added);
  out.number(of.generation);
  const auto sum = checksum(out.bytes());
  for (unsigned i = 0; i < checksum_bytes; ++i) out.byte(sum >> 8 * i & 0xff);
  return beginning() + in_letters(out.bytes());
}

result<shown_price> read_token(std::string_view token) {
  if (token.size() > price_token_limit_bytes) return no_token(token);
  const auto version = version_of(token);
  if (!version) return no_token(token);
  if (*version != price_token_version)
    return refused(token, "the price token is of version " + std::to_string(*version) +
                              ", and only version " + std::to_string(price_token_version) +
                              " can be read; search again for a new one");
  if (!token.starts_with(beginning())) return damaged(token);
  const auto bytes = from_letters(token.substr(beginning().size()));
  if (!bytes || bytes->size() < checksum_bytes) return damaged(token);
  const auto content = std::string_view(*bytes).substr(0, bytes->size() - checksum_bytes);
  std::uint32_t sum = 0;
  for (std::size_t i = checksum_bytes; i > 0; --i)
    sum = sum << 8 | static_cast<unsigned char>((*bytes)[content.size() + i - 1]);
  if (sum != checksum(content)) return damaged(token);
  auto out = read_bytes(content);
  if (!out) return damaged(token);
  return *std::move(out);
}

}  // namespace pronto
