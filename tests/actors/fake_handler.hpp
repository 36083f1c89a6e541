#pragma once
// A handler whose answers and acknowledgements a test holds in its hand.
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <caf/actor_system.hpp>
#include <caf/make_message.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <caf/typed_response_promise.hpp>

#include "actors/failures.hpp"
#include "messages/interfaces.hpp"
#include "search/tokens/price_token.hpp"

namespace pronto::test {

/// What a fake handler was told, and what it still owes.
struct fake_handler_log {
  bool acknowledges = true;  ///< at once; else when `acknowledge` is called
  bool answers = true;       ///< at once; else when `answer` is called
  std::vector<std::uint64_t> published;  ///< generations, in order
  std::vector<find_request> found;       ///< requests, in order
  asked_summary asked;                   ///< what it says that it was asked, once
  std::vector<price_check_request> checked;
  /// Cities and hotels that are not loaded for so many more questions.
  std::shared_ptr<std::map<std::string, int>> missing =
      std::make_shared<std::map<std::string, int>>();
  std::deque<caf::response_promise> acknowledgements;
  std::deque<caf::response_promise> answers_owed;

  reply<find_answer> answer_to(const find_request& request);
  reply<calendar_answer> answer_to(const calendar_request& request);
  reply<price_check_answer> answer_to(const price_check_request& request);

  void acknowledge() {
    deliver(acknowledgements, published[published.size() - acknowledgements.size()]);
  }
  void answer() { deliver(answers_owed, reply<find_answer>{find_answer{}}); }

private:
  std::optional<failure> not_loaded(const std::string& what);

  // A promise must not be used outside its actor: this is the message that it would send.
  template <class T>
  static void deliver(std::deque<caf::response_promise>& owed, T value) {
    const auto first = owed.front();
    owed.pop_front();
    first.source()->enqueue(nullptr, first.id().response_id(), caf::make_message(std::move(value)),
                            nullptr);
  }
};

inline find_answer answer_in(const std::string& city) {
  find_answer answer;
  answer.city = city;
  return answer;
}

inline reply<find_answer> fake_handler_log::answer_to(const find_request& request) {
  found.push_back(request);
  if (const auto why = not_loaded(request.city)) return *why;
  return answer_in(request.city);
}

inline reply<calendar_answer> fake_handler_log::answer_to(const calendar_request& request) {
  if (const auto why = not_loaded(request.hotel.empty() ? request.city : request.hotel))
    return *why;
  return calendar_answer{};
}

inline reply<price_check_answer> fake_handler_log::answer_to(const price_check_request& request) {
  checked.push_back(request);
  if (const auto why = not_loaded(read_token(request.token)->hotel)) return *why;
  return price_check_answer{};
}

inline std::optional<failure> fake_handler_log::not_loaded(const std::string& what) {
  auto& times = (*missing)[what];
  if (times == 0) return std::nullopt;
  --times;
  return failure{.code = failure_code::not_loaded, .text = "", .field = "city", .value = what};
}

/// Dies of a find in the city "poison"; answers others with an empty answer that names the city.
inline handler_actor::behavior_type fake_handler(handler_actor::pointer self,
                                                 std::shared_ptr<fake_handler_log> log) {
  self->set_exception_handler(to_error);
  const auto find = [self, log](const find_request& request) -> caf::result<reply<find_answer>> {
    if (request.city == "poison") throw std::runtime_error("poisoned");
    log->found.push_back(request);
    if (log->answers) return reply<find_answer>{answer_in(request.city)};
    auto promise = self->make_response_promise<reply<find_answer>>();
    log->answers_owed.push_back(promise);
    return promise;
  };
  return {
      [find](find_atom, const find_request& request) { return find(request); },
      [log](find_atom, const std::vector<find_request>& all) {
        std::vector<reply<find_answer>> replies;
        for (const auto& each : all) replies.push_back(log->answer_to(each));
        return replies;
      },
      [](quote_atom, const quote_request&) { return reply<quote_answer>{quote_answer{}}; },
      [](quote_atom, const std::vector<quote_request>& all) {
        return std::vector<reply<quote_answer>>(all.size(), quote_answer{});
      },
      [](calendar_atom, const calendar_request&) {
        return reply<calendar_answer>{calendar_answer{}};
      },
      [log](calendar_atom, const std::vector<calendar_request>& all) {
        std::vector<reply<calendar_answer>> replies;
        for (const auto& each : all) replies.push_back(log->answer_to(each));
        return replies;
      },
      [](hotels_atom, const hotels_request&) { return reply<hotels_answer>{hotels_answer{}}; },
      [](hotels_atom, const std::vector<hotels_request>& all) {
        return std::vector<reply<hotels_answer>>(all.size(), hotels_answer{});
      },
      [](price_check_atom, const price_check_request&) {
        return reply<price_check_answer>{price_check_answer{}};
      },
      [log](price_check_atom, const std::vector<price_check_request>& all) {
        std::vector<reply<price_check_answer>> replies;
        for (const auto& each : all) replies.push_back(log->answer_to(each));
        return replies;
      },
      [](complete_atom, const std::string& typed, std::uint32_t) {
        return reply<std::vector<std::string>>{std::vector<std::string>{typed}};
      },
      [](complete_hotel_atom, const std::string& typed, std::uint32_t) {
        return reply<std::vector<std::string>>{std::vector<std::string>{typed + "1"}};
      },
      [self, log](publish_atom, snapshot_ref fresh) -> caf::result<std::uint64_t> {
        log->published.push_back(fresh.lent->generation());
        if (log->acknowledges) return fresh.lent->generation();
        auto promise = self->make_response_promise<std::uint64_t>();
        log->acknowledgements.push_back(promise);
        return promise;
      },
      [log](popular_atom) { return std::exchange(log->asked, {}); },
      // It leaves nothing of a batch.
      [](step_atom, const rest_of_finds&) { return std::vector<reply<find_answer>>{}; },
      [](step_atom, const rest_of_quotes&) { return std::vector<reply<quote_answer>>{}; },
      [](step_atom, const rest_of_calendars&) { return std::vector<reply<calendar_answer>>{}; },
      [](step_atom, const rest_of_lists&) { return std::vector<reply<hotels_answer>>{}; },
      [](step_atom, const rest_of_checks&) { return std::vector<reply<price_check_answer>>{}; },
  };
}

}  // namespace pronto::test
