// Laws that every price obeys, whatever the hotel: held against generated hotels, which look real,
// and against tiny ones, which look for trouble.
#include "pricing/price.hpp"
#include "rounds.hpp"
#include "search/tiny_hotels.hpp"
#include "sources/generated/generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'301;

generator_options realistic() {
  generator_options out;
  out.hotels = 100'000;
  out.seed = seed;
  out.first_night = tiny_nights.first;
  out.nights = 120;
  return out;
}

stay realistic_stay(random_stream& dice) {
  stay out = tiny_stay(dice);
  out.arrival = realistic().first_night + dice.below(110);
  out.booking = out.arrival - dice.below(90);
  return out;
}

// Every product of a hotel for a stay, before and after the hotel was changed.
using judge = std::function<void(const hotel& before, const quote& was, const quote& is)>;
using change = std::function<void(random_stream& dice, hotel& of)>;

int judge_stay(const hotel& before, const packed::hotel& packed_before,
               const packed::hotel& packed_after, const stay& when, const judge& holds) {
  int bookable = 0;
  for (std::uint32_t plan = 0; plan < before.plans.size(); ++plan) {
    for (std::uint32_t product = 0; product < before.plans[plan].products.size(); ++product) {
      CAPTURE(before.code);
      CAPTURE(plan);
      CAPTURE(product);
      CAPTURE(when.arrival);
      CAPTURE(when.nights);
      const quote was = price_stay(packed_before, plan, product, when);
      bookable += std::holds_alternative<price>(was);
      holds(before, was, price_stay(packed_after, plan, product, when));
    }
  }
  return bookable;
}

template <class RandomStay>
int judge_hotel(const hotel& before, const hotel& after, RandomStay random_stay,
                const judge& holds) {
  const hotel_ptr packed_before = pack(before);
  const hotel_ptr packed_after = pack(after);
  int bookable = 0;
  for (int i = 0; i < 8; ++i)
    bookable += judge_stay(before, *packed_before, *packed_after, random_stay(), holds);
  return bookable;
}

