#include "app/shown/calendar_text.hpp"

#include <doctest/doctest.h>

#include "app/shown/answer_json.hpp"
#include "app/shown/sample_answers.hpp"
#include "app/terminal/table.hpp"

using namespace pronto;

namespace {

calendar_request question() {
  calendar_request made;
  made.when.nights = 2;
  return made;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("months are grids of weeks, with a total under each day") {
  CHECK(to_text(sample_calendar(), question(), {}) ==
        "Berlin (DE)  2 nights, 2 adults; lowest totals by arrival, in EUR\n"
        "\n"
        "April 2027\n"
        "   Mon     Tue     Wed     Thu     Fri     Sat     Sun\n"
        "                            29      30\n"
        "                             -       -\n"
        "\n"
        "May 2027\n"
        "   Mon     Tue     Wed     Thu     Fri     Sat     Sun\n"
        "                                             1       2\n"
        "                                        200.00  150.00\n"
        "     3       4       5       6       7       8       9\n"
        " 90.00   80.00   80.00       -  120.00  140.00  180.00\n"
        "    10\n"
        "190.00\n"
        "\n"
        "cheapest  80.00 EUR, Tue 2027-05-04 to Thu 2027-05-06, and on 1 other arrival\n"
        "          Hôtel 東京 (H1), room DBL, plan FLEX\n"
        "9 of 12 arrivals have an offer; 1 hotel left out, of another currency than EUR; --currency "
        "with exchange rates has all in one "
        "(generation 7)\n"
        "2 arrivals: the arrival lies before the booking date\n"
        "1 arrival: no room left on at least one night\n"
        "note: a note\n");
}

TEST_CASE("colours go from the cheapest to the dearest, and change no column") {
  const auto plain = to_text(sample_calendar(), question(), {});
  auto painted = to_text(sample_calendar(), question(), {.colour = true, .columns = 80});
  CHECK(contains(painted, "\x1b[1m\x1b[32m80.00\x1b[0m\x1b[0m"));
  CHECK(contains(painted, "\x1b[32m90.00\x1b[0m"));
  CHECK(contains(painted, "\x1b[33m140.00\x1b[0m"));
  CHECK(contains(painted, "\x1b[31m200.00\x1b[0m"));
  for (auto at = painted.find('\x1b'); at != std::string::npos; at = painted.find('\x1b'))
    painted.erase(at, painted.find('m', at) - at + 1);
  CHECK(painted == plain);
}

TEST_CASE("a grid that the screen is too narrow for becomes a list") {
  auto answer = sample_calendar();
  CHECK(contains(to_text(answer, question(), {.colour = false, .columns = 54}), "   Mon     Tue"));
  CHECK(contains(to_text(answer, question(), {.colour = false, .columns = 53}), "   Mon    Tue"));
  CHECK(contains(to_text(answer, question(), {.colour = false, .columns = 48}), "   Mon    Tue"));
  const auto narrow = to_text(answer, question(), {.colour = false, .columns = 47});
  CHECK(contains(narrow, "Arrival"));
  CHECK(contains(narrow, "Sat 2027-05-01  200.00  Hôtel 東京 (H1)\n"));
  CHECK(contains(narrow, "Thu 2027-05-06       -  no room left on at "));
}

TEST_CASE("totals of nine digits fit 80 columns") {
  auto answer = sample_calendar();
  for (auto& each : answer.days)
    if (each.best) each.best->total = 999'999'999;
  const auto text = to_text(answer, question(), {.colour = false, .columns = 80});
  CHECK(contains(text, "9999999.99 9999999.99\n"));
}

TEST_CASE("a calendar of a hotel has its name over it") {
  auto answer = sample_calendar();
  answer.hotel = "H1";
  answer.hotel_name = "Hôtel\x1b[2J";
  CHECK(to_text(answer, question(), {}).starts_with("Hôtel\uFFFD[2J (H1)  2 nights"));
}

TEST_CASE("a calendar of several cities is a list with the city of each day") {
  auto answer = sample_calendar();
  answer.city = answer.country = "";
  answer.cities = {{"Berlin", "DE", 1000}, {"Potsdam", "DE", 200}};
  answer.days[5].best->city = "Potsdam";
  const auto text = to_text(answer, question(), {});
  CHECK(text.starts_with("Berlin (DE), Potsdam (DE)  2 nights"));
  CHECK(contains(text, "Mon 2027-05-03   90.00  Berlin   Hôtel 東京 (H1)\n"));
  CHECK(contains(text, "Tue 2027-05-04   80.00  Potsdam  Hôtel 東京 (H1)\n"));
  CHECK(contains(text, "Hôtel 東京 (H1), Potsdam (DE), room DBL, plan FLEX\n"));
  CHECK(to_json(answer, question())["city"].is_null());
  CHECK(to_json(answer, question())["cities"].size() == 2);
  CHECK(to_json(answer, question())["days"][5]["city"] == "Potsdam");
}

TEST_CASE("a calendar in a named currency says the hotel's own total, and the rates") {
  auto answer = sample_calendar();
  answer.days[5].best->own_total = 7690;
  answer.days[5].best->own_money = *find_currency("CHF");
  answer.rates = {{*find_currency("CHF"), answer.money, *parse_day("2027-01-04"), "1.0403"}};
  answer.without_rate = 2;
  const auto text = to_text(answer, question(), {});
  CHECK(contains(text, "cheapest  80.00 EUR (the hotel's own 76.90 CHF), Tue 2027-05-04"));
  CHECK(contains(text, "rate: 1 CHF = 1.0403 EUR (2027-01-04)\n"));
  auto asked = question();
  asked.currency_code = "EUR";
  const auto made = to_json(answer, asked);
  CHECK(made["days"][5]["total"] == "76.90");
  CHECK(made["days"][5]["currency"] == "CHF");
  CHECK(made["days"][5]["converted"]["total"] == "80.00");
  CHECK(made["rates"][0]["rate"] == "1.0403");
  CHECK(made["without_rate"] == 2);
}

TEST_CASE("without any offer only the reasons are told") {
  auto answer = sample_calendar();
  answer.days.resize(2);
  const auto text = to_text(answer, question(), {});
  CHECK_FALSE(contains(text, "cheapest"));
  CHECK(contains(text, "0 of 2 arrivals have an offer"));
  CHECK_FALSE(contains(text, "'quote "));
}

TEST_CASE("of one hotel without any offer it is said where more is told") {
  auto answer = sample_calendar();
  answer.hotel = "H1";
  CHECK_FALSE(contains(to_text(answer, question(), {}), "'quote "));
  for (auto& each : answer.days) {
    each.best.reset();
    each.gap = day_gap::refused;
    each.refused = reason::rule_los;
  }
  CHECK(contains(to_text(answer, question(), {}),
                 "what each room and plan allows: 'quote H1 --arrival " +
                     format_day(answer.days[0].arrival) + " --nights "));
}
