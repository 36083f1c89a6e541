#include "sources/rates_writer.hpp"

#include <algorithm>
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

// Some amount of each rate.
template <class Amount>
bool is_constant(std::span<const rate> run, const Amount& amount_of) {
  const std::int64_t first = amount_of(run.front());
  return std::all_of(run.begin(), run.end(),
                     [&](const rate& each) { return amount_of(each) == first; });
}

// One value for each night from the first rate of a run to its last, null where there is no rate.
template <class Amount>
void write_nights(std::span<const rate> run, const Amount& amount_of, json_writer& to) {
  to.open_list();
  day next = run.front().nights.first;
  for (const rate& each : run) {
    for (; next < each.nights.first; ++next) to.null();
    to.number(amount_of(each));
    ++next;
  }
  to.close_list();
}

// The same, or the one value that all nights have.
template <class Amount>
void write_column(std::span<const rate> run, const Amount& amount_of, json_writer& to) {
  if (is_constant(run, amount_of))
    to.number(amount_of(run.front()));
  else
    write_nights(run, amount_of, to);
}

void write_others(std::span<const rate> run, json_writer& to) {
  to.key("others");
  to.open_object();
  for (std::size_t i = 1; i < run.front().base.size(); ++i) {
    to.key(std::to_string(run.front().base[i].first));
    write_column(
        run, [&](const rate& each) { return each.base[i].second - each.base.front().second; }, to);
  }
  to.close_object();
}

void write_children(std::span<const rate> run, json_writer& to) {
  to.key("children");
  to.open_list();
  for (std::size_t i = 0; i < run.front().children.size(); ++i) {
    to.open_object();
    to.field("min_age", run.front().children[i].min_age);
    to.field("max_age", run.front().children[i].max_age);
    to.key("amount");
    write_column(run, [&](const rate& each) { return each.children[i].amount; }, to);
    to.close_object();
  }
  to.close_list();
}

// The JSON of one run. Its amounts are those for the fewest guests, so that what others pay more is
// mostly positive.
std::string compact(std::span<const rate> run, const std::string& room) {
  const rate& model = run.front();
  json_writer to;
  to.open_object();
  to.field("room", room);
  to.field("start", format_day(model.nights.first));
  to.field("guests", model.base.front().first);
  to.key("amounts");
  write_nights(run, [](const rate& each) { return each.base.front().second; }, to);
  if (model.base.size() > 1) write_others(run, to);
  if (model.extra_adult) {
    to.key("extra_adult");
    write_column(run, [](const rate& each) { return *each.extra_adult; }, to);
  }
  if (!model.children.empty()) write_children(run, to);
  to.close_object();
  return to.take();
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

// A stretch of one-night rates of the same structure: as one run, as several, or one by one;
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
