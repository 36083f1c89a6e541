#pragma once
// Questions some of which are about what is not loaded: it lets that be loaded and asks again. Each
// city or hotel goes its own way, so that answers that are there are kept and a batch gets through
// even where the memory has room for one city at a time.
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/answer_budget.hpp"
#include "messages/reply.hpp"
#include "search/asked_stay.hpp"
#include "search/narrowed_question.hpp"
#include "search/places/search_area.hpp"
#include "search/request.hpp"
#include "search/request_check.hpp"
#include "search/tokens/price_token.hpp"

namespace pronto {

/// So often what a question is about is loaded, if it is dropped again before the answer; and once
/// more for each further city that it is about.
inline constexpr int loads_for_a_question = 3;

/// What has to be loaded for a question: the city of a hotel, or a city.
struct missing_place {
  std::string hotel;
  std::string city;
  std::string country;

  auto operator<=>(const missing_place&) const = default;
};

/// What a question lacked, which failed so with not_loaded.
inline missing_place missing_for(const find_request& of, const failure& why) {
  if (why.field == "hotel") return {why.value, "", ""};
  return {"", why.value, of.country};  // one of its cities, or one that its circle reaches
}
inline missing_place missing_for(const quote_request& of, const failure&) { return {of.hotel, "", ""}; }
inline missing_place missing_for(const calendar_request& of, const failure& why) {
  if (!of.hotel.empty()) return {of.hotel, "", ""};
  return missing_for(search_of(of), why);
}
inline missing_place missing_for(const hotels_request& of, const failure& why) {
  return missing_for(search_of(of), why);
}
inline missing_place missing_for(const price_check_request& of, const failure&) {
  const auto shown = read_token(of.token);
  return {shown ? shown->hotel : "", "", ""};
}

template <class Request, class Answer>
class patient_batch : public std::enable_shared_from_this<patient_batch<Request, Answer>> {
public:
  using replies = std::vector<reply<Answer>>;
  /// Calls back with a reply to each.
  using ask_them = std::function<void(std::vector<Request>, std::function<void(replies)>)>;
  /// Calls back when this was loaded, for which so many questions wait, or why not.
  using load_it = std::function<void(const missing_place&, std::uint32_t,
                                     std::function<void(std::optional<failure>)>)>;

  /// Requires: there are requests; both functions call back once.
  patient_batch(std::vector<Request> requests, ask_them ask, load_it load,
                std::function<void(replies)> done)
      : requests_(std::move(requests)),
        replies_(requests_.size()),
        left_(requests_.size()),
        ask_(std::move(ask)),
        load_(std::move(load)),
        done_(std::move(done)) {}

  /// Calls `done` once, with a reply to each.
  void start() {
    group all(requests_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    ask(std::move(all), 0);
  }

private:
  using group = std::vector<std::size_t>;  // some of the requests

  void ask(group which, int loads) {
    std::vector<Request> some;
    for (const auto each : which) some.push_back(requests_[each]);
    ask_(std::move(some), [self = this->shared_from_this(), which, loads](replies got) {
      self->take(which, loads, std::move(got));
    });
  }

  void take(const group& which, int loads, replies got) {
    std::map<missing_place, group> missing;
    for (std::size_t i = 0; i < which.size(); ++i) {
      const bool is_missing = !got[i].value && got[i].why.code == failure_code::not_loaded;
      if (!is_missing)
        settle(which[i], std::move(got[i]));
      else if (loads + 1 >= loads_for_a_question + cities_of(requests_[which[i]]))
        settle(which[i], in_vain(std::move(got[i].why), loads, cities_of(requests_[which[i]]) > 1));
      else
        missing[missing_for(requests_[which[i]], got[i].why)].push_back(which[i]);
    }
    for (auto& [what, each] : missing) load(what, std::move(each), loads);
  }

  void load(const missing_place& what, group which, int loads) {
    load_(what, static_cast<std::uint32_t>(which.size()),
          [self = this->shared_from_this(), what, which, loads](std::optional<failure> why_not) {
            if (!why_not) return self->ask(which, loads + 1);
            self->go_on_without(what, which, loads, *why_not);
          });
  }

  // A hotel of a list that is nowhere is noted; only if there is no other does the question fail.
  void go_on_without(const missing_place& what, const group& which, int loads, const failure& why) {
    group some;
    for (const auto each : which) {
      auto rest = why.code == failure_code::not_found && !what.hotel.empty()
                      ? without_hotel(requests_[each], what.hotel)
                      : std::nullopt;
      if (!rest) {
        settle(each, why);
        continue;
      }
      auto& of = narrowed_.try_emplace(each, requests_[each]).first->second;
      if (of.notes.size() < unknown_told) of.notes.push_back(why.text);
      requests_[each] = *std::move(rest);
      some.push_back(each);
    }
    if (!some.empty()) ask(std::move(some), loads);
  }

  // The answer to what was left of a question as one to the whole of it.
  void widen(std::size_t which, Answer& answer) {
    const auto found = narrowed_.find(which);
    if (found == narrowed_.end()) return;
    if constexpr (requires { answer.notes; })
      answer.notes.insert(answer.notes.end(), found->second.notes.begin(),
                          found->second.notes.end());
    if constexpr (requires { answer.next; })
      answer.next = page_token_for(found->second.asked, answer.next, requests_[which]);
  }

  // A handler counts the answers to those that it is asked about together alone.
  void settle(std::size_t which, reply<Answer> with) {
    if (with.value) {
      widen(which, *with.value);
      if (auto no = given_.refusal(requests_[which]))
        with = *std::move(no);
      else
        given_.add(*with.value);
    }
    replies_[which] = std::move(with);
    if (--left_ == 0) done_(std::move(replies_));
  }

  static failure in_vain(failure what, int loads, bool are_several) {
    what.code = failure_code::memory;
    what.text = (are_several ? "what the question is about, '" + what.value + "' too,"
                             : "'" + what.value + "'") +
                " was loaded " + std::to_string(loads) +
                " times and dropped again before it was answered: the memory budget has no room for "
                "all that is asked for at once. Ask again later, or raise the budget.";
    return what;
  }

  struct narrowed {
    explicit narrowed(Request whole) : asked(std::move(whole)) {}

    Request asked;
    std::vector<std::string> notes;  // of hotels that are nowhere
  };

  std::vector<Request> requests_;
  std::map<std::size_t, narrowed> narrowed_;  // questions of which some hotels were left out
  replies replies_;
  std::size_t left_;  // without a reply
  answer_budget given_;
  ask_them ask_;
  load_it load_;
  std::function<void(replies)> done_;
};

}  // namespace pronto
