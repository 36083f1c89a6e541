// Popular answers: that they are what is found without them, whatever changes, and that they go away
// with what they were made of.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plain/changed_document.hpp"
#include "plain/random_hotels.hpp"
#include "pricing/lower_bound.hpp"
#include "rounds.hpp"
#include "search/popular/popular_answers.hpp"
#include "search/popular/popular_choice.hpp"
#include "search/price_calendar.hpp"
#include "search/search.hpp"
#include "sources/documents/change_document.hpp"
#include "sources/documents/document.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

constexpr std::int64_t day_s = 86'400;

/// The same hotels twice: with tables and without.
class twin_catalogs {
public:
  explicit twin_catalogs(std::uint64_t seed) : rng_(seed), seed_(seed) {
    memory->set_popular_budget(64 << 20);
    with_->set_popular([this](popular_occasion at) {
      at.rows_left = &rows_left;
      return keep_popular(at);
    });
    for (int i = 0; i < 60; ++i) put(i);
    take();
    now_s = (some_nights().first + 2) * day_s + 40'000;
  }

  void put(int number) { put(plain::random_hotel(rng_, number)); }

  void put(json document) {
    const auto read = read_hotel(document.dump());
    REQUIRE(read.made);
    with_->put(*read.made);
    without_.put(*read.made);
    documents_[read.made->code] = std::move(document);
  }

  // Another hotel takes the place of one, in the same city and money.
  void replace() {
    const auto& [code, was] = *some_document();
    json is;
    do {
      is = plain::random_hotel(rng_, 0);
    } while (is.at("city") != was.at("city") || is.at("country") != was.at("country") ||
             is.at("currency") != was.at("currency"));
    is["hotel"] = code;
    put(std::move(is));
  }

  void remove() {
    const auto gone = some_document();
    with_->remove(gone->first);
    without_.remove(gone->first);
    documents_.erase(gone);
  }

  void remove_rates() {
    for (auto& [code, document] : documents_) {
      for (json& plan : document.at("plans")) plan["rates"] = json::array();
      const auto read = read_hotel(document.dump());
      REQUIRE(read.made);
      with_->put(*read.made);
      without_.put(*read.made);
    }
  }

  void change_some(int count) {
    std::vector<change> batch;
    for (int i = 0; i < count; ++i) {
      auto& [code, document] = *some_document();
      const json one = plain::random_change(rng_, document);
      batch.push_back(*read_change(one.dump()).made);
      document = plain::changed_document(document, one);
    }
    with_->apply(batch);
    without_.apply(batch);
  }

  void take() {
    // The one before goes first on neither side, as with handlers that still read it.
    ++generation_;
    rows_left = rows_at_once;
    before = std::move(seen);
    seen = with_->take(generation_);
    plain_ = without_.take(generation_);
  }

  void want(std::vector<popular_shape> shapes, std::uint16_t offers) {
    for (const auto& each : seen->destinations())
      with_->want_popular({std::string(each->key), std::string(each->country)},
                          {shapes, 40, offers, now_s});
    take();
  }

  // How many destinations are not what they were before, and how many of these have other hotels.
  std::pair<int, int> changed() const {
    int other = 0, other_hotels = 0;
    for (const auto& each : seen->destinations()) {
      const auto* const was = before->find_destination(each->key, each->country);
      if (was == each.get()) continue;
      ++other;
      other_hotels += was == nullptr || was->since != each->since ? 1 : 0;
    }
    return {other, other_hotels};
  }

  // So many steps for each table; the number of steps there were.
  int make(int steps) {
    int made = 0;
    for (const auto& each : seen->destinations())
      if (each->popular != nullptr)
        for (const auto& table : each->popular->all)
          for (int i = 0; i < steps && (make_popular_rows(*each, table, [] {}) ||
                                        count_popular_rows(*each, table, [] {}));
               ++i)
            ++made;
    return made;
  }

