// Pages of offers: one after the other they are what one long page would be.
#include "pricing/house.hpp"
#include "pricing/lower_bound.hpp"
#include "search/brute_force.hpp"
#include "search/search.hpp"
#include "search/tokens/page_token.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'420;

find_request some_paged_question(random_stream& dice, const hotel_list& all) {
  find_request out = some_question(dice, all, tiny_stay(dice));
  if (dice.chance(35)) ask_elsewhere(dice, all, out);
  if (dice.chance(20)) out.more_rooms = {{.adults = dice.between(1, 2)}};
  if (dice.chance(50)) out.sort = sort_by::total;
  return out;
}

std::vector<offer> all_offers(const snapshot& in, find_request asked) {
  asked.limit = 1'000;
  auto got = find(in, asked);
  if (!got) return {};
  CHECK(got->next == "");
  CHECK(got->offers_before == 0);
  CHECK_FALSE(got->generation_changed);
  return std::move(got->offers);
}

std::set<std::pair<std::string, std::string>> places_of(const find_answer& to) {
  std::set<std::pair<std::string, std::string>> out;
  for (const searched_city& each : to.cities) out.emplace(each.city, each.country);
  if (!to.city.empty()) out.emplace(to.city, to.country);
  return out;
}

// Whether a later snapshot holds another destination where two answers looked, or they looked at other
// places; all count for a list of hotels.
bool has_other_hotels(const snapshot& before, const snapshot& after, const find_request& asked,
                      const find_answer& first, const find_answer& second) {
  const bool is_of_places = !asked.city.empty() || !asked.more_cities.empty() || asked.keep.near;
  if (!is_of_places || !asked.currency_code.empty()) return true;
  const auto places = places_of(second);
  if (places_of(first) != places) return true;
  const auto at = [&](const snapshot& in, const auto& place) {
    return std::ranges::find_if(in.destinations(), [&](const destination_ptr& each) {
      return std::string_view(each->city) == place.first && std::string_view(each->country) == place.second;
    });
  };
  return std::ranges::any_of(places, [&](const auto& place) {
    const auto then = at(before, place);
    return then == before.destinations().end() || *then != *at(after, place);
  });
}

}  // namespace

TEST_CASE("pages of one generation are the parts of one long page") {
  random_stream dice{seed};
  int pages = 0;
  for (int round = 0; round < 25; ++round) {
    const hotel_list all = tiny_hotels(dice, dice.between(1, 80));
    catalog held(std::make_shared<catalog_memory>(), {}, dice.chance(70) ? bounds_of : nullptr);
    const auto seen = snapshot_of(held, all);
    for (int i = 0; i < 40; ++i) {
      find_request asked = some_paged_question(dice, all);
      CAPTURE(round);
      CAPTURE(i);
      const auto expected = all_offers(*seen, asked);
      std::vector<offer> got;
      do {
        asked.limit = static_cast<std::uint32_t>(dice.between(1, 12));
        asked.count = dice.chance(50);
        if (!asked.page.empty()) asked.when.now_s += dice.below(3) * 86'400;  // later, but it counts not
        auto page = find(*seen, asked);
        if (!page) break;
        ++pages;
        CHECK(page->offers_before == got.size());
        CHECK_FALSE(page->generation_changed);
        if (!page->next.empty()) CHECK(page->offers.size() == asked.limit);
        if (asked.count && got.size() + page->offers.size() == expected.size())
          CHECK(page->next == "");
        std::ranges::move(page->offers, std::back_inserter(got));
        asked.page = page->next;
      } while (!asked.page.empty());
      CHECK(got == expected);
    }
  }
  MESSAGE("seed " << seed << ": " << pages << " pages");
  CHECK(pages > 1'000);
}

TEST_CASE("a page of another generation goes on behind the place where the one before ended") {
  random_stream dice{seed + 1};
  int compared = 0;
  for (int round = 0; round < 35; ++round) {
    hotel_list all = tiny_hotels(dice, 60);
    catalog held(std::make_shared<catalog_memory>(), {}, dice.chance(70) ? bounds_of : nullptr);
    const auto before = snapshot_of(held, all);
    const hotel_list fresh = tiny_hotels(dice, 60);
    for (const auto& each : fresh)
      if (dice.chance(40)) held.put(*each);
    const auto after = held.take(2);
    for (int i = 0; i < 30; ++i) {
      find_request asked = some_paged_question(dice, all);
      asked.limit = static_cast<std::uint32_t>(dice.between(1, 12));
      asked.sort = sort_by::total;
      const auto first = find(*before, asked);
      if (!first || first->next.empty()) continue;
      CAPTURE(round);
      CAPTURE(i);
      auto expected = all_offers(*after, asked);
      const offer& last = first->offers.back();
      std::erase_if(expected, [&](const offer& each) {
        return std::tie(each.total, each.hotel) <= std::tie(last.total, last.hotel);
      });
      asked.page = first->next;
      asked.count = dice.chance(50);
      const auto second = find(*after, asked);
      if (!second) continue;  // no hotel of the question is left
      ++compared;
      CHECK(second->generation_changed == has_other_hotels(*before, *after, asked, *first, *second));
      if (second->generation_changed) CHECK(second->notes.size() >= 1);
      CHECK(second->offers_before == first->offers.size());
      if (expected.size() > asked.limit)
        expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(asked.limit), expected.end());
      CHECK(second->offers == expected);
    }
  }
  MESSAGE("seed " << seed + 1 << ": " << compared << " second pages");
  CHECK(compared > 200);
}

