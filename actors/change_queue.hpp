#pragma once
// Changes that wait to be applied, in the order in which they came, and who is to be told of them.
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include <caf/typed_response_promise.hpp>

#include "catalog/change.hpp"
#include "messages/messages.hpp"

namespace pronto {

class change_queue {
public:
  using promise = caf::typed_response_promise<reply<change_answer>>;
  static constexpr std::size_t message_max = 10'000;

  /// False if it was refused, and answered. How many wait is bounded by whoever sends them on, see
  /// front_desk.hpp.
  bool add(std::vector<change> all, promise who);

  bool empty() const { return waiting_.empty(); }
  /// How many changes are not answered.
  std::size_t size() const { return size_; }
  bool has_next() const { return next_ < waiting_.size(); }
  /// The next so many at most, to be `note`d before more are taken.
  std::vector<change> take(std::size_t most);
  void note(std::span<std::optional<failure>> refused);

  /// Answers those messages of which all changes were noted: with what became of them, or that it is
  /// not known when they will be seen.
  void answer(std::uint64_t generation);
  void answer_noted(const failure& why);
  void answer_all(const failure& why);

private:
  bool first_is_noted() const;
  template <class Answer>
  void end_first(Answer with);

  struct message {
    std::vector<change> all;
    promise who;
    std::size_t taken = 0;
    std::size_t noted = 0;
    change_answer told;
  };
  std::deque<message> waiting_;
  std::size_t next_ = 0;  // the first message with changes that were not taken
  std::size_t size_ = 0;
};

}  // namespace pronto
