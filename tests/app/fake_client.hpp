#pragma once
// An engine that answers what a test wants and remembers what it was asked.
#include <optional>
#include <string>
#include <vector>

#include "actors/client.hpp"

namespace pronto {

class fake_client : public client {
public:
  result<find_answer> find(const find_request& request) override {
    asked_find = request;
    return find_says;
  }
  result<quote_answer> quote(const quote_request& request) override {
    asked_quote = request;
    return quote_says;
  }
  result<calendar_answer> calendar(const calendar_request& request) override {
    asked_calendar = request;
    return calendar_says;
  }
  result<hotels_answer> hotels(const hotels_request& request) override {
    asked_hotels = request;
    return hotels_say;
  }
  result<price_check_answer> check_price(const price_check_request& request) override {
    asked_check = request;
    return check_says;
  }
  result<std::vector<result<find_answer>>> find_each(
      const std::vector<find_request>& requests) override {
    return std::vector<result<find_answer>>(requests.size(), find_says);
  }
  result<std::vector<result<quote_answer>>> quote_each(
      const std::vector<quote_request>& requests) override {
    return std::vector<result<quote_answer>>(requests.size(), quote_says);
  }
  result<engine_status> status() override { return status_says; }
  result<engine_status> refresh(const progress_told&) override {
    ++refreshes;
    return refresh_says.value_or(status_says);
  }
  result<change_answer> apply(const std::vector<change>& changes) override {
    asked_changes.insert(asked_changes.end(), changes.begin(), changes.end());
    return changes_say;
  }
  result<std::vector<std::string>> complete_city(const std::string& typed) override {
    asked_city = typed;
    return cities;
  }
  result<std::vector<std::string>> complete_hotel(const std::string&) override { return codes; }

  result<find_answer> find_says = find_answer{};
  result<quote_answer> quote_says = quote_answer{};
  result<calendar_answer> calendar_says = calendar_answer{};
  result<hotels_answer> hotels_say = hotels_answer{};
  result<price_check_answer> check_says = price_check_answer{};
  result<change_answer> changes_say = change_answer{};
  std::vector<change> asked_changes;
  engine_status status_says;
  std::optional<engine_status> refresh_says;
  std::vector<std::string> cities;
  std::vector<std::string> codes;
  std::optional<find_request> asked_find;
  std::optional<quote_request> asked_quote;
  std::optional<calendar_request> asked_calendar;
  std::optional<hotels_request> asked_hotels;
  std::optional<price_check_request> asked_check;
  std::string asked_city;
  int refreshes = 0;
};

}  // namespace pronto
