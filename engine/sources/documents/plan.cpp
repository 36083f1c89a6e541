// Rate plans of a hotel document: their terms and rules; the rates are read in rates.cpp.
#include "sources/documents/terms.hpp"
#include "sources/documents/words.hpp"

namespace pronto::document {

namespace {

std::optional<offer_rule> read_offer(const spot& at) {
  object_reader in{at, "an offer"};
  offer_rule out;
  out.adult_min_age = in.optional("adult_min_age", age_reader);
  out.child_age.min = in.optional("child_min_age", age_reader).value_or(out.child_age.min);
  out.child_age.max = in.optional("child_max_age", age_reader).value_or(out.child_age.max);
  if (out.child_age.min > out.child_age.max)
    in.field("child_min_age")
        .complain("child_min_age is above child_max_age, " + std::to_string(out.child_age.max));
  out.adults = in.or_default("adults", read_bounds);
  out.children = in.or_default("children", read_bounds);
  out.los = in.or_default("los", read_bounds);
  out.arrival = in.or_default("arrival_days", read_weekdays);
  out.departure = in.or_default("departure_days", read_weekdays);
  out.advance_days = in.or_default("advance_days", read_bounds);
  in.finish();
  return out;
}

std::optional<free_nights_offer> read_free_nights(const spot& at) {
  object_reader in{at, "a free nights offer"};
  free_nights_offer out;
  out.required = in.required("required", count_between{1, days_limit});
  out.discounted = in.required("discounted", nights_reader);
  out.repeating = in.required("repeating", read_flag);
  check_discounted(in, out.required, out.discounted);
  in.finish();
  return out;
}

std::optional<family_offer> read_family(const spot& at) {
  object_reader in{at, "a family offer"};
  family_offer out;
  out.max_age = in.required("max_age", age_reader);
  out.min_count = in.required("min_count", guests_reader);
  out.free_count = in.required("free_count", guests_reader);
  in.finish();
  return out;
}

std::optional<booking_rule> read_rule(const spot& at, const terms& in) {
  object_reader fields{at, "a rule"};
  booking_rule out;
  out.room = fields.optional("room", index_reader{in.rooms});
  out.dates = required_range(fields);
  out.los = fields.or_default("los", read_bounds);
  out.stay_through = fields.or_default("stay_through", read_bounds);
  out.arrival = fields.or_default("arrival_days", read_weekdays);
  out.departure = fields.or_default("departure_days", read_weekdays);
  out.closed = fields.or_default("closed", read_flag);
  // One whose room is wrong has no scope to overlap in.
  if (fields.has("room") && !out.room) out.dates = {0, -1};
  fields.finish();
  return out;
}

std::optional<std::vector<booking_rule>> read_rules(const spot& at, const terms& in) {
  const auto read = [&](const spot& rule) { return read_rule(rule, in); };
  auto out = list_of{read, rules_limit}(at);
  if (!out) return out;
  std::vector<stretch> ranges;
  for (std::size_t i = 0; i < out->size(); ++i) {
    const booking_rule& rule = (*out)[i];
    const std::int64_t scope = rule.room ? std::int64_t{*rule.room} : -1;
    ranges.push_back({scope, rule.dates.first, rule.dates.last, i});
  }
  check_overlaps(at, std::move(ranges), "dates", "the same rooms");
  return out;
}

}  // namespace

std::optional<rate_plan> read_plan(const spot& at, const terms& in) {
  object_reader fields{at, "a plan"};
  rate_plan out;
  out.code = fields.required("plan", read_code);
  out.name = fields.required("name", name_reader);
  out.board = fields.required("meal_plan", meal_plans);
  out.refundable = fields.required("refundable", read_flag);
  out.basis = fields.required("charge_basis", charge_bases);
  out.unit_multiplier =
      fields.optional("unit_multiplier", count_between{1, multiplier_limit}).value_or(1);
  out.offer = fields.or_default("offer", read_offer);
  out.free_nights = fields.optional("free_nights", read_free_nights);
  out.family = fields.optional("family", read_family);
  out.products = read_rates(fields, in);
  const auto rules = [&](const spot& list) { return read_rules(list, in); };
  out.rules = fields.or_default("rules", rules);
  const auto each_supplement = [&](const spot& one) { return read_supplement(one, in); };
  const auto supplements = [&](const spot& list) {
    return read_coded(list, "supplement", supplements_limit, each_supplement);
  };
  out.supplements = fields.or_default("supplements", supplements);
  fields.finish();
  return out;
}

}  // namespace pronto::document
