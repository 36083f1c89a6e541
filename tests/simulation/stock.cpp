#include "simulation/stock.hpp"

#include <algorithm>
#include <random>

#include "invariant.hpp"
#include "plain/changed_document.hpp"
#include "plain/random_hotels.hpp"
#include "sources/documents/change_document.hpp"
#include "sources/documents/document.hpp"

namespace pronto::simulation {

namespace {

using nlohmann::json;

constexpr std::size_t body_count = 32;
constexpr std::size_t stay_count = 10;
// Of a hotel: what is packed a hundred thousand times should be small.
constexpr std::size_t products_limit = 3;
// All hotels of the stock have rates over these nights, so that a stay may fit many of them.
const std::string first_night = "2027-03-01";
const std::string last_night = "2027-03-30";

bool covers_the_nights(const json& document) {
  std::string first = "9999";
  std::string last = "0000";
  for (const json& plan : document.at("plans"))
    for (const json& rate : plan.at("rates")) {
      first = std::min(first, rate.at("start").get<std::string>());
      last = std::max(last, rate.at("end").get<std::string>());
    }
  return first <= first_night && last_night <= last;
}

// "12.50" as 1250.
std::int64_t minor_units(std::string amount) {
  std::erase(amount, '.');
  return std::stoll(amount);
}

// The document with another code of its first plan, wherever it stands.
json with_plan_of_its_own(const json& document, std::size_t number) {
  const std::string code = document.at("plans").at(0).at("plan");
  const std::string before = json(code).dump();
  const std::string after = json(code + std::to_string(number)).dump();
  std::string text = document.dump();
  for (std::size_t at = 0; (at = text.find(before, at)) != std::string::npos; at += after.size())
    text.replace(at, before.size(), after);
  return json::parse(text);
}

// All nights closed; or open, and of other amounts.
json change_for(const json& document, int which) {
  const json& plan = document.at("plans").at(0);
  const json& like = plan.at("rates").at(0);
  json out{{"hotel", "H"},
           {"plan", plan.at("plan")},
           {"room", like.at("room")},
           {"start", first_night},
           {"end", "2027-04-14"},
           {"currency", document.at("currency")},
           {"base", like.at("base")},
           {"closed", which == 1}};
  for (const char* field : {"extra_adult", "children"})
    if (like.contains(field)) out[field] = like.at(field);
  for (auto& [guests, amount] : out["base"].items()) amount = std::to_string(20 + 30 * which);
  return out;
}

}  // namespace

stock::stock() {
  std::mt19937_64 rng{1862};
  for (int i = 0; documents_.size() < body_count; ++i) {
    auto document = with_plan_of_its_own(plain::random_hotel(rng, i), documents_.size());
    if (document.at("plans").at(0).at("rates").empty()) continue;
    if (!covers_the_nights(document)) continue;
    if (plain::pairs_of(document).size() > products_limit) continue;
    const auto read = read_hotel(document.dump());
    invariant(read.made != nullptr);
    bodies_.push_back(*read.made);
    changes_.emplace_back();
    for (int which = 1; which <= changes_of_body; ++which)
      changes_.back().push_back(change_for(document, which));
    documents_.push_back(std::move(document));
  }
  while (stays_.size() < stay_count) {
    const auto& like = documents_[rng() % documents_.size()];
    const auto plain = plain::random_stay(rng, like);
    if (plain.arrival < first_night || plain.arrival > last_night) continue;
    stays_.push_back({plain,
                      {.arrival = *parse_day(plain.arrival),
                       .nights = plain.nights,
                       .adults = plain.adults,
                       .child_ages = plain.child_ages,
                       .booking = *parse_day(plain.booking_date),
                       .now_s = 1,
                       .strict = plain.strict}});
  }
}

std::string stock::half_document(int which) const {
  const auto whole = documents_[static_cast<std::size_t>(which)].dump();
  return whole.substr(0, whole.size() / 2);
}

change stock::change_of(int body, int which) const {
  const auto& all = changes_[static_cast<std::size_t>(body)];
  const auto read = read_change(all[static_cast<std::size_t>(which - 1)].dump());
  invariant(read.made.has_value());
  return *read.made;
}

const std::vector<plain_product>& stock::prices(int body, int change, int stay) {
  const auto [at, fresh] = prices_.try_emplace({body, change, stay});
  if (!fresh) return at->second;
  json document = documents_[static_cast<std::size_t>(body)];
  if (change > 0)
    document = plain::changed_document(
        std::move(document),
        changes_[static_cast<std::size_t>(body)][static_cast<std::size_t>(change - 1)]);
  std::map<std::string, bool> refundable;
  for (const json& plan : document.at("plans"))
    refundable[plan.at("plan")] = plan.value("refundable", false);
  for (const auto& [plan, room] : plain::pairs_of(document)) {
    plain_product made{.plan = plan, .room = room, .refundable = refundable.at(plan), .answer = {}};
    made.answer =
        plain::price(document, plan, room, stays_[static_cast<std::size_t>(stay)].plain);
    if (made.bookable()) made.total = minor_units(made.answer.at("total"));
    at->second.push_back(std::move(made));
  }
  return at->second;
}

}  // namespace pronto::simulation
