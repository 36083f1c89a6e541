#pragma once
// A question without some of the hotels that it lists, as one is asked of which nobody knows some; and how
// many cities questions may be about.
#include <optional>
#include <string>

#include "search/request.hpp"

namespace pronto {

/// The token of a page of the question `of` as one of `other`, which has the same offers. What is no token
/// of `of` stays as it is.
std::string page_token_for(const find_request& other, const std::string& token,
                           const find_request& of);

// The question without one hotel of its list, at the same page; nothing where the list is not what it
// is about, or has no other.
std::optional<find_request> without_hotel(const find_request& of, const std::string& code);
std::optional<calendar_request> without_hotel(const calendar_request& of, const std::string& code);
std::optional<hotels_request> without_hotel(const hotels_request& of, const std::string& code);
std::optional<quote_request> without_hotel(const quote_request& of, const std::string& code);
std::optional<price_check_request> without_hotel(const price_check_request& of,
                                                 const std::string& code);

// How many cities a question may be about.
int cities_of(const find_request& of);
int cities_of(const calendar_request& of);
int cities_of(const hotels_request& of);
int cities_of(const quote_request& of);
int cities_of(const price_check_request& of);

}  // namespace pronto
