// Random questions of every kind, over hotels with every feature, against looking at everything: so many
// as are wanted. Ends with 1 at the first that is answered otherwise, saying how it replays.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plain/random_hotels.hpp"
#include "pricing/lower_bound.hpp"
#include "search/all_combinations.hpp"
#include "search/asked_stay.hpp"
#include "search/brute_force.hpp"
#include "search/plain_rates.hpp"
#include "search/popular/popular_answers.hpp"
#include "search/price_calendar.hpp"
#include "search/price_check.hpp"
#include "search/quote.hpp"
#include "search/search.hpp"
#include "sources/documents/document.hpp"
#include "sources/generated/generator.hpp"

using namespace pronto;
using generated::random_stream;

namespace {

enum class kind : std::uint8_t { find, pages, calendar, hotel_calendar, quote, rooms };
constexpr int kind_count = 6;
constexpr std::array<const char*, kind_count> kind_names{
    "the best hotels", "page by page", "calendar of cities", "calendar of a hotel", "one hotel",
    "several rooms"};
constexpr int questions_a_market = 500;

/// Hotels of one of three sorts, in a catalog with an index and, for looking at everything, packed.
struct market {
  market(random_stream& dice, std::uint64_t seed);

  hotel_list all;
  packed_hotels packed;
  std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>();
  catalog held;
  plain_rates rates;  ///< not of all currencies
  snapshot_ptr seen;
  std::vector<popular_shape> popular;  ///< that have tables, most of them of all arrivals
  std::int64_t now_s = 0;              ///< for which these hold

private:
  void make_rates(random_stream& dice);
  void make_popular_answers(random_stream& dice);
};

constexpr std::array<std::string_view, 5> currencies{"CHF", "EUR", "JPY", "KWD", "USD"};

hotel_list documented_hotels(std::uint64_t seed, int count) {
  std::mt19937_64 rng(seed);
  hotel_list out;
  for (int i = 0; i < count; ++i) {
    const auto read = read_hotel(plain::random_hotel(rng, i).dump());
    if (read.made) out.push_back(read.made);
  }
  return out;
}

hotel_list generated_hotels(std::uint64_t seed, int count) {
  generator_options with;
  with.hotels = static_cast<std::uint64_t>(count);
  with.seed = seed;
  with.first_night = tiny_nights.first;
  with.nights = 60;
  with.cities = 3;
  hotel_list out;
  for (std::uint64_t i = 0; i < with.hotels; ++i) out.push_back(generate_hotel(with, i));
  return out;
}

market::market(random_stream& dice, std::uint64_t seed)
    : held(memory, {}, bounds_of, bounds_around) {
  switch (dice.below(3)) {
    case 0: all = documented_hotels(seed, dice.between(1, 60)); break;
    case 1: all = generated_hotels(seed, dice.between(1, 150)); break;
    default: all = tiny_hotels(dice, dice.between(1, 90)); break;
  }
  packed = pack_all(all);
  seen = snapshot_of(held, all);
  make_rates(dice);
  make_popular_answers(dice);
}

// Before most of the booking dates.
void market::make_rates(random_stream& dice) {
  if (dice.chance(10)) return;
  std::vector<std::string_view> some;
  for (const auto each : currencies)
    if (each != "EUR" && dice.chance(80)) some.push_back(each);
  const day first = seen->destinations().front()->nights.first;
  rates = {dice, {first - 150, first + 30}, some};
  held.set_rates(rates.all());
}

void market::make_popular_answers(random_stream& dice) {
  const day first = seen->destinations().front()->nights.first;
  now_s = std::int64_t{std::clamp(first, 10'000, 30'000) - dice.below(5)} * 86'400 + dice.below(86'400);
  for (int i = dice.between(1, 4); i > 0; --i) {
    const stay like = tiny_stay(dice);
    stay_request of;
    of.nights = like.nights;
    of.adults = like.adults;
    of.child_ages = like.child_ages;
    filters keep;
    if (dice.chance(30)) keep.stars_min = dice.between(1, 5);
    popular.push_back(*popular_shape_of(of, keep));
  }
  std::ranges::sort(popular);
  popular.erase(std::ranges::unique(popular).begin(), popular.end());
  memory->set_popular_budget(std::uint64_t{1} << 30);
  held.set_popular(keep_popular);
  const auto offers = static_cast<std::uint16_t>(dice.between(1, 12));
  for (const auto& each : seen->destinations())
    held.want_popular({std::string(each->key), std::string(each->country)},
                      {popular, 60, offers, now_s});
  seen = held.take(2);
  for (const auto& place : seen->destinations())
    if (place->popular != nullptr)
      for (const popular_table& table : place->popular->all) {
        while (dice.chance(95) && make_popular_rows(*place, table, [] {})) {}
        while (dice.chance(98) && count_popular_rows(*place, table, [] {})) {}
      }
}

