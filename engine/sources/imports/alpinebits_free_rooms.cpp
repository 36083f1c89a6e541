#include "sources/imports/alpinebits_free_rooms.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "catalog/hotel_limits.hpp"
#include "sources/imports/taken_dates.hpp"

namespace pronto::alpinebits {

namespace {

using pugi::xml_node;

constexpr std::string_view bookable = "2";  // code of the OTA table INV

struct by_category {
  bool operator()(const free_rooms& a, const free_rooms& b) const {
    return a.category < b.category;
  }
  bool operator()(const free_rooms& a, const std::string& b) const { return a.category < b; }
  bool operator()(const std::string& a, const free_rooms& b) const { return a < b.category; }
};

/// As many of these rooms as a document can hold: no stay takes more.
int limited(std::int64_t count) {
  return static_cast<int>(std::min<std::int64_t>(count, inventory_count_limit));
}

int read_count(attributes& in, xml_node at) {
  if (at.attribute("BookingLimit")) {
    const int limit = in.needed_number(at, "BookingLimit", 0, inventory_count_limit);
    return limit - in.number(at, "BookingThreshold", 0, limit).value_or(0);
  }
  std::int64_t count = 0;
  for (const auto each : at.child("InvCounts").children("InvCount"))
    if (each.attribute("CountType").value() == bookable)
      count += in.needed_number(each, "Count", 0, inventory_count_limit);
  return limited(count);
}

}  // namespace

availability read_free_rooms(const message& from, xml_node list, omissions& out) {
  availability made;
  bool all_seasons = true;
  std::map<std::pair<std::string, std::string>, taken_dates> taken;  // by category and single room
  for (const auto each : list.children()) {
    const auto control = each.child("StatusApplicationControl");
    if (!control) continue;  // a set of nothing has one element without content
    attributes in(from);
    free_rooms read;
    read.nights = in.needed_dates(control);
    // A flag that cannot be read may be that of a season.
    const bool season = in.flag(control, "AllInvCode", !control.attribute("AllInvCode").empty());
    if (!season) {
      read.category = in.needed(control, "InvTypeCode");
      read.single = control.attribute("InvCode").value();
      read.count = read_count(in, each);
      if (!in.wrong() && !taken[{read.category, read.single}].take(read.nights))
        in.refuse(control, "Start", "it overlaps another period of this room");
    }
    if (in.wrong() && season) {
      all_seasons = false;
      in.count("closed_season", "closed seasons that cannot be read; no room of their message is free", out);
    } else if (in.wrong()) {
      in.count("availability", "periods of free rooms that cannot be read or overlap another", out);
    } else if (season) {
      made.closed.push_back(read.nights);
    } else {
      made.free.push_back(std::move(read));
    }
  }
  if (!all_seasons) made.free.clear();  // nobody knows which nights are closed
  std::stable_sort(made.free.begin(), made.free.end(), by_category{});
  return made;
}

std::vector<inventory_period> inventory_of(const availability& in, const std::string& category) {
  std::map<day, std::int64_t> changes;  // on this night there are so many rooms more than the night before
  std::map<day, int> seasons;
  const auto [from, to] =
      std::equal_range(in.free.begin(), in.free.end(), category, by_category{});
  for (auto each = from; each != to; ++each) {
    changes[each->nights.first] += each->count;
    changes[each->nights.last + 1] -= each->count;
  }
  for (const auto& nights : in.closed) {
    changes[nights.first];
    changes[nights.last + 1];
    ++seasons[nights.first];
    --seasons[nights.last + 1];
  }
  std::vector<inventory_period> out;
  std::int64_t count = 0;
  int closed = 0;
  for (auto at = changes.begin(); at != changes.end(); ++at) {
    count += at->second;
    if (const auto season = seasons.find(at->first); season != seasons.end())
      closed += season->second;
    const auto next = std::next(at);
    if (count == 0 || closed > 0 || next == changes.end()) continue;
    const int rooms = limited(count);
    if (!out.empty() && out.back().count == rooms && out.back().nights.last + 1 == at->first)
      out.back().nights.last = next->first - 1;
    else
      out.push_back({{at->first, next->first - 1}, rooms});
  }
  return out;
}

}  // namespace pronto::alpinebits
