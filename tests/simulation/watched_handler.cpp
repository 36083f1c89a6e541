#include "simulation/watched_handler.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "actors/failures.hpp"

namespace pronto::simulation {

content content_of(const snapshot& from) {
  content out;
  for (const auto& place : from.destinations())
    for (const auto& each : place->hotels) {
      if (from.find_hotel(each->code) != each.get()) out.emplace_back("codes", "differ", each->code);
      out.emplace_back(each->code, each->name, place->city);
    }
  std::ranges::sort(out);
  return out;
}

namespace {

void see(watch& by, const snapshot& fresh, const content& hotels) {
  const auto generation = fresh.generation();
  const auto [at, first] = by.generations.try_emplace(
      generation, watch::sight{hotels, fresh.destinations().size(), by.position()});
  if (!first && at->second.hotels != hotels)
    by.wrong.push_back("two handlers see different hotels in generation " +
                       std::to_string(generation));
  if (generation + 1 < by.generations.rbegin()->first)
    by.wrong.push_back("generation " + std::to_string(generation) + " is published after " +
                       std::to_string(by.generations.rbegin()->first));
}

// It stays as it is until the next one is acknowledged.
void check_unchanged(watch& by, const watched_state& state) {
  if (state.held && content_of(*state.held) != state.seen)
    by.wrong.push_back("a snapshot changed while it was held");
}

// Before it answers from it.
void check_held(watch& by, const watched_state& state) {
  if (!state.held) return;
  check_unchanged(by, state);
  if (state.held->generation() + 1 < by.generations.rbegin()->first)
    by.wrong.push_back("a handler answers from generation " +
                       std::to_string(state.held->generation()) + " after the publication of " +
                       std::to_string(by.generations.rbegin()->first));
}

reply<find_answer> spoiled(flaw how, reply<find_answer> answer) {
  if (!answer.value) return answer;
  if (how == flaw::wrong_generation && answer.value->generation > 1) --answer.value->generation;
  if (how == flaw::wrong_price && !answer.value->offers.empty())
    ++answer.value->offers.front().cost.total;
  return answer;
}

}  // namespace

handler_actor::behavior_type watched_handler(handler_actor::stateful_pointer<watched_state> self,
                                             watch* by) {
  auto& state = self->state;
  state.inner.options = by->handlers_with;
  self->set_exception_handler(to_error);
  const auto find = [by, &state](const find_request& request) {
    if (request.city == poison) throw std::runtime_error("poisoned");
    check_held(*by, state);
    return spoiled(by->broken, state.inner.answer(request));
  };
  return {
      [self, by, find](find_atom,
                       const find_request& request) -> caf::result<reply<find_answer>> {
        if (by->broken == flaw::lost_answer && request.limit == 3) {
          auto promise = self->make_response_promise<reply<find_answer>>();
          self->state.never_kept.push_back(promise);
          return promise;
        }
        return find(request);
      },
      [by, &state](find_atom, std::vector<find_request>& all) {
        check_held(*by, state);
        return state.inner.answer_each<find_answer>(all);
      },
      [by, &state](quote_atom, const quote_request& request) {
        check_held(*by, state);
        return state.inner.answer(request);
      },
      [by, &state](quote_atom, std::vector<quote_request>& all) {
        check_held(*by, state);
        return state.inner.answer_each<quote_answer>(all);
      },
      [by, &state](calendar_atom, const calendar_request& request) {
        check_held(*by, state);
        return state.inner.answer(request);
      },
      [by, &state](calendar_atom, std::vector<calendar_request>& all) {
        check_held(*by, state);
        return state.inner.answer_each<calendar_answer>(all);
      },
      [by, &state](hotels_atom, const hotels_request& request) {
        check_held(*by, state);
        return state.inner.answer(request);
      },
      [by, &state](hotels_atom, std::vector<hotels_request>& all) {
        check_held(*by, state);
        return state.inner.answer_each<hotels_answer>(all);
      },
      [by, &state](price_check_atom, const price_check_request& request) {
        check_held(*by, state);
        return state.inner.answer(request);
      },
      [by, &state](price_check_atom, std::vector<price_check_request>& all) {
        check_held(*by, state);
        return state.inner.answer_each<price_check_answer>(all);
      },
      [&state](complete_atom, const std::string& typed, std::uint32_t limit) {
        return state.inner.complete(typed, limit);
      },
      [&state](complete_hotel_atom, const std::string& typed, std::uint32_t limit) {
        return state.inner.complete_code(typed, limit);
      },
      [self, by](publish_atom, snapshot_ref fresh) -> caf::result<std::uint64_t> {
        auto& own = self->state;
        const auto generation = fresh.lent->generation();
        check_unchanged(*by, own);
        if (by->doomed.contains(self->id())) {
          ++by->died_of_publication;
          throw std::runtime_error("doomed");
        }
        own.held = fresh.lent;
        by->holders.insert(self->id());
        own.seen = content_of(*fresh.lent);
        see(*by, *fresh.lent, own.seen);
        if (by->broken == flaw::never_acknowledges && generation > 1) {
          own.inner.hold(fresh);
          auto promise = self->make_response_promise<std::uint64_t>();
          own.never_kept.push_back(promise);
          return promise;
        }
        return own.inner.hold(fresh);
      },
      [&state](popular_atom) { return state.inner.take_asked(); },
      [by, &state](step_atom, const rest_of_finds& rest) {
        check_held(*by, state);
        return state.inner.go_on(rest);
      },
      [by, &state](step_atom, const rest_of_quotes& rest) {
        check_held(*by, state);
        return state.inner.go_on(rest);
      },
      [&state](step_atom, const rest_of_calendars& rest) { return state.inner.go_on(rest); },
      [&state](step_atom, const rest_of_lists& rest) { return state.inner.go_on(rest); },
      [&state](step_atom, const rest_of_checks& rest) { return state.inner.go_on(rest); },
  };
}

}  // namespace pronto::simulation