TEST_CASE("a page says that hotels have changed where the last one of a city is gone") {
  const auto at = [](const char* code, const char* city, double latitude, double longitude) {
    auto document = test::house();
    document["hotel"] = code;
    document["city"] = city;
    document["latitude"] = latitude;
    document["longitude"] = longitude;
    return test::made(document);
  };
  catalog held;
  held.put(at("P", "Potsdam", 52.4, 13.06));
  held.take(3);
  for (const char* code : {"A", "B", "C"}) held.put(at(code, "Berlin", 52.5, 13.4));
  const auto before = held.take(5);
  find_request asked;
  asked.when.arrival = *parse_day("2027-03-01");
  asked.when.booking = parse_day("2027-02-01");
  asked.keep.near = circle{52.5, 13.4, 40};
  asked.limit = 1;
  const auto first = find(*before, asked);
  REQUIRE(first);
  REQUIRE(first->hotels == 4);
  asked.page = first->next;
  CHECK_FALSE(find(*before, asked)->generation_changed);

  // Berlin is what brought the latest generation, before and after.
  held.remove("P");
  const auto after = held.take(6);
  const auto second = find(*after, asked);
  REQUIRE(second);
  CHECK(second->hotels == 3);
  CHECK(second->generation_changed);

  // What is elsewhere does not count.
  held.put(at("P", "Potsdam", 52.4, 13.06));
  const auto again = held.take(7);
  asked.page.clear();
  const auto whole = find(*again, asked);
  asked.page = whole->next;
  held.put(at("M", "Munich", 48.1, 11.6));
  CHECK_FALSE(find(*held.take(8), asked)->generation_changed);
}

TEST_CASE("a page token of the version before is refused as such") {
  find_request asked;
  asked.city = "Berlin";
  auto token = make_page_token({.question = question_digest(asked), .name = "", .hotel = "H"});
  REQUIRE(token.starts_with("n2."));
  token[1] = '1';
  const auto no = read_page_token(token, asked);
  REQUIRE_FALSE(no);
  CHECK(no.why().code == failure_code::usage);
  CHECK(no.why().text == "the token of the next page is of version 1, and only version 2 can be read; ask "
                         "for the first page again");
}