// Changes many hotels in a way that the law speaks of, and judges the answers to many stays.
void check_law(const change& alter, const judge& holds) {
  random_stream dice{seed};
  int bookable = 0;
  for (int number = 0; number < rounds(1'500); ++number) {
    const hotel before = tiny_hotel(dice, number);
    hotel after = before;
    alter(dice, after);
    bookable += judge_hotel(before, after, [&] { return tiny_stay(dice); }, holds);
  }
  const int tiny = bookable;
  for (int number = 0; number < rounds(400); ++number) {
    const auto before = generate_hotel(realistic(), static_cast<std::uint64_t>(number));
    hotel after = *before;
    alter(dice, after);
    bookable += judge_hotel(*before, after, [&] { return realistic_stay(dice); }, holds);
  }
  MESSAGE("seed " << seed << ": " << tiny << " prices of tiny hotels, " << bookable - tiny
                  << " of generated ones");
  CHECK(tiny > rounds(5'000));
  CHECK(bookable - tiny > rounds(5'000));
}

const price* priced(const quote& answer) { return std::get_if<price>(&answer); }

// The same reason, or a price in both.
bool as_bookable(const quote& was, const quote& is) {
  if (priced(was)) return priced(is) != nullptr;
  return was == is;
}

std::vector<rate> unpacked(const rate_calendar& from) {
  std::vector<rate> out;
  for (std::size_t i = 0; i < from.size(); ++i) out.push_back(from.unpacked(i));
  return out;
}

void multiply_rates(hotel& of, std::int64_t factor) {
  for (rate_plan& plan : of.plans) {
    for (product& each : plan.products) {
      auto rates = unpacked(each.rates);
      for (rate& r : rates) {
        for (auto& [guests, amount] : r.base) amount *= factor;
        if (r.extra_adult) *r.extra_adult *= factor;
        for (child_band& band : r.children) band.amount *= factor;
      }
      each.rates = rate_calendar{rates};
    }
    for (supplement& each : plan.supplements)
      for (supplement_price& p : each.prices) p.amount *= factor;
  }
}

}  // namespace

TEST_CASE("a further exclusive promotion never raises a total") {
  int lowered = 0;
  check_law(
      [](random_stream& dice, hotel& of) {
        promotion more;
        more.code = "ZZ";  // behind all others
        more.exclusive = true;
        more.type = dice.chance(50) ? promotion_type::percent : promotion_type::per_night;
        if (more.type == promotion_type::percent)
          more.share = {dice.between(1, 100) * micro_per_percent};
        else
          more.amount = dice.between(1, 5'000);
        if (dice.chance(50)) more.los.min = dice.between(1, 4);
        of.promotions.push_back(std::move(more));
      },
      [&](const hotel&, const quote& was, const quote& is) {
        CHECK(as_bookable(was, is));
        if (!priced(was)) return;
        CHECK(priced(is)->total <= priced(was)->total);
        lowered += priced(is)->total < priced(was)->total;
      });
  CHECK(lowered > rounds(1'000));
}

TEST_CASE("a further tax or fee that is not included never lowers a total") {
  int raised = 0;
  check_law(
      [](random_stream& dice, hotel& of) {
        tax_fee more;
        more.code = "ZZ";
        more.is_percent = dice.chance(50);
        if (more.is_percent)
          more.share = {dice.between(1, 100) * micro_per_percent};
        else
          more.amount = dice.between(0, 5'000);
        more.basis = dice.chance(50) ? payer::person : payer::room;
        more.period = dice.chance(50) ? per::night : per::stay;
        more.on_supplements = dice.chance(50);
        if (dice.chance(30)) more.exempt_below = 12;
        of.taxes.push_back(std::move(more));
      },
      [&](const hotel&, const quote& was, const quote& is) {
        CHECK(as_bookable(was, is));
        if (!priced(was)) return;
        CHECK(priced(is)->total >= priced(was)->total);
        raised += priced(is)->total > priced(was)->total;
      });
  CHECK(raised > rounds(5'000));
}

TEST_CASE("rates and rooms after the stay change no answer") {
  check_law(
      [](random_stream& dice, hotel& of) {
        const day after = tiny_nights.first + 200;
        for (rate_plan& plan : of.plans) {
          for (product& each : plan.products) {
            auto rates = unpacked(each.rates);
            rates.push_back(rates.back());
            rates.back().nights = {after, after + dice.below(400)};
            each.rates = rate_calendar{rates};
          }
          booking_rule closed;
          closed.dates = {after, after + 100};
          closed.closed = true;
          plan.rules.push_back(closed);
        }
        for (room_type& room : of.rooms)
          if (room.inventory) room.inventory->push_back({{after, after + 100}, dice.below(2)});
      },
      [](const hotel&, const quote& was, const quote& is) { CHECK(was == is); });
}

TEST_CASE("amounts times ten give totals times ten, within rounding") {
  check_law(
      [](random_stream&, hotel& of) {
        multiply_rates(of, 10);
        for (tax_fee& each : of.taxes) each.amount *= 10;
        for (promotion& each : of.promotions) each.amount *= 10;
      },
      [](const hotel& of, const quote& was, const quote& is) {
        CHECK(as_bookable(was, is));
        if (!priced(was)) return;
        // Rounded are the room, the supplements, what promotions take, and each tax: by half a unit
        // at most, so by five of the tenfold ones, and there by half of one again.
        const auto roundings = static_cast<std::int64_t>(3 + of.taxes.size());
        const std::int64_t apart = std::abs(priced(is)->total - 10 * priced(was)->total);
        CHECK(2 * apart <= 11 * roundings);
      });
}

TEST_CASE("a promotion or a tax that cannot apply changes nothing") {
  check_law(
      [](random_stream& dice, hotel& of) {
        promotion never;
        never.code = "A";  // before all others
        never.share = {50 * micro_per_percent};
        never.exclusive = dice.chance(50);
        never.los.min = 1'000;
        of.promotions.insert(of.promotions.begin(), never);
        tax_fee none;
        none.code = "A";
        none.amount = 5'000;
        none.dates = {0, 10};
        of.taxes.insert(of.taxes.begin(), none);
      },
      [](const hotel&, const quote& was, const quote& is) {
        CHECK(as_bookable(was, is));
        if (!priced(was)) return;
        price moved = *priced(was);
        for (std::uint32_t& index : moved.applied) ++index;
        CHECK(moved == *priced(is));
      });
}

TEST_CASE("a total is the sum of its parts, and of its lines") {
  check_law([](random_stream&, hotel&) {},
            [](const hotel&, const quote& was, const quote&) {
              if (!priced(was)) return;
              const price& p = *priced(was);
              CHECK(p.total == p.room - p.promotions + p.supplements + p.taxes_added);
              CHECK((p.room >= p.promotions && p.promotions >= 0));
              CHECK((p.taxes_added >= p.due_at_property && p.due_at_property >= 0));
              CHECK((p.supplements >= 0 && p.taxes_included >= 0));
            });
  random_stream dice{seed + 1};
  int explained = 0;
  for (int number = 0; number < 1'000; ++number) {
    const hotel of = tiny_hotel(dice, number);
    const hotel_ptr packed = pack(of);
    const stay when = tiny_stay(dice);
    for (std::uint32_t plan = 0; plan < of.plans.size(); ++plan) {
      for (std::uint32_t product = 0; product < of.plans[plan].products.size(); ++product) {
        breakdown why;
        const quote answer = price_stay(*packed, plan, product, when, &why);
        if (!priced(answer)) continue;
        std::int64_t sum = 0;
        for (const price_line& line : why.lines) sum += line.amount;
        CHECK(sum == priced(answer)->total);
        CHECK(answer == price_stay(*packed, plan, product, when));
        ++explained;
      }
    }
  }
  CHECK(explained > 500);
}

TEST_CASE("children may be named in any order") {
  random_stream dice{seed + 2};
  int bookable = 0;
  for (int number = 0; number < 2'000; ++number) {
    const hotel of = tiny_hotel(dice, number);
    const hotel_ptr packed = pack(of);
    stay when = tiny_stay(dice);
    while (when.child_ages.size() < 2) when.child_ages.push_back(dice.below(18));
    stay other = when;
    std::ranges::reverse(other.child_ages);
    for (std::uint32_t plan = 0; plan < of.plans.size(); ++plan) {
      for (std::uint32_t product = 0; product < of.plans[plan].products.size(); ++product) {
        const quote answer = price_stay(*packed, plan, product, when);
        CHECK(answer == price_stay(*packed, plan, product, other));
        bookable += priced(answer) != nullptr;
      }
    }
  }
  MESSAGE("seed " << seed + 2 << ": " << bookable << " prices");
  CHECK(bookable > 300);
}
