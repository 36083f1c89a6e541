#include "actors/handler.hpp"

#include <algorithm>
#include <utility>

#include "actors/explained_batch.hpp"
#include "actors/failures.hpp"
#include "search/hotel_list.hpp"
#include "search/places/hotel_spelling.hpp"
#include "search/places/place_search.hpp"
#include "search/price_calendar.hpp"
#include "search/price_check.hpp"
#include "search/request_check.hpp"
#include "search/search.hpp"

namespace pronto {

std::uint64_t handler_state::hold(snapshot_ref fresh) {
  held_ = fresh.lent;
  return held_->generation();
}

reply<find_answer> handler_state::find(const find_request& request) const {
  if (!held_) return nothing_loaded();
  return pronto::find(*held_, request, noting());
}

reply<quote_answer> handler_state::quote(const quote_request& request) const {
  if (!held_) return nothing_loaded();
  return find_quote(*held_, request);
}

reply<calendar_answer> handler_state::calendar(const calendar_request& request) const {
  if (!held_) return nothing_loaded();
  return find_calendar(*held_, request, noting());
}

reply<hotels_answer> handler_state::hotels(const hotels_request& request) const {
  if (!held_) return nothing_loaded();
  return list_hotels(*held_, request);
}

reply<price_check_answer> handler_state::check_price(const price_check_request& request) const {
  if (!held_) return nothing_loaded();
  return pronto::check_price(*held_, request);
}

asked_summary handler_state::take_asked() {
  notes_asked_ = true;
  return asked_.take();
}

reply<std::vector<std::string>> handler_state::complete(const std::string& typed,
                                                        std::uint32_t limit) const {
  if (!held_) return nothing_loaded();
  if (auto no = wrong_beginning("city", typed)) return *std::move(no);
  return complete_city(*held_, typed, std::min(limit, limit_limit));
}

reply<std::vector<std::string>> handler_state::complete_code(const std::string& typed,
                                                             std::uint32_t limit) const {
  if (!held_) return nothing_loaded();
  if (auto no = wrong_beginning("hotel", typed)) return *std::move(no);
  return complete_hotel(*held_, typed, std::min(limit, limit_limit));
}

template <class Answer, class Request>
std::vector<reply<Answer>> handler_state::each(
    const std::vector<Request>& requests,
    reply<Answer> (handler_state::*answer)(const Request&) const) const {
  std::vector<reply<Answer>> replies;
  replies.reserve(requests.size());
  explained_batch explained;
  for (const auto& one : requests) {
    if (auto no = explained.refusal(one)) {
      replies.push_back(*std::move(no));
      continue;
    }
    replies.push_back((this->*answer)(one));
    if (const auto& made = replies.back().value) explained.add(*made);
  }
  return replies;
}

std::vector<reply<find_answer>> handler_state::find_each(
    const std::vector<find_request>& requests) const {
  return each(requests, &handler_state::find);
}

std::vector<reply<quote_answer>> handler_state::quote_each(
    const std::vector<quote_request>& requests) const {
  return each(requests, &handler_state::quote);
}

std::vector<reply<calendar_answer>> handler_state::calendar_each(
    const std::vector<calendar_request>& requests) const {
  return each(requests, &handler_state::calendar);
}

std::vector<reply<hotels_answer>> handler_state::hotels_each(
    const std::vector<hotels_request>& requests) const {
  return each(requests, &handler_state::hotels);
}

std::vector<reply<price_check_answer>> handler_state::check_each_price(
    const std::vector<price_check_request>& requests) const {
  return each(requests, &handler_state::check_price);
}

handler_actor::behavior_type handler(handler_actor::stateful_pointer<handler_state> self) {
  auto& state = self->state;
  self->set_exception_handler(to_error);
  return {
      [&state](find_atom, const find_request& request) { return state.find(request); },
      [&state](find_atom, const std::vector<find_request>& all) { return state.find_each(all); },
      [&state](quote_atom, const quote_request& request) { return state.quote(request); },
      [&state](quote_atom, const std::vector<quote_request>& all) { return state.quote_each(all); },
      [&state](calendar_atom, const calendar_request& request) { return state.calendar(request); },
      [&state](calendar_atom, const std::vector<calendar_request>& all) {
        return state.calendar_each(all);
      },
      [&state](hotels_atom, const hotels_request& request) { return state.hotels(request); },
      [&state](hotels_atom, const std::vector<hotels_request>& all) {
        return state.hotels_each(all);
      },
      [&state](price_check_atom, const price_check_request& request) {
        return state.check_price(request);
      },
      [&state](price_check_atom, const std::vector<price_check_request>& all) {
        return state.check_each_price(all);
      },
      [&state](complete_atom, const std::string& typed, std::uint32_t limit) {
        return state.complete(typed, limit);
      },
      [&state](complete_hotel_atom, const std::string& typed, std::uint32_t limit) {
        return state.complete_code(typed, limit);
      },
      [&state](publish_atom, snapshot_ref fresh) { return state.hold(fresh); },
      [&state](popular_atom) { return state.take_asked(); },
  };
}

}  // namespace pronto
