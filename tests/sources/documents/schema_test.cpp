// docs/hotel.schema.json against the documents that are read and written: a schema that others
// validate with must neither refuse what is read nor let through what is not.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "sources/documents/document.hpp"
#include "sources/documents/full_document.hpp"
#include "sources/documents/random_hotel.hpp"
#include "sources/files/line_reader.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

json schema_text() {
  std::ifstream file(PRONTO_TEST_DATA "/../docs/hotel.schema.json");
  REQUIRE(file.good());
  return json::parse(file);
}

class hotel_schema {
public:
  hotel_schema() {
    const json text = schema_text();
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema_);
  }

  /// What it has against a document; empty if nothing.
  std::string refusal(const json& document) {
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    if (validator.validate(schema_, adapter, &results)) return "";
    valijson::ValidationResults::Error error;
    std::string out = "refused: ";
    while (results.popError(error)) {
      for (const std::string& step : error.context) out += step;
      out += " " + error.description + "; ";
    }
    return out;
  }

private:
  valijson::Schema schema_;
};

hotel_schema& schema() {
  static hotel_schema out;
  return out;
}

// Errors that no schema of this kind can express, by a part of their texts.
bool is_beyond_a_schema(const failure& what) {
  for (const char* text : {"there is no ", "stands twice", "overlap", " is above ", "after end",
                           "not below", "here; EUR has", "more errors", "others has this",
                           "amounts has ", "] is null", "it gives ", "are combined", "are priced",
                           "amounts together", " steps in it"})
    if (what.text.find(text) != std::string::npos) return true;
  return false;
}

// The schema and the reader must agree, but for errors that a schema cannot express.
void check_agreement(const json& document) {
  const auto read = read_hotel(document.dump());
  const std::string refusal = schema().refusal(document);
  bool expressible = false;
  std::string told;
  for (const failure& each : read.complaints) {
    expressible |= !is_beyond_a_schema(each);
    told += describe(each) + "; ";
  }
  CAPTURE(told);
  CAPTURE(refusal);
  CHECK((refusal.empty() || !read.complaints.empty()));
  CHECK((!refusal.empty() || !expressible));
}

// Calls `change` with the place of every value in a document.
void for_each_place(const json& value, const json::json_pointer& at,
                    const std::function<void(const json::json_pointer&)>& change) {
  change(at);
  if (value.is_object())
    for (const auto& [key, child] : value.items()) for_each_place(child, at / key, change);
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i) for_each_place(value[i], at / i, change);
}

// Calls `see` with every subschema that describes a field.
void for_each_field(const json& part, const std::string& name,
                    const std::function<void(const std::string&, const json&)>& see) {
  if (part.is_object() && part.contains("properties") && part.contains("type"))
    for (const auto& [field, described] : part["properties"].items())
      see(name + "." + field, described);
  if (part.is_structured())
    for (const auto& [key, child] : part.items()) for_each_field(child, name + "/" + key, see);
}

}  // namespace

TEST_CASE("the schema describes every field in words") {
  std::size_t count = 0;
  for_each_field(schema_text(), "", [&](const std::string& field, const json& described) {
    ++count;
    CAPTURE(field);
    const bool has_words = described.contains("description");
    const std::string reference = described.value("$ref", "");
    const bool refers = reference.starts_with("#/definitions/");
    CHECK((has_words || refers));
    if (refers && !has_words)
      CHECK(schema_text()["definitions"][reference.substr(14)].contains("description"));
  });
  CHECK(count > 90);
}

TEST_CASE("the schema takes every document of the corpus") {
  auto reader = line_reader::open(PRONTO_TEST_DATA "/corpus/rules/hotels.ndjson.gz");
  REQUIRE(reader);
  for (int count = 0;; ++count) {
    const auto line = reader->next();
    REQUIRE(line);
    if (!*line) {
      CHECK(count == 200);
      break;
    }
    CHECK(schema().refusal(json::parse(**line)) == "");
  }
}

TEST_CASE("the schema takes every document that is written") {
  const auto seed = 4711u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    REQUIRE(schema().refusal(json::parse(write_hotel(random_hotel(rng)))) == "");
  }
  CHECK(schema().refusal(json::parse(write_hotel(usual_hotel(rng)))) == "");
}

TEST_CASE("the schema and the reader agree on what a document looks like") {
  const json full = full_document();
  REQUIRE(schema().refusal(full) == "");
  const json others[] = {nullptr, true,          -1,            1.5, 1'000'000'000,
                         "x",     json::array(), json::object()};
  int changes = 0;
  for_each_place(full, json::json_pointer{}, [&](const json::json_pointer& place) {
    CAPTURE(place.to_string());
    for (const json& other : others) {
      CAPTURE(other.dump());
      json changed = full;
      changed[place] = other;
      check_agreement(changed);
      ++changes;
    }
    if (!place.empty()) {
      CAPTURE("removed");
      check_agreement(full.patch({{{"op", "remove"}, {"path", place.to_string()}}}));
      ++changes;
    }
    if (full[place].is_object()) {
      CAPTURE("unknown field");
      json changed = full;
      changed[place]["unknown"] = "x";
      check_agreement(changed);
      ++changes;
    }
  });
  CHECK(changes > 2000);
}

