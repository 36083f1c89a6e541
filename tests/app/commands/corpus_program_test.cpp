// The program's own options, by which it must find what the corpus of searches says.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <sstream>

#include "app/process.hpp"
#include "conformance/corpus.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

const std::string corpus = PRONTO_TEST_DATA "/corpus/rules";

std::string in_quotes(const std::string& word) {
  std::string out = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string with_commas(const json& list) {
  std::string out;
  for (const auto& each : list)
    out += (out.empty() ? "" : ",") + (each.is_string() ? each.get<std::string>() : each.dump());
  return out;
}

/// The search as a line of the shell.
std::string line_of(const json& search) {
  const auto text = [&](const char* field) { return search[field].get<std::string>(); };
  std::string out = "cheapest " + in_quotes(text("typed")) + " --country " + text("country") +
                    " --arrival " + text("arrival") + " --booking-date " + text("booking_date") +
                    " --nights " + search["nights"].dump() + " --adults " +
                    search["adults"].dump();
  if (!search["child_ages"].empty()) out += " --children " + with_commas(search["child_ages"]);
  const auto& filters = search["filters"];
  const auto given = [&](const char* field) {
    return filters.contains(field) && !filters[field].is_null() && filters[field] != json::array();
  };
  if (given("stars_min")) out += " --stars " + filters["stars_min"].dump();
  if (given("meal_plans")) out += " --meal-plan " + with_commas(filters["meal_plans"]);
  if (given("refundable") && filters["refundable"].get<bool>()) out += " --refundable";
  if (given("amenities")) out += " --amenities " + with_commas(filters["amenities"]);
  if (given("near"))
    out += " --near " + filters["near"]["latitude"].dump() + "," +
           filters["near"]["longitude"].dump() + "," + filters["near"]["km"].dump();
  if (given("max_total")) out += " --max-total " + filters["max_total"].get<std::string>();
  return out + " --json\n";
}

}  // namespace

TEST_CASE("the shell finds what the corpus of searches expects, by its options") {
  std::string input;
  std::vector<json> searches;
  conformance::for_each_line(conformance::read_text(corpus, "searches.jsonl"),
                             [&](const json& each) {
                               searches.push_back(each);
                               input += line_of(each);
                             });
  REQUIRE(searches.size() == 400);
  const scratch_folder folder;
  const auto end = run(folder.path(), {"shell", "--data", corpus + "/hotels.ndjson.gz"}, input);
  CHECK(end.code == 1);  // some searches find no offer, which is the worst that happens
  CHECK(end.err == "");
  std::istringstream answers(end.out);
  for (const auto& search : searches) {
    json answer;
    answers >> answer;
    CAPTURE(search.dump());
    const auto& expected = search["expected"];
    CHECK(answer["currency"] == expected["currency"]);
    CHECK(answer["other_currency"] == expected["other_currency"]);
    CHECK(answer["bookable"] == expected["bookable"]);
    REQUIRE(answer["offers"].size() == expected["offers"].size());
    for (std::size_t i = 0; i < expected["offers"].size(); ++i)
      for (const char* field : {"hotel", "plan", "room", "total"})
        CHECK(answer["offers"][i][field] == expected["offers"][i][field]);
  }
}
