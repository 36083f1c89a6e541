#pragma once
// How much the answers to a batch hold together: an answer has its own limits, and many answers in one
// message would take as many times as much.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result.hpp"
#include "search/make_offer.hpp"
#include "search/request.hpp"
#include "search/request_check.hpp"

namespace pronto {

/// Offers, days, hotels and refused products that the answers to a batch have together: some 100 MB.
inline constexpr std::uint64_t batch_rows_limit = 100'000;

/// Whether its offers come with what makes up each price.
inline bool is_explained(const find_request& of) { return of.explain; }
inline bool is_explained(const quote_request& of) { return of.explain; }
inline bool is_explained(const price_check_request&) { return true; }
inline bool is_explained(const calendar_request&) { return false; }
inline bool is_explained(const hotels_request&) { return false; }

/// Told of each answer, in whatever order they come. Once they have more rows than batch_rows_limit all
/// other questions are refused; once they have more lines than explained_lines_limit, those that would be
/// explained too.
class answer_budget {
public:
  template <class Request>
  std::optional<failure> refusal(const Request& next) const {
    if (rows_ > batch_rows_limit) return too_many_rows();
    if (lines_ > explained_lines_limit && is_explained(next)) return too_many_lines();
    return std::nullopt;
  }

  void add(const find_answer& made) { add(made.offers); }
  void add(const quote_answer& made) {
    add(made.offers);
    rows_ += made.not_bookable.size();
  }
  void add(const price_check_answer& made) {
    if (made.now) add(*made.now);
  }
  void add(const calendar_answer& made) { rows_ += made.days.size(); }
  void add(const hotels_answer& made) { rows_ += made.hotels.size() + made.cities.size(); }

private:
  static failure too_many_rows() {
    return {.code = failure_code::usage,
            .text = "the answers to others of this batch have more than " +
                    std::to_string(batch_rows_limit) +
                    " offers, days or hotels; ask in smaller batches, or for fewer at a time",
            .field = "batch",
            .value = ""};
  }
  static failure too_many_lines() {
    return {.code = failure_code::usage,
            .text = "the answers to others of this batch are explained in more than " +
                    std::to_string(explained_lines_limit) +
                    " lines; ask in smaller batches, or for answers that are not explained",
            .field = "explain",
            .value = "true"};
  }

  void add(const std::vector<offer>& all) {
    for (const offer& each : all) add(each);
  }
  void add(const offer& one) {
    rows_ += 1 + one.more_rooms.size();
    lines_ += lines_of(one);
  }

  std::uint64_t rows_ = 0;
  std::int64_t lines_ = 0;
};

}  // namespace pronto