TEST_CASE("the schema and the reader agree on the limits") {
  json document = full_document();
  const auto at_limit = [&](const std::string& place, const json& good, const json& bad) {
    CAPTURE(place);
    json changed = full_document();
    changed[json::json_pointer{place}] = good;
    CHECK(schema().refusal(changed) == "");
    for (const failure& each : read_hotel(changed.dump()).complaints)
      CHECK_MESSAGE(is_beyond_a_schema(each), describe(each));
    changed[json::json_pointer{place}] = bad;
    CHECK(schema().refusal(changed) != "");
    const auto read = read_hotel(changed.dump());
    CHECK(std::any_of(read.complaints.begin(), read.complaints.end(),
                      [](const failure& each) { return !is_beyond_a_schema(each); }));
  };
  const std::string umlaut = "ü";
  const auto umlauts = [&](int count) {
    std::string out;
    while (count-- > 0) out += umlaut;
    return out;
  };
  at_limit("/hotel", umlauts(100), umlauts(101));
  at_limit("/hotel", "a b/ü", "a\tb");
  at_limit("/hotel", "\u00ff", "\u007f");
  at_limit("/name", umlauts(1000), umlauts(1001));
  at_limit("/city", "x", "");
  at_limit("/city", umlauts(100), umlauts(101));
  at_limit("/latitude", -90, -90.001);
  at_limit("/longitude", 180, 180.001);
  at_limit("/stars", 0, -1);
  at_limit("/stars", 5, 6);
  at_limit("/utc_offset_minutes", -720, -721);
  at_limit("/utc_offset_minutes", 840, 841);
  at_limit("/rooms/1/occupancy/max", 999, 1000);
  at_limit("/rooms/1/occupancy/min", 0, -1);
  at_limit("/rooms/0/occupancy/std", 1, 0);
  at_limit("/rooms/1/inventory/0/count", 1'000'000, 1'000'001);
  at_limit("/plans/0/unit_multiplier", 365, 366);
  at_limit("/plans/0/offer/adult_min_age", 200, 201);
  at_limit("/plans/0/offer/los/max", 9999, 10'000);
  at_limit("/plans/0/free_nights/required", 9999, 0);
  at_limit("/plans/0/nightly/0/amounts/0", 1'000'000'000'000, 1'000'000'000'001);
  at_limit("/plans/0/nightly/0/amounts/0", {8000, 9999}, {8000, 10'000});
  at_limit("/plans/0/nightly/0/amounts/0", {8000, 1}, {8000, 1, 1});
  at_limit("/plans/0/nightly/0/unit", 1'000'000, 1'000'001);
  at_limit("/plans/0/nightly/0/others/1", -8000, "-8000");
  at_limit("/plans/0/nightly/0/guests", 999, 1000);
  at_limit("/plans/0/rates/0/start", "1970-01-01", "1969-12-31");
  at_limit("/plans/0/rates/0/end", "9999-12-31", "10000-01-01");
  at_limit("/plans/0/rates/0/base", {{"999", "1.00"}}, {{"1000", "1.00"}});
  at_limit("/plans/0/rates/0/base", {{"1", "1.00"}}, {{"01", "1.00"}});
  const auto by_guests = [](int from, int count, const json& value) {
    json out;
    for (int i = 0; i < count; ++i) out[std::to_string(from + i)] = value;
    return out;
  };
  at_limit("/plans/0/rates/0/base", by_guests(1, 64, "1.00"), by_guests(1, 65, "1.00"));
  at_limit("/plans/0/nightly/0/others", by_guests(3, 63, 1), by_guests(3, 64, 1));
  at_limit("/plans/0/rates/0/extra_adult", "00.50", ".5");
  at_limit("/taxes/0/value", "0.000001", "0.0000001");
  at_limit("/promotions/0/days", "0000000", "00000000");
  at_limit("/amenities", json(1000, "pool"), json(1001, "pool"));
  at_limit("/rooms", json(200, document["rooms"][1]), json(201, document["rooms"][1]));
  at_limit("/plans", json(100, document["plans"][1]), json(101, document["plans"][1]));
  at_limit("/taxes", json(100, document["taxes"][1]), json(101, document["taxes"][1]));
  at_limit("/promotions", json(100, document["promotions"][1]),
           json(101, document["promotions"][1]));
  const json supplement = document["plans"][0]["supplements"][0];
  at_limit("/plans/0/supplements", json(100, supplement), json(101, supplement));
  at_limit("/plans/0/supplements/0/prices", json(1000, supplement["prices"][0]),
           json(1001, supplement["prices"][0]));
  const json rule = document["plans"][0]["rules"][0];
  at_limit("/plans/0/rules", json(10'000, rule), json(10'001, rule));
  at_limit("/taxes/0/rooms", json::array(), {"SGL", 5});
}
