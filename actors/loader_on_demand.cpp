// Of the loader: how a destination is loaded when it is asked for, and which one makes room.
#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

#include "actors/failures.hpp"
#include "actors/loader.hpp"
#include "actors/memory_report.hpp"
#include "actors/safely.hpp"
#include "catalog/place.hpp"
#include "search/place_search.hpp"

namespace pronto {

namespace {

failure nothing_yet() {
  return {.code = failure_code::unavailable,
          .text = "Nothing is loaded yet. Ask again when the first load is complete; the status "
                  "tells how far it is."};
}

failure no_such_hotel(const std::string& code, const source& in) {
  return {.code = failure_code::not_found,
          .text = "no hotel '" + code + "' in " + in.name() + ", or none that can be read",
          .field = "hotel",
          .value = code};
}

bool is_held(const snapshot& in, const destination_key& what) {
  const auto* const found = in.find_destination(what.key, what.country);
  return found != nullptr && found->held;
}

}  // namespace

// -- what is asked for ----------------------------------------------------------------------------

load_queue::promise loader_state::load_city(const std::string& city, const std::string& country) {
  return load([&](const snapshot& in) -> result<destination_key> {
    const auto found = find_destination(in, city, country);
    if (!found) return found.why();
    return destination_key{std::string((*found)->key), std::string((*found)->country)};
  });
}

load_queue::promise loader_state::load_hotel(const std::string& code) {
  return load([&](const snapshot& in) -> result<destination_key> {
    if (const auto* const here = in.find_hotel(code))
      return destination_key{place_key(here->city, here->country), std::string(here->country)};
    auto* const demand = source_->demand();
    const auto found = demand != nullptr ? demand->where_is(code) : std::nullopt;
    if (!found || is_held(in, *found)) return no_such_hotel(code, *source_);
    return *found;
  });
}

template <class Find>
load_queue::promise loader_state::load(Find where) {
  auto promise = self_->make_response_promise<reply<std::uint64_t>>();
  if (closing_) {
    promise.deliver(reply<std::uint64_t>{shutting_down()});
  } else if (!lender_.current()) {
    promise.deliver(reply<std::uint64_t>{nothing_yet()});
  } else if (const auto what = where(*lender_.current()); !what) {
    promise.deliver(reply<std::uint64_t>{what.why()});
  } else if (is_held(*lender_.current(), *what)) {
    promise.deliver(reply<std::uint64_t>{told_.generation});
  } else {
    loads_.add(*what, promise);
    begin_pass();
  }
  return promise;
}

// -- a load ---------------------------------------------------------------------------------------

// One in each pass, so that those that do not fit together are held one after the other.
void loader_state::begin_load() {
  load_failure_.reset();
  load_is_whole_ = false;
  while (const auto* const next = loads_.next()) {
    if (!is_held(*lender_.current(), *next)) {
      loads_.begin();
      source_->demand()->want(*next);
      return;
    }
    loads_.end(reply<std::uint64_t>{told_.generation});
  }
}

// When all of it is in the catalog. True if there is something to do now, as to publish it.
bool loader_state::finish_load() {
  const auto* const what = loads_.under_way();
  if (what == nullptr || phase_ != phase::ending || load_is_whole_ || load_failure_) return false;
  bool is_short = false;
  const auto held = safely("Taking in", source_.get(), [&]() -> result<bool> {
    try {
      catalog_->hold(*what);
      load_is_whole_ = true;
    } catch (const over_budget&) {
      is_short = true;
    }
    return true;
  });
  if (!held)
    fail_pass(held.why());
  else if (is_short && !make_room())
    give_up_load(no_memory());
  return true;
}

void loader_state::give_up_load(const failure& why) {
  if (load_failure_) return;
  load_failure_ = why;
  drop(destination_key(*loads_.under_way()));
}

// The handlers have been sent the snapshot that has it, so whoever is told asks after that.
void loader_state::end_load() {
  if (loads_.under_way() == nullptr) return;
  if (!load_failure_) ++told_.loads;
  loads_.end(load_failure_ ? reply<std::uint64_t>{*load_failure_}
                           : reply<std::uint64_t>{told_.generation});
}

// -- room -----------------------------------------------------------------------------------------

// Drops the destination that was asked for the longest ago; false if there is none. What is being
// loaded stays; what is left of a load that was given up is the first to go.
bool loader_state::make_room() {
  if (!lender_.current() || source_->demand() == nullptr) return false;
  const auto* const loading = load_failure_ ? nullptr : loads_.under_way();
  const auto is_loading = [&](const destination& each) {
    return loading != nullptr && std::string_view(each.key) == loading->key &&
           std::string_view(each.country) == loading->country;
  };
  const auto rank = [](const destination& each) { return std::pair(each.held, each.used.load()); };
  const destination* oldest = nullptr;
  for (const auto& each : lender_.current()->destinations()) {
    if ((!each->held && each->hotels.empty()) || is_loading(*each)) continue;
    if (oldest == nullptr || rank(*each) < rank(*oldest)) oldest = each.get();
  }
  if (oldest == nullptr) return false;
  const bool was_held = oldest->held;
  if (!drop({std::string(oldest->key), std::string(oldest->country)})) return false;
  told_.drops += was_held ? 1U : 0U;
  return true;
}

// False where there was no memory even for that: then some of it may stay.
bool loader_state::drop(const destination_key& what) {
  source_->demand()->drop(what);
  std::erase_if(brought_.put, [&](const auto& each) {
    return each->country == what.country && place_key(each->city, each->country) == what.key;
  });
  try {
    catalog_->drop(what);
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

failure loader_state::no_memory_for_load() const {
  const auto* const what = lender_.current()->find_destination(loads_.under_way()->key,
                                                               loads_.under_way()->country);
  const auto city = what != nullptr ? std::string(what->city) : loads_.under_way()->key;
  const auto hotels = what != nullptr ? what->size() : 1;
  const auto live = catalog_->memory().total_bytes();
  const auto of_hotels = catalog_->memory().of(component::hotels).live_bytes +
                         catalog_->memory().of(component::calendars).live_bytes;
  const auto here = std::max<std::uint64_t>(pass_changed_, 1);
  const auto needed = live - of_hotels + of_hotels / here * std::max<std::uint64_t>(hotels, here);
  const auto budget = options_.memory->budget_bytes();
  return {.code = failure_code::memory,
          .text = "The " + std::to_string(hotels) + " hotels of " + city + " need about " +
                  megabytes(needed) + " even alone, and the memory budget is " +
                  megabytes(budget) +
                  ". Other cities are answered. Raise the budget, or load fewer nights.",
          .file = source_->name(),
          .field = "budget",
          .value = std::to_string(budget)};
}

}  // namespace pronto
