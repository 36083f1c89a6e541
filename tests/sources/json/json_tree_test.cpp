// A text is read into a tree fast, or carefully where something is wrong with it. Either way the tree is
// what another reader makes of the text.
#include "sources/json/json_tree.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>

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
        out["k" + std::to_string(rng() % 100) + (rng() % 8 == 0 ? "\t\"€" : "")] =
            random_json(rng, depth - 1);
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

TEST_CASE("random texts with something changed are refused or read as by another reader") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 rng(seed);
  json_parser parser;
  constexpr std::string_view marks = "[]{}:,\"\\/-+.0123456789eEutfn \t\r\n\x01\x7f\xc3\xff";
  int accepted = 0;
  constexpr int texts = 20'000;
  for (int i = 0; i < texts; ++i) {
    std::string text = random_json(rng, 3).dump();
    for (auto left = 1 + rng() % 2; left > 0 && !text.empty(); --left) {
      const std::size_t at = rng() % text.size();
      const char mark = marks[rng() % marks.size()];
      switch (rng() % 4) {
        case 0: text.erase(at, 1); break;
        case 1: text.insert(at, 1, mark); break;
        case 2: text[at] = mark; break;
        default: text.resize(at); break;
      }
    }
    CAPTURE(text);
    complaints found{10};
    const json_value* const read = parser.parse(text, found);
    CHECK((read != nullptr) == json::accept(text));
    if (read != nullptr && found.empty()) CHECK(as_json(*read) == json::parse(text));
    accepted += read != nullptr;
  }
  CHECK(accepted > texts / 20);
  CHECK(accepted < texts / 2);
}

TEST_CASE("numbers and words are what JSON says, and nothing near it") {
  json_parser parser;
  for (const std::string text :
       {"0", "-0", "7", "-12", "999999999999999999", "-999999999999999999", "9223372036854775807",
        "-9223372036854775808", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "0.5", "-1e3", "1E+2", "1e400", "true", "false", "null", " 1 ", "",
        " ", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", "1 2", "--1", "1-1", "tru",
        "truE", "nul", "falsey", "true1", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"",
        "\"\\ud800\"", "'a'", "1,", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\" 1}", "{1:2}",
        "{\"a\"}", "{a:1}", "[}", "{]", "[1}", "{\"a\":1]"}) {
    CAPTURE(text);
    complaints found{10};
    const json_value* const read = parser.parse(text, found);
    REQUIRE((read != nullptr) == json::accept(text));
    if (read != nullptr) CHECK(as_json(*read) == json::parse(text));
  }
}

TEST_CASE("a NUL byte ends no text, wherever it stands") {
  json_parser parser;
  const std::string good = R"({"a":[1,"b"]})";
  for (std::size_t at = 0; at <= good.size(); ++at) {
    CAPTURE(at);
    complaints found{10};
    std::string text = good;
    text.insert(at, 1, '\0');
    CHECK(parser.parse(text, found) == nullptr);
    CHECK(found.take().size() == 1);
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
