#pragma once
// Questions of the benchmark as Pronto is asked them, and its answers as they are compared.
#include <cstdint>
#include <string>
#include <unordered_map>

#include "catalog/catalog.hpp"
#include "market_folder.hpp"
#include "question.hpp"
#include "search/request.hpp"

namespace pronto::bench {

class pronto_requests {
public:
  explicit pronto_requests(const market_folder& from) : cities_(from.cities()) {}

  /// Hotels come one after the other, in order.
  void note(const plain_hotel& next) {
    numbers_.emplace(next.code, static_cast<std::uint32_t>(numbers_.size()));
  }

  /// Of all questions but calendars.
  find_request find_of(const question& what) const;
  calendar_request calendar_of(const question& what) const;
  answer answer_of(const find_answer& heard) const;
  answer answer_of(const calendar_answer& heard) const;

private:
  stay_request stay_of(const question& what) const;

  std::vector<market_city> cities_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace pronto::bench
