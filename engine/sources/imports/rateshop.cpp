// Rate shopping: what hotels asked on the web for one night, one record a room, night and price.
//
// Each name in a city is a hotel, each text for a room a room type. A room has several prices a night, for
// rates that differ in what they include or allow, and nothing says which is which. So they are
// sorted, and the k-th lowest of a night is that night's rate of plan RATEk. A price for several
// adults holds for fewer, unless they have prices of their own.
//
// Whether "1,200" is a thousand and more or little more than one, the other prices of its file say: it
// waits for the end of the file.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "catalog/places/country.hpp"
#include "catalog/places/country_names.hpp"
#include "catalog/places/place.hpp"
#include "pricing/stay.hpp"
#include "sources/files/csv.hpp"
#include "sources/imports/clean_text.hpp"
#include "sources/imports/hand_over.hpp"
#include "sources/imports/import.hpp"
#include "sources/imports/omissions.hpp"
#include "sources/imports/written_number.hpp"

namespace pronto {

namespace {

struct shopped_room {
  std::string name;
  int capacity = 1;
  /// By night and number of adults, every price in minor units.
  std::map<day, std::map<int, std::vector<std::int64_t>>> prices;
};

struct shopped_hotel {
  std::string name;
  std::string city;
  const known_city* near = nullptr;
  currency money;
  std::string file;  ///< of its first record, for messages
  std::uint64_t line = 0;
  std::map<std::string, shopped_room, std::less<>> rooms;  ///< by name
};

/// By name and city: hotels of a chain may have one name in many cities.
using shopped_hotels = std::map<std::pair<std::string, const known_city*>, shopped_hotel>;

std::optional<int> guests_of(std::string_view text) {
  const auto count = parse_whole_number(text);
  return count && 1 <= *count && *count <= adults_limit ? count : std::nullopt;
}

/// What the end of an address says.
struct address_end {
  std::string city;
  std::string country;
};

/// Of "Landwehrstr. 42, Ludwigsvorstadt, 80336 München, Deutschland" the last part, and the text after the
/// postcode in the one before it. Empty where there is none.
address_end end_of(std::string_view address) {
  const auto last = address.rfind(',');
  if (last == std::string_view::npos) return {};
  address_end out;
  out.country = clean_text(address.substr(last + 1));
  address = address.substr(0, last);
  const auto part = address.rfind(',');
  if (part != std::string_view::npos) address = address.substr(part + 1);
  const auto name = address.find_first_not_of(" 0123456789");
  if (name != std::string_view::npos) out.city = clean_text(address.substr(name));
  return out;
}

/// The city at the end of an address, in the country at its end. Many names are those of cities in several
/// countries, so that without a known country nothing is known.
const known_city* city_of(const address_end& in) {
  const auto country = find_country_called(in.country);
  if (!country) return nullptr;
  for (const auto* each : cities_called(fold(in.city)))
    if (each->country == country->code_text()) return each;
  return nullptr;
}

/// A code from a name: "hotel-mirabell"; with a number where `taken` has it already.
std::string code_of(std::string_view name, std::set<std::string>& taken) {
  constexpr std::size_t limit = 80;  // leaves room for a number
  std::string code = clean_text(fold(name), limit);
  std::replace(code.begin(), code.end(), ' ', '-');
  if (code.empty()) code = "unnamed";
  std::string unique = code;
  for (int n = 2; !taken.insert(unique).second; ++n) unique = code + "-" + std::to_string(n);
  return unique;
}

/// A price and what it is for.
struct shopped_price {
  shopped_hotel* at = nullptr;
  std::string room;
  day night{};
  int adults = 1;
  int capacity = 1;
  std::string text;
  std::uint64_t line = 0;
};

class rateshop_import {
public:
  rateshop_import(const hotel_sink& to, const import_progress& progress)
      : to_(to), progress_(progress) {}

