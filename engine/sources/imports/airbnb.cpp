// Inside Airbnb: each listing becomes a hotel with one room and one plan.
//
// What a stay costs can be worked out from the files by hand: it can be booked if each of its
// nights is available and has a price above 0, if its length is within the limits of the night of
// arrival (those of the listing, where the calendar has none), and if its guests, children too, are
// no more than the listing accommodates. It costs the sum of the nights' prices (`price`, not
// `adjusted_price`), plus extra_people for each night and guest above guests_included, plus
// cleaning_fee once.
#include <algorithm>
#include <map>
#include <utility>

#include "catalog/hotel_limits.hpp"
#include "pricing/stay.hpp"
#include "sources/imports/airbnb_calendars.hpp"
#include "sources/imports/airbnb_listings.hpp"
#include "sources/imports/hand_over.hpp"
#include "sources/imports/import.hpp"

namespace pronto {

namespace {

using airbnb::calendars;
using airbnb::listing;
using airbnb::listings;
using airbnb::night;

// Calls `tell` with each longest run of consecutive nights that are alike, by first and last index.
template <class Alike, class Tell>
void for_each_run(const std::vector<night>& nights, Alike alike, Tell tell) {
  for (std::size_t begin = 0, end = 1; begin < nights.size(); begin = end, ++end) {
    while (end < nights.size() && nights[end].date == nights[end - 1].date + 1 &&
           alike(nights[begin], nights[end]))
      ++end;
    tell(nights[begin], date_range{nights[begin].date, nights[end - 1].date});
  }
}

rate_calendar rates_of(const std::vector<night>& nights, const listing& of) {
  std::vector<rate> rates;
  for_each_run(
      nights, [](const night& a, const night& b) { return a.price == b.price; },
      [&](const night& first, date_range dates) {
        if (first.price == airbnb::no_price) return;
        rate one{dates, {}, {}, {}};
        if (of.included < of.most) one.extra_adult = of.extra_guest;
        for (int guests = 1; guests <= of.included; ++guests)
          one.base.emplace_back(guests, first.price);
        rates.push_back(std::move(one));
      });
  return rate_calendar(rates);
}

std::vector<inventory_period> inventory_of(const std::vector<night>& nights) {
  std::vector<inventory_period> out;
  for_each_run(
      nights, [](const night& a, const night& b) { return a.available == b.available; },
      [&](const night& first, date_range dates) {
        if (first.available) out.push_back({dates, 1});
      });
  return out;
}

// Sets limits for stays by the night of arrival. Those that no stay can hit are left open, and
// where the least is above the greatest, or above what a document can say, no arrival is taken.
template <class Rule>
void limit(Rule& rule, int min, int max) {
  const bool has_max = 0 < max && max < nights_limit;
  if ((has_max && min > max) || min > days_limit) {
    rule.arrival.mask = 0;
    return;
  }
  if (min > 1) rule.los.min = min;
  if (has_max) rule.los.max = max;
}

std::vector<booking_rule> rules_of(const std::vector<night>& nights) {
  std::vector<booking_rule> out;
  for_each_run(
      nights, [](const night& a, const night& b) { return a.min == b.min && a.max == b.max; },
      [&](const night& first, date_range dates) {
        booking_rule rule;
        limit(rule, first.min, first.max);
        if (rule == booking_rule{}) return;
        rule.dates = dates;
        out.push_back(rule);
      });
  return out;
}

hotel hotel_of(const std::string& id, listing from, const std::vector<night>& nights,
               bool has_limits) {
  hotel made;
  made.code = id;
  made.name = std::move(from.name);
  made.city = std::move(from.city);
  made.country = from.near->country;
  made.latitude = from.latitude;
  made.longitude = from.longitude;
  made.amenities = std::move(from.amenities);
  made.money = from.money;
  made.utc_offset_minutes = from.near->utc_offset_minutes;
  room_type room;
  room.code = "HOME";
  room.name = from.room_name.empty() ? room.code : std::move(from.room_name);
  room.guests = {1, from.included, from.most, {}};
  room.inventory = inventory_of(nights);
  made.rooms.push_back(std::move(room));
  rate_plan plan;
  plan.code = "STANDARD";
  plan.name = "Standard";
  plan.refundable = from.refundable;
  plan.products.push_back({0, rates_of(nights, from)});
  if (has_limits) plan.rules = rules_of(nights);
  else limit(plan.offer, from.min_nights, from.max_nights);
  made.plans.push_back(std::move(plan));
  if (from.cleaning_fee > 0) {
    tax_fee fee;
    fee.code = "CLEANING";
    fee.name = "Cleaning fee";
    fee.kind = tax_kind::fee;
    fee.amount = from.cleaning_fee;
    made.taxes.push_back(std::move(fee));
  }
  return made;
}

// All files of one import: what they are, and how far they are read.
class airbnb_import {
public:
  airbnb_import(const hotel_sink& to, const import_progress& progress)
      : to_(to), progress_(progress) {}

