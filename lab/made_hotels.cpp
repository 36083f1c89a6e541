#include "lab/made_hotels.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"

namespace pronto::lab {

namespace {

constexpr std::array<const char*, 10> cities{"Berlin",    "Hamburg", "Munich",  "Cologne", "Leipzig",
                                             "Stuttgart", "Dresden", "Bremen",  "Hanover", "Nuremberg"};

// A calendar is a year long; one of a hotel that would need more of these than `rooms_most` is
// longer instead.
constexpr std::uint64_t year = 365;
constexpr std::uint64_t rooms_most = 64;

// How many calendars are made to choose from. Making one takes longer than all that the engine does
// with it, and is not what is looked at.
constexpr std::uint64_t calendar_count = 61;

// A step brings as many hotels as one over a file of documents would, and at most 1 % of them: the
// experiment is small, so its steps are too.
constexpr std::uint64_t document_bytes_a_price = 24;

day first_night() { return *parse_day("2027-01-01"); }

std::uint64_t rooms_of(const scale& how) {
  return std::clamp<std::uint64_t>((how.prices + year / 2) / year, 1, rooms_most);
}

std::uint64_t nights_of(const scale& how) { return (how.prices + rooms_of(how) - 1) / rooms_of(how); }

/// Without any pattern (the finalizer of MurmurHash3), so that nothing can be saved on them.
std::int64_t cents(std::uint64_t calendar, std::uint64_t night) {
  std::uint64_t mixed = (calendar << 32U) + night + 1;
  mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdU;
  mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return static_cast<std::int64_t>(40'00 + (mixed ^ (mixed >> 33U)) % 400'00);
}

rate_calendar make_calendar(std::uint64_t number, std::uint64_t nights) {
  std::vector<rate> rates;
  rates.reserve(nights);
  for (std::uint64_t i = 0; i < nights; ++i) {
    const day night = first_night() + static_cast<day>(i);
    rates.push_back({.nights = {night, night},
                     .base = {{2, cents(number, i)}},
                     .extra_adult = {},
                     .children = {}});
  }
  return rate_calendar{rates};
}

/// "H000012", so that the order of codes is that of numbers.
std::string numbered(const char* prefix, std::uint64_t number) {
  auto digits = std::to_string(number);
  return prefix + std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits;
}

class made_hotels final : public source {
public:
  made_hotels(const scale& how, std::function<void()> brought)
      : how_(how), brought_(std::move(brought)) {
    for (std::uint64_t i = 0; i < calendar_count; ++i)
      calendars_.push_back(make_calendar(i, nights_of(how)));
  }

  result<bool> begin() override {
    ++pass_;
    next_ = 0;
    return true;
  }

  result<bool> step(std::size_t budget_bytes, changes& out) override {
    const auto last = std::min(how_.hotels, next_ + std::max<std::uint64_t>(1, how_.hotels / 100));
    for (std::uint64_t bytes = 0; next_ < last && bytes < budget_bytes;
         bytes += how_.prices * document_bytes_a_price) {
      out.put.push_back(std::make_shared<const hotel>(make(next_)));
      ++next_;
      brought_();
      if (pass_ > 1 && how_.pause_ms > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds{how_.pause_ms});
    }
    return next_ == how_.hotels;
  }

  source_progress progress() const override {
    return {.done_bytes = next_ * how_.block_bytes(),
            .total_bytes = how_.data_bytes(),
            .documents = next_,
            .rejected = 0,
            .left_out = 0};
  }

  void forget() override {}  // each pass brings them all

  std::string name() const override { return "the laboratory"; }

private:
  hotel make(std::uint64_t number) const {
    rate_plan plan;
    plan.code = "BAR";
    plan.name = "Best rate";
    hotel out;
    for (std::uint64_t i = 0; i < rooms_of(how_); ++i) {
      auto code = numbered("R", i);
      out.rooms.push_back({.code = code,
                           .name = code,
                           .guests = {.min = 1, .std = 2, .max = 2, .max_child = {}},
                           .inventory = {}});
      const auto chosen = (number * 17 + pass_ * 29 + i) % calendar_count;
      plan.products.push_back({.room = static_cast<std::uint32_t>(i), .rates = calendars_[chosen]});
    }
    out.code = numbered("H", number);
    out.name = "Hotel " + std::to_string(number);
    out.city = cities[number % cities.size()];
    out.country = "DE";
    out.stars = 3;
    out.money = *find_currency("EUR");
    out.plans.push_back(std::move(plan));
    return out;
  }

  scale how_;
  std::function<void()> brought_;
  std::vector<rate_calendar> calendars_;
  std::uint64_t pass_ = 0;
  std::uint64_t next_ = 0;
};

}  // namespace

scale sized_for_catalog(const scale& how) {
  scale one = how;
  one.hotels = 1;
  changes made;
  if (!made_hotels(one, [] {}).step(1, made)) return how;
  catalog alone;
  alone.put(*made.put.front());
  const auto of_one = alone.memory();
  const auto bytes = of_one.of(component::hotels).live_bytes +
                     of_one.of(component::calendars).live_bytes;
  scale out = how;
  out.hotels = std::clamp<std::uint64_t>(how.data_bytes() / bytes, 1, how.hotels);
  return out;
}

std::unique_ptr<source> open_made_hotels(const scale& how, std::function<void()> brought) {
  return std::make_unique<made_hotels>(how, std::move(brought));
}

find_request question_about_made_hotels(const scale& how, std::uint64_t number) {
  constexpr std::uint64_t longest = 7;
  const auto nights = nights_of(how);
  const auto stay = std::min(1 + number % longest, nights);
  find_request out;
  out.city = cities[number % std::min<std::uint64_t>(cities.size(), how.hotels)];
  out.when.arrival = first_night() + static_cast<day>(number * 11 % (nights - stay + 1));
  out.when.nights = static_cast<int>(stay);
  out.when.adults = 2;
  out.when.booking = first_night();
  return out;
}

}  // namespace pronto::lab