  // Asks both; how often a table had the answer.
  void ask(const std::vector<popular_shape>& shapes) {
    const auto& place = *seen->destinations()[below(seen->destinations().size())];
    find_request asked;
    asked.city = place.city;
    asked.country = place.country;
    const popular_shape& like = shapes[below(shapes.size())];
    asked.when = stay_of(like);
    asked.keep = filters_of(like);
    asked.when.now_s = now_s;
    asked.when.arrival = place.nights.first + static_cast<day>(below(50));
    if (below(4) == 0)
      asked.when.booking = static_cast<day>(now_s / day_s) - 1 + static_cast<day>(below(3));
    asked.limit = static_cast<std::uint32_t>(1 + below(14));
    asked.count = below(2) == 0;
    asked.explain = below(8) == 0;
    if (below(3) == 0) {
      asked.days_before = static_cast<int>(below(4));
      asked.days_after = static_cast<int>(below(6));
    }
    if (below(20) == 0) asked.when.strict = true;
    if (below(20) == 0) asked.keep.stars_min = 3;
    if (below(4) == 0) asked.keep.total_max_e4 = static_cast<std::int64_t>(below(15'000'000));
    if (below(20) == 0) asked.keep.refundable = true;
    INFO("seed ", seed_, ", generation ", generation_, ", ", asked.city, " ",
         format_day(asked.when.arrival), " x ", asked.when.nights, ", ", asked.when.adults, "+",
         asked.when.child_ages.size(), ", limit ", asked.limit, ", count ", asked.count, " now ",
         now_s, " before ", asked.days_before, " after ", asked.days_after);
    const auto with = find(*seen, asked);
    const auto without = find(*plain_, asked);
    REQUIRE(with.ok() == without.ok());
    if (with) {
      REQUIRE(with->bookable == without->bookable);
      REQUIRE(with->offers.size() == without->offers.size());
      REQUIRE(*with == *without);
      if (may_be_popular(asked)) {
        if (asked.count)
          counted += popular_counted(place, asked).has_value();
        else if (asked.days_before + asked.days_after > 0)
          flexible += popular_first(place, asked).has_value();
        else
          single += popular_first(place, asked).has_value();
      }
    } else {
      REQUIRE(with.why().text == without.why().text);
    }
    calendar_request days;
    days.city = asked.city;
    days.country = asked.country;
    days.when = asked.when;
    days.keep = asked.keep;
    days.arrivals = static_cast<int>(1 + below(12));
    const auto calendar = find_calendar(*seen, days);
    const auto plain_calendar = find_calendar(*plain_, days);
    REQUIRE(calendar.ok() == plain_calendar.ok());
    if (calendar) REQUIRE(*calendar == *plain_calendar);
    if (calendar && may_be_popular(days)) calendars += popular_days(place, days).has_value();
  }

  std::size_t below(std::size_t most) { return rng_() % most; }
  std::uint64_t popular_bytes() const {
    return memory->figures().of(component::popular).live_bytes;
  }

  std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>();
  std::int64_t now_s = 0;
  snapshot_ptr before, seen;
  std::size_t rows_at_once = 10'000;
  std::size_t rows_left = 0;
  int single = 0, flexible = 0, counted = 0, calendars = 0;

private:
  date_range some_nights() const {
    date_range out = seen->destinations().front()->nights;
    for (const auto& each : seen->destinations()) out.first = std::min(out.first, each->nights.first);
    return out;
  }
  std::map<std::string, json>::iterator some_document() {
    return std::next(documents_.begin(), static_cast<std::ptrdiff_t>(below(documents_.size())));
  }

  std::mt19937_64 rng_;
  std::uint64_t seed_;
  std::uint64_t generation_ = 0;
  std::unique_ptr<catalog> with_ =
      std::make_unique<catalog>(memory, std::string_view{}, bounds_of, bounds_around);
  catalog without_{std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around};
  snapshot_ptr plain_;
  std::map<std::string, json> documents_;
};

popular_shape shape(int nights, int adults, std::vector<int> ages = {}, int stars_min = 0) {
  stay_request of;
  of.nights = nights;
  of.adults = adults;
  of.child_ages = std::move(ages);
  filters keep;
  keep.stars_min = stars_min;
  return *popular_shape_of(of, keep);
}

