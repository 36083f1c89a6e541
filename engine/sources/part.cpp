#include "sources/part.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

#include "catalog/places/country.hpp"
#include "catalog/places/place.hpp"
#include "catalog/places/written_city.hpp"
#include "enumerated.hpp"
#include "sources/files/text_hash.hpp"
#include "split.hpp"
#include "trimmed.hpp"

namespace pronto {

namespace {

/// The parts of "a, b", none if there is nothing but blanks.
std::vector<std::string_view> listed(std::string_view text) {
  if (trimmed(text).empty()) return {};
  return split(text, ',');
}

failure wrong(std::string_view field, std::string_view value, const std::string& expected) {
  return {.code = failure_code::usage,
          .text = std::string(field) + ": '" + std::string(value) + "' is none; expected " +
                  expected,
          .field = std::string(field),
          .value = std::string(value)};
}

std::optional<source_part::city> parse_city(std::string_view text) {
  auto written = parse_written_city(text);
  if (!written) return std::nullopt;
  auto key = written->country.empty() ? fold(written->name)
                                      : place_key(written->name, written->country);
  return source_part::city{std::move(key), std::move(written->country), std::string(text)};
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

bool is_empty(const changes& all) {
  return all.put.empty() && all.removed.empty() && all.rejected.empty() && all.known.empty();
}

// Takes out of `from` what was told.
template <class T, class F>
void pass_on_each(std::vector<T>& from, F tell) {
  auto next = from.begin();
  try {
    for (; next != from.end(); ++next) tell(*next);
  } catch (...) {
    from.erase(from.begin(), next);
    throw;
  }
  from.clear();
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
    reads_ = false;
    auto more = whole_->begin();
    if (!more) return more;
    reads_ = *more;
    return reads_ || !is_empty(found_);
  }

  // What a step brought that throws, or that there was no memory to pass on, is passed on by the
  // next one.
  result<bool> step(std::size_t budget_bytes, changes& out) override {
    if (!reads_) {
      pass_on(out);
      return true;
    }
    const auto complete = [&] {
      try {
        return whole_->step(budget_bytes, found_);
      } catch (...) {
        pass_on(out);
        throw;
      }
    }();
    if (complete && *complete) reads_ = false;
    pass_on(out);
    return complete;
  }

  bool has_changed() override { return whole_->has_changed(); }
  void forget() override { whole_->forget(); }

  on_demand* demand() override { return whole_->demand() != nullptr ? this : nullptr; }
  void want(const destination_key& what) override { whole_->demand()->want(what); }
  void drop(const destination_key& what) override { whole_->demand()->drop(what); }
  std::uint64_t version() const override { return whole_->demand()->version(); }
  std::optional<destination_key> where_is(std::string_view code) const override {
    auto out = whole_->demand()->where_is(code);
    if (out && !holds(which_, out->key, out->country)) return std::nullopt;
    return out;
  }

  source_progress progress() const override {
    auto out = whole_->progress();
    out.left_out = left_out_.size();
    for (const auto& [at, hotels] : left_out_of_) out.left_out += hotels;
    return out;
  }
  std::string name() const override { return whole_->name(); }

private:
  // Nothing is lost where this throws.
  void pass_on(changes& out) {
    pass_on_each(found_.put, [&](auto& each) { take(each, out); });
    pass_on_each(found_.removed, [&](auto& each) {
      out.removed.push_back(each);
      left_out_.erase(text_hash(each, seed_));
    });
    pass_on_each(found_.rejected, [&](auto& each) { out.rejected.push_back(each); });
    pass_on_each(found_.known, [&](auto& each) {
      if (holds(which_, each.at.key, each.at.country))
        out.known.push_back(each);
      else
        left_out_of_[each.at] = each.hotels;
    });
  }

  void take(const std::shared_ptr<const hotel>& fresh, changes& out) {
    const auto code = text_hash(fresh->code, seed_);
    if (!holds(which_, fresh->city, fresh->country)) {
      left_out_.insert(code);
      out.removed.push_back(fresh->code);  // it may have been in the part before
      return;
    }
    if (last_ && nights_of(*fresh).last > *last_)
      out.put.push_back(std::make_shared<const hotel>(cut(*fresh, *last_)));
    else
      out.put.push_back(fresh);
    left_out_.erase(code);
  }

  std::unique_ptr<source> whole_;
  source_part which_;
  std::function<day()> today_;
  night_limit last_;
  changes found_;       // by `whole`, and not passed on yet
  bool reads_ = false;  // a pass over `whole` is under way
  std::uint64_t seed_ = random_seed();
  // The hashes of their codes: `whole` does not bring again what has not changed, and it counts all the same.
  std::unordered_set<std::uint64_t> left_out_;
  std::map<destination_key, std::uint32_t> left_out_of_;  // of a source on demand: hotels
};

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
  if (!of.countries.empty()) parts.push_back("all of " + enumerated(of.countries, "and"));
  std::string out = enumerated(parts, "and");
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
