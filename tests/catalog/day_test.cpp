#include "catalog/day.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("day numbers count from 1970-01-01") {
  CHECK(parse_day("1970-01-01") == 0);
  CHECK(parse_day("2027-03-01") == 20878);
  CHECK(format_day(20878) == "2027-03-01");
  CHECK(format_day(-1) == "1969-12-31");
}

TEST_CASE("a text that is no date is none") {
  for (const char* text : {"", "2027-3-1", "2027-02-29", "2027-13-01", "2027-00-10", "20270301",
                           "2027-03-01 ", "+027-03-01", "2027/03/01", "1969-12-31", "abcd-ef-gh"})
    CHECK_MESSAGE(!parse_day(text), text);
  CHECK(parse_day("2028-02-29"));
}

TEST_CASE("every date of 1970 to 2100 goes out and in again, a weekday further each day") {
  int weekday = 3;
  for (day d = 0; d < 47'847; ++d) {
    REQUIRE(parse_day(format_day(d)) == d);
    REQUIRE(weekday_of(d) == weekday);
    weekday = (weekday + 1) % 7;
  }
  CHECK(weekday_of(-1) == 2);
  CHECK(weekday_of(-8) == 2);
}

TEST_CASE("the local date is that of the hotel's clock") {
  CHECK(local_day(0, 0) == 0);
  CHECK(local_day(0, -1) == -1);
  CHECK(local_day(86399, 0) == 0);
  CHECK(local_day(86399, 60) == 1);
  CHECK(local_day(-86400, 0) == -1);
}

TEST_CASE("weekday patterns start on Monday") {
  const auto weekend = parse_weekdays("0000011");
  REQUIRE(weekend);
  CHECK(weekend->contains(*parse_day("2027-03-06")));
  CHECK(!weekend->contains(*parse_day("2027-03-05")));
  CHECK(format_weekdays(*weekend) == "0000011");
  CHECK(!parse_weekdays("000001"));
  CHECK(!parse_weekdays("0000012"));
}

TEST_CASE("ranges of dates overlap where they have a day in common, and hold what lies in them") {
  constexpr day last = 6;
  const auto has = [](date_range of, day date) { return of.first <= date && date <= of.last; };
  for (day a = 0; a <= last; ++a)
    for (day b = a - 1; b <= last; ++b)
      for (day c = 0; c <= last; ++c)
        for (day d = c - 1; d <= last; ++d) {
          const date_range one{a, b}, other{c, d};
          bool any = false;
          bool all = true;
          for (day date = 0; date <= last; ++date) {
            any |= has(one, date) && has(other, date);
            all &= has(one, date) || !has(other, date);
          }
          CHECK(overlap(one, other) == any);
          if (c <= d) CHECK(holds(one, other) == all);
        }
}