/// Asks one question after the other.
class asker {
public:
  explicit asker(std::uint64_t seed) : dice_{seed}, market_(dice_, seed) {}

  /// The kind of a question whose answer is another than it should be.
  const char* wrong(int number) {
    const auto which = static_cast<kind>(dice_.weighted(std::array{60, 8, 8, 6, 10, 8}));
    ++asked_[static_cast<std::size_t>(which)];
    if (is_right(which)) return nullptr;
    std::printf("question %d, %s: %s\n", number, kind_names[static_cast<std::size_t>(which)],
                why_.c_str());
    return kind_names[static_cast<std::size_t>(which)];
  }

  const std::array<std::uint64_t, kind_count>& asked() const { return asked_; }
  std::uint64_t offers() const { return offers_; }
  std::uint64_t refused() const { return refused_; }
  /// Offers that are shown in another currency than the hotel's.
  std::uint64_t converted() const { return converted_; }
  /// So many were answered by a table.
  std::uint64_t by_table() { return counts_.take().hits; }

private:
  bool is_right(kind which) {
    switch (which) {
      case kind::find: return is_found(question());
      case kind::pages: return is_paged(question());
      case kind::calendar: return is_calendar_right(false);
      case kind::hotel_calendar: return is_calendar_right(true);
      case kind::quote: return is_quoted();
      case kind::rooms: return are_rooms_found();
    }
    return false;
  }

  const hotel& any() {
    return *market_.all[static_cast<std::size_t>(dice_.below(static_cast<int>(market_.all.size())))];
  }

  // One that often fits: within the nights of a hotel.
  stay some_stay() {
    stay out = tiny_stay(dice_);
    const date_range nights = nights_of(any());
    if (nights.first <= nights.last)
      out.arrival = nights.first + dice_.below(nights.last - nights.first + 1);
    out.booking = out.arrival - dice_.below(dice_.chance(50) ? 14 : 200);
    return out;
  }

  find_request question() {
    find_request out = some_question(dice_, market_.all, some_stay());
    if (dice_.chance(50)) out.sort = sort_by::total;
    if (dice_.chance(50)) out.count = false;
    if (out.keep.total_max_e4 && dice_.chance(70)) *out.keep.total_max_e4 *= dice_.between(1, 40);
    if (dice_.chance(25)) ask_elsewhere(dice_, market_.all, out);
    if (dice_.chance(30)) make_popular(out);
    if (dice_.chance(20)) out.currency_code = dice_.pick(currencies);
    return out;
  }

  // A stay that a table may have the answer of, if nothing else stands against it.
  void make_popular(find_request& of) {
    const auto& shape =
        market_.popular[static_cast<std::size_t>(dice_.below(static_cast<int>(market_.popular.size())))];
    const day arrival = of.when.arrival;
    of.when = pronto::stay_of(shape);
    of.when.arrival = arrival;
    of.when.now_s = market_.now_s;
    if (of.city.empty() || dice_.chance(20)) return;
    const auto total_max_e4 = of.keep.total_max_e4;
    of.keep = filters_of(shape);
    if (dice_.chance(30)) of.keep.total_max_e4 = total_max_e4;
    of.sort = sort_by::total;
  }

