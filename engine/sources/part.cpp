#include "sources/part.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "catalog/country.hpp"
#include "catalog/place.hpp"

namespace pronto {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The parts of "a, b", none if there is nothing but blanks.
std::vector<std::string_view> listed(std::string_view text) {
  std::vector<std::string_view> out;
  if (trimmed(text).empty()) return out;
  for (;;) {
    const auto comma = text.find(',');
    out.push_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) return out;
    text.remove_prefix(comma + 1);
  }
}

failure wrong(std::string_view field, std::string_view value, const std::string& expected) {
  return {.code = failure_code::usage,
          .text = std::string(field) + ": '" + std::string(value) + "' is none; expected " +
                  expected,
          .field = std::string(field),
          .value = std::string(value)};
}

/// "Paris (FR)", "Paris".
std::optional<source_part::city> parse_city(std::string_view text) {
  source_part::city out;
  out.name = text;
  if (text.ends_with(')')) {
    const auto open = text.rfind('(');
    if (open == std::string_view::npos) return std::nullopt;
    out.country = trimmed(text.substr(open + 1, text.size() - open - 2));
    if (!find_country(out.country)) return std::nullopt;
    text = trimmed(text.substr(0, open));
  }
  if (fold(text).empty()) return std::nullopt;
  out.key = out.country.empty() ? fold(text) : place_key(text, out.country);
  return out;
}

// The last night that is loaded.
using night_limit = std::optional<day>;

rate_calendar cut(const rate_calendar& from, day last) {
  std::vector<rate> rates;
  for (std::size_t i = 0; i < from.size(); ++i) {
    auto each = from.unpacked(i);
    if (each.nights.first > last) break;
    each.nights.last = std::min(each.nights.last, last);
    rates.push_back(std::move(each));
  }
  return rate_calendar(rates);
}

hotel cut(const hotel& from, day last) {
  hotel out = from;
  for (room_type& room : out.rooms) {
    if (!room.inventory) continue;
    std::erase_if(*room.inventory, [last](const auto& each) { return each.nights.first > last; });
  }
  for (rate_plan& plan : out.plans) {
    for (product& each : plan.products) each.rates = cut(each.rates, last);
    std::erase_if(plan.products, [](const product& each) { return each.rates.empty(); });
    // The day of departure is one more.
    std::erase_if(plan.rules, [last](const auto& each) { return each.dates.first > last + 1; });
  }
  return out;
}

class part_source final : public source, private on_demand {
public:
  part_source(std::unique_ptr<source> whole, source_part which, std::function<day()> today)
      : whole_(std::move(whole)), which_(std::move(which)), today_(std::move(today)) {}

  result<bool> begin() override {
    if (which_.horizon_nights > 0) {
      const day last = today_() + which_.horizon_nights - 1;
      if (last_ && *last_ != last) whole_->forget();
      last_ = last;
    }
    left_out_ = 0;
    return whole_->begin();
  }

  result<bool> step(std::size_t budget_bytes, changes& out) override {
    changes found;
    auto complete = whole_->step(budget_bytes, found);
    for (auto& each : found.put) take(std::move(each), out);
    std::ranges::move(found.removed, std::back_inserter(out.removed));
    std::ranges::move(found.rejected, std::back_inserter(out.rejected));
    for (auto& each : found.known) {
      if (holds(which_, each.at.key, each.at.country))
        out.known.push_back(std::move(each));
      else
        left_out_of_[each.at] = each.hotels;
    }
    return complete;
  }

  void forget() override { whole_->forget(); }

  on_demand* demand() override { return whole_->demand() != nullptr ? this : nullptr; }
  void want(const destination_key& what) override { whole_->demand()->want(what); }
  void drop(const destination_key& what) override { whole_->demand()->drop(what); }
  std::optional<destination_key> where_is(std::string_view code) const override {
    auto out = whole_->demand()->where_is(code);
    if (out && !holds(which_, out->key, out->country)) return std::nullopt;
    return out;
  }

  source_progress progress() const override {
    auto out = whole_->progress();
    out.left_out = left_out_;
    for (const auto& [at, hotels] : left_out_of_) out.left_out += hotels;
    return out;
  }
  std::string name() const override { return whole_->name(); }

private:
  void take(std::shared_ptr<const hotel> fresh, changes& out) {
    if (!holds(which_, fresh->city, fresh->country)) {
      ++left_out_;
      out.removed.push_back(fresh->code);  // it may have been in the part before
    } else if (last_ && nights_of(*fresh).last > *last_) {
      out.put.push_back(std::make_shared<const hotel>(cut(*fresh, *last_)));
    } else {
      out.put.push_back(std::move(fresh));
    }
  }

  std::unique_ptr<source> whole_;
  source_part which_;
  std::function<day()> today_;
  night_limit last_;
  std::uint64_t left_out_ = 0;  // in the pass under way, or the last one
  std::map<destination_key, std::uint32_t> left_out_of_;  // of a source on demand: hotels
};

std::string enumerated(const std::vector<std::string>& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) out += i + 1 < all.size() ? ", " : " and ";
    out += all[i];
  }
  return out;
}

}  // namespace

result<source_part> parse_part(std::string_view destinations, std::string_view countries,
                               int horizon_nights) {
  source_part out;
  out.horizon_nights = horizon_nights;
  for (const auto each : listed(destinations)) {
    const auto city = parse_city(each);
    if (!city)
      return wrong("destinations", each,
                   "cities like 'Berlin' or 'Paris (FR)', with commas between them");
    out.cities.push_back(*city);
  }
  for (const auto each : listed(countries)) {
    if (!find_country(each))
      return wrong("countries", each,
                   "codes of ISO 3166-1 such as DE, with commas between them");
    out.countries.emplace_back(each);
  }
  return out;
}

std::string to_text(const source_part& of) {
  std::vector<std::string> parts;
  for (const auto& each : of.cities) parts.push_back(each.name);
  if (!of.countries.empty()) parts.push_back("all of " + enumerated(of.countries));
  std::string out = enumerated(parts);
  if (of.horizon_nights > 0)
    out += (out.empty() ? "" : ", ") + std::to_string(of.horizon_nights) + " nights ahead";
  return out;
}

bool holds(const source_part& of, std::string_view city, std::string_view country) {
  if (of.cities.empty() && of.countries.empty()) return true;
  if (std::ranges::find(of.countries, country) != of.countries.end()) return true;
  const auto key = place_key(city, country);
  return std::ranges::any_of(of.cities, [&](const source_part::city& each) {
    if (!each.country.empty()) return each.country == country && each.key == key;
    return place_key(each.key, country) == key;
  });
}

std::unique_ptr<source> take_part(std::unique_ptr<source> whole, source_part which,
                                  std::function<day()> today) {
  return std::make_unique<part_source>(std::move(whole), std::move(which), std::move(today));
}

}  // namespace pronto
