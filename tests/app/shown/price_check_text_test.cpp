#include "app/shown/price_check_text.hpp"

#include <doctest/doctest.h>

#include "app/shown/sample_answers.hpp"

using namespace pronto;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a changed price says by how much, in which sums, and how the new one comes about") {
  const auto text = to_text(sample_price_check(), {});
  CHECK(text.starts_with("price changed  260.50 EUR before, 270.50 EUR now (+10.00)\n"
                         "Hôtel 東京 (H1), Double (DBL), Flexible (FLEX)\n"
                         "Mon 2027-03-01 to Wed 2027-03-03, 2 nights, 3 adults\n"
                         "\n"
                         "                Shown     Now  Difference\n"
                         "  room charge  280.00  290.00      +10.00\n"
                         "\n"
                         "Hôtel 東京 (H1)"));
  CHECK(contains(text, "promotion EARLY"));
  CHECK(text.ends_with("shown from generation 7, checked with generation 9\nnote: a note\n"));
}

TEST_CASE("a lower price has its sign, and one of another currency no difference") {
  auto answer = sample_price_check();
  answer.now->cost.total = 250'00;
  CHECK(contains(to_text(answer, {}), "(-10.50)"));
  answer.now->money = *find_currency("USD");
  answer.changes.clear();
  CHECK(to_text(answer, {}).starts_with("price changed  260.50 EUR before, 250.00 USD now\n"));
}

TEST_CASE("an available price is told in three lines") {
  auto answer = sample_price_check();
  answer.state = price_state::available;
  answer.changes.clear();
  answer.notes.clear();
  CHECK(to_text(answer, {}) == "available  260.50 EUR\n"
                               "Hôtel 東京 (H1), Double (DBL), Flexible (FLEX)\n"
                               "Mon 2027-03-01 to Wed 2027-03-03, 2 nights, 3 adults\n"
                               "shown from generation 7, checked with generation 9\n");
  CHECK(contains(to_text(answer, {.colour = true, .columns = 80}), "\x1b[32mavailable\x1b[0m"));
}

TEST_CASE("what is sold out says why") {
  auto answer = sample_price_check();
  answer.state = price_state::sold_out;
  answer.now.reset();
  answer.changes.clear();
  answer.gone = sold_out_by::refusal;
  answer.refused = reason::no_vacancy;
  CHECK(to_text(answer, {}).starts_with(
      "sold out  260.50 EUR before: no room left on at least one night\nH1, DBL, FLEX\n"));
  answer.refused.reset();
  answer.gone = sold_out_by::room_gone;
  CHECK(contains(to_text(answer, {}), "before: the hotel does not have the room any more\n"));
}
