#include "sources/rates_writer.hpp"

#include <algorithm>
#include <span>

namespace pronto::document {

namespace {

using json = nlohmann::ordered_json;

// A null for each night of a gap is shorter than the head of another run, up to about so many.
constexpr day gap_limit = 16;

json verbose(const rate& from, const std::string& room, int decimals) {
  json out{{"room", room},
           {"start", format_day(from.nights.first)},
           {"end", format_day(from.nights.last)},
           {"base", json::object()}};
  for (const auto& [guests, amount] : from.base)
    out["base"][std::to_string(guests)] = format_amount(amount, decimals);
  if (from.extra_adult) out["extra_adult"] = format_amount(*from.extra_adult, decimals);
  for (const child_band& each : from.children)
    out["children"].push_back({{"min_age", each.min_age},
                               {"max_age", each.max_age},
                               {"amount", format_amount(each.amount, decimals)}});
  return out;
}

bool can_be_in_a_run(const rate& one) {
  return one.nights.first == one.nights.last && !one.base.empty();
}

// Whether two rates differ in dates and amounts alone.
bool same_structure(const rate& a, const rate& b) {
  const auto same_guests = [](const auto& x, const auto& y) { return x.first == y.first; };
  const auto same_ages = [](const child_band& x, const child_band& y) {
    return x.min_age == y.min_age && x.max_age == y.max_age;
  };
  return std::equal(a.base.begin(), a.base.end(), b.base.begin(), b.base.end(), same_guests) &&
         a.extra_adult.has_value() == b.extra_adult.has_value() &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(),
                    same_ages);
}

bool can_follow(const rate& before, const rate& next) {
  return can_be_in_a_run(next) && next.nights.first - before.nights.first <= gap_limit &&
         same_structure(before, next);
}

// Whether two rates of the same structure differ only by what is added to all amounts by guests.
bool same_offsets(const rate& a, const rate& b) {
  const std::int64_t shift = b.base.front().second - a.base.front().second;
  return std::equal(a.base.begin(), a.base.end(), b.base.begin(),
                    [&](const auto& x, const auto& y) { return y.second - x.second == shift; }) &&
         a.extra_adult == b.extra_adult && a.children == b.children;
}

// One value for each night from the first rate of a run to its last, null where there is no rate.
template <class Amount>
json list_of_nights(std::span<const rate> run, const Amount& amount_of) {
  json out = json::array();
  day next = run.front().nights.first;
  for (const rate& each : run) {
    for (; next < each.nights.first; ++next) out.push_back(nullptr);
    out.push_back(amount_of(each));
    ++next;
  }
  return out;
}

// The same, or the one value that all nights have.
template <class Amount>
json column(std::span<const rate> run, const Amount& amount_of) {
  const std::int64_t first = amount_of(run.front());
  const bool constant = std::all_of(run.begin(), run.end(),
                                    [&](const rate& each) { return amount_of(each) == first; });
  return constant ? json(first) : list_of_nights(run, amount_of);
}

// The amounts are those for the fewest guests, so that what others pay more is mostly positive.
json compact(std::span<const rate> run, const std::string& room) {
  const rate& model = run.front();
  const auto amount = [](const rate& each) { return each.base.front().second; };
  json out{{"room", room},
           {"start", format_day(model.nights.first)},
           {"guests", model.base.front().first},
           {"amounts", list_of_nights(run, amount)}};
  for (std::size_t i = 1; i < model.base.size(); ++i)
    out["others"][std::to_string(model.base[i].first)] =
        column(run, [&](const rate& each) { return each.base[i].second - amount(each); });
  if (model.extra_adult)
    out["extra_adult"] = column(run, [](const rate& each) { return *each.extra_adult; });
  for (std::size_t i = 0; i < model.children.size(); ++i)
    out["children"].push_back(
        {{"min_age", model.children[i].min_age},
         {"max_age", model.children[i].max_age},
         {"amount", column(run, [&](const rate& each) { return each.children[i].amount; })}});
  return out;
}

std::size_t length_of(const json& list) { return list.dump().size(); }

// A stretch of one-night rates of the same structure: as one run, as a run for each piece in which
// all differences stay the same, or one by one; whichever is shortest.
void write_stretch(std::span<const rate> stretch, const std::string& room, int decimals,
                   json& rates, json& nightly) {
  json one_run = json::array({compact(stretch, room)});
  json pieces = json::array();
  for (std::size_t from = 0, to = 0; from < stretch.size(); from = to) {
    while (to < stretch.size() && same_offsets(stretch[from], stretch[to])) ++to;
    pieces.push_back(compact(stretch.subspan(from, to - from), room));
  }
  json one_by_one = json::array();
  for (const rate& each : stretch) one_by_one.push_back(verbose(each, room, decimals));

  const json& runs = length_of(pieces) < length_of(one_run) ? pieces : one_run;
  if (length_of(one_by_one) <= length_of(runs))
    rates.insert(rates.end(), one_by_one.begin(), one_by_one.end());
  else
    nightly.insert(nightly.end(), runs.begin(), runs.end());
}

}  // namespace

void write_rates(const rate_plan& plan, const hotel& of, json& to) {
  json rates = json::array();
  json nightly = json::array();
  for (const product& each : plan.products) {
    const std::string& room = of.rooms[each.room].code;
    std::vector<rate> all;
    for (std::size_t i = 0; i < each.rates.size(); ++i) all.push_back(each.rates.unpacked(i));
    for (std::size_t from = 0, next = 0; from < all.size(); from = next) {
      next = from + 1;
      if (!can_be_in_a_run(all[from])) {
        rates.push_back(verbose(all[from], room, of.money.decimals));
        continue;
      }
      while (next < all.size() && can_follow(all[next - 1], all[next])) ++next;
      write_stretch(std::span{all}.subspan(from, next - from), room, of.money.decimals, rates,
                    nightly);
    }
  }
  to["rates"] = std::move(rates);
  if (!nightly.empty()) to["nightly"] = std::move(nightly);
}

}  // namespace pronto::document
