#include "catalog/places/place.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

using namespace pronto;

namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

TEST_CASE("case and accents do not count") {
  CHECK(fold("São  Paulo") == "sao paulo");
  CHECK(fold("MÜNCHEN") == "munchen");
  CHECK(fold("Zürich") == "zurich");
  CHECK(fold("İstanbul") == "istanbul");
  CHECK(fold("Kuşadası") == "kusadasi");
  CHECK(fold("Αθήνα") == "αθηνα");
  CHECK(fold("ΑΘΉΝΑ") == "αθηνα");
  CHECK(fold("Йошкар-Ола") == "иошкар ола");
}

TEST_CASE("accents count as little when they are written as signs of their own") {
  CHECK(fold("Zu\u0308rich") == "zurich");
  CHECK(fold("Sa\u0303o Paulo") == "sao paulo");
}

TEST_CASE("letters that Unicode does not take apart become what people type") {
  CHECK(fold("Straßburg") == "strassburg");
  CHECK(fold("STRASSBURG") == "strassburg");
  CHECK(fold("Tromsø") == "tromso");
  CHECK(fold("København") == "kobenhavn");
  CHECK(fold("Łódź") == "lodz");
  CHECK(fold("Reykjavík") == "reykjavik");
  CHECK(fold("Þingvellir") == "thingvellir");
  CHECK(fold("Œuvre Ærø Đakovo") == "oeuvre aero dakovo");
}

TEST_CASE("punctuation counts as spaces, and spaces count once") {
  CHECK(fold("Aix-en-Provence") == "aix en provence");
  CHECK(fold("St. Gallen") == "st gallen");
  CHECK(fold("N'Djamena") == "n djamena");
  CHECK(fold("N\u2019Djamena") == "n djamena");
  CHECK(fold("Nuku\u02BBalofa") == "nuku alofa");
  CHECK(fold("Washington, D.C.") == "washington d c");
  CHECK(fold("  New \t York\n") == "new york");
  CHECK(fold("...") == "");
  CHECK(fold("") == "");
}

TEST_CASE("plain ASCII folds to the same by itself and beside other letters") {
  std::mt19937 rng(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 6; ++i) text += static_cast<char>(rng() % 128);
    CAPTURE(round);
    const std::string alone = fold(text);
    CHECK(fold(text + "x\u00e9") == (fold(text + "x") + "e"));
    CHECK(fold("\u00e9x" + text) == (alone.empty() ? "ex" : fold("ex" + text)));
  }
}

TEST_CASE("vowel signs and voicing marks, without which it is another word, stay") {
  CHECK(fold("दिल्ली") != fold("दल"));
  CHECK(fold("กรุงเทพ") != fold("กรงเทพ"));
  CHECK(fold("ガ") != fold("カ"));
}

TEST_CASE("the points of Arabic and Hebrew do not count") {
  CHECK(fold("مَكَّة") == fold("مكة"));
  CHECK(fold("יְרוּשָׁלַיִם") == fold("ירושלים"));
}

TEST_CASE("text that is no UTF-8 is folded byte by byte") {
  CHECK(fold("M\xfcnchen - NORD ") == "m\xfcnchen nord");
  CHECK(fold("\xff") == "\xff");
  CHECK(fold_spelled_out("M\xfcnchen") == "m\xfcnchen");
}

TEST_CASE("folding twice changes nothing more") {
  for (const auto& city : known_cities()) {
    CAPTURE(city.name);
    CHECK(fold(fold(city.name)) == fold(city.name));
    for (const auto other : city.alternatives()) {
      CAPTURE(other);
      CHECK(fold(fold(other)) == fold(other));
      CHECK_FALSE(fold(other).empty());
    }
  }
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice(seed);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;  // of code points below U+0800, which holds the alphabets with case
    for (int letter = 0; letter < 4; ++letter) {
      const auto point = dice() % 0x780 + 0x80;
      text += static_cast<char>(0xc0 | (point >> 6));
      text += static_cast<char>(0x80 | (point & 0x3f));
    }
    CAPTURE(text);
    REQUIRE(fold(fold(text)) == fold(text));
  }
}

TEST_CASE("umlauts have a spelling without their dots") {
  CHECK(fold_spelled_out("München") == "muenchen");
  CHECK(fold_spelled_out("KÖLN") == "koeln");
  CHECK(fold_spelled_out("Ko\u0308ln") == "koeln");
  CHECK(fold_spelled_out("Ærøskøbing") == "aeroeskoebing");
  CHECK(fold_spelled_out("Århus") == "aarhus");
  CHECK(fold_spelled_out("São Paulo") == "sao paulo");
}

TEST_CASE("all names of a city are filed under one key") {
  for (const auto* name : {"Munich", "München", "MUNCHEN", "muenchen", " munich "})
    CHECK(place_key(name, "DE") == "munich");
  CHECK(place_key("København", "DK") == "copenhagen");
  CHECK(place_key("Koebenhavn", "DK") == "copenhagen");
  CHECK(place_key("Wien", "AT") == "vienna");
  CHECK(place_key("東京", "JP") == "tokyo");
}

TEST_CASE("a name is that of the city in its own country only") {
  CHECK(place_key("Munchen", "AT") == "munchen");
  CHECK(place_key("San José", "CR") == "san jose");
  CHECK(place_key("San Jose", "US") == "san jose");
}

TEST_CASE("a city that the gazetteer lacks is filed under its own folded name") {
  CHECK(place_key("Bad Übelhausen", "DE") == "bad ubelhausen");
  CHECK(folded_names("bad ubelhausen", "DE") == std::vector<std::string>{"bad ubelhausen"});
}

TEST_CASE("the names of a city hold its key, its local names and their other spellings") {
  const auto names = folded_names("munich", "DE");
  CHECK(names.front() == "munich");
  CHECK(has(names, "munchen"));
  CHECK(has(names, "muenchen"));
  CHECK(folded_names("munich", "AT") == std::vector<std::string>{"munich"});
  CHECK(folded_names("munchen", "DE") == std::vector<std::string>{"munchen"});
}

TEST_CASE("every city of the gazetteer is found by each of its names, under a key of its own") {
  std::set<std::pair<std::string, std::string_view>> keys;
  for (const auto& city : known_cities()) {
    CAPTURE(city.name);
    CAPTURE(city.country);
    const auto key = place_key(city.name, city.country);
    CHECK(key == fold(city.name));
    CHECK(keys.emplace(key, city.country).second);
    for (const auto other : city.alternatives()) {
      CAPTURE(other);
      const auto called = cities_called(fold(other));
      CHECK(std::ranges::count(called, &city) == 1);
    }
  }
}

TEST_CASE("among cities of one name, those that English calls so come first") {
  const auto called = cities_called("san jose");
  REQUIRE(called.size() >= 2);
  CHECK(called[0]->country == "CR");
  CHECK(called[1]->country == "US");
  CHECK(cities_called("no such place").empty());
}
