#include "actors/handler.hpp"

#include "actors/failures.hpp"
#include "catalog/places/place.hpp"
#include "search/hotel_list.hpp"
#include "search/places/hotel_spelling.hpp"
#include "search/places/place_search.hpp"
#include "search/price_calendar.hpp"
#include "search/price_check.hpp"
#include "search/search.hpp"

namespace pronto {

namespace {

failure nothing_loaded() {
  return {.code = failure_code::unavailable,
          .text = "Nothing is loaded yet. Ask again when the first load is complete; the status "
                  "tells how far it is."};
}

}  // namespace

std::uint64_t handler_state::hold(snapshot_ref fresh) {
  held_ = fresh.lent;
  return held_->generation();
}

reply<find_answer> handler_state::find(const find_request& request) const {
  if (!held_) return nothing_loaded();
  auto found = pronto::find(*held_, request, noting());
  if (!found) return found;
  if (!found->city.empty()) note_use(found->city, found->country);
  for (const auto& each : found->cities) note_use(each.city, each.country);
  return found;
}

reply<quote_answer> handler_state::quote(const quote_request& request) const {
  if (!held_) return nothing_loaded();
  auto quoted = find_quote(*held_, request);
  if (quoted) note_use(quoted->city, quoted->country);
  return quoted;
}

reply<calendar_answer> handler_state::calendar(const calendar_request& request) const {
  if (!held_) return nothing_loaded();
  auto made = find_calendar(*held_, request, noting());
  if (made) note_use(made->city, made->country);
  return made;
}

reply<hotels_answer> handler_state::hotels(const hotels_request& request) const {
  if (!held_) return nothing_loaded();
  auto listed = list_hotels(*held_, request);
  if (listed)
    for (const auto& each : listed->hotels) note_use(each.city, each.country);
  return listed;
}

reply<price_check_answer> handler_state::check_price(const price_check_request& request) const {
  if (!held_) return nothing_loaded();
  auto checked = pronto::check_price(*held_, request);
  if (checked) note_use(checked->city, checked->country);
  return checked;
}

// For the loader, which drops what was not asked for the longest.
void handler_state::note_use(const std::string& city, const std::string& country) const {
  if (!held_->is_on_demand()) return;
  const auto* const at = held_->find_destination(place_key(city, country), country);
  if (at != nullptr) held_->note_use(*at);
}

asked_summary handler_state::take_asked() {
  notes_asked_ = true;
  return asked_.take();
}

reply<std::vector<std::string>> handler_state::complete(const std::string& typed,
                                                        std::uint32_t limit) const {
  if (!held_) return nothing_loaded();
  return complete_city(*held_, typed, limit);
}

reply<std::vector<std::string>> handler_state::complete_code(const std::string& typed,
                                                             std::uint32_t limit) const {
  if (!held_) return nothing_loaded();
  return complete_hotel(*held_, typed, limit);
}

template <class Answer, class Request>
std::vector<reply<Answer>> handler_state::each(
    const std::vector<Request>& requests,
    reply<Answer> (handler_state::*answer)(const Request&) const) const {
  std::vector<reply<Answer>> replies;
  replies.reserve(requests.size());
  for (const auto& one : requests) replies.push_back((this->*answer)(one));
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
