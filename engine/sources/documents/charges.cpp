// Taxes and fees, promotions and supplements of a hotel document.
#include "sources/documents/terms.hpp"
#include "sources/documents/words.hpp"

namespace pronto::document {

namespace {

struct charged_nights {
  std::optional<int> max;
  int excluded = 0;
};

std::optional<charged_nights> read_charged_nights(const spot& at) {
  object_reader in{at, "the nights of a tax"};
  charged_nights out;
  out.max = in.optional("max", nights_reader);
  out.excluded = in.or_default("excluded", nights_reader);
  in.finish();
  return out;
}

std::optional<supplement_charge> read_charge(const spot& at) {
  for (const supplement_charge known :
       {supplement_charge::daily, supplement_charge::per_stay, supplement_charge::per_room_per_stay,
        supplement_charge::per_room_per_night, supplement_charge::per_person_per_stay,
        supplement_charge::per_person_per_night, supplement_charge::item}) {
    if (at.value().as_whole() == static_cast<int>(known)) return known;
  }
  at.complain_expected("a charge type, one of 1, 12, 18, 19, 20, 21, 24");
  return std::nullopt;
}

std::optional<supplement_price> read_supplement_price(const spot& at, const terms& in) {
  object_reader fields{at, "a price of a supplement"};
  supplement_price out;
  out.nights = required_range(fields);
  out.amount = fields.required("amount", amount_reader{in});
  out.room = fields.optional("room", index_reader{in.rooms});
  fields.finish();
  return out;
}

// What a promotion of `out.type` takes off; each type has fields of its own.
void read_reduction(object_reader& fields, const terms& in, promotion& out) {
  switch (out.type) {
    case promotion_type::percent:
      out.share = fields.required("value", read_percent);
      return;
    case promotion_type::per_night:
    case promotion_type::per_stay:
      out.amount = fields.required("value", amount_reader{in});
      return;
    case promotion_type::free_nights:
      out.required = fields.required("required", count_between{1, days_limit});
      out.discounted = fields.required("discounted", nights_reader);
      out.cheapest_nights = fields.required("selection", selections);
      check_discounted(fields, out.required, out.discounted);
      return;
  }
}

}  // namespace

void check_discounted(const object_reader& in, int required, int discounted) {
  if (required > 0 && discounted > required)
    in.field("discounted").complain("discounted is above required, " + std::to_string(required));
}

std::optional<tax_fee> read_tax(const spot& at, const terms& in) {
  object_reader fields{at, "a tax or fee"};
  tax_fee out;
  out.code = fields.required("tax", read_code);
  out.name = fields.required("name", name_reader);
  out.kind = fields.required("kind", tax_kinds);
  const auto is_percent = fields.wanted("type", percent_or_amount);
  out.is_percent = is_percent.value_or(false);
  if (out.is_percent)
    out.share = fields.required("value", read_percent);
  else if (is_percent)
    out.amount = fields.required("value", amount_reader{in});
  else
    fields.required("value", text_of_length{1, text_length_limit});
  out.basis = fields.required("basis", payers);
  const auto period = fields.wanted("period", periods);
  out.period = period.value_or(per::night);
  if (const auto nights = fields.optional("nights", read_charged_nights)) {
    out.nights_max = nights->max;
    out.nights_excluded = nights->excluded;
  }
  if (period == per::stay && fields.has("nights"))
    fields.field("nights").complain("a tax per stay has no nights of its own");
  out.los = fields.or_default("los", read_bounds);
  out.dates = optional_range(fields);
  out.rooms = fields.optional("rooms", scope_reader{in.rooms, rooms_limit});
  out.plans = fields.optional("plans", scope_reader{in.plans, plans_limit});
  out.exempt_below = fields.optional("exempt_below", age_reader);
  out.included = fields.required("included", read_flag);
  out.on_supplements = fields.or_default("on_supplements", read_flag);
  out.paid_at = fields.required("paid_at", payments);
  fields.finish();
  return out;
}

std::optional<promotion> read_promotion(const spot& at, const terms& in) {
  object_reader fields{at, "a promotion"};
  promotion out;
  out.code = fields.required("promotion", read_code);
  const auto type = fields.wanted("type", promotion_types);
  if (type) {
    out.type = *type;
    read_reduction(fields, in, out);
  }
  out.exclusive = fields.required("exclusive", read_flag);
  out.booking = fields.or_default("booking", read_open_range);
  out.advance_days = fields.or_default("advance_days", read_bounds);
  out.arrival = fields.or_default("arrival", read_open_range);
  out.stay = fields.or_default("stay", read_open_range);
  out.days = fields.or_default("days", read_weekdays);
  out.all_nights = fields.or_default("all_nights", read_flag);
  out.los = fields.or_default("los", read_bounds);
  out.rooms = fields.optional("rooms", scope_reader{in.rooms, rooms_limit});
  out.plans = fields.optional("plans", scope_reader{in.plans, plans_limit});
  if (type) fields.finish();  // without a type its fields cannot be told from unknown ones
  return out;
}

std::optional<supplement> read_supplement(const spot& at, const terms& in) {
  object_reader fields{at, "a supplement"};
  supplement out;
  out.code = fields.required("supplement", read_code);
  out.name = fields.required("name", name_reader);
  out.charge = fields.wanted("charge", read_charge).value_or(supplement_charge::daily);
  out.mandatory = fields.required("mandatory", read_flag);
  out.days = fields.or_default("days", read_weekdays);
  const auto read_price = [&](const spot& price) { return read_supplement_price(price, in); };
  out.prices = fields.required("prices", list_of{read_price, prices_limit});
  fields.finish();
  return out;
}

}  // namespace pronto::document
