#include "search/places/spelling.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace pronto;

namespace {

// The distance by its definition, from the ends of both texts.
std::size_t plain_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const auto drop = [](std::string_view text, std::size_t n) {
    return text.substr(0, text.size() - n);
  };
  auto best = std::min(plain_distance(drop(a, 1), b), plain_distance(a, drop(b, 1))) + 1;
  best = std::min(best, plain_distance(drop(a, 1), drop(b, 1)) + (a.back() == b.back() ? 0 : 1));
  const bool is_swapped = a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2]
                          && b.back() == a[a.size() - 2];
  if (is_swapped) best = std::min(best, plain_distance(drop(a, 2), drop(b, 2)) + 1);
  return best;
}

std::string random_word(std::mt19937& dice) {
  std::string out;
  for (auto left = dice() % 7; left > 0; --left) out += static_cast<char>('a' + dice() % 3);
  return out;
}

}  // namespace

TEST_CASE("typing errors are letters too many, too few, wrong or swapped") {
  CHECK(edit_distance("berlin", "berlin") == 0);
  CHECK(edit_distance("berlin", "berln") == 1);
  CHECK(edit_distance("berlin", "berliin") == 1);
  CHECK(edit_distance("berlin", "berlim") == 1);
  CHECK(edit_distance("berlin", "brelin") == 1);
  CHECK(edit_distance("", "paris") == 5);
  CHECK(edit_distance("ca", "abc") == 3);
}

TEST_CASE("a letter is one letter, however many bytes it has") {
  CHECK(edit_distance("東京", "東") == 1);
  CHECK(edit_distance("αθηνα", "αθινα") == 1);
  CHECK(edit_distance("\xff\xe4", "\xff") == 1);
}

TEST_CASE("the distance is that of its definition") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice(seed);
  for (int i = 0; i < 2'000; ++i) {
    const auto a = random_word(dice);
    const auto b = random_word(dice);
    CAPTURE(a);
    CAPTURE(b);
    REQUIRE(edit_distance(a, b) == plain_distance(a, b));
  }
}

TEST_CASE("a longer name may have more errors") {
  CHECK(typing_errors("bon", "bonn") == 1);
  CHECK(typing_errors("ab", "cb") == 1);
  CHECK_FALSE(typing_errors("ab", "cd"));
  CHECK(typing_errors("munik", "munich") == 2);
  CHECK_FALSE(typing_errors("paris", "turin"));
  CHECK(typing_errors("barzelonna", "barcelona") == 2);
  CHECK(typing_errors("barzzlonna", "barcelona") == 3);
  CHECK_FALSE(typing_errors("parzzlonna", "barcelona"));
}

TEST_CASE("a part of a name counts as one error, from the beginning of a word") {
  CHECK(typing_errors("rio", "rio de janeiro") == 1);
  CHECK(typing_errors("jan", "rio de janeiro") == 1);
  CHECK_FALSE(typing_errors("eiro", "rio de janeiro"));
  CHECK_FALSE(typing_errors("ri", "rio de janeiro"));
  CHECK(typing_errors("rio", "rio") == 0);
}

TEST_CASE("the nearest names are all that take the fewest errors, in order") {
  const std::vector<std::string> names{"bern", "bonn", "berlin", "born"};
  const auto near = [&](std::string_view typed) {
    std::vector<std::string> out;
    const auto errors = [&](const std::string& name) { return typing_errors(typed, name); };
    for (const auto* each : nearest(names, errors)) out.push_back(*each);
    return out;
  };
  CHECK(near("borm") == std::vector<std::string>{"born"});
  CHECK(near("boxn") == std::vector<std::string>{"bonn", "born"});
  CHECK(near("berlim") == std::vector<std::string>{"berlin"});
  CHECK(near("hamburg").empty());
}