const std::vector<popular_shape> shapes{shape(1, 2), shape(3, 2), shape(2, 2, {4, 9}),
                                        shape(2, 2, {}, 3), shape(7, 1)};

}  // namespace

TEST_CASE("answers are the same with tables and without, through changes of every kind") {
  int single = 0, flexible = 0, counted = 0, calendars = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    twin_catalogs both(seed);
    std::vector<popular_shape> some(shapes.begin(), shapes.end() - 1);  // one is never popular
    if (seed % 3 == 0) both.rows_at_once = 60;
    both.want(some, static_cast<std::uint16_t>(1 + both.below(10)));
    const auto [other, other_hotels] = both.changed();
    CHECK(other > 0);
    CHECK(other_hotels == 0);
    CHECK(both.make(1000) > 0);
    int number = 60;
    for (int round = 0; round < rounds(120); ++round) {
      switch (both.below(12)) {
        case 0: both.put(number++); break;
        case 1: both.put(static_cast<int>(both.below(static_cast<std::size_t>(number)))); break;
        case 2: both.remove(); break;
        case 3: both.now_s += static_cast<std::int64_t>(both.below(90'000)); [[fallthrough]];
        case 4:
          if (both.below(2) == 0) both.change_some(1);
          both.want(some, 6);
          break;
        case 5: both.change_some(60); break;  // too many to be followed
        case 6:
          both.replace();
          if (both.below(2) == 0) both.change_some(2);
          break;
        default: both.change_some(static_cast<int>(1 + both.below(5)));
      }
      both.take();
      for (int i = 0; i < 3; ++i) both.ask(shapes);
      both.make(static_cast<int>(both.below(8)));
      for (int i = 0; i < 12; ++i) both.ask(shapes);
      if (both.below(6) == 0) both.make(1000);
    }
    single += both.single;
    flexible += both.flexible;
    counted += both.counted;
    calendars += both.calendars;
    CHECK(both.memory->figures().foreign_frees == 0);
  }
  MESSAGE("by tables: ", single, " of one arrival, ", flexible, " of several, ", counted,
          " counted, ", calendars, " calendars");
  CHECK(single > rounds(300));
  CHECK(flexible > rounds(100));
  CHECK(counted > rounds(300));
  CHECK(calendars > rounds(300));
}

namespace {

/// One destination with tables that are all made.
struct made_tables {
  explicit made_tables(std::uint64_t seed) : both(seed) {
    both.want(shapes, 5);
    both.make(10'000);
  }

  // A question of this place that its table has the answer of.
  std::optional<find_request> known_of(const destination& place) const {
    find_request out;
    out.city = place.city;
    out.country = place.country;
    out.when = stay_of(shapes.front());
    out.when.now_s = both.now_s;
    out.limit = 1;
    for (out.when.arrival = place.nights.first; out.when.arrival <= place.nights.last;
         ++out.when.arrival)
      if (const auto first = popular_first(place, out); first && !first->empty()) return out;
    return std::nullopt;
  }

  twin_catalogs both;
};

}  // namespace

TEST_CASE("a table knows nothing of the hotels that come after it, and keeps what was before") {
  made_tables made(7);
  const destination& was = *made.both.seen->destinations().front();
  const auto asked = made.known_of(was);
  REQUIRE(asked);
  const auto told = popular_first(was, *asked);
  const snapshot_ptr reader = made.both.seen;
  for (int number = 0; number < 60; ++number) made.both.put(number);  // all of them anew
  made.both.take();
  const auto* const is = made.both.seen->find_destination(was.key, was.country);
  REQUIRE(is != nullptr);
  REQUIRE(is != &was);
  CHECK_FALSE(popular_first(*is, *asked));
  const auto still = popular_first(was, *asked);
  REQUIRE(still);
  CHECK(still->front().best.total == told->front().best.total);
  CHECK(made.both.make(10'000) > 0);
  CHECK(popular_first(*is, *asked));
}

TEST_CASE("that there is no offer within a maximum is known too, and why") {
  const made_tables made(7);
  const auto tomorrow = static_cast<day>(made.both.now_s / day_s) + 2;  // everywhere
  int known = 0, explained = 0;
  for (const auto& place : made.both.seen->destinations()) {
    auto asked = made.known_of(*place);
    for (; asked && asked->when.arrival < place->nights.last; ++asked->when.arrival) {
      asked->keep.total_max_e4.reset();
      const auto first = popular_first(*place, *asked);
      if (asked->when.arrival < tomorrow || !first || first->empty() ||
          first->front().best.total == 0)
        continue;
      asked->keep.total_max_e4 = 1;
      for (const bool count : {false, true}) {
        asked->count = count;
        asked_shapes noted;
        const auto found = find(*made.both.seen, *asked, &noted);
        REQUIRE(found);
        CHECK(found->offers.empty());
        CHECK(found->bookable == 0);
        const auto told = noted.take();
        CHECK(told.hits == 1);
        CHECK(told.misses + told.others == 0);
        ++known;
        for (const auto& note : found->notes)
          explained += note.find("dearer than the maximum") != std::string::npos;
      }
    }
  }
  CHECK(known > 20);
  CHECK(explained > 10);
}

TEST_CASE("a city where no night is sold has no table") {
  twin_catalogs both(9);
  both.remove_rates();
  both.take();
  both.want(shapes, 5);
  CHECK(both.make(10'000) == 0);
  for (const auto& place : both.seen->destinations()) {
    CHECK(place->nights.first > place->nights.last);
    CHECK(place->popular == nullptr);
  }
}

TEST_CASE("a table holds until it is the next day at one of its hotels") {
  made_tables made(8);
  for (const auto& place : made.both.seen->destinations()) {
    auto asked = made.known_of(*place);
    if (!asked) continue;
    const popular_moment at = place->popular->all.front().at;
    const auto knows_at = [&](std::int64_t now_s) {
      asked->when.now_s = now_s;
      return popular_first(*place, *asked).has_value();
    };
    CHECK(at.from_s < at.until_s);
    CHECK(knows_at(at.from_s));
    CHECK(knows_at(at.until_s - 1));
    CHECK_FALSE(knows_at(at.until_s));
    CHECK_FALSE(knows_at(at.from_s - 1));
    asked->when.booking = at.booking.value_or(asked->when.arrival) + (at.booking ? 1 : 0);
    CHECK_FALSE(knows_at(at.from_s));
  }
  const auto was = made.both.seen;
  made.both.now_s += day_s;
  made.both.want(shapes, 5);
  for (const auto& place : made.both.seen->destinations())
    if (place->popular != nullptr) {
      CHECK(place->popular->all.front().at.holds(made.both.now_s));
      CHECK_FALSE(made.known_of(*place));
    }
}

namespace {

// Calls `tell(was, is, number)` for each table of the destinations that are others than before.
template <class Tell>
void each_changed_table(const snapshot& before, const snapshot& now, Tell tell) {
  for (const auto& place : now.destinations()) {
    const auto* const was = before.find_destination(place->key, place->country);
    if (was == place.get() || place->popular == nullptr) continue;
    for (std::size_t t = 0; t < place->popular->all.size(); ++t) tell(*was, *place, t);
  }
}

}  // namespace

TEST_CASE("a change of a few nights leaves the other blocks and rows as they are") {
  made_tables made(9);
  std::size_t shared = 0, known = 0, rows = 0;
  for (int i = 0; i < 20; ++i) {
    const snapshot_ptr before = made.both.seen;
    made.both.change_some(1);
    made.both.take();
    each_changed_table(*before, *made.both.seen, [&](const auto& was, const auto& is, std::size_t t) {
      const auto& blocks = is.popular->all[t].blocks;
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        shared += blocks[b] == was.popular->all[t].blocks[b];
        for (int at = 0; at < popular_block::arrivals; ++at, ++rows)
          known += blocks[b]->is_known(at);
      }
    });
    made.both.make(10'000);
  }
  CHECK(shared > 0);
  CHECK(known > rows * 9 / 10);
}

TEST_CASE("a hotel of too few stars for a table changes none of its blocks") {
  made_tables made(9);
  int seen = 0;
  for (int i = 0; i < 60; ++i) {
    const snapshot_ptr before = made.both.seen;
    made.both.change_some(1);
    made.both.take();
    each_changed_table(*before, *made.both.seen, [&](const auto& was, const auto& is, std::size_t t) {
      const popular_table& table = is.popular->all[t];
      for (std::size_t at = 0; at < is.hotels.size(); ++at) {
        if (is.hotels[at] == was.hotels[at] || is.hotels[at]->stars >= table.of.stars_min) continue;
        CHECK(table.blocks == was.popular->all[t].blocks);
        ++seen;
      }
    });
  }
  CHECK(seen > 10);
}

TEST_CASE("a document that replaces a hotel is followed, one that is new or gone is not") {
  made_tables made(11);
  const auto known = [&] {
    std::size_t out = 0;
    for (const auto& place : made.both.seen->destinations())
      if (place->popular != nullptr)
        for (const auto& table : place->popular->all)
          for (const auto& block : table.blocks)
            for (int at = 0; at < popular_block::arrivals; ++at) out += block->is_known(at);
    return out;
  };
  const auto all = known();
  for (int i = 0; i < 20; ++i) {
    made.both.replace();
    made.both.take();
    for (int question = 0; question < 20; ++question) made.both.ask(shapes);
    CHECK(known() > all * 9 / 10);
    made.both.make(10'000);
  }
  made.both.put(1000);
  made.both.take();
  CHECK(known() < all * 9 / 10);
}

TEST_CASE("tables stay within their budget, and go when nobody wants them") {
  made_tables made(10);
  const auto all = made.both.popular_bytes();
  CHECK(all > 0);
  made.both.want({}, 5);
  made.both.before.reset();
  CHECK(made.both.popular_bytes() == 0);
  made.both.memory->set_popular_budget(all / 3);
  made.both.want(shapes, 5);
  CHECK(made.both.popular_bytes() > 0);
  CHECK(made.both.popular_bytes() <= all / 3);
  made.both.make(10'000);
  for (int i = 0; i < 200; ++i) made.both.ask(shapes);
  CHECK(made.both.memory->figures().foreign_frees == 0);
}

TEST_CASE("about as many bytes as said") {
  made_tables made(11);
  std::uint64_t said = 0;
  for (const auto& place : made.both.seen->destinations())
    if (place->popular != nullptr)
      for (const auto& each : place->popular->all)
        said += popular_table_bytes(
            static_cast<int>(each.blocks.size()) * popular_block::arrivals, each.promised);
  CHECK(made.both.popular_bytes() <= said);
  CHECK(made.both.popular_bytes() * 10 > said * 7);
}

TEST_CASE("stays are given as people write them") {
  const auto read = parse_given_shapes(
      " Berlin, 3 nights ; Paris (FR), 1 night, 1 adult;Rome, 7 nights, 2 adults, children 4 and 9;"
      "Rome, 4 stars, 2 nights; ");
  REQUIRE(read.ok());
  REQUIRE(read->size() == 4);
  CHECK((*read)[0] == given_shape{"Berlin", "", shape(3, 2)});
  CHECK((*read)[1] == given_shape{"Paris", "FR", shape(1, 1)});
  CHECK((*read)[2] == given_shape{"Rome", "", shape(7, 2, {4, 9})});
  CHECK((*read)[3] == given_shape{"Rome", "", shape(2, 2, {}, 4)});
  CHECK(parse_given_shapes("")->empty());
  for (const char* wrong : {"Berlin", "Berlin, 0 nights", "Berlin, 366 nights", "Berlin, 2 adults",
                            ", 2 nights", "Berlin, 2 nights, 33 adults", "Berlin, 2 nights, 2 cats",
                            "Berlin, 2 nights, children", "Berlin, 2 nights, children 18",
                            "Berlin, 2 nights, 6 stars"}) {
    INFO(wrong);
    const auto no = parse_given_shapes(wrong);
    REQUIRE(!no.ok());
    CHECK(no.why().code == failure_code::usage);
    CHECK(no.why().field == "popular-shapes");
  }
}

TEST_CASE("what is asked for often is noted in a table of fixed size") {
  made_tables made(12);
  const destination& place = *made.both.seen->destinations().front();
  asked_shapes asked;
  for (int i = 0; i < 20'000; ++i) {
    asked.note(place, shape(2, 2), i % 2 == 0);
    asked.note(place, shape(1 + i % 365, 1 + i / 365 % 32), false);  // never often
    if (i % 4 == 0) asked.note(place, shape(5, 1, {3}, 4), true);
  }
  asked.note_other();
  auto told = asked.take();
  CHECK(told.hits == 15'000);
  CHECK(told.misses == 30'000);
  CHECK(told.others == 1);
  CHECK(told.shapes.size() <= asked_shapes::sets * asked_shapes::of_set);
  std::ranges::sort(told.shapes, std::ranges::greater{}, &asked_shape::times);
  CHECK(told.shapes[0].nights == 2);
  CHECK(told.shapes[0].times >= 20'000);
  CHECK(told.shapes[0].key == std::string_view(place.key));
  CHECK(told.shapes[1].child_ages == std::vector{3});
  CHECK(told.shapes[1].stars_min == 4);
  CHECK(asked.take() == asked_summary{});
}

TEST_CASE("what is asked for once is told once, however many others are") {
  made_tables made(12);
  const destination& place = *made.both.seen->destinations().front();
  asked_shapes asked;
  for (int second = 0; second < 3; ++second) {
    for (int i = 0; i < 10'000; ++i) {  // each of these once
      asked.note(place, shape(21 + i % 340, 3 + i / 340), false);
      asked.note(place, shape(1 + i % 20, 2), true);
    }
    std::size_t often = 0;
    for (const asked_shape& each : asked.take().shapes) {
      CAPTURE(each.nights);
      const bool is_hot = each.nights <= 20;
      CHECK(each.times >= (is_hot ? 400U : 1U));
      CHECK(each.times <= (is_hot ? 500U : 1U));
      often += is_hot ? 1 : 0;
    }
    CHECK(often == 20);
  }
}

namespace {

// Of 40 arrivals and 5 offers.
std::uint64_t bytes_in(const destination& of) {
  return popular_table_bytes(40, static_cast<int>(std::min<std::size_t>(5, of.hotels.size())));
}

asked_summary asked_for(const destination& of, int nights, std::uint64_t times) {
  asked_summary out;
  out.shapes.push_back({.key = std::string(of.key),
                        .country = std::string(of.country),
                        .nights = nights,
                        .child_ages = {},
                        .times = times});
  return out;
}

}  // namespace

TEST_CASE("tables are for what is given, then for what is asked for most of late") {
  made_tables made(13);
  const snapshot& in = *made.both.seen;
  const destination& place = *in.destinations().front();
  const destination_key at{std::string(place.key), std::string(place.country)};
  popular_terms terms{
      .budget_bytes = 0, .given = {}, .arrivals = 40, .offers = 5, .half_life_s = 100};
  const auto bytes = bytes_in(place);
  terms.budget_bytes = 2 * bytes * 8 / 7 + 100;  // two, with what is spare
  terms.given = {{std::string(place.city), std::string(place.country), shape(21, 2)}};
  popular_choice choice(terms);
  auto now_s = made.both.now_s;
  CHECK(choice.choose(in, now_s).at(at) == std::vector{shape(21, 2)});
  choice.learn(asked_for(place, 11, 2), now_s);  // too seldom
  CHECK(choice.choose(in, now_s).at(at).size() == 1);
  choice.learn(asked_for(place, 11, 20), now_s);
  choice.learn(asked_for(place, 12, 10), now_s);
  CHECK(choice.choose(in, now_s).at(at) == std::vector{shape(21, 2), shape(11, 2)});
  CHECK(choice.left_out() == 1);
  now_s += 200;  // two half-lives
  choice.learn(asked_for(place, 12, 10), now_s);
  CHECK(choice.choose(in, now_s).at(at) == std::vector{shape(21, 2), shape(12, 2)});
  now_s += 2'000;
  CHECK(choice.choose(in, now_s).at(at) == std::vector{shape(21, 2)});
  CHECK(choice.known() == 0);
}

TEST_CASE("a table that there is stays for one that is asked for hardly more") {
  made_tables made(14);
  const snapshot& in = *made.both.seen;
  const auto place = std::ranges::find_if(in.destinations(), [](const auto& each) {
    return each->popular != nullptr;
  });
  REQUIRE(place != in.destinations().end());
  const destination_key at{std::string((*place)->key), std::string((*place)->country)};
  const auto bytes = bytes_in(**place);
  popular_choice choice({.budget_bytes = bytes * 8 / 7 + 100, .given = {}, .arrivals = 40, .offers = 5,
                         .half_life_s = 100});
  choice.learn(asked_for(**place, 3, 100), made.both.now_s);  // as of `shapes`
  choice.learn(asked_for(**place, 4, 110), made.both.now_s);
  CHECK(choice.choose(in, made.both.now_s).at(at) == std::vector{shape(3, 2)});
  choice.learn(asked_for(**place, 4, 50), made.both.now_s);
  CHECK(choice.choose(in, made.both.now_s).at(at) == std::vector{shape(4, 2)});
}

TEST_CASE("no more shapes are known than there may be") {
  made_tables made(15);
  const destination& place = *made.both.seen->destinations().front();
  popular_choice choice({.budget_bytes = 1 << 20});
  for (int adults = 1; adults <= 32; ++adults)
    for (int nights = 1; nights <= 200; ++nights) {
      auto one = asked_for(place, nights, 1);
      one.shapes.front().adults = adults;
      choice.learn(one, made.both.now_s);
    }
  CHECK(choice.known() == popular_choice::known_max);
}

TEST_CASE("of shapes that are asked for equally often, all have the same chance to be known") {
  made_tables made(15);
  const snapshot& in = *made.both.seen;
  const destination& place = *in.destinations().front();
  popular_choice choice({.budget_bytes = std::uint64_t{1} << 40});
  asked_summary asked;
  for (int nights = 1; nights <= 200; ++nights)
    for (int adults = 1; adults <= 32; ++adults) {
      const std::uint64_t times = adults == 1 ? 3 : adults == 2 ? 9 : 5;
      asked.shapes.push_back(
          {std::string(place.key), std::string(place.country), nights, adults, {}, 0, times});
    }
  choice.learn(asked, made.both.now_s);
  CHECK(choice.known() == popular_choice::known_max);
  const auto known = choice.choose(in, made.both.now_s)
                         .at({std::string(place.key), std::string(place.country)});
  const auto count = [&](auto which) { return std::ranges::count_if(known, which); };
  CHECK(count([](const popular_shape& each) { return each.adults == 1; }) == 0);
  CHECK(count([](const popular_shape& each) { return each.adults == 2; }) == 200);
  const auto first = count([](const popular_shape& each) { return each.nights <= 100; });
  CHECK(first > 2'000);
  CHECK(first < 2'100);
}

TEST_CASE("a city that is given and that there is not is found once it comes") {
  made_tables made(16);
  const snapshot& in = *made.both.seen;
  const destination& place = *in.destinations().front();
  const destination_key at{std::string(place.key), std::string(place.country)};
  popular_choice choice({.budget_bytes = std::uint64_t{1} << 40,
                         .given = {{std::string(place.city), std::string(place.country), shape(2, 2)},
                                   {"Nowhere at all", "", shape(2, 2)}}});
  catalog without(std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around);
  const auto none = without.take(1);
  for (int i = 0; i < 2; ++i) {
    CHECK(choice.choose(*none, made.both.now_s).empty());
    CHECK(choice.unknown_cities() == std::vector<std::string>{std::string(place.city), "Nowhere at all"});
    CHECK(choice.choose(in, made.both.now_s).at(at) == std::vector{shape(2, 2)});
    CHECK(choice.unknown_cities() == std::vector<std::string>{"Nowhere at all"});
  }
}
