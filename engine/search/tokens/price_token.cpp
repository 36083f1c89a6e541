#include "search/tokens/price_token.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "pricing/rounding.hpp"
#include "search/request_check.hpp"
#include "search/tokens/token_text.hpp"

namespace pronto {

namespace {

// The bytes that are sealed, see token_text.hpp:
//   flags: 1 strict, 2 booking date said, 4 times the decimals of the currency
//   hotel, room, plan: each its size and its bytes
//   arrival, nights, adults, number of children, each age, days from booking to arrival
//   currency: three letters
//   room charge, promotions, supplements, taxes added: signed
//   generation

constexpr unsigned flag_strict = 1;
constexpr unsigned flag_booking_said = 2;
constexpr unsigned decimals_shift = 2;

std::string beginning() { return "p" + std::to_string(price_token_version) + "."; }

// -- failures -------------------------------------------------------------------------------------

failure refused(std::string_view token, std::string text) {
  return refused_token("token", token, std::move(text));
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

/// Whether its sums are some that a price may have, so that they can be reckoned with.
bool has_sums(const shown_price& of) {
  return std::ranges::all_of(
      std::array{of.room_charge, of.promotions, of.supplements, of.taxes_added},
      [](std::int64_t each) { return 0 <= each && each <= exact::component_limit_minor; });
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
  if (!is_whole || !can_be_priced(out) || !has_sums(out)) return std::nullopt;
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
  return sealed(beginning(), std::move(out));
}

result<shown_price> read_token(std::string_view token) {
  if (token.size() > price_token_limit_bytes) return no_token(token);
  const auto version = version_of('p', token);
  if (!version) return no_token(token);
  if (*version != price_token_version)
    return refused(token, "the price token is of version " + std::to_string(*version) +
                              ", and only version " + std::to_string(price_token_version) +
                              " can be read; search again for a new one");
  const auto bytes = unsealed(beginning(), token);
  if (!bytes) return damaged(token);
  auto out = read_bytes(*bytes);
  if (!out) return damaged(token);
  return *std::move(out);
}

}  // namespace pronto
