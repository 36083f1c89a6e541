#include "search/narrowed_question.hpp"

#include <utility>
#include <vector>

#include "search/asked_stay.hpp"
#include "search/filter.hpp"
#include "search/places/search_area.hpp"
#include "search/request_check.hpp"
#include "search/tokens/page_token.hpp"

namespace pronto {

namespace {

// As the search sees it.
find_request ordered(find_request question) {
  question.keep = in_order(std::move(question.keep));
  return question;
}

template <class Request>
std::optional<Request> without(const Request& of, const std::string& code) {
  if (!of.city.empty()) return std::nullopt;
  Request out = of;
  const bool is_listed = std::erase(out.keep.hotels, code) > 0;
  if (!is_listed || out.keep.hotels.empty()) return std::nullopt;
  return out;
}

}  // namespace

std::string page_token_for(const find_request& other, const std::string& token,
                           const find_request& of) {
  if (token.empty()) return token;
  auto end = read_page_token(token, ordered(of));
  if (!end) return token;
  end->question = question_digest(ordered(other));
  return make_page_token(*end);
}

std::optional<find_request> without_hotel(const find_request& of, const std::string& code) {
  auto out = without(of, code);
  if (out) out->page = page_token_for(*out, of.page, of);
  return out;
}

std::optional<calendar_request> without_hotel(const calendar_request& of, const std::string& code) {
  return without(of, code);
}

std::optional<hotels_request> without_hotel(const hotels_request& of, const std::string& code) {
  return without(of, code);
}

std::optional<quote_request> without_hotel(const quote_request&, const std::string&) {
  return std::nullopt;
}

std::optional<price_check_request> without_hotel(const price_check_request&, const std::string&) {
  return std::nullopt;
}

int cities_of(const find_request& of) {
  if (!of.city.empty()) return 1 + static_cast<int>(of.more_cities.size());
  return static_cast<int>(of.keep.hotels.empty() ? cities_limit : of.keep.hotels.size());
}

int cities_of(const calendar_request& of) {
  return of.hotel.empty() ? cities_of(search_of(of)) : 1;
}

int cities_of(const hotels_request& of) { return cities_of(search_of(of)); }

int cities_of(const quote_request&) { return 1; }

int cities_of(const price_check_request&) { return 1; }

}  // namespace pronto