TEST_CASE("a page token comes back as it was, and one that is damaged is refused") {
  random_stream dice{seed + 2};
  find_request asked;
  asked.city = "Berlin";
  for (int i = 0; i < 300; ++i) {
    asked.limit = static_cast<std::uint32_t>(dice.between(1, 1'000));
    const page_end end{.question = question_digest(asked),
                       .state = static_cast<std::uint32_t>(dice.below(1'000'000)),
                       .now_s = 1'800'000'000 + dice.below(1'000'000),
                       .offers = static_cast<std::uint32_t>(dice.below(100'000)),
                       .total = std::int64_t{dice.below(1'000'000)} * 1'000'003,
                       .stars = dice.below(6),
                       .distance_km = dice.below(1'000'000) / 7.0,
                       .name = std::string(static_cast<std::size_t>(dice.below(40)), 'n'),
                       .hotel = "H" + std::to_string(dice.below(1'000))};
    const auto token = make_page_token(end);
    const auto back = read_page_token(token, asked);
    REQUIRE(back);
    CHECK(*back == end);
    auto broken = token;
    auto& letter = broken[static_cast<std::size_t>(dice.below(static_cast<int>(token.size())))];
    letter = letter == 'A' ? 'B' : 'A';
    const auto refused = read_page_token(broken, asked);
    REQUIRE_FALSE(refused);
    CHECK(refused.why().code == failure_code::usage);
    CHECK(refused.why().field == "page");
    CHECK_FALSE(read_page_token(token.substr(0, token.size() - 1), asked));
  }
  find_request other = asked;
  other.when.nights = 2;
  const auto token = make_page_token({.question = question_digest(asked), .name = "", .hotel = "H"});
  CHECK(read_page_token(token, asked).ok());
  CHECK(read_page_token(token, other).why().text ==
        "this next page is of another question: ask the same one, or for its first page");
  CHECK_FALSE(read_page_token("", asked));
  CHECK_FALSE(read_page_token(std::string(page_token_limit_bytes + 1, 'n'), asked));
}

TEST_CASE("a page ends at a hotel whatever it may be called") {
  random_stream dice{seed + 5};
  const auto of = [](const char* first, std::size_t length) {
    std::string out = first;
    while (length-- > 1) out += "\xF0\x90\x90\xA8";  // a letter
    return out;
  };
  hotel one = *tiny_hotels(dice, 1).front();
  hotel_list all;
  for (const char* first : {"a", "b", "c"}) {
    one.code = of(first, code_length_limit);
    one.name = of(first, text_length_limit);
    all.push_back(std::make_shared<const hotel>(one));
  }
  catalog held;
  const auto seen = snapshot_of(held, all);
  std::size_t longest = 0;
  int followed = 0;
  for (day arrival = tiny_nights.first; arrival <= tiny_nights.last; ++arrival) {
    find_request asked;
    asked.city = all.front()->city;
    asked.when.arrival = asked.when.booking.emplace(arrival);
    asked.sort = sort_by::name;
    asked.limit = 1;
    const auto first = find(*seen, asked);
    REQUIRE(first);
    if (first->next.empty()) continue;
    longest = std::max(longest, first->next.size());
    asked.page = first->next;
    const auto second = find(*seen, asked);
    REQUIRE(second);
    CHECK(second->offers.at(0).hotel == all[1]->code);
    ++followed;
  }
  CHECK(followed > 0);
  CHECK(longest > 5'000);
}

TEST_CASE("a next page is of the same question where hotels are listed in another order") {
  random_stream dice{seed + 4};
  const hotel_list all = tiny_hotels(dice, 20);
  catalog held;
  const auto seen = snapshot_of(held, all);
  int followed = 0;
  for (int i = 0; i < 100; ++i) {
    find_request asked;
    asked.city = all.front()->city;
    asked.country = all.front()->country;
    asked.when.arrival = tiny_nights.first + dice.below(20);
    asked.when.booking = asked.when.arrival;
    asked.limit = 1;
    for (const auto& each : all) asked.keep.hotels.push_back(each->code);
    const auto first = find(*seen, asked);
    REQUIRE(first);
    if (first->next.empty()) continue;
    std::ranges::reverse(asked.keep.hotels);
    asked.page = first->next;
    const auto second = find(*seen, asked);
    REQUIRE(second);
    CHECK(second->offers_before == 1);
    followed += static_cast<int>(second->offers.size());
  }
  CHECK(followed > 10);
}

TEST_CASE("a page token that says what cannot be is no way round the limits of a question") {
  random_stream dice{seed + 3};
  const hotel_list all = tiny_hotels(dice, 20);
  catalog held;
  const auto seen = snapshot_of(held, all);
  find_request asked;
  asked.city = all.front()->city;
  asked.country = all.front()->country;
  asked.when.arrival = tiny_nights.first;
  asked.page = make_page_token({.question = question_digest(asked),
                                .now_s = std::int64_t{1} << 62,
                                .name = "",
                                .hotel = "H"});
  const auto got = find(*seen, asked);
  REQUIRE_FALSE(got);
  CHECK(got.why().field == "page");
  CHECK(got.why().text.find("damaged") != std::string::npos);
}
