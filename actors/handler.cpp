#include "actors/handler.hpp"

#include <algorithm>
#include <utility>

#include "actors/failures.hpp"
#include "search/hotel_list.hpp"
#include "search/places/hotel_spelling.hpp"
#include "search/places/place_search.hpp"
#include "search/price_calendar.hpp"
#include "search/price_check.hpp"
#include "search/quote.hpp"
#include "search/request_check.hpp"
#include "search/search.hpp"

namespace pronto {

std::uint64_t handler_state::hold(snapshot_ref fresh) {
  held_ = fresh.lent;
  return held_->generation();
}

reply<find_answer> handler_state::answer(const find_request& request) const {
  if (!held_) return nothing_loaded();
  return pronto::find(*held_, request, noting());
}

reply<quote_answer> handler_state::answer(const quote_request& request) const {
  if (!held_) return nothing_loaded();
  return find_quote(*held_, request);
}

reply<calendar_answer> handler_state::answer(const calendar_request& request) const {
  if (!held_) return nothing_loaded();
  return find_calendar(*held_, request, noting());
}

reply<hotels_answer> handler_state::answer(const hotels_request& request) const {
  if (!held_) return nothing_loaded();
  return list_hotels(*held_, request);
}

reply<price_check_answer> handler_state::answer(const price_check_request& request) const {
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
  return complete_city(*held_, typed, std::min(limit, offers_limit));
}

reply<std::vector<std::string>> handler_state::complete_code(const std::string& typed,
                                                             std::uint32_t limit) const {
  if (!held_) return nothing_loaded();
  if (auto no = wrong_beginning("hotel", typed)) return *std::move(no);
  return complete_hotel(*held_, typed, std::min(limit, offers_limit));
}

handler_actor::behavior_type handler(handler_actor::stateful_pointer<handler_state> self) {
  return handler_with(self, {});
}

handler_actor::behavior_type handler_with(handler_actor::stateful_pointer<handler_state> self,
                                          handler_options options) {
  auto& state = self->state;
  state.options = std::move(options);
  self->set_exception_handler(to_error);
  return {
      [&state](find_atom, const find_request& one) { return state.answer(one); },
      [&state](find_atom, std::vector<find_request>& all) {
        return state.answer_each<find_answer>(all);
      },
      [&state](quote_atom, const quote_request& one) { return state.answer(one); },
      [&state](quote_atom, std::vector<quote_request>& all) {
        return state.answer_each<quote_answer>(all);
      },
      [&state](calendar_atom, const calendar_request& one) { return state.answer(one); },
      [&state](calendar_atom, std::vector<calendar_request>& all) {
        return state.answer_each<calendar_answer>(all);
      },
      [&state](hotels_atom, const hotels_request& one) { return state.answer(one); },
      [&state](hotels_atom, std::vector<hotels_request>& all) {
        return state.answer_each<hotels_answer>(all);
      },
      [&state](price_check_atom, const price_check_request& one) { return state.answer(one); },
      [&state](price_check_atom, std::vector<price_check_request>& all) {
        return state.answer_each<price_check_answer>(all);
      },
      [&state](complete_atom, const std::string& typed, std::uint32_t limit) {
        return state.complete(typed, limit);
      },
      [&state](complete_hotel_atom, const std::string& typed, std::uint32_t limit) {
        return state.complete_code(typed, limit);
      },
      [&state](publish_atom, snapshot_ref fresh) { return state.hold(fresh); },
      [&state](popular_atom) { return state.take_asked(); },
      [&state](step_atom, const rest_of_finds& rest) { return state.go_on(rest); },
      [&state](step_atom, const rest_of_quotes& rest) { return state.go_on(rest); },
      [&state](step_atom, const rest_of_calendars& rest) { return state.go_on(rest); },
      [&state](step_atom, const rest_of_lists& rest) { return state.go_on(rest); },
      [&state](step_atom, const rest_of_checks& rest) { return state.go_on(rest); },
  };
}

}  // namespace pronto