  expected_answer expected(const find_request& asked) const {
    return look_at_everything(market_.all, market_.packed, asked, market_.rates);
  }

  bool is_refused_rightly(const failure& why, const find_request& asked,
                          const expected_answer& wanted) {
    why_ = "refused: " + why.text;
    ++refused_;
    if (why.code == failure_code::ambiguous) return asked.country.empty();
    if (why.code == failure_code::not_found) return wanted.hotels == 0;
    return why.code == failure_code::usage && wanted.passed;
  }

  static bool is_same(const offer& got, const expected_offer& wanted) {
    const rate_plan& plan = wanted.where->plans[wanted.plan];
    return got.hotel == wanted.where->code && got.plan == plan.code && got.arrival == wanted.arrival &&
           got.room == wanted.where->rooms[plan.products[wanted.product].room].code &&
           got.cost == wanted.cost && got.money == wanted.where->money &&
           (got.converted ? got.converted->total : got.total) == wanted.total;
  }

  // Says where it differs from what it should be.
  bool same(const char* what, std::int64_t got, std::int64_t wanted) {
    if (got != wanted)
      why_ = std::string(what) + " " + std::to_string(got) + " instead of " + std::to_string(wanted);
    return got == wanted;
  }

  bool are_same(const std::vector<offer>& got, const std::vector<expected_offer>& wanted,
                std::size_t limit) {
    if (!same("offers", std::ssize(got), static_cast<std::int64_t>(std::min(limit, wanted.size()))))
      return false;
    for (std::size_t i = 0; i < got.size(); ++i)
      if (!is_same(got[i], wanted[i])) {
        why_ = "offer " + std::to_string(i) + " is " + got[i].hotel + " for " +
               std::to_string(got[i].cost.total) + " instead of " + wanted[i].where->code + " for " +
               std::to_string(wanted[i].cost.total);
        return false;
      }
    return true;
  }

  bool is_found(const find_request& asked) {
    const auto wanted = expected(asked);
    const auto got = find(*market_.seen, asked, &counts_);
    if (!got) return is_refused_rightly(got.why(), asked, wanted);
    offers_ += got->offers.size();
    return same("passed", 0, wanted.passed) && same("hotels", got->hotels, wanted.hotels) &&
           same("of another currency", got->other_currency, wanted.other_currency) &&
           same("without a rate", got->without_rate, wanted.without_rate) &&
           are_converted(asked, *got) &&
           (!asked.count || same("bookable", got->bookable, std::ssize(wanted.offers))) &&
           are_same(got->offers, wanted.offers, asked.limit) && holds_its_price(asked, *got);
  }

  // All offers if a currency was named; and by a rate that is told.
  bool are_converted(const find_request& asked, const find_answer& got) {
    const bool converts = !asked.currency_code.empty();
    for (const offer& each : got.offers) {
      if (!same("converted", each.converted.has_value(), converts)) return false;
      if (!converts) continue;
      if (!same("money", each.converted->money == *find_currency(asked.currency_code), 1)) return false;
      if (each.money == got.money) continue;
      ++converted_;
      if (!same("rates told", std::ranges::any_of(got.rates, [&](const used_rate& rate) {
                  return rate.from == each.money && rate.to == got.money;
                }), 1))
        return false;
    }
    return true;
  }

  // The token of an offer says what it costs.
  bool holds_its_price(const find_request& asked, const find_answer& of) {
    if (of.offers.empty()) return true;
    const offer& first = of.offers.front();
    const auto checked = check_price(*market_.seen, {first.token, asked.when.now_s});
    if (!checked)
      why_ = "the first offer's token is refused: " + checked.why().text;
    else if (checked->state != price_state::available)
      why_ = "the first offer's price is " + std::string(to_string(checked->state)) + " at once";
    else
      return same("the total by the first offer's token", checked->now->cost.total, first.cost.total);
    return false;
  }

