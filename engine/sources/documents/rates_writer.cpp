#include "sources/documents/rates_writer.hpp"

#include "sources/documents/limits.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pronto::document {

namespace {

// A null for each night of a gap is shorter than the head of another run, up to about so many.
constexpr day gap_limit = 16;

// The JSON of one rate in long form.
std::string verbose(const rate& from, const std::string& room, int decimals) {
  json_writer to;
  to.open_object();
  to.field("room", room);
  to.field("start", format_day(from.nights.first));
  to.field("end", format_day(from.nights.last));
  to.key("base");
  to.open_object();
  for (const auto& [guests, amount] : from.base)
    to.field(std::to_string(guests), format_amount(amount, decimals));
  to.close_object();
  if (from.extra_adult) to.field("extra_adult", format_amount(*from.extra_adult, decimals));
  if (!from.children.empty()) {
    to.key("children");
    to.open_list();
    for (const child_band& each : from.children) {
      to.open_object();
      to.field("min_age", each.min_age);
      to.field("max_age", each.max_age);
      to.field("amount", format_amount(each.amount, decimals));
      to.close_object();
    }
    to.close_list();
  }
  to.close_object();
  return to.take();
}

bool can_be_in_a_run(const rate& one) {
  return !one.base.empty() && one.nights.last - one.nights.first < days_limit;
}

// Where an amount is for one night, it makes no difference whether nights of the same amounts are
// one rate or several; one is shorter.
std::vector<rate> joined(const std::vector<rate>& rates) {
  std::vector<rate> out;
  for (const rate& each : rates) {
    if (!out.empty() && out.back().nights.last + 1 == each.nights.first &&
        out.back().base == each.base && out.back().extra_adult == each.extra_adult &&
        out.back().children == each.children)
      out.back().nights.last = each.nights.last;
    else
      out.push_back(each);
  }
  return out;
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
  return can_be_in_a_run(next) && next.nights.first - before.nights.last <= gap_limit &&
         same_structure(before, next);
}

// Whether two rates of the same structure differ only by what is added to all amounts by guests.
bool same_offsets(const rate& a, const rate& b) {
  const std::int64_t shift = b.base.front().second - a.base.front().second;
  return std::equal(a.base.begin(), a.base.end(), b.base.begin(),
                    [&](const auto& x, const auto& y) { return y.second - x.second == shift; }) &&
         a.extra_adult == b.extra_adult && a.children == b.children;
}

// Calls `see` with every number that a run of these rates has: amounts for the fewest guests, what
// others pay more, and the further amounts.
template <class See>
void for_each_number(const rate& of, const See& see) {
  const std::int64_t least = of.base.front().second;
  see(least);
  for (const auto& [guests, amount] : of.base) see(amount - least);
  if (of.extra_adult) see(*of.extra_adult);
  for (const child_band& each : of.children) see(each.amount);
}

// The largest power of ten that all numbers of a run are multiples of.
std::int64_t unit_of(std::span<const rate> rates) {
  std::int64_t unit = amount_unit_limit;
  for (const rate& each : rates) {
    for_each_number(each, [&](std::int64_t number) {
      while (number % unit != 0) unit /= 10;
    });
  }
  return unit;
}

/// Writes one run. Its amounts are those for the fewest guests, so that what others pay more is
/// mostly positive.
class run_writer {
public:
  explicit run_writer(std::span<const rate> rates) : rates_(rates), unit_(unit_of(rates)) {}

  std::string write(const std::string& room) {
    const rate& model = rates_.front();
    to_.open_object();
    to_.field("room", room);
    to_.field("start", format_day(model.nights.first));
    if (unit_ != 1) to_.field("unit", unit_);
    to_.field("guests", model.base.front().first);
    to_.key("amounts");
    write_amounts();
    if (model.base.size() > 1) write_others();
    if (model.extra_adult) {
      to_.key("extra_adult");
      write_column([](const rate& each) { return *each.extra_adult; });
    }
    if (!model.children.empty()) write_children();
    to_.close_object();
    return to_.take();
  }

private:
  // One element for each rate, null for each night between two of them.
  template <class Write>
  void write_elements(const Write& write_one) {
    to_.open_list();
    day next = rates_.front().nights.first;
    for (const rate& each : rates_) {
      for (; next < each.nights.first; ++next) to_.null();
      write_one(each);
      next = each.nights.last + 1;
    }
    to_.close_list();
  }