  result<import_report> run(const std::vector<std::string>& paths);

private:
  struct columns {
    std::size_t name, date, adults, children, rooms, address, room, capacity, price;
  };
  result<columns> columns_of(const csv_reader& file) const;
  std::optional<failure> read(csv_reader& file);
  void read_record(const csv_reader& file, const columns& at);
  void read_price(const std::string& file, const shopped_price& of);
  void take(const std::string& file, const shopped_price& of, price_mark mark);
  void take_unclear(const std::string& file);
  shopped_hotel* hotel_called(const csv_reader& file, const columns& at);
  failure fault(const csv_reader& file, std::size_t column, std::string text) const;
  void finish();

  const hotel_sink& to_;
  const import_progress& progress_;
  std::uint64_t done_bytes_ = 0;
  std::uint64_t total_bytes_ = 0;
  import_report report_;
  omissions out_;
  shopped_hotels hotels_;
  // Of the file that is being read:
  std::vector<shopped_price> unclear_;
  bool has_points_ = false;  ///< before decimals
  bool has_commas_ = false;
};

result<rateshop_import::columns> rateshop_import::columns_of(const csv_reader& file) const {
  columns at{};
  const std::pair<const char*, std::size_t*> wanted[]{
      {"name", &at.name},       {"date", &at.date},         {"adults", &at.adults},
      {"children", &at.children}, {"no_rooms", &at.rooms},  {"address", &at.address},
      {"room", &at.room},       {"capacity", &at.capacity}, {"price", &at.price}};
  for (const auto& [name, into] : wanted) {
    const auto column = file.column(name);
    if (!column)
      return failure{failure_code::data,
                     file.path() + " has no column '" + name +
                         "'; its columns must be separated by ';' and named name, date, adults, "
                         "children, no_rooms, address, room, capacity and price",
                     file.path(), 1, name, {}};
    *into = *column;
  }
  return at;
}

std::optional<failure> rateshop_import::read(csv_reader& file) {
  const auto at = columns_of(file);
  if (!at) return at.why();
  for (;;) {
    const auto more = file.next();
    if (!more) return more.why();
    if (!*more) break;
    ++report_.records;
    if (file.whole()) read_record(file, *at);
    else
      out_.add("record_width", "records with more or fewer fields than their file's header",
               {failure_code::data,
                "it has " + std::to_string(file.fields().size()) + " fields and not " +
                    std::to_string(file.header().size()),
                file.path(), file.line(), {}, {}});
  }
  take_unclear(file.path());
  done_bytes_ += file.done_bytes();
  if (progress_) progress_(done_bytes_, total_bytes_);
  return std::nullopt;
}

failure rateshop_import::fault(const csv_reader& file, std::size_t column,
                               std::string text) const {
  return {failure_code::data,    std::move(text),
          file.path(),           file.line(),
          file.header()[column], std::string(file.fields()[column])};
}

shopped_hotel* rateshop_import::hotel_called(const csv_reader& file, const columns& at) {
  const std::string name = clean_text(file.fields()[at.name]);
  const address_end end = end_of(file.fields()[at.address]);
  const known_city* near = city_of(end);
  if (name.empty() || near == nullptr) {
    out_.add("unknown_place", "records of hotels in no city that is known",
             fault(file, at.address, "this address does not end with a known city and its country"));
    return nullptr;
  }
  const auto there = hotels_.find({name, near});
  if (there != hotels_.end()) return &there->second;
  shopped_hotel made;
  made.name = name;
  made.city = end.city;
  made.near = near;
  made.money = find_country(made.near->country)->usual_currency();
  made.file = file.path();
  made.line = file.line();
  return &hotels_.emplace(std::pair(name, near), std::move(made)).first->second;
}

void rateshop_import::read_record(const csv_reader& file, const columns& at) {
  const auto& fields = file.fields();
  const auto date = parse_day(fields[at.date]);
  if (!date) return out_.add("date_unreadable", "records without a date",
                             fault(file, at.date, "it is no date"));
  const auto adults = guests_of(fields[at.adults]);
  const auto capacity = guests_of(fields[at.capacity]);
  if (!adults || !capacity || fields[at.children] != "0" || fields[at.rooms] != "1")
    return out_.add("other_party", "prices for children, for several rooms, or for nobody",
                    fault(file, !adults ? at.adults : !capacity ? at.capacity
                                : fields[at.children] != "0" ? at.children : at.rooms,
                          "only prices of one room for adults are taken over"));
  shopped_hotel* into = hotel_called(file, at);
  if (into == nullptr) return;
  read_price(file.path(), {into, clean_text(fields[at.room]), *date, *adults, *capacity,
                           std::string(fields[at.price]), file.line()});
}

failure fault_of(const std::string& file, const shopped_price& of, std::string text) {
  return {failure_code::data, std::move(text), file, of.line, "price", of.text};
}

void rateshop_import::read_price(const std::string& file, const shopped_price& of) {
  const std::string money(of.at->money.code_text());
  if (has_other_currency(of.text, of.at->money))
    return out_.add("price_currency", "prices in another currency than that of their hotel's country",
                    fault_of(file, of, "hotel '" + of.at->name + "' is in " + of.at->city +
                                           ", where prices are in " + money));
  price_mark mark = mark_of_price(of.text);
  if (mark == price_mark::unclear && of.at->money.decimals == 0)  // then it can be of thousands alone
    mark = of.text.find(',') != std::string::npos ? price_mark::point : price_mark::comma;
  if (mark == price_mark::unclear) unclear_.push_back(of);
  else take(file, of, mark);
}

void rateshop_import::take(const std::string& file, const shopped_price& of, price_mark mark) {
  const char before_decimals = mark == price_mark::comma ? ',' : '.';
  const auto price = parse_written_price(of.text, of.at->money.decimals, before_decimals);
  if (!price)
    return out_.add("price_unreadable", "prices that are no amount of money",
                    fault_of(file, of, "it is no amount of money"));
  has_points_ |= mark == price_mark::point;
  has_commas_ |= mark == price_mark::comma;
  if (*price == 0)
    return out_.add("price_zero", "prices of 0",
                    fault_of(file, of, "nobody gives a night away"));
  auto& rooms = of.at->rooms;
  auto room = rooms.find(of.room);
  if (room == rooms.end())
    room = rooms.emplace(of.room, shopped_room{.name = of.room, .prices = {}}).first;
  room->second.capacity = std::max(room->second.capacity, std::max(of.capacity, of.adults));
  room->second.prices[of.night][of.adults].push_back(*price);
}

void rateshop_import::take_unclear(const std::string& file) {
  const bool is_clear = has_points_ != has_commas_;
  const price_mark mark = has_points_ ? price_mark::point : price_mark::comma;
  for (const shopped_price& each : unclear_) {
    if (is_clear) {
      take(file, each, mark);
      continue;
    }
    out_.add("price_unclear",
             "prices such as 1,200, thousands or decimals: the others of their file do not say which",
             fault_of(file, each, "write the prices without marks of thousands, or all with their decimals"));
  }
  unclear_.clear();
  has_points_ = has_commas_ = false;
}

/// The k-th rate of a night: for each number of guests up to `most` the k-th price of the smallest
/// party that holds them. Nothing where no party has so many prices.
rate kth_rate(const std::map<int, std::vector<std::int64_t>>& prices, std::size_t k, int most,
              day night) {
  rate out;
  out.nights = {night, night};
  for (int guests = 1; guests <= most; ++guests)
    for (auto party = prices.lower_bound(guests); party != prices.end(); ++party)
      if (party->second.size() > k) {
        out.base.emplace_back(guests, party->second[k]);
        break;
      }
  return out;
}

/// The rates of a room in plan RATEk+1, consecutive nights of the same price joined.
rate_calendar kth_rates(const shopped_room& of, std::size_t k, int most) {
  std::vector<rate> out;
  for (const auto& [night, prices] : of.prices) {
    rate next = kth_rate(prices, k, most, night);
    if (next.base.empty()) continue;
    if (!out.empty() && out.back().nights.last + 1 == night && out.back().base == next.base)
      out.back().nights.last = night;
    else
      out.push_back(std::move(next));
  }
  return rate_calendar(out);
}

using rooms_by_code = std::map<std::string, shopped_room*>;

/// Plans RATE1 to RATEn, n being the most prices that a room of the hotel has on a night. `most`
/// has the largest party of each room.
std::vector<rate_plan> plans_of(const rooms_by_code& rooms, const std::vector<int>& most) {
  std::size_t plans = 0;
  for (const auto& [code, room] : rooms)
    for (const auto& [night, prices] : room->prices)
      for (const auto& [adults, list] : prices) plans = std::max(plans, list.size());
  const std::size_t digits = std::to_string(plans).size();
  std::vector<rate_plan> out;
  for (std::size_t k = 0; k < plans; ++k) {
    const std::string number = std::to_string(k + 1);
    rate_plan plan;
    plan.code = "RATE" + std::string(digits - number.size(), '0') + number;
    plan.name = "Rate " + number + " by price";
    std::uint32_t index = 0;
    for (const auto& [code, room] : rooms) {
      product one{index, kth_rates(*room, k, most[index])};
      if (!one.rates.empty()) plan.products.push_back(std::move(one));
      ++index;
    }
    out.push_back(std::move(plan));
  }
  return out;
}

/// What a hotel's code is made of: its name, and the city too where others have that name. So its code does
/// not depend on which of them comes first.
std::string name_for_code(const shopped_hotel& of, const std::map<std::string, int>& cities_by_name) {
  if (cities_by_name.at(of.name) == 1) return of.name;
  return of.name + " " + std::string(of.near->name) + " " + std::string(of.near->country);
}

void rateshop_import::finish() {
  std::map<std::string, int> cities_by_name;
  for (const auto& [key, from] : hotels_) ++cities_by_name[from.name];
  std::set<std::string> hotel_codes;
  for (auto& [key, from] : hotels_) {
    if (from.rooms.empty()) {
      out_.add("hotel_without_prices", "hotels of which no price could be taken over",
               {failure_code::data, "nothing of this hotel can be booked", from.file, from.line, "name",
                from.name});
      continue;
    }
    hotel made;
    made.code = code_of(name_for_code(from, cities_by_name), hotel_codes);
    made.name = from.name;
    made.city = from.city;
    made.country = from.near->country;
    made.latitude = from.near->latitude;  // the city's: an address is no position
    made.longitude = from.near->longitude;
    made.money = from.money;
    made.utc_offset_minutes = from.near->utc_offset_minutes;
    std::set<std::string> room_codes;
    rooms_by_code rooms;
    for (auto& [text, room] : from.rooms) rooms[code_of(text, room_codes)] = &room;
    std::vector<int> most;
    for (auto& [code, room] : rooms) {
      most.push_back(1);
      for (auto& [night, prices] : room->prices) {
        for (auto& [adults, list] : prices) std::sort(list.begin(), list.end());
        most.back() = std::max(most.back(), prices.rbegin()->first);
      }
      made.rooms.push_back({code, room->name, {1, most.back(), room->capacity, {}}, {}});
    }
    made.plans = plans_of(rooms, most);
    hand_over(made, from.file, from.line, to_, report_, out_);
  }
}

result<import_report> rateshop_import::run(const std::vector<std::string>& paths) {
  std::vector<csv_reader> files;
  for (const auto& path : paths) {
    auto file = csv_reader::open(path, ';');
    if (!file) return file.why();
    total_bytes_ += file->total_bytes();
    files.push_back(std::move(*file));
  }
  for (auto& file : files)
    if (auto failed = read(file)) return std::move(*failed);
  finish();
  report_.omitted = out_.take();
  return std::move(report_);
}

}  // namespace

result<import_report> import_rateshop(const std::vector<std::string>& files, const hotel_sink& to,
                                      const import_progress& progress) {
  return rateshop_import(to, progress).run(files);
}

}  // namespace pronto
