#pragma once
// Asks Pronto, in whichever way.
#include <utility>

#include "machine.hpp"
#include "pronto_requests.hpp"
#include "system.hpp"

namespace pronto::bench {

/// `Answers` has find and calendar, with results.
template <class Answers>
class pronto_asker final : public asker {
public:
  pronto_asker(const pronto_requests& requests, Answers answers)
      : requests_(requests), answers_(std::move(answers)) {}

  void ask(const question& what) override {
    is_calendar_ = what.kind == question_kind::calendar;
    if (is_calendar_)
      keep(answers_.calendar(requests_.calendar_of(what)), calendar_);
    else
      keep(answers_.find(requests_.find_of(what)), found_);
  }

  const answer& heard() override {
    heard_ = is_calendar_ ? requests_.answer_of(calendar_) : requests_.answer_of(found_);
    return heard_;
  }

private:
  template <class T>
  static void keep(result<T> from, T& to) {
    if (!from) fail("Pronto says: " + from.why().text);
    to = *std::move(from);
  }

  const pronto_requests& requests_;
  Answers answers_;
  bool is_calendar_ = false;
  find_answer found_;
  calendar_answer calendar_;
  answer heard_;
};

}  // namespace pronto::bench
