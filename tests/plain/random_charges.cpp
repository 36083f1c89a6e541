// Supplements, taxes and promotions of a random hotel.
#include "plain/random_parts.hpp"

#include <algorithm>

namespace plain {
namespace {

using nlohmann::json;

json random_supplement(frame& f, const std::string& code) {
  json supplement{{"supplement", code},
                  {"name", f.draw.one_of({"final cleaning", "heating", "linen", "parking"})},
                  {"charge", f.draw.one_of({1, 12, 18, 19, 20, 21, 24})},
                  {"mandatory", f.draw.chance(82)},
                  {"prices", json::array()}};
  if (f.draw.chance(35)) supplement["days"] = random_weekdays(f);
  const int prices = f.draw.between(1, 4);
  for (int i = 0; i < prices; ++i) {
    json price = random_dates(f);  // they may overlap: what holds on one night adds up
    price["amount"] = f.draw.chance(5) ? "0" : random_amount(f, 1, 40);
    if (f.draw.chance(35)) price["room"] = f.draw.one_of(f.rooms);
    supplement["prices"].push_back(price);
  }
  return supplement;
}

void limit_nights(frame& f, json& tax) {
  if (tax.at("period") != "night" || !f.draw.chance(55)) return;
  json nights = json::object();
  const int form = f.draw.between(0, 2);
  if (form != 0) nights["max"] = f.draw.between(1, 5);
  if (form != 1) nights["excluded"] = f.draw.between(0, 4);
  tax["nights"] = nights;
}

json random_tax(frame& f, const std::string& code) {
  const bool percent = f.draw.chance(55);
  json tax{{"tax", code},
           {"name", f.draw.one_of({"VAT", "city tax", "resort fee", "tourism levy"})},
           {"kind", f.draw.one_of({"tax", "fee"})},
           {"type", percent ? "percent" : "amount"},
           {"value", percent ? random_percent(f) : random_amount(f, 1, 20)},
           {"basis", f.draw.one_of({"room", "person"})},
           {"period", f.draw.one_of({"night", "night", "stay"})},
           {"included", f.draw.chance(40)},
           {"paid_at", f.draw.one_of({"booking", "property"})}};
  limit_nights(f, tax);
  if (percent && f.draw.chance(50)) tax["on_supplements"] = f.draw.chance(85);
  if (f.draw.chance(20)) tax["los"] = random_bounds(f, 1, 4, 6);
  if (f.draw.chance(25)) tax.update(random_open_dates(f));
  if (f.draw.chance(20)) tax["rooms"] = random_scope(f, f.rooms);
  if (f.draw.chance(20)) tax["plans"] = random_scope(f, f.plans);
  if (f.draw.chance(30)) tax["exempt_below"] = f.draw.one_of({2, 6, 12, 14, 16, 18});
  return tax;
}

void set_what_it_takes(frame& f, json& promotion) {
  const std::string type = promotion.at("type");
  if (type == "free_nights") {
    const int required = f.draw.between(f.draw.chance(10) ? 1 : 2, 5);
    promotion["required"] = required;
    promotion["discounted"] = std::min(required, f.draw.one_of({1, 1, 1, 2, 3}));
    promotion["selection"] = f.draw.one_of({"last", "cheapest"});
  } else if (type == "percent") {
    promotion["value"] = random_percent(f);
  } else if (f.draw.chance(8)) {
    promotion["value"] = random_amount(f, 500, 3000);  // more than there is to take
  } else {
    promotion["value"] = type == "per_night" ? random_amount(f, 1, 60) : random_amount(f, 5, 150);
  }
}

json random_promotion(frame& f, const std::string& code, int conditions_percent) {
  json promotion{{"promotion", code},
                 {"type", f.draw.one_of({"percent", "percent", "per_night", "per_stay",
                                         "free_nights", "free_nights"})},
                 {"exclusive", f.draw.chance(30)}};
  set_what_it_takes(f, promotion);
  const auto has = [&] { return f.draw.chance(conditions_percent); };
  if (has()) {
    json booking = random_open_dates(f);
    // Stays are booked before the calendar starts or while it runs.
    if (booking.contains("start"))
      booking["start"] = iso_date_of(day_of(booking.at("start")) - f.draw.between(0, 60));
    promotion["booking"] = booking;
  }
  if (has()) promotion["advance_days"] = random_bounds(f, 0, 25, 60);
  if (has()) promotion["arrival"] = random_open_dates(f);
  if (has()) promotion["stay"] = random_open_dates(f);
  if (has() || f.draw.chance(15)) promotion["days"] = random_weekdays(f);
  if (has()) promotion["all_nights"] = f.draw.chance(70);
  if (has()) promotion["los"] = random_bounds(f, 1, 4, 6);
  if (has()) promotion["rooms"] = random_scope(f, f.rooms);
  if (has()) promotion["plans"] = random_scope(f, f.plans);
  return promotion;
}

// One that takes the same from other nights, so that taxes decide between the two, or from the same
// nights, so that the codes do.
json random_rival(frame& f, json promotion, const std::string& code) {
  promotion["promotion"] = code;
  promotion["exclusive"] = f.draw.chance(80);
  if (f.draw.chance(70)) promotion["days"] = random_weekdays(f);
  return promotion;
}

}  // namespace

json random_supplements(frame& f) {
  json supplements = json::array();
  const int count = f.draw.one_of({0, 1, 1, 2, 3, 4});
  for (int i = 0; i < count; ++i)
    supplements.push_back(random_supplement(f, "S" + std::to_string(i)));
  return supplements;
}

json random_taxes(frame& f) {
  json taxes = json::array();
  const int count = f.draw.one_of({0, 1, 2, 3, 4});
  for (int i = 0; i < count; ++i) taxes.push_back(random_tax(f, "T" + std::to_string(i)));
  return taxes;
}

json random_promotions(frame& f) {
  json promotions = json::array();
  const bool rivals = f.draw.chance(20);
  const int count = rivals ? f.draw.between(2, 4) : f.draw.between(0, 5);
  const int conditions_percent = f.draw.one_of({2, 12, 25});
  for (int i = 0; i < count; ++i) {
    // Codes that sort otherwise than they stand in the document; the digit keeps them apart.
    const std::string code = f.draw.one_of({"A", "B", "X", "Z"}) + std::to_string(i);
    json promotion = random_promotion(f, code, conditions_percent);
    if (rivals && i == 0) promotion["exclusive"] = f.draw.chance(80);
    if (rivals && i > 0) promotion = random_rival(f, promotions.at(0), code);
    promotions.push_back(promotion);
  }
  return promotions;
}

}  // namespace plain
