#include "sources/documents/document.hpp"

#include <algorithm>

#include "catalog/places/country.hpp"
#include "catalog/places/place.hpp"
#include "sources/documents/terms.hpp"
#include "sources/json/json_tree.hpp"

namespace pronto {

namespace document {
namespace {

std::optional<std::string> read_country(const spot& at) {
  const auto code = at.value().as_text();
  if (code && find_country(*code)) return std::string{*code};
  at.complain_expected("a country of ISO 3166 in two upper-case letters, such as \"DE\"");
  return std::nullopt;
}

std::optional<occupancy> read_occupancy(const spot& at) {
  object_reader in{at, "the guests of a room"};
  const auto min = in.wanted("min", guests_reader);
  const auto std = in.wanted("std", count_between{1, guests_limit});
  const auto max = in.wanted("max", count_between{1, guests_limit});
  occupancy out{min.value_or(1), std.value_or(1), max.value_or(1),
                in.optional("max_child", guests_reader)};
  if (min && std && out.min > out.std)
    in.field("min").complain("min is above std, " + std::to_string(out.std));
  if (std && max && out.std > out.max)
    in.field("std").complain("std is above max, " + std::to_string(out.max));
  in.finish();
  return out;
}

std::optional<inventory_period> read_inventory_period(const spot& at) {
  object_reader in{at, "an inventory range"};
  inventory_period out;
  out.nights = required_range(in);
  out.count = in.required("count", count_between{0, inventory_count_limit});
  in.finish();
  return out;
}

std::optional<std::vector<inventory_period>> read_inventory(const spot& at) {
  auto out = list_of{read_inventory_period, inventory_limit}(at);
  if (!out) return out;
  std::vector<stretch> ranges;
  for (std::size_t i = 0; i < out->size(); ++i)
    ranges.push_back({0, (*out)[i].nights.first, (*out)[i].nights.last, i});
  check_overlaps(at, std::move(ranges), "dates");
  std::sort(out->begin(), out->end(), [](const inventory_period& a, const inventory_period& b) {
    return a.nights.first < b.nights.first;
  });
  return out;
}

std::optional<room_type> read_room(const spot& at) {
  object_reader in{at, "a room"};
  room_type out;
  out.code = in.required("room", read_code);
  out.name = in.required("name", name_reader);
  out.guests = in.required("occupancy", read_occupancy);
  out.inventory = in.optional("inventory", read_inventory);
  in.finish();
  return out;
}

// Reads a list of rooms or plans by `list` and notes their codes.
template <class List>
value_of<List> read_named(object_reader& in, std::string_view field, const List& list,
                          code_list& names) {
  auto out = in.wanted(field, list);
  names.complete = out.has_value();
  if (!out) return {};
  for (const auto& each : *out) {
    names.codes.push_back(each.code);
    if (each.code.empty()) names.complete = false;
  }
  return *std::move(out);
}

// Cities are told apart by their letters and digits alone (place.hpp).
std::optional<std::string> read_city(const spot& at) {
  const auto is_plain = [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
  };
  auto out = text_of_length{1, city_length_limit}(at);
  if (!out || std::ranges::any_of(*out, is_plain) || !fold(*out).empty()) return out;
  at.complain_expected("the name of a city, with a letter or a digit");
  return std::nullopt;
}

void read_identity(object_reader& in, hotel& out) {
  out.code = in.required("hotel", read_code);
  out.name = in.required("name", name_reader);
  out.city = in.required("city", read_city);
  out.country = in.required("country", read_country);
  out.latitude = in.required("latitude", number_between{-90, 90});
  out.longitude = in.required("longitude", number_between{-180, 180});
  out.stars = in.required("stars", count_between{0, stars_limit});
  out.amenities = in.required("amenities", list_of{read_code, amenities_limit});
  std::sort(out.amenities.begin(), out.amenities.end());
  out.amenities.erase(std::unique(out.amenities.begin(), out.amenities.end()),
                      out.amenities.end());
  out.utc_offset_minutes = in.required(
      "utc_offset_minutes", count_between{utc_offset_least_minutes, utc_offset_most_minutes});
}

std::vector<room_type> read_rooms(object_reader& in, terms& common) {
  const auto list = [](const spot& at) { return read_coded(at, "room", rooms_limit, read_room); };
  return read_named(in, "rooms", list, common.rooms);
}

std::vector<rate_plan> read_plans(object_reader& in, terms& common) {
  const auto one = [&](const spot& at) { return read_plan(at, common); };
  const auto list = [&](const spot& at) -> std::optional<std::vector<rate_plan>> {
    if (!check_amounts(at)) return std::nullopt;
    return read_coded(at, "plan", plans_limit, one);
  };
  auto out = read_named(in, "plans", list, common.plans);
  std::size_t products = 0;
  for (const rate_plan& each : out) products += each.products.size();
  if (products > products_limit)
    in.field("plans").complain("the plans have rates for " + std::to_string(products) +
                               " rooms together; at most " + std::to_string(products_limit) +
                               " are priced");
  return out;
}

std::optional<std::vector<promotion>> read_promotions(const spot& at, const terms& common) {
  const auto one = [&](const spot& each) { return read_promotion(each, common); };
  auto out = read_coded(at, "promotion", promotions_limit, one);
  if (!out) return out;
  const auto multiplying = static_cast<std::size_t>(
      std::count_if(out->begin(), out->end(), [](const promotion& each) {
        return !each.exclusive && (each.type == promotion_type::percent ||
                                   each.type == promotion_type::per_stay);
      }));
  if (multiplying > multiplying_promotions_limit)
    at.complain("the list has " + std::to_string(multiplying) +
                " promotions of the types percent and per_stay that are not exclusive; at most " +
                std::to_string(multiplying_promotions_limit) + " are combined");
  return out;
}

std::size_t search_steps(const hotel& of) {
  const auto exclusive = static_cast<std::size_t>(
      std::ranges::count_if(of.promotions, [](const promotion& each) { return each.exclusive; }));
  const bool are_all_exclusive = exclusive == of.promotions.size();
  const std::size_t sets = 1 + exclusive + (are_all_exclusive ? 0 : 1);
  std::size_t out = 0;
  for (const rate_plan& each : of.plans) {
    std::size_t prices = 0;
    for (const supplement& one : each.supplements) prices += one.prices.size();
    out += each.products.size() * (sets * (1 + of.taxes.size()) + prices);
  }
  return out;
}

// Taxes and promotions name plans, plans name rooms, and all amounts are in the currency; so that
// is the order of reading, whatever that of the fields.
hotel read_fields(const spot& at) {
  object_reader in{at, "a hotel"};
  hotel out;
  terms common;
  read_identity(in, out);
  const auto money = in.wanted("currency", read_currency);
  out.money = money.value_or(currency{});
  common.money = out.money;
  common.money_known = money.has_value();

  out.rooms = read_rooms(in, common);
  out.plans = read_plans(in, common);
  const auto tax = [&](const spot& one) { return read_tax(one, common); };
  const auto taxes = [&](const spot& list) { return read_coded(list, "tax", taxes_limit, tax); };
  out.taxes = in.or_default("taxes", taxes);
  const auto promotions = [&](const spot& list) { return read_promotions(list, common); };
  out.promotions = in.or_default("promotions", promotions);
  in.finish();
  if (const auto steps = search_steps(out); steps > search_steps_limit)
    at.complain("a search would take " + std::to_string(steps) +
                " steps in it: for each room that a plan has rates for, each set of promotions with each "
                "tax, and each price of a supplement; at most " + std::to_string(search_steps_limit) +
                " are taken");
  return out;
}

}  // namespace
}  // namespace document

struct hotel_reader::state {
  json_parser parser;
};

hotel_reader::hotel_reader() : state_(std::make_unique<state>()) {}
hotel_reader::hotel_reader(hotel_reader&&) noexcept = default;
hotel_reader& hotel_reader::operator=(hotel_reader&&) noexcept = default;
hotel_reader::~hotel_reader() = default;

read_document hotel_reader::read(std::string_view json) {
  complaints found{complaints_limit};
  read_document out;
  if (const json_value* const tree = state_->parser.parse(json, found)) {
    auto made = document::read_fields(spot{*tree, found});
    out.code = made.code;
    if (found.empty()) out.made = std::make_shared<const hotel>(std::move(made));
  } else {
    out.code = hotel_code_of(json);
  }
  out.complaints = found.take();
  return out;
}

read_document read_hotel(std::string_view json) { return hotel_reader{}.read(json); }

}  // namespace pronto
