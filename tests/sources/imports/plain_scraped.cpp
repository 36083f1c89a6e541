#include "sources/imports/plain_scraped.hpp"

#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>
#include <stdexcept>

namespace plain_scraped {

namespace {

std::string read_all(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) throw std::runtime_error("cannot open " + path);
  std::string out(1 << 20, '\0');
  std::string all;
  for (int n; (n = gzread(file, out.data(), static_cast<unsigned>(out.size()))) > 0;)
    all.append(out, 0, static_cast<std::size_t>(n));
  gzclose(file);
  if (all.starts_with("\xEF\xBB\xBF")) all.erase(0, 3);
  return all;
}

std::int64_t cents(const std::string& text) {
  std::string digits;
  std::size_t decimals = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.') point = true;
    if (c < '0' || c > '9') continue;
    digits += c;
    if (point) ++decimals;
  }
  if (digits.empty()) return 0;
  for (; decimals < 2; ++decimals) digits += '0';
  return std::atoll(digits.c_str());
}

std::string city_of(std::string text) {
  while (!text.empty() && text.front() == ' ') text.erase(0, 1);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::size_t column(const std::vector<std::string>& header, const std::string& name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

void read_listings(const std::string& path, std::map<std::string, home>& into, homes& out) {
  const auto records = read_csv(path, ',');
  const auto& header = records[0];
  const auto at = [&](std::size_t i, const char* name) { return records[i][column(header, name)]; };
  for (std::size_t i = 1; i < records.size(); ++i) {
    ++out.records;
    home made;
    made.id = at(i, "id");
    made.city = city_of(at(i, "city"));
    made.most = std::atoi(at(i, "accommodates").c_str());
    const int included = std::atoi(at(i, "guests_included").c_str());
    made.included = std::min(std::max(included, 1), made.most);
    if (made.included != included) ++out.kinds["guests_included"];
    made.extra_cents = cents(at(i, "extra_people"));
    made.cleaning_cents = cents(at(i, "cleaning_fee"));
    made.min = std::atoi(at(i, "minimum_nights").c_str());
    made.max = std::atoi(at(i, "maximum_nights").c_str());
    if (!into.emplace(made.id, made).second) ++out.kinds["duplicate_listing"];
  }
}

void read_calendar(const std::string& path, std::map<std::string, home>& by_id, homes& out) {
  const auto records = read_csv(path, ',');
  const auto& header = records[0];
  const std::size_t id = column(header, "listing_id"), date = column(header, "date"),
                    available = column(header, "available"), price = column(header, "price"),
                    min = column(header, "minimum_nights"), max = column(header, "maximum_nights");
  out.nightly_limits = min < header.size();
  std::set<std::string> unknown;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const auto& record = records[i];
    ++out.records;
    const auto found = by_id.find(record[id]);
    if (found == by_id.end()) {
      if (unknown.insert(record[id]).second) ++out.kinds["calendar_without_listing"];
      continue;
    }
    night made;
    made.available = record[available] == "t";
    made.price_cents = cents(record[price]);
    if (record[price].empty() && made.available) ++out.kinds["available_without_price"];
    if (!record[price].empty() && made.price_cents == 0) ++out.kinds["price_zero"];
    if (made.price_cents > 9'000'000) ++out.kinds["price_above_90000"];
    if (out.nightly_limits) {
      made.min = std::atoi(record[min].c_str());
      made.max = std::atoi(record[max].c_str());
      if (made.min == 0 || made.max == 0) ++out.kinds["limits_missing"];
      else if (made.min > made.max) ++out.kinds["min_above_max"];
    }
    if (!found->second.nights.emplace(day_number(record[date]), made).second)
      ++out.kinds["duplicate_night"];
  }
}

bool in_limits(int nights, int min, int max) {
  return (min == 0 || nights >= min) && (max == 0 || nights <= max);
}

}  // namespace

