#include "search/search.hpp"

#include <algorithm>
#include <tuple>

#include "search/best_product.hpp"
#include "search/cheapest.hpp"
#include "search/filter.hpp"
#include "search/place_search.hpp"
#include "search/request_check.hpp"
#include "search/why_nothing.hpp"

namespace pronto {

namespace {

offer make_offer(const packed::hotel& where, const priced_product& what, const filters& keep,
                 const stay& when, bool explain) {
  const packed::rate_plan& plan = where.plans[what.plan];
  const packed::room_type& room = where.rooms[plan.products[what.product].room];
  offer out{.hotel = std::string(where.code),
            .hotel_name = std::string(where.name),
            .stars = where.stars,
            .distance_km = distance_from_centre(keep, where),
            .room = std::string(room.code),
            .room_name = std::string(room.name),
            .plan = std::string(plan.code),
            .plan_name = std::string(plan.name),
            .board = plan.board,
            .refundable = plan.refundable,
            .money = where.money,
            .cost = what.cost,
            .promotions = {},
            .why = {}};
  for (std::uint32_t index : what.cost.applied)
    out.promotions.emplace_back(where.promotions[index].code);
  if (explain) price_stay(where, what.plan, what.product, when, &out.why);
  return out;
}

bool comes_before(sort_by sort, const ranked_hotel& a, const ranked_hotel& b) {
  const auto last = [](const ranked_hotel& h) {
    return std::tie(h.best.cost.total, h.where->code);
  };
  switch (sort) {
    case sort_by::total: break;
    case sort_by::stars:
      if (a.where->stars != b.where->stars) return a.where->stars > b.where->stars;
      break;
    case sort_by::distance:
      if (a.distance_km != b.distance_km) return a.distance_km < b.distance_km;
      break;
    case sort_by::name:
      if (a.where->name != b.where->name) return a.where->name < b.where->name;
      break;
  }
  return last(a) < last(b);
}

void note_calendar(const snapshot& in, const date_range& nights, std::string_view whose,
                   const stay_request& when, std::vector<std::string>& notes) {
  const day last = when.arrival + when.nights - 1;
  if (nights.first <= when.arrival && last <= nights.last) return;
  if (nights.first > nights.last) {
    notes.push_back(std::string(whose) + " has no rates at all");
    return;
  }
  notes.push_back("the calendar of " + std::string(whose) + " runs from " +
                  format_day(nights.first) + " to " + format_day(nights.last) +
                  "; the stay has nights outside of it" +
                  (in.part().empty() ? "" : " (loaded: " + std::string(in.part()) + ")"));
}

// A filter that nothing can pass is more likely a slip than a wish. Not more of them than a person
// reads.
void note_unknown(const destination& in, const filters& keep, std::vector<std::string>& notes) {
  const auto any = [&](auto test) {
    return std::any_of(in.hotels.begin(), in.hotels.end(), [&](const auto& h) { return test(*h); });
  };
  const std::size_t enough = notes.size() + 5;
  for (const std::string& code : keep.hotels)
    if (notes.size() < enough && !any([&](const packed::hotel& h) { return h.code == code; }))
      notes.push_back("no hotel '" + code + "' in " + std::string(in.city));
  for (const std::string& wanted : keep.amenities)
    if (notes.size() < enough && !any([&](const packed::hotel& h) {
          return std::binary_search(h.amenities.begin(), h.amenities.end(), wanted);
        }))
      notes.push_back("no hotel in " + std::string(in.city) + " has '" + wanted + "'");
}

// "h" and "H" are different codes, but whoever types one means the other.
failure no_such_hotel(const snapshot& in, const std::string& code) {
  failure out{.code = failure_code::not_found,
              .text = "no hotel '" + code + "' among the " + std::to_string(in.hotel_count()) +
                      " that are loaded" +
                      (in.part().empty() ? "" : " (" + std::string(in.part()) + ")"),
              .file = {},
              .line = 0,
              .field = "hotel",
              .value = code};
  const auto lower = [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  for (const auto& place : in.destinations())
    for (const auto& each : place->hotels)
      if (std::ranges::equal(each->code, code, {}, lower, lower)) {
        out.text += "; did you mean " + std::string(each->code) + "?";
        return out;
      }
  return out;
}

failure nothing_loaded() {
  failure out;
  out.code = failure_code::unavailable;
  out.text = "no hotels are loaded yet; ask again in a moment";
  return out;
}

failure not_loaded(std::string text, std::string field, const std::string& value) {
  return {.code = failure_code::not_loaded,
          .text = std::move(text),
          .file = {},
          .line = 0,
          .field = std::move(field),
          .value = value};
}

// Prices every hotel that the question is about.
std::vector<ranked_hotel> rank(const destination& in, const find_request& request,
                               find_answer& counts, std::optional<day>& passed) {
  std::vector<ranked_hotel> out;
  bool any_in_time = false;
  for (const auto& each : in.hotels) {
    if (!keeps_hotel(request.keep, *each)) continue;
    if (each->money != in.money) {
      ++counts.other_currency;
      continue;
    }
    const stay when = stay_at(*each, request.when);
    if (when.arrival < when.booking) {
      passed = when.booking;
      continue;
    }
    any_in_time = true;
    if (auto best = best_product(*each, request.keep, when))
      out.push_back({each.get(), std::move(*best),
                     distance_from_centre(request.keep, *each).value_or(0)});
  }
  if (any_in_time) passed.reset();
  return out;
}

// Whether a hotel that the question is about may see its arrival as passed: its clock is ahead of
// UTC by 14 hours at most.
bool may_have_passed(const stay_request& when) {
  constexpr int furthest_ahead_minutes = 14 * 60;
  return when.arrival < when.booking.value_or(local_day(when.now_s, furthest_ahead_minutes));
}

// As `rank`, of the first hotels alone; nothing where only that one can answer.
std::optional<std::vector<ranked_hotel>> rank_by_bounds(const destination& in,
                                                        const find_request& request,
                                                        find_answer& counts) {
  if (request.count || request.sort != sort_by::total || in.bounds.blocks.empty())
    return std::nullopt;
  auto out = cheapest(in, request);
  if (out.empty() && may_have_passed(request.when)) return std::nullopt;
  if (in.other_currency > 0)
    for (const auto& each : in.hotels)
      if (each->money != in.money && keeps_hotel(request.keep, *each)) ++counts.other_currency;
  return out;
}

}  // namespace

result<find_answer> find(const snapshot& in, const find_request& request) {
  if (auto no = wrong(request)) return *no;
  if (in.destinations().empty()) return nothing_loaded();
  const auto place = find_destination(in, request.city, request.country);
  if (!place) return place.why();
  const destination& where = **place;
  if (!where.held)
    return not_loaded("the hotels of " + std::string(where.city) + " are not loaded at the moment",
                      "city", request.city);

  find_answer out;
  out.generation = in.generation();
  out.city = where.city;
  out.country = where.country;
  out.money = where.money;
  out.hotels = static_cast<std::uint32_t>(where.hotels.size());
  std::optional<day> passed;
  auto by_bounds = rank_by_bounds(where, request, out);
  auto ranked = by_bounds ? *std::move(by_bounds) : rank(where, request, out, passed);
  if (passed) return arrival_passed(request.when, *passed);
  out.bookable = static_cast<std::uint32_t>(ranked.size());

  const auto count = std::min<std::size_t>(ranked.size(), request.limit);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count),
                    ranked.end(), [&](const ranked_hotel& a, const ranked_hotel& b) {
                      return comes_before(request.sort, a, b);
                    });
  for (std::size_t i = 0; i < count; ++i)
    out.offers.push_back(make_offer(*ranked[i].where, ranked[i].best, request.keep,
                                    stay_at(*ranked[i].where, request.when), request.explain));
  note_calendar(in, where.nights, where.city, request.when, out.notes);
  if (request.count && ranked.empty() && out.notes.empty())
    if (auto why = why_nothing(where, request)) out.notes.push_back(*std::move(why));
  note_unknown(where, request.keep, out.notes);
  return out;
}

