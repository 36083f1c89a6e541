// Questions without one of their hotels, and where their pages go on.
#include "search/narrowed_question.hpp"

#include <doctest/doctest.h>

#include "search/request_check.hpp"
#include "search/tokens/page_token.hpp"

using namespace pronto;

namespace {

find_request of_hotels(std::vector<std::string> codes) {
  find_request out;
  out.keep.hotels = std::move(codes);
  return out;
}

}  // namespace

TEST_CASE("a hotel is taken out of a list that has others, and of nothing else") {
  const auto rest = without_hotel(of_hotels({"A", "B", "A"}), "A");
  REQUIRE(rest);
  CHECK(rest->keep.hotels == std::vector<std::string>{"B"});
  CHECK_FALSE(without_hotel(of_hotels({"A"}), "A"));
  CHECK_FALSE(without_hotel(of_hotels({"A", "B"}), "C"));
  auto in_city = of_hotels({"A", "B"});
  in_city.city = "Berlin";
  CHECK_FALSE(without_hotel(in_city, "A"));
  calendar_request calendar;
  calendar.keep.hotels = {"A", "B"};
  CHECK(without_hotel(calendar, "A"));
  hotels_request listed;
  listed.keep.hotels = {"A", "B"};
  CHECK(without_hotel(listed, "A"));
  CHECK_FALSE(without_hotel(quote_request{.hotel = "A", .when = {}, .keep = {}}, "A"));
  CHECK_FALSE(without_hotel(price_check_request{}, "A"));
}

TEST_CASE("a question that is narrowed goes on where its page ended") {
  auto whole = of_hotels({"B", "A", "C"});
  const page_end end{.question = question_digest(of_hotels({"A", "B", "C"})), .offers = 7, .name = {},
                     .hotel = "B"};
  whole.page = make_page_token(end);
  const auto rest = without_hotel(whole, "C");
  REQUIRE(rest);
  const auto read = read_page_token(rest->page, of_hotels({"A", "B"}));
  REQUIRE(read);
  CHECK(read->offers == 7);
  CHECK(page_token_for(whole, rest->page, *rest) == whole.page);
  CHECK(page_token_for(*rest, "", whole).empty());
  CHECK(page_token_for(*rest, "n1.x", whole) == "n1.x");
}

TEST_CASE("a question is about its cities, those of its hotels, or those that a circle may reach") {
  find_request asked;
  CHECK(cities_of(asked) == static_cast<int>(cities_limit));
  CHECK(cities_of(of_hotels({"A", "B"})) == 2);
  asked.city = "Berlin";
  asked.more_cities = {"Hamburg", "Bremen"};
  CHECK(cities_of(asked) == 3);
  calendar_request of_hotel;
  of_hotel.hotel = "A";
  CHECK(cities_of(of_hotel) == 1);
  CHECK(cities_of(quote_request{}) == 1);
}
