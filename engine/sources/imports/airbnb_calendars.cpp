#include "sources/imports/airbnb_calendars.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sources/imports/written_number.hpp"

namespace pronto::airbnb {

namespace {

constexpr std::int64_t odd_price = 90'000;  // in the currency's major unit
constexpr std::size_t nights_of_a_year = 365;

std::int64_t minor_per_major(currency money) {
  std::int64_t out = 1;
  for (int i = 0; i < money.decimals; ++i) out *= 10;
  return out;
}

std::uint16_t limit_of(std::string_view text) {
  static_assert(largest_nights <= std::numeric_limits<std::uint16_t>::max());
  return static_cast<std::uint16_t>(parse_nights(text).value_or(no_limit));
}

}  // namespace

bool calendars::is_calendar(const csv_reader& file) {
  return file.column("listing_id") && file.column("date") && file.column("available") &&
         file.column("price");
}

void calendars::begin_file(const csv_reader& file) {
  columns_ = {*file.column("listing_id"),    *file.column("date"),
              *file.column("available"),     *file.column("price"),
              file.column("minimum_nights"), file.column("maximum_nights")};
  files_.push_back({file.path(), columns_.min && columns_.max});
}

void calendars::read_night(const csv_reader& file, const listings& known, omissions& out) {
  const auto& fields = file.fields();
  const std::string_view id = fields[columns_.id];
  const auto listed = known.find(id);
  if (listed == known.end()) {
    if (!unknown_.contains(id)) {
      unknown_.emplace(id);
      out.add("calendar_without_listing", "calendars of listings that no listings file has",
              fault(file, "listing_id", id, "no listings file has this listing"));
    }
    return;
  }
  const auto date = parse_day(fields[columns_.date]);
  if (!date)
    return out.add("date_unreadable", "records without a date",
                   fault(file, "date", fields[columns_.date], "it is no date"));
  const std::string_view available = fields[columns_.available];
  if (available != "t" && available != "f")
    return out.add("availability_unreadable", "records that say neither t nor f",
                   fault(file, "available", available, "it is neither t nor f"));
  night made;
  made.date = *date;
  made.line = static_cast<std::uint32_t>(file.line());
  made.file = static_cast<std::uint16_t>(files_.size() - 1);
  made.available = available == "t";
  read_price(file, fields[columns_.price], listed->second.money, made, out);
  read_limits(file, made, out);
  files_.back().first = std::min(files_.back().first, made.date);
  auto nights = nights_.find(id);
  if (nights == nights_.end()) nights = nights_.emplace(std::string(id), 0).first;
  nights->second.push_back(made);
}

void calendars::read_price(const csv_reader& file, std::string_view text, currency money,
                           night& into, omissions& out) const {
  if (text.empty()) {
    if (into.available)
      out.add("available_without_price", "nights that are available without a price",
              fault(file, "price", text, "the night is available and has no price"));
    return;
  }
  const auto price = parse_written_price(text, money.decimals);
  if (!price)
    return out.add("price_unreadable", "nights whose price is no amount of money",
                   fault(file, "price", text, "it is no amount of money"));
  if (*price == 0)
    return out.add("price_zero", "nights with a price of 0; they have no rate",
                   fault(file, "price", text, "nobody gives a night away"));
  if (*price > odd_price * minor_per_major(money))
    out.add("price_above_90000", "nights with a price above 90,000; kept as they are",
            fault(file, "price", text, "a price to keep guests away, by its size"));
  into.price = *price;
}

void calendars::read_limits(const csv_reader& file, night& into, omissions& out) const {
  if (!columns_.min || !columns_.max) return;
  const std::string_view min = file.fields()[*columns_.min];
  const std::string_view max = file.fields()[*columns_.max];
  into.min = limit_of(min);
  into.max = limit_of(max);
  if (into.min == no_limit || into.max == no_limit)
    out.add(limits_missing, limits_missing_text,
            fault(file, into.min == no_limit ? "minimum_nights" : "maximum_nights",
                  into.min == no_limit ? min : max, "it is no number of nights"));
  else if (into.min > into.max)
    out.add("min_above_max",
            "nights with a least stay above the greatest; no stay can begin on them",
            fault(file, "minimum_nights", min, "above the maximum of " + std::string(max)));
}

std::vector<night> calendars::take(const std::string& id, omissions& out) {
  const auto found = nights_.find(id);
  if (found == nights_.end()) return {};
  std::vector<night> nights = std::move(found->second);
  nights_.erase(found);
  std::stable_sort(nights.begin(), nights.end(),
                   [](const night& a, const night& b) { return a.date < b.date; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < nights.size(); ++i) {
    if (kept > 0 && nights[kept - 1].date == nights[i].date)
      out.add("duplicate_night", "second records for a night; the first one counts",
              fault_at(nights[i], "date", format_day(nights[i].date),
                       "listing " + id + " has this night already"));
    else
      nights[kept++] = nights[i];
  }
  nights.resize(kept);
  if (nights.empty()) return nights;
  if (kept != nights_of_a_year)
    out.add("calendar_length", "calendars that do not have 365 nights; taken as they are",
            fault_at(nights[0], "listing_id", id,
                     "the calendar has " + std::to_string(kept) + " nights"));
  if (nights[0].date > files_[nights[0].file].first)
    out.add("late_start", "calendars that begin after the first of their file; taken as they are",
            fault_at(nights[0], "date", format_day(nights[0].date),
                     "the file begins on " + format_day(files_[nights[0].file].first)));
  return nights;
}

failure calendars::fault_at(const night& of, std::string_view field, std::string value,
                            std::string text) const {
  return {failure_code::data, std::move(text),     files_[of.file].path,
          of.line,            std::string(field), std::move(value)};
}

}  // namespace pronto::airbnb
