#pragma once
// What may stand in a rate plan. Private to the AlpineBits import.
//
// What is not known here may change what a stay costs or when it can be booked, so it is refused rather
// than read over: a misspelt weekday, a second restriction, an attribute of another version.
#include <array>
#include <string_view>

#include "sources/imports/alpinebits_message.hpp"

namespace pronto::alpinebits {

struct grammar;

/// An element that may stand in another one.
struct known_element {
  std::string_view name;
  bool repeats = false;
  const grammar* inside = nullptr;  ///< null where it is checked by itself, or says nothing of prices
};

/// Empty names fill the lists up.
struct grammar {
  std::array<std::string_view, 7> attributes;
  std::array<known_element, 5> elements;
};

/// A RatePlan without its rates, offers and supplements.
extern const grammar plan_grammar;
/// The Rate without dates, and those with them, which may say again what it says.
extern const grammar static_rate_grammar;
extern const grammar dated_rate_grammar;
/// The Offer with the conditions of a plan, and those with a Discount.
extern const grammar conditions_grammar;
extern const grammar discount_grammar;
/// The Supplement that says what is charged, and those with its prices.
extern const grammar supplement_grammar;
extern const grammar supplement_price_grammar;

/// Refuses an element with attributes or elements that are not in its grammar, or that stand there twice.
void check_known(attributes& in, pugi::xml_node at, const grammar& of);

}  // namespace pronto::alpinebits
