#include <cmath>
#include <iostream>
#include <map>
#include <stdexcept>

#include "conformance/corpus.hpp"
#include "pricing/price.hpp"
#include "sources/imports/alpinebits.hpp"

namespace conformance {

namespace {

using namespace pronto;
using nlohmann::json;

// The reference computes in binary floats; half a cent either way may round to the next one.
constexpr double tolerance = 0.01 + 1e-9;

day day_of(const json& text) {
  const auto date = parse_day(text.get<std::string>());
  if (!date) throw std::runtime_error("no date: " + text.dump());
  return *date;
}

std::map<std::string, occupancy> rooms_of(const json& rooms) {
  std::map<std::string, occupancy> out;
  for (const auto& [code, room] : rooms.items()) {
    occupancy o{.min = room["min"], .std = room["std"], .max = room["max"], .max_child = {}};
    if (!room["max_child"].is_null()) o.max_child = room["max_child"];
    out[code] = o;
  }
  return out;
}

// Many stays ask for one message with the same rooms.
class messages {
public:
  explicit messages(std::string folder) : folder_(std::move(folder)) {}

  const hotel& get(const json& stay) {
    const auto key = stay["plan"].get<std::string>() + stay["rooms"].dump();
    const auto found = made_.find(key);
    if (found != made_.end()) return found->second;
    auto read = hotel_of_rate_plans(read_text(folder_, stay["plan"]), rooms_of(stay["rooms"]));
    if (!read) throw std::runtime_error(describe(read.why()));
    for (const left_out& each : read->omitted)
      std::cout << stay["plan"] << ": left out " << each.count << " x " << each.kind << '\n';
    return made_.emplace(key, std::move(read->made)).first->second;
  }

private:
  std::string folder_;
  std::map<std::string, hotel> made_;
};

bool agree(const json& expected, const quote& got) {
  const auto* cost = std::get_if<price>(&got);
  if (expected.contains("not_bookable")) return !cost;
  return cost &&
         std::abs(static_cast<double>(cost->total) / 100 - expected["cost"].get<double>()) <
             tolerance;
}

std::string words(const quote& got) {
  if (const auto* why = std::get_if<reason>(&got)) return std::string(to_string(*why));
  return format_amount(std::get<price>(got).total, 2);
}

void compare(const hotel& where, const json& from, tally& count) {
  const stay when{.arrival = day_of(from["arrival"]),
                  .nights = day_of(from["departure"]) - day_of(from["arrival"]),
                  .adults = from["adults"],
                  .child_ages = from["child_ages"].get<std::vector<int>>(),
                  .booking = day_of(from["booking_date"]),
                  .strict = true};
  const hotel_ptr packed = pack(where);
  std::size_t pairs = 0;
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan)
    for (std::uint32_t i = 0; i < where.plans[plan].products.size(); ++i) {
      ++pairs;
      const std::string pair = where.plans[plan].code + "/" +
                               where.rooms[where.plans[plan].products[i].room].code;
      const quote got = price_stay(*packed, plan, i, when);
      const json expected = from["expected"].value(pair, json());
      if (!expected.is_null() && agree(expected, got)) continue;
      return count.differ("stay " + from["id"].get<std::string>() + " " + pair + ": expected " +
                          expected.dump() + ", got " + words(got));
    }
  if (pairs == from["expected"].size()) return count.agree();
  count.differ("stay " + from["id"].get<std::string>() + ": " + std::to_string(pairs) +
               " pairs, expected " + std::to_string(from["expected"].size()));
}

}  // namespace

void run_alpinebits(const std::string& folder, tally& count) {
  messages plans(folder);
  for_each_line(read_text(folder, "stays.jsonl"),
                [&](const json& stay) { compare(plans.get(stay), stay, count); });
  std::cout << count.cases() << " stays\n";
}

}  // namespace conformance