result<quote_answer> find_quote(const snapshot& in, const quote_request& request) {
  if (auto no = wrong(request)) return *no;
  if (in.destinations().empty()) return nothing_loaded();
  const packed::hotel* where = in.find_hotel(request.hotel);
  if (!where && !in.is_whole())
    return not_loaded("no hotel '" + request.hotel + "' is loaded at the moment", "hotel",
                      request.hotel);
  if (!where) return no_such_hotel(in, request.hotel);
  const stay when = stay_at(*where, request.when);
  if (when.arrival < when.booking) return arrival_passed(request.when, when.booking);

  quote_answer out;
  out.generation = in.generation();
  out.hotel = where->code;
  out.hotel_name = where->name;
  out.city = where->city;
  out.country = where->country;
  out.stars = where->stars;
  out.money = where->money;
  out.booking = when.booking;
  for (std::uint32_t plan = 0; plan < where->plans.size(); ++plan) {
    const packed::rate_plan& by = where->plans[plan];
    for (std::uint32_t product = 0; product < by.products.size(); ++product) {
      auto answer = price_stay(*where, plan, product, when);
      if (auto* why = std::get_if<reason>(&answer)) {
        out.not_bookable.push_back({std::string(where->rooms[by.products[product].room].code),
                                  std::string(by.code), *why});
        continue;
      }
      priced_product priced{plan, product, std::move(std::get<price>(answer))};
      if (keeps_plan(request.keep, by) && keeps_total(request.keep, priced.cost.total, out.money))
        out.offers.push_back(make_offer(*where, priced, request.keep, when, request.explain));
      else
        ++out.filtered;
    }
  }
  std::stable_sort(out.offers.begin(), out.offers.end(), [](const offer& a, const offer& b) {
    return a.cost.total < b.cost.total;
  });
  note_calendar(in, nights_of(*where), where->name, request.when, out.notes);
  return out;
}

}  // namespace pronto
