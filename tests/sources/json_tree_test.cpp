// A text is read into a tree fast, or carefully where something is wrong with it. Either way the tree is
// what another reader makes of the text.
#include "sources/json_tree.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

using namespace pronto;
using nlohmann::json;

namespace {

// Of objects that have no field twice.
json as_json(const json_value& from) {
  if (from.is_null()) return nullptr;
  if (const auto flag = from.as_flag()) return *flag;
  if (const auto text = from.as_text()) return *text;
  if (from.is_number()) return json::parse(from.written());
  json out = from.is_list() ? json::array() : json::object();
  for (const json_value& each : from.elements()) out.push_back(as_json(each));
  for (const auto& [name, value] : from.fields()) out[std::string(name)] = as_json(value);
  CHECK(out.size() == from.size());
  return out;
}

json random_json(std::mt19937_64& rng, int depth) {
  switch (rng() % (depth > 0 ? 9 : 7)) {
    case 0: return nullptr;
    case 1: return rng() % 2 == 0;
    case 2: return rng();                              // of 64 bits, some above those of an int64
    case 3: return -static_cast<std::int64_t>(rng() % 1'000'000);
    case 4: return static_cast<double>(rng()) / 1e7;
    case 5: return std::string(rng() % 5, 'x');
    case 6: return "\n\"\\ü€\U0001F3E8" + std::string(1, static_cast<char>(1 + rng() % 126));
    case 7: {
      json out = json::array();
      for (auto left = rng() % 6; left > 0; --left) out.push_back(random_json(rng, depth - 1));
      return out;
    }
    default: {
      json out = json::object();
      const unsigned most = rng() % 8 == 0 ? 40 : 6;
      for (auto left = rng() % most; left > 0; --left)
        out["k" + std::to_string(rng() % 100)] = random_json(rng, depth - 1);
      return out;
    }
  }
}

}  // namespace

TEST_CASE("random texts are read as another reader reads them, one after the other") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 rng(seed);
  json_parser parser;
  for (int i = 0; i < 3000; ++i) {
    const json wanted = random_json(rng, 5);
    const std::string text = wanted.dump(rng() % 2 == 0 ? -1 : 1, ' ', rng() % 2 == 0);
    CAPTURE(text);
    complaints found{10};
    const json_value* const read = parser.parse(text, found);
    REQUIRE(read != nullptr);
    CHECK(found.empty());
    CHECK(as_json(*read) == wanted);
  }
}

TEST_CASE("of fields that stand twice the first is kept, and all are told") {
  json_parser parser;
  complaints found{10};
  const auto* const read =
      parser.parse(R"({"a":{"b":1,"b":[2,{"c":3}],"d":4},"a":5,"e":[6,{"f":7,"f":8}]})", found);
  REQUIRE(read != nullptr);
  CHECK(as_json(*read) == json::parse(R"({"a":{"b":1,"d":4},"e":[6,{"f":7}]})"));
  const auto told = found.take();
  REQUIRE(told.size() == 3);
  CHECK(told[0].field == "a.b");
  CHECK(told[1].field == "a");
  CHECK(told[2].field == "e[1].f");
}

TEST_CASE("a field that stands twice among many is told too") {
  std::string text = "{";
  for (int i = 0; i < 50; ++i) text += "\"" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  json_parser parser;
  complaints found{10};
  const auto* const read = parser.parse(text + "\"7\":0}", found);
  REQUIRE(read != nullptr);
  CHECK(read->size() == 50);
  CHECK(read->find("7")->as_whole() == 7);
  CHECK(found.count() == 1);
}

TEST_CASE("a text is nested as deep as the limit and no deeper") {
  json_parser parser;
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  complaints none{10}, one{10};
  CHECK(parser.parse(nested(json_depth_limit), none) != nullptr);
  CHECK(none.empty());
  CHECK(parser.parse(nested(json_depth_limit + 1), one) == nullptr);
  CHECK(one.count() == 1);
}

TEST_CASE("elements are found in lists with and without values of several parts") {
  json_parser parser;
  complaints found{10};
  const auto* const read = parser.parse(R"([[10,20,30],[1,[2,3],{"a":[4]},5]])", found);
  REQUIRE(read != nullptr);
  CHECK((*read)[0][2].as_whole() == 30);
  CHECK((*read)[1][3].as_whole() == 5);
  CHECK((*read)[1][2].find("a")->size() == 1);
  CHECK(read->find("a") == nullptr);
}

TEST_CASE("a text that does not close its brackets is refused, however little else is in it") {
  for (std::size_t open = 1; open <= json_depth_limit + 3; ++open)
    for (const std::string& ahead : {std::string(), std::string("[1,1,1,1,"), std::string("{\"a\":")})
      for (const char* const behind : {"", "1", "[]", "{"}) {
        json_parser parser;  // with as little room as the text needs
        complaints wrong(10);
        const std::string text = ahead + std::string(open, '[') + behind;
        CAPTURE(text);
        CHECK(parser.parse(text, wrong) == nullptr);
        CHECK(wrong.count() == 1);
      }
}
