#include "search/price_check.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>

#include "search/make_offer.hpp"
#include "search/places/subject.hpp"
#include "search/request_check.hpp"
#include "search/tokens/price_token.hpp"

namespace pronto {

namespace {

struct sold_out_text {
  std::string_view word;
  std::string_view sentence;
};

constexpr std::array<sold_out_text, sold_out_by_count> sold_out_texts{{
    {"refusal", "it cannot be booked"},
    {"hotel_gone", "the hotel is not there any more"},
    {"plan_gone", "the hotel does not have the rate plan any more"},
    {"room_gone", "the hotel does not have the room any more"},
    {"product_gone", "the rate plan does not have the room any more"},
    {"arrival_passed", "the arrival lies before the booking date"},
}};

/// A room of a plan, by index, or why there is none.
struct product_place {
  std::uint32_t plan = 0;
  std::uint32_t product = 0;
};

std::variant<product_place, sold_out_by> find_product(const packed::hotel& where,
                                                      const shown_price& shown) {
  const auto plan = index_of(where.plans, shown.plan);
  if (!plan) return sold_out_by::plan_gone;
  const auto room = index_of(where.rooms, shown.room);
  if (!room) return sold_out_by::room_gone;
  const auto& products = where.plans[*plan].products;
  const auto product = std::ranges::find(products, *room, &packed::product::room);
  if (product == products.end()) return sold_out_by::product_gone;
  return product_place{*plan, static_cast<std::uint32_t>(product - products.begin())};
}

stay stay_of(const packed::hotel& where, const shown_price& shown, std::int64_t now_s) {
  return {.arrival = shown.arrival,
          .nights = shown.nights,
          .adults = shown.adults,
          .child_ages = shown.child_ages,
          .booking = shown.is_booking_said ? shown.booking
                                           : local_day(now_s, where.utc_offset_minutes),
          .strict = shown.strict};
}

std::vector<changed_part> changes_of(const shown_price& shown, const price& now) {
  std::vector<changed_part> out{{price_part::room_charge, shown.room_charge, now.room},
                                {price_part::promotions, shown.promotions, now.promotions},
                                {price_part::supplements, shown.supplements, now.supplements},
                                {price_part::taxes_added, shown.taxes_added, now.taxes_added}};
  std::erase_if(out, [](const changed_part& each) { return each.shown == each.now; });
  return out;
}

price_check_answer sold_out(price_check_answer out, sold_out_by why) {
  out.state = price_state::sold_out;
  out.gone = why;
  return out;
}

// Of a product that can be had.
price_check_answer compared(price_check_answer out, const packed::hotel& where,
                            const product_place& place, price cost, breakdown why,
                            const stay& when) {
  const shown_price& shown = out.shown;
  const bool is_same_money = where.money == shown.money;
  const bool is_same = is_same_money && cost.total == shown.total();
  out.state = is_same ? price_state::available : price_state::price_changed;
  if (is_same_money)
    out.changes = changes_of(shown, cost);
  else
    out.notes.push_back("the hotel prices in " + std::string(where.money.code_text()) +
                        " now, and not in " + std::string(shown.money.code_text()));
  if (when.booking != shown.booking)
    out.notes.push_back("the price was shown for a booking on " + format_day(shown.booking) +
                        ", and is now for one on " + format_day(when.booking));
  const filters any;
  const offer_terms terms{.keep = any,
                          .generation = out.generation,
                          .is_booking_said = shown.is_booking_said,
                          .explain = true};
  const std::int64_t total = cost.total;
  out.now = make_offer(where, {place.plan, place.product, total, true, std::move(cost)}, when, terms,
                       std::move(why));
  return out;
}

}  // namespace

std::string_view to_string(price_state state) {
  constexpr std::array<std::string_view, price_state_count> words{"available", "price_changed",
                                                                  "sold_out"};
  return words[static_cast<std::size_t>(state)];
}

std::string_view to_string(sold_out_by why) {
  return sold_out_texts[static_cast<std::size_t>(why)].word;
}

std::string_view explain(sold_out_by why) {
  return sold_out_texts[static_cast<std::size_t>(why)].sentence;
}

std::string_view to_string(price_part part) {
  constexpr std::array<std::string_view, price_part_count> words{"room_charge", "promotions",
                                                                 "supplements", "taxes_added"};
  return words[static_cast<std::size_t>(part)];
}

result<price_check_answer> check_price(const snapshot& in, const price_check_request& request) {
  if (auto no = wrong(request)) return *std::move(no);
  auto shown = read_token(request.token);
  if (!shown) return shown.why();
  price_check_answer out;
  out.generation = in.generation();
  out.shown = *std::move(shown);
  const auto hotel = asked_hotel(in, out.shown.hotel);
  if (!hotel && hotel.why().code == failure_code::not_found)
    return sold_out(std::move(out), sold_out_by::hotel_gone);
  if (!hotel) return hotel.why();
  const packed::hotel& where = **hotel;
  out.city = where.city;
  out.country = where.country;

  const auto place = find_product(where, out.shown);
  if (const auto* gone = std::get_if<sold_out_by>(&place)) return sold_out(std::move(out), *gone);
  const stay when = stay_of(where, out.shown, request.now_s);
  if (when.arrival < when.booking) return sold_out(std::move(out), sold_out_by::arrival_passed);
  const auto& at = std::get<product_place>(place);
  breakdown why;
  auto answer = price_stay(where, at.plan, at.product, when, &why);
  if (const auto* against = std::get_if<reason>(&answer)) {
    out.refused = *against;
    return sold_out(std::move(out), sold_out_by::refusal);
  }
  return compared(std::move(out), where, at, std::get<price>(std::move(answer)),
                  std::move(why), when);
}

}  // namespace pronto
