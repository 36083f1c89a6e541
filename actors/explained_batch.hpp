#pragma once
// How much of a batch is explained: an answer has its own limit, and many answers in one message together
// have the same.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result.hpp"
#include "search/request.hpp"
#include "search/request_check.hpp"

namespace pronto {

/// Whether its offers come with what makes up each price.
inline bool is_explained(const find_request& of) { return of.explain; }
inline bool is_explained(const quote_request& of) { return of.explain; }
inline bool is_explained(const price_check_request&) { return true; }
inline bool is_explained(const calendar_request&) { return false; }
inline bool is_explained(const hotels_request&) { return false; }

/// Told of each answer, in whatever order they come; once they have more lines than explained_lines_limit,
/// what would be explained too is refused.
class explained_batch {
public:
  template <class Request>
  std::optional<failure> refusal(const Request& next) const {
    if (lines_ <= explained_lines_limit || !is_explained(next)) return std::nullopt;
    return failure{.code = failure_code::usage,
                   .text = "the answers to others of this batch are explained in more than " +
                           std::to_string(explained_lines_limit) +
                           " lines; ask in smaller batches, or for answers that are not explained",
                   .field = "explain",
                   .value = "true"};
  }

  void add(const find_answer& made) { add(made.offers); }
  void add(const quote_answer& made) { add(made.offers); }
  void add(const price_check_answer& made) {
    if (made.now) add(*made.now);
  }
  void add(const calendar_answer&) {}
  void add(const hotels_answer&) {}

private:
  void add(const std::vector<offer>& all) {
    for (const offer& each : all) add(each);
  }
  void add(const offer& one) {
    add(one.why);
    for (const offered_room& each : one.more_rooms) add(each.why);
  }
  void add(const breakdown& why) {
    lines_ += static_cast<std::int64_t>(why.lines.size() + why.included.size() + why.extras.size());
  }

  std::int64_t lines_ = 0;
};

}  // namespace pronto
