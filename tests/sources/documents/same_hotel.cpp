#include "sources/documents/same_hotel.hpp"

#include <utility>

namespace pronto {

namespace {

// Finds the first element in which two lists differ; `compare` gives the difference inside of one.
template <class T, class Compare>
std::string in_lists(const std::string& name, const std::vector<T>& a, const std::vector<T>& b,
                     const Compare& compare) {
  if (a.size() != b.size()) return name + ".size";
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::string inside = compare(a[i], b[i]);
    if (!inside.empty()) return name + "[" + std::to_string(i) + "]." + inside;
  }
  return "";
}

template <class T>
std::string in_values(const std::string& name, const std::vector<T>& a, const std::vector<T>& b) {
  return in_lists(name, a, b,
                  [](const T& x, const T& y) { return x == y ? std::string{} : "value"; });
}

// The rates as they are, or, where a unit is one night, one for each night: then it does not matter
// how nights are put together.
std::vector<rate> rates_of(const rate_calendar& calendar, int unit_multiplier) {
  std::vector<rate> out;
  for (std::size_t i = 0; i < calendar.size(); ++i) {
    rate each = calendar.unpacked(i);
    if (unit_multiplier != 1) {
      out.push_back(std::move(each));
      continue;
    }
    const date_range all = each.nights;
    for (day night = all.first; night <= all.last; ++night) {
      each.nights = {night, night};
      out.push_back(each);
    }
  }
  return out;
}

std::string in_plan(const rate_plan& a, const rate_plan& b) {
  if (a.code != b.code || a.name != b.name) return "code or name";
  if (a.board != b.board || a.refundable != b.refundable) return "board or refundable";
  if (a.basis != b.basis || a.unit_multiplier != b.unit_multiplier) return "basis or unit";
  if (a.offer != b.offer) return "offer";
  if (a.free_nights != b.free_nights) return "free_nights";
  if (a.family != b.family) return "family";
  if (a.rules != b.rules) return in_values("rules", a.rules, b.rules);
  if (a.supplements != b.supplements) return in_values("supplements", a.supplements, b.supplements);
  return in_lists("products", a.products, b.products, [&](const product& x, const product& y) {
    if (x.room != y.room) return std::string{"room"};
    return in_values("rates", rates_of(x.rates, a.unit_multiplier),
                     rates_of(y.rates, b.unit_multiplier));
  });
}

}  // namespace

std::string difference(const hotel& a, const hotel& b) {
  if (a.code != b.code || a.name != b.name) return "code or name";
  if (a.city != b.city || a.country != b.country) return "city or country";
  if (a.latitude != b.latitude || a.longitude != b.longitude) return "position";
  if (a.stars != b.stars || a.amenities != b.amenities) return "stars or amenities";
  if (a.money != b.money || a.utc_offset_minutes != b.utc_offset_minutes) return "money or offset";
  if (a.rooms != b.rooms) return in_values("rooms", a.rooms, b.rooms);
  if (a.taxes != b.taxes) return in_values("taxes", a.taxes, b.taxes);
  if (a.promotions != b.promotions) return in_values("promotions", a.promotions, b.promotions);
  return in_lists("plans", a.plans, b.plans, in_plan);
}

}  // namespace pronto