  result<import_report> run(const std::vector<std::string>& paths);

private:
  std::optional<failure> open(const std::vector<std::string>& paths);
  // Reads all records of a file that are whole, handing the file to `take` at each.
  template <class Take>
  std::optional<failure> read(csv_reader& file, Take take);
  void finish();

  const hotel_sink& to_;
  const import_progress& progress_;
  std::vector<csv_reader> listing_files_;
  std::vector<csv_reader> calendar_files_;
  std::uint64_t total_bytes_ = 0;
  std::uint64_t done_bytes_ = 0;
  import_report report_;
  omissions out_;
  listings listings_;
  calendars calendars_;
};

std::optional<failure> airbnb_import::open(const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    auto file = csv_reader::open(path, ',');
    if (!file) return file.why();
    total_bytes_ += file->total_bytes();
    if (calendars::is_calendar(*file)) calendar_files_.push_back(std::move(*file));
    else if (airbnb::is_listings(*file)) listing_files_.push_back(std::move(*file));
    else
      return failure{failure_code::data,
                     path + " has neither the columns of a calendar (listing_id, date, available, "
                            "price) nor those of listings (id, latitude, longitude, accommodates)",
                     path, 1, {}, {}};
  }
  if (!listing_files_.empty() && !calendar_files_.empty()) return std::nullopt;
  return failure{failure_code::usage,
                 "an import of homes takes at least one calendar file and one listings file",
                 {}, 0, {}, {}};
}

template <class Take>
std::optional<failure> airbnb_import::read(csv_reader& file, Take take) {
  constexpr std::uint64_t records_between_reports = 1 << 15;
  for (;;) {
    const auto more = file.next();
    if (!more) return more.why();
    if (!*more) break;
    ++report_.records;
    if (file.whole()) take(file);
    else
      out_.add("record_width", "records with more or fewer fields than their file's header",
               airbnb::fault(file, {}, {},
                             "it has " + std::to_string(file.fields().size()) + " fields and not " +
                                 std::to_string(file.header().size())));
    if (report_.records % records_between_reports == 0 && progress_)
      progress_(done_bytes_ + file.done_bytes(), total_bytes_);
  }
  done_bytes_ += file.done_bytes();
  return std::nullopt;
}

void airbnb_import::finish() {
  for (auto& [id, from] : listings_) {
    const auto nights = calendars_.take(id, out_);
    if (nights.empty()) {
      out_.add("listing_without_calendar", "listings that no calendar file has",
               {failure_code::data, "no calendar file has this listing", from.file, from.line, "id",
                id});
      continue;
    }
    const bool has_limits = calendars_.has_limits(nights[0]);
    if (!has_limits && from.unclear_limit)
      out_.add(airbnb::limits_missing, airbnb::limits_missing_text, *from.unclear_limit);
    if (!has_limits && 0 < from.max_nights && from.max_nights < from.min_nights)
      out_.add("listing_min_above_max",
               "listings with a least stay above the greatest; no stay can begin there",
               {failure_code::data, "above the maximum of " + std::to_string(from.max_nights),
                from.file, from.line, "minimum_nights", std::to_string(from.min_nights)});
    const std::string file = from.file;
    const std::uint64_t line = from.line;
    hand_over(hotel_of(id, std::move(from), nights, has_limits), file, line, to_, report_, out_);
  }
}

result<import_report> airbnb_import::run(const std::vector<std::string>& paths) {
  if (auto failed = open(paths)) return std::move(*failed);
  for (auto& file : listing_files_)
    if (auto failed = read(file, [&](const csv_reader& at) {
          airbnb::read_listing(at, listings_, out_);
        }))
      return std::move(*failed);
  for (auto& file : calendar_files_) {
    calendars_.begin_file(file);
    if (auto failed = read(file, [&](const csv_reader& at) {
          calendars_.read_night(at, listings_, out_);
        }))
      return std::move(*failed);
  }
  finish();
  if (progress_) progress_(total_bytes_, total_bytes_);
  report_.omitted = out_.take();
  return std::move(report_);
}

}  // namespace

result<import_report> import_airbnb(const std::vector<std::string>& files, const hotel_sink& to,
                                    const import_progress& progress) {
  return airbnb_import(to, progress).run(files);
}

}  // namespace pronto
