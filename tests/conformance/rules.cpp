#include <iostream>
#include <memory>
#include <numeric>
#include <stdexcept>

#include "catalog/catalog.hpp"
#include "conformance/corpus.hpp"
#include "conformance/search_filters.hpp"
#include "search/quote.hpp"
#include "search/search.hpp"
#include "sources/documents/document.hpp"

namespace conformance {

namespace {

using namespace pronto;
using nlohmann::json;

day day_of(const json& text) {
  const auto date = parse_day(text.get<std::string>());
  if (!date) throw std::runtime_error("no date: " + text.dump());
  return *date;
}

stay_request request_of(const json& from) {
  return {.arrival = day_of(from["arrival"]),
          .nights = from["nights"],
          .adults = from["adults"],
          .child_ages = from["child_ages"].get<std::vector<int>>(),
          .booking = day_of(from["booking_date"])};
}

snapshot_ptr load(const std::string& text) {
  catalog hotels;
  std::size_t start = 0;
  for (std::size_t line = 1; start < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    auto read = read_hotel(std::string_view(text).substr(start, end - start));
    if (!read.made)
      throw std::runtime_error("hotels.ndjson:" + std::to_string(line) + ": " +
                               describe(read.complaints.front()));
    hotels.put(*read.made);
    start = end + 1;
  }
  return hotels.take(1);
}

// A breakdown must add up to the price that it explains.
void expect_sums(const offer& from) {
  const auto sum = [](const std::vector<price_line>& lines) {
    return std::accumulate(lines.begin(), lines.end(), std::int64_t{0},
                           [](std::int64_t n, const price_line& line) { return n + line.amount; });
  };
  if (sum(from.why.lines) != from.cost.total || sum(from.why.included) != from.cost.taxes_included)
    throw std::runtime_error(from.hotel + " " + from.plan + "/" + from.room +
                             ": the lines do not sum to the total");
}

json price_of(const offer& from) {
  expect_sums(from);
  const auto money = [&](std::int64_t amount) {
    return format_amount(amount, from.money.decimals);
  };
  return {{"total", money(from.cost.total)},
          {"room", money(from.cost.room)},
          {"promotions", money(from.cost.promotions)},
          {"supplements", money(from.cost.supplements)},
          {"taxes_added", money(from.cost.taxes_added)},
          {"taxes_included", money(from.cost.taxes_included)},
          {"due_at_property", money(from.cost.due_at_property)},
          {"applied", from.promotions}};
}

// One stay: every pair, whole, and the cheapest.
void compare_stay(const snapshot& in, const json& stay, tally& count) {
  const auto answer = find_quote(
      in, {.hotel = stay["hotel"], .when = request_of(stay), .keep = {}, .explain = true});
  if (!answer) return count.differ(stay["id"].get<std::string>() + ": " + describe(answer.why()));
  json ours = json::object();
  for (const offer& each : answer->offers) ours[each.plan + "/" + each.room] = price_of(each);
  for (const refused_product& each : answer->not_bookable)
    ours[each.plan + "/" + each.room] = {{"not_bookable", to_string(each.why)}};
  json cheapest = nullptr;
  if (!answer->offers.empty())
    cheapest = answer->offers.front().plan + "/" + answer->offers.front().room;

  if (ours == stay["expected"] && cheapest == stay["cheapest"]) return count.agree();
  for (const auto& [pair, expected] : stay["expected"].items()) {
    const json mine = ours.value(pair, json());
    if (mine != expected)
      return count.differ("stay " + stay["id"].get<std::string>() + " " + pair + ": expected " +
                          expected.dump() + ", got " + mine.dump());
  }
  count.differ("stay " + stay["id"].get<std::string>() + ": expected cheapest " +
               stay["cheapest"].dump() + ", got " + cheapest.dump() + ", or more pairs than wanted");
}

void compare_search(const snapshot& in, const json& search, tally& count) {
  const auto answer = find(in, {.city = search["typed"],
                                .country = search["country"],
                                .when = request_of(search),
                                .keep = filters_of(search["filters"]),
                                .explain = true});
  const std::string name = "search " + search["id"].get<std::string>();
  if (!answer) return count.differ(name + ": " + describe(answer.why()));
  json ours = {{"currency", answer->money.code_text()},
               {"other_currency", answer->other_currency},
               {"bookable", answer->bookable},
               {"offers", json::array()}};
  for (const offer& each : answer->offers) {
    expect_sums(each);
    ours["offers"].push_back({{"hotel", each.hotel},
                              {"plan", each.plan},
                              {"room", each.room},
                              {"total", format_amount(each.cost.total, each.money.decimals)}});
  }
  if (ours == search["expected"]) return count.agree();
  count.differ(name + ": expected " + search["expected"].dump() + ", got " + ours.dump());
}

}  // namespace

void run_rules(const std::string& folder, tally& count) {
  const auto in = load(read_text(folder, "hotels.ndjson"));
  for_each_line(read_text(folder, "stays.jsonl"),
                [&](const json& stay) { compare_stay(*in, stay, count); });
  const std::uint64_t stays = count.cases();
  if (has_file(folder, "searches.jsonl"))
    for_each_line(read_text(folder, "searches.jsonl"),
                  [&](const json& search) { compare_search(*in, search, count); });
  std::cout << in->hotel_count() << " hotels, " << stays << " stays, " << count.cases() - stays
            << " searches\n";
}

}  // namespace conformance
