#include "search/quote.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "pricing/admission.hpp"
#include "search/asked_stay.hpp"
#include "search/filter.hpp"
#include "search/make_offer.hpp"
#include "search/notes.hpp"
#include "search/places/subject.hpp"
#include "search/request_check.hpp"
#include "search/wanted_currency.hpp"

namespace pronto {

namespace {

date_range nights_of(const stay_request& when) {
  return {when.arrival, when.arrival + when.nights - 1};
}

std::size_t products_of(const packed::hotel& where) {
  std::size_t out = 0;
  for (const packed::rate_plan& each : where.plans) out += each.products.size();
  return out;
}

refused_product refused(const packed::hotel& where, const packed::rate_plan& plan,
                        const packed::product& product, const stay& when, reason why) {
  refused_product out{std::string(where.rooms[product.room].code), std::string(plan.code), why};
  const bounds allowed = allowed_instead(why, where, plan, product, when);
  if (allowed.min > bounds{}.min) out.least = allowed.min;
  if (allowed.max < bounds{}.max) out.most = allowed.max;
  return out;
}

}  // namespace

result<quote_answer> find_quote(const snapshot& in, const quote_request& request) {
  if (auto no = wrong(request)) return *no;
  const auto asked = asked_hotel(in, request.hotel);
  if (!asked) return asked.why();
  const packed::hotel* where = *asked;
  const stay when = stay_at(*where, request.when);
  if (when.arrival < when.booking) return arrival_passed(request.when, when.booking);
  if (request.explain)
    if (auto no = too_much_explained(products_of(*where), request.when)) return *std::move(no);
  auto asked_money = asked_currency(in, request.currency_code);
  if (!asked_money) return asked_money.why();
  std::optional<wanted_currency>& wanted = *asked_money;
  if (wanted && !wanted->has_rate(where->money, when.booking))
    return wanted->why_not(where->money, when.booking);

  quote_answer out;
  out.generation = in.generation();
  out.hotel = where->code;
  out.hotel_name = where->name;
  out.city = where->city;
  out.country = where->country;
  out.stars = where->stars;
  out.money = where->money;
  out.booking = when.booking;
  const offer_terms terms{request.keep, out.generation, request.when.booking.has_value(),
                          request.explain};
  std::int64_t lines = 0;
  for (std::uint32_t plan = 0; plan < where->plans.size(); ++plan) {
    const packed::rate_plan& by = where->plans[plan];
    for (std::uint32_t product = 0; product < by.products.size(); ++product) {
      auto answer = price_stay(*where, plan, product, when);
      if (auto* why = std::get_if<reason>(&answer)) {
        out.not_bookable.push_back(refused(*where, by, by.products[product], when, *why));
        continue;
      }
      const std::int64_t total = std::get<price>(answer).total;
      converted_total shown{out.money, total, {}};
      if (wanted) {
        const auto converted = wanted->convert(total, out.money, when.booking);
        if (!converted) return wanted->why_not(out.money, when.booking);
        shown = {wanted->money(), *converted, wanted->rate_of(out.money, when.booking)};
      }
      if (!keeps_plan(request.keep, by) || !keeps_total(request.keep, shown.total, shown.money)) {
        ++out.filtered;
        continue;
      }
      out.offers.push_back(make_offer(
          *where, {plan, product, total, true, std::get<price>(std::move(answer))}, when, terms));
      if (wanted) out.offers.back().converted = shown;
      lines += lines_of(out.offers.back());
      if (auto no = too_much_explained(lines, "nights", std::to_string(request.when.nights)))
        return *std::move(no);
    }
  }
  if (wanted) out.rates = wanted->used();
  std::stable_sort(out.offers.begin(), out.offers.end(), [](const offer& a, const offer& b) {
    return a.cost.total < b.cost.total;
  });
  note_calendar(in, nights_of(*where), where->name, 1, nights_of(request.when),
                out.notes);
  return out;
}

}  // namespace pronto
