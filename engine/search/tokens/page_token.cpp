#include "search/tokens/page_token.hpp"

#include <bit>
#include <optional>
#include <utility>

#include "search/request_check.hpp"
#include "search/tokens/token_text.hpp"

namespace pronto {

namespace {

std::string beginning() { return "n" + std::to_string(page_token_version) + "."; }

failure refused(std::string_view token, std::string text) {
  return refused_token("page", token, std::move(text));
}

std::uint64_t bits_of(double value) { return std::bit_cast<std::uint64_t>(value); }

std::optional<page_end> read_bytes(std::string_view bytes) {
  byte_reader in(bytes);
  page_end out;
  out.question = static_cast<std::uint32_t>(in.number());
  out.state = static_cast<std::uint32_t>(in.number());
  out.now_s = in.amount();
  const auto offers = in.small();
  out.offers = static_cast<std::uint32_t>(offers);
  out.total = in.amount();
  out.stars = in.small();
  out.distance_km = std::bit_cast<double>(in.number());
  out.name = in.text();
  out.hotel = in.text();
  if (!in.is_good() || !in.is_at_end() || wrong_now(out.now_s)) return std::nullopt;
  return out;
}

void write(byte_writer& to, const std::vector<int>& ages) {
  to.number(ages.size());
  for (const int age : ages) to.amount(age);
}

void write(byte_writer& to, const std::vector<std::string>& texts) {
  to.number(texts.size());
  for (const auto& each : texts) to.text(each);
}

template <class T>
void write(byte_writer& to, const std::optional<T>& value) {
  to.byte(value.has_value() ? 1 : 0);
  if (value) to.amount(*value);
}

// The structured bindings are there so that a new member does not compile until it is here.
void write(byte_writer& to, const room_guests& of) {
  const auto& [adults, child_ages] = of;
  to.amount(adults);
  write(to, child_ages);
}

void write(byte_writer& to, const circle& of) {
  const auto& [latitude, longitude, km] = of;
  for (const double each : {latitude, longitude, km}) to.number(bits_of(each));
}

void write(byte_writer& to, const stay_request& when) {
  const auto& [arrival, nights, adults, child_ages, booking, now_s, strict] = when;
  to.amount(arrival);
  to.amount(nights);
  to.amount(adults);
  write(to, child_ages);
  write(to, booking);
  static_cast<void>(now_s);
  to.byte(strict ? 1 : 0);
}

void write(byte_writer& to, const filters& keep) {
  const auto& [stars_min, meal_plans, refundable, amenities, near, total_max_e4, hotels] = keep;
  write(to, stars_min);
  to.number(meal_plans.size());
  for (const auto each : meal_plans) to.byte(static_cast<std::uint64_t>(each));
  to.byte(refundable ? 1 : 0);
  write(to, amenities);
  to.byte(near ? 1 : 0);
  if (near) write(to, *near);
  write(to, total_max_e4);
  write(to, hotels);
}

}  // namespace

std::uint32_t question_digest(const find_request& of) {
  const auto& [city, country, when, keep, sort, limit, explain, count, days_before, days_after,
               more_cities, more_rooms, page, currency_code] = of;
  byte_writer out;
  out.text(city);
  out.text(country);
  write(out, when);
  write(out, keep);
  out.byte(static_cast<std::uint64_t>(sort));
  static_cast<void>(limit);  // these may change from page to page
  static_cast<void>(explain);
  static_cast<void>(count);
  static_cast<void>(page);
  out.amount(days_before);
  out.amount(days_after);
  write(out, more_cities);
  out.number(more_rooms.size());
  for (const auto& each : more_rooms) write(out, each);
  out.text(currency_code);
  return checksum(out.bytes());
}

std::string make_page_token(const page_end& of) {
  byte_writer out;
  out.number(of.question);
  out.number(of.state);
  out.amount(of.now_s);
  out.number(of.offers);
  out.amount(of.total);
  out.number(static_cast<std::uint64_t>(of.stars));
  out.number(bits_of(of.distance_km));
  out.text(of.name);
  out.text(of.hotel);
  return sealed(beginning(), std::move(out));
}

result<page_end> read_page_token(std::string_view token, const find_request& asked) {
  const bool is_short = token.size() <= page_token_limit_bytes;
  const auto version = is_short ? version_of('n', token) : std::nullopt;
  if (!version)
    return refused(token, "this is no token of a next page; one comes with an answer that has more "
                          "offers, and begins with '" + beginning() + "'");
  if (*version != page_token_version)
    return refused(token, "the token of the next page is of version " + std::to_string(*version) +
                              ", and only version " + std::to_string(page_token_version) +
                              " can be read; ask for the first page again");
  const auto bytes = unsealed(beginning(), token);
  auto out = bytes ? read_bytes(*bytes) : std::nullopt;
  if (!out)
    return refused(token, "the token of the next page is damaged: a letter of it is missing or "
                          "another one; copy the whole token, or ask for the first page again");
  if (out->question != question_digest(asked))
    return refused(token, "this next page is of another question: ask the same one, or for its "
                          "first page");
  return *std::move(out);
}

}  // namespace pronto