  void write_amounts() {
    write_elements([&](const rate& each) {
      const std::int64_t amount = each.base.front().second / unit_;
      const day nights = each.nights.last - each.nights.first + 1;
      if (nights == 1) return to_.number(amount);
      to_.open_list();
      to_.number(amount);
      to_.number(std::int64_t{nights});
      to_.close_list();
    });
  }

  // Some amount of each rate, or the one that all of them have.
  template <class Amount>
  void write_column(const Amount& amount_of) {
    const std::int64_t first = amount_of(rates_.front());
    const bool constant = std::all_of(rates_.begin(), rates_.end(), [&](const rate& each) {
      return amount_of(each) == first;
    });
    if (constant)
      to_.number(first / unit_);
    else
      write_elements([&](const rate& each) { to_.number(amount_of(each) / unit_); });
  }

  void write_others() {
    to_.key("others");
    to_.open_object();
    const auto& tiers = rates_.front().base;
    for (std::size_t i = 1; i < tiers.size(); ++i) {
      to_.key(std::to_string(tiers[i].first));
      write_column(
          [&](const rate& each) { return each.base[i].second - each.base.front().second; });
    }
    to_.close_object();
  }

  void write_children() {
    const auto& bands = rates_.front().children;
    to_.key("children");
    to_.open_list();
    for (std::size_t i = 0; i < bands.size(); ++i) {
      to_.open_object();
      to_.field("min_age", bands[i].min_age);
      to_.field("max_age", bands[i].max_age);
      to_.key("amount");
      write_column([&](const rate& each) { return each.children[i].amount; });
      to_.close_object();
    }
    to_.close_list();
  }

  std::span<const rate> rates_;
  std::int64_t unit_;
  json_writer to_;
};

std::string compact(std::span<const rate> run, const std::string& room) {
  return run_writer{run}.write(room);
}

// The JSON of list elements, with how long they are together.
struct elements {
  std::vector<std::string> list;
  std::size_t length = 0;

  void add(std::string json) {
    length += json.size() + 1;
    list.push_back(std::move(json));
  }
  void add_all(elements more) {
    for (std::string& each : more.list) add(std::move(each));
  }
};

// A run for each piece of a stretch in which all differences stay the same.
elements pieces_of(std::span<const rate> stretch, const std::string& room) {
  elements out;
  for (std::size_t from = 0, to = 0; from < stretch.size(); from = to) {
    while (to < stretch.size() && same_offsets(stretch[from], stretch[to])) ++to;
    out.add(compact(stretch.subspan(from, to - from), room));
  }
  return out;
}

// A stretch of rates of the same structure: as one run, as several, or one by one;
// whichever is shortest.
void write_stretch(std::span<const rate> stretch, const std::string& room, int decimals,
                   elements& rates, elements& nightly) {
  elements runs;
  runs.add(compact(stretch, room));
  const bool one_piece = std::all_of(stretch.begin(), stretch.end(), [&](const rate& each) {
    return same_offsets(stretch.front(), each);
  });
  if (!one_piece) {
    elements pieces = pieces_of(stretch, room);
    if (pieces.length < runs.length) runs = std::move(pieces);
  }
  elements one_by_one;
  for (const rate& each : stretch) {
    if (one_by_one.length > runs.length) break;
    one_by_one.add(verbose(each, room, decimals));
  }
  if (one_by_one.length <= runs.length)
    rates.add_all(std::move(one_by_one));
  else
    nightly.add_all(std::move(runs));
}

void write_list(std::string_view name, const elements& of, json_writer& to) {
  to.key(name);
  to.open_list();
  for (const std::string& each : of.list) to.raw(each);
  to.close_list();
}

}  // namespace

void write_rates(const rate_plan& plan, const hotel& of, json_writer& to) {
  elements rates;
  elements nightly;
  for (const product& each : plan.products) {
    const std::string& room = of.rooms[each.room].code;
    std::vector<rate> all;
    for (std::size_t i = 0; i < each.rates.size(); ++i) all.push_back(each.rates.unpacked(i));
    if (plan.unit_multiplier == 1) all = joined(all);
    for (std::size_t from = 0, next = 0; from < all.size(); from = next) {
      next = from + 1;
      if (!can_be_in_a_run(all[from])) {
        rates.add(verbose(all[from], room, of.money.decimals));
        continue;
      }
      while (next < all.size() && can_follow(all[next - 1], all[next])) ++next;
      write_stretch(std::span{all}.subspan(from, next - from), room, of.money.decimals, rates,
                    nightly);
    }
  }
  write_list("rates", rates, to);
  if (!nightly.list.empty()) write_list("nightly", nightly, to);
}

}  // namespace pronto::document