  bool is_paged(find_request asked) {
    const auto wanted = expected(asked);
    asked.limit = static_cast<std::uint32_t>(dice_.between(1, 9));
    std::vector<offer> all;
    do {
      auto page = find(*market_.seen, asked);
      if (!page) return is_refused_rightly(page.why(), asked, wanted);
      std::ranges::move(page->offers, std::back_inserter(all));
      asked.page = page->next;
    } while (!asked.page.empty() && all.size() < wanted.offers.size() + 2);
    return are_same(all, wanted.offers, wanted.offers.size());
  }

  bool is_calendar_right(bool of_hotel) {
    const find_request about = question();
    calendar_request asked;
    const hotel& where = any();
    if (of_hotel) {
      asked.hotel = where.code;
    } else {
      asked.city = about.city;
      asked.more_cities = about.more_cities;
    }
    asked.when = about.when;
    asked.keep = about.keep;
    asked.currency_code = about.currency_code;
    asked.arrivals = dice_.between(1, 12);
    const auto got = find_calendar(*market_.seen, asked, &counts_);
    find_request one = search_of(asked);
    if (of_hotel) {
      if (!asked.keep.hotels.empty() && std::ranges::count(asked.keep.hotels, asked.hotel) == 0)
        return got.ok() || got.why().code == failure_code::usage || got.why().field == "currency";
      one.keep.hotels = {asked.hotel};
    }
    bool all_passed = true;
    bool is_about_any = false;
    for (int i = 0; i < asked.arrivals; ++i, ++one.when.arrival) {
      const auto wanted = expected(one);
      all_passed = all_passed && wanted.passed;
      is_about_any = is_about_any || wanted.hotels > 0;
      if (!got) continue;
      const auto& best = got->days[static_cast<std::size_t>(i)].best;
      if (best.has_value() == wanted.offers.empty()) return false;
      if (best && (best->total != wanted.offers.front().total ||
                   best->hotel != wanted.offers.front().where->code ||
                   best->city != wanted.offers.front().where->city ||
                   best->own_total != wanted.offers.front().cost.total))
        return false;
      offers_ += best.has_value();
      converted_ += best && best->own_money != got->money;
      if (i + 1 == asked.arrivals &&
          !same("without a rate", got->without_rate, of_hotel ? 0 : wanted.without_rate))
        return false;
    }
    if (got) return true;
    why_ = "refused: " + got.why().text;
    if (got.why().field == "currency") {
      const day booking = stay_at(*market_.packed.at(&where), asked.when).booking;
      return of_hotel &&
             !market_.rates.has_rate(where.money, *find_currency(asked.currency_code), booking);
    }
    if (got.why().code == failure_code::not_found) return !is_about_any;
    return all_passed || (got.why().code == failure_code::ambiguous && asked.country.empty());
  }