std::vector<std::vector<std::string>> read_csv(const std::string& path, char separator) {
  const std::string all = read_all(path);
  std::vector<std::vector<std::string>> out{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const char c = all[i];
    if (c == '"') {
      if (quoted && i + 1 < all.size() && all[i + 1] == '"') out.back().back() += all[++i];
      else quoted = !quoted;
    } else if (c == separator && !quoted) {
      out.back().emplace_back();
    } else if (c == '\n') {
      out.push_back({""});
    } else if (c != '\r') {
      out.back().back() += c;
    }
  }
  if (out.back() == std::vector<std::string>{""}) out.pop_back();
  return out;
}

int day_number(const std::string& iso) {
  const std::chrono::year_month_day date{
      std::chrono::year(std::stoi(iso.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(std::stoi(iso.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(std::stoi(iso.substr(8, 2))))};
  return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
}

homes read_homes(const std::string& calendar, const std::string& listings) {
  homes out;
  std::map<std::string, home> by_id;
  read_listings(listings, by_id, out);
  read_calendar(calendar, by_id, out);
  out.first = 1 << 30;
  for (const auto& [id, each] : by_id)
    if (!each.nights.empty()) out.first = std::min(out.first, each.nights.begin()->first);
  for (auto& [id, each] : by_id) {
    if (each.nights.empty()) {
      ++out.kinds["listing_without_calendar"];
      continue;
    }
    if (each.nights.size() != 365) ++out.kinds["calendar_length"];
    if (each.nights.begin()->first != out.first) ++out.kinds["late_start"];
    if (!out.nightly_limits && each.min > each.max && each.max > 0)
      ++out.kinds["listing_min_above_max"];
    out.last = std::max(out.last, each.nights.rbegin()->first);
    out.all.push_back(std::move(each));
  }
  return out;
}

totals find_homes(const homes& in, const std::string& city, const search& what) {
  totals out;
  for (const auto& each : in.all) {
    if (each.city != city || what.guests > each.most) continue;
    const auto arrival = each.nights.find(what.arrival);
    if (arrival == each.nights.end()) continue;
    const bool fits = in.nightly_limits
                          ? in_limits(what.nights, arrival->second.min, arrival->second.max)
                          : in_limits(what.nights, each.min, each.max);
    if (!fits) continue;
    std::int64_t total = each.cleaning_cents;
    bool bookable = true;
    for (int i = 0; i < what.nights && bookable; ++i) {
      const auto slept = each.nights.find(what.arrival + i);
      bookable = slept != each.nights.end() && slept->second.available &&
                 slept->second.price_cents > 0;
      if (!bookable) break;
      total += slept->second.price_cents;
      total += each.extra_cents * std::max(0, what.guests - each.included);
    }
    if (bookable) out.emplace_back(total, each.id);
  }
  std::sort(out.begin(), out.end());
  return out;
}

shop read_shop(const std::string& path) {
  const auto records = read_csv(path, ';');
  const auto& header = records[0];
  shop out;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const auto at = [&](const char* name) { return records[i][column(header, name)]; };
    out.name = at("name");
    out.capacity = std::atoi(at("capacity").c_str());
    out.rooms[at("room")][day_number(at("date"))].push_back(cents(at("price")));
  }
  for (auto& [room, nights] : out.rooms)
    for (auto& [night, prices] : nights) std::sort(prices.begin(), prices.end());
  return out;
}

std::int64_t cheapest(const shop& in, const search& what) {
  std::int64_t best = -1;
  if (what.guests > in.capacity) return best;
  for (const auto& [room, nights] : in.rooms)
    for (std::size_t rank = 0; rank < 10; ++rank) {
      std::int64_t total = 0;
      bool bookable = true;
      for (int i = 0; i < what.nights && bookable; ++i) {
        const auto slept = nights.find(what.arrival + i);
        bookable = slept != nights.end() && slept->second.size() > rank;
        if (bookable) total += slept->second[rank];
      }
      if (bookable && (best < 0 || total < best)) best = total;
    }
  return best;
}

}  // namespace plain_scraped