  bool is_quoted() {
    const hotel& where = any();
    const find_request about = question();
    quote_request asked{.hotel = where.code, .when = about.when, .keep = {}};
    asked.currency_code = about.currency_code;
    const auto got = find_quote(*market_.seen, asked);
    const packed::hotel& packed = *market_.packed.at(&where);
    const stay when = stay_at(packed, asked.when);
    const currency shown =
        asked.currency_code.empty() ? where.money : *find_currency(asked.currency_code);
    if (!got)
      return when.arrival < when.booking || !market_.rates.has_rate(where.money, shown, when.booking);
    std::size_t bookable = 0;
    for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan)
      for (std::uint32_t product = 0; product < where.plans[plan].products.size(); ++product) {
        const quote price_of = price_stay(packed, plan, product, when);
        const auto* cost = std::get_if<price>(&price_of);
        if (cost == nullptr) continue;
        ++bookable;
        const auto total = market_.rates.convert(cost->total, where.money, shown, when.booking);
        const expected_offer wanted{&where, plan, product, *cost, 0, when.arrival, total.value()};
        if (std::ranges::none_of(got->offers, [&](const offer& each) { return is_same(each, wanted); }))
          return false;
      }
    offers_ += bookable;
    return got->offers.size() == bookable;
  }

  bool are_rooms_found() {
    find_request asked = question();
    asked.days_before = asked.days_after = 0;
    asked.keep.total_max_e4.reset();
    asked.sort = sort_by::total;
    const find_request one = asked;
    for (int rooms = dice_.between(1, 2); rooms > 0; --rooms)
      asked.more_rooms.push_back(dice_.chance(40)
                                     ? room_guests{asked.when.adults, asked.when.child_ages}
                                     : room_guests{dice_.between(1, 3), {}});
    const auto hotels = expected(one);
    std::vector<std::pair<std::int64_t, std::string>> wanted;
    for (const auto& each : hotels.offers) {
      const packed::hotel& packed = *market_.packed.at(each.where);
      const stay first = stay_at(packed, asked.when);
      if (const auto lowest = all_combinations(*each.where, packed, asked, first).lowest())
        wanted.emplace_back(*market_.rates.convert(*lowest, each.where->money, hotels.money,
                                                   first.booking),
                            each.where->code);
    }
    std::ranges::sort(wanted);
    const auto got = find(*market_.seen, asked);
    if (!got) return is_refused_rightly(got.why(), asked, hotels);
    offers_ += got->offers.size();
    return got->offers.size() == std::min<std::size_t>(asked.limit, wanted.size()) &&
           std::ranges::equal(got->offers, std::span(wanted).first(got->offers.size()),
                              [](const offer& a, const auto& b) {
                                const auto total = a.converted ? a.converted->total : a.total;
                                return total == b.first && a.hotel == b.second;
                              });
  }

  random_stream dice_;
  market market_;
  std::array<std::uint64_t, kind_count> asked_{};
  std::uint64_t offers_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t converted_ = 0;
  asked_shapes counts_;
  std::string why_;  ///< the last answer is not as it should be
};

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t seed = 1;
  std::uint64_t questions = 20'000;
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    if (i + 1 == argc || (name != "--seed" && name != "--questions")) {
      std::fputs("exactness [--seed N] [--questions N]\n", stderr);
      return 2;
    }
    (name == "--seed" ? seed : questions) = std::strtoull(argv[i + 1], nullptr, 10);
  }

  const auto start = std::chrono::steady_clock::now();
  std::array<std::uint64_t, kind_count> asked{};
  std::uint64_t offers = 0;
  std::uint64_t refused = 0;
  std::uint64_t converted = 0;
  std::uint64_t by_table = 0;
  std::uint64_t done = 0;
  for (std::uint64_t each = seed; done < questions; ++each) {
    asker market(each);
    for (int i = 0; i < questions_a_market && done < questions; ++i, ++done)
      if (market.wrong(i) != nullptr) {
        std::printf("WRONG: exactness --seed %llu --questions %d\n",
                    static_cast<unsigned long long>(each), i + 1);
        return 1;
      }
    for (std::size_t k = 0; k < asked.size(); ++k) asked[k] += market.asked()[k];
    offers += market.offers();
    refused += market.refused();
    converted += market.converted();
    by_table += market.by_table();
    if (done % 100'000 == 0) {
      std::printf("%llu questions\n", static_cast<unsigned long long>(done));
      std::fflush(stdout);
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("seed %llu: %llu questions, %llu offers, %llu of them converted, %llu refused, %llu by "
              "popular answers, all as by looking at everything, in %.0f s\n",
              static_cast<unsigned long long>(seed), static_cast<unsigned long long>(done),
              static_cast<unsigned long long>(offers), static_cast<unsigned long long>(converted),
              static_cast<unsigned long long>(refused), static_cast<unsigned long long>(by_table),
              took.count());
  for (std::size_t k = 0; k < asked.size(); ++k)
    std::printf("  %-20s %10llu\n", kind_names[k], static_cast<unsigned long long>(asked[k]));
  return offers > refused && ((by_table > 0 && converted > 0) || done < 1'000) ? 0 : 1;
}
