// Of the loader: how a destination is loaded when it is asked for, and which one makes room.
#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

#include "actors/failures.hpp"
#include "actors/loader.hpp"
#include "actors/memory_report.hpp"
#include "actors/safely.hpp"
#include "catalog/places/place.hpp"
#include "search/places/place_search.hpp"

namespace pronto {

namespace {

failure no_such_hotel(const std::string& code, const source& in) {
  return {.code = failure_code::not_found,
          .text = "no hotel '" + code + "' in " + in.name() + ", or none that can be read",
          .field = "hotel",
          .value = code};
}

/// Hotels of a city whose mean size says what the others take.
constexpr std::uint64_t enough_to_judge = 16;

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

// So soon after a pass that failed by it another one over the same file would too, and take as long.
bool loader_state::source_still_fails() {
  return phase_ == phase::idle && pass_.is_failed_by_source &&
         self_->clock().now() < next_pass_ && !source_has_changed();
}

template <class Find>
load_queue::promise loader_state::load(Find where) {
  auto promise = self_->make_response_promise<reply<std::uint64_t>>();
  if (closing_) {
    promise.deliver(reply<std::uint64_t>{shutting_down()});
  } else if (!lender_.current()) {
    promise.deliver(reply<std::uint64_t>{nothing_loaded()});
  } else if (const auto what = where(*lender_.current()); !what) {
    promise.deliver(reply<std::uint64_t>{what.why()});
  } else if (is_held(*lender_.current(), *what)) {
    promise.deliver(reply<std::uint64_t>{told_.generation});
  } else if (const auto* const no = refusal_of(*what)) {
    promise.deliver(reply<std::uint64_t>{*no});
  } else if (source_still_fails()) {
    promise.deliver(reply<std::uint64_t>{*pass_.why});
  } else {
    loads_.add(*what, promise);
    begin_pass();
  }
  return promise;
}

// -- a load ---------------------------------------------------------------------------------------

// One in each pass, so that those that do not fit together are held one after the other.
void loader_state::begin_load() {
  load_ = {};
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
  if (what == nullptr || phase_ != phase::ending || load_.is_whole || load_.why) return false;
  const auto held = safely("taking in", source_.get(), [&]() -> result<bool> {
    catalog_->hold(*what);
    load_.is_whole = true;
    return true;
  });
  if (!held) fail_pass(held.why());
  return true;
}

void loader_state::give_up_load(const failure& why) {
  if (load_.why) return;
  load_.why = why;
  drop(destination_key(*loads_.under_way()));
}

// What does not fit is not tried again before something is different: each time it would be others
// that make room for it in vain. Where the machine had no memory to make room at all, it is.
void loader_state::refuse_load() {
  const auto why = no_memory();
  if (!load_.room_is_unknown) refusals_[*loads_.under_way()] = {why, source_->demand()->version(),
                                    options_.memory->budget_bytes()};
  give_up_load(why);
}

const failure* loader_state::refusal_of(const destination_key& what) const {
  const auto found = refusals_.find(what);
  const bool is_valid = found != refusals_.end() &&
                        found->second.version == source_->demand()->version() &&
                        found->second.budget_bytes == options_.memory->budget_bytes();
  return is_valid ? &found->second.why : nullptr;
}

// The handlers have been sent the snapshot that has it, so whoever is told asks after that.
void loader_state::end_load() {
  if (loads_.under_way() == nullptr) return;
  if (!load_.why) ++told_.loads;
  loads_.end(load_.why ? reply<std::uint64_t>{*load_.why}
                           : reply<std::uint64_t>{told_.generation});
}

// -- room -----------------------------------------------------------------------------------------

// Drops popular answers, then the destination that was asked for the longest ago; false if there is
// none, or if it would be in vain. What is being loaded stays; what is left of a load
// that was given up is the first to go.
bool loader_state::make_room() {
  load_.room_is_unknown = false;
  const auto* const loading = load_.why ? nullptr : loads_.under_way();
  if (loading != nullptr && load_is_too_large()) return false;
  if (drop_popular()) return true;
  if (!lender_.current() || source_->demand() == nullptr) return false;
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
  load_.room_is_unknown = !drop({std::string(oldest->key), std::string(oldest->country)});
  if (load_.room_is_unknown) return false;
  told_.drops += was_held ? 1U : 0U;
  return true;
}

// False where the machine had no memory even for that: then nothing has changed. The catalog comes
// first, so that the source never forgets what is still there. A hotel of another destination that
// was about to move to this one is nowhere now.
bool loader_state::drop(const destination_key& what) {
  try {
    std::vector<std::shared_ptr<const hotel>> put;
    auto removed = brought_.removed;
    for (const auto& each : brought_.put)
      if (each->country != what.country || place_key(each->city, each->country) != what.key)
        put.push_back(each);
      else
        removed.push_back(each->code);
    catalog_->drop(what);
    brought_.put = std::move(put);
    brought_.removed = std::move(removed);
  } catch (const std::bad_alloc&) {
    return false;
  }
  source_->demand()->drop(what);
  return true;
}

// Before anything has made room for it. How large hotels are is known from others at first, so that
// it has to be far too large; later from its own.
bool loader_state::load_is_too_large() const {
  const auto budget = options_.memory->budget_bytes();
  return needed_bytes_for_load() > budget + budget / (load_.hotels < enough_to_judge ? 2 : 10);
}

// With nothing else there.
std::uint64_t loader_state::needed_bytes_for_load() const {
  const auto& at = *loads_.under_way();
  const auto* const what = lender_.current()->find_destination(at.key, at.country);
  const auto hotels = std::max<std::uint64_t>(what != nullptr ? what->size() : 0, load_.hotels + 1);
  const bool knows_its_own = load_.hotels >= enough_to_judge;
  const auto mean = knows_its_own ? load_.bytes / load_.hotels : mean_hotel_bytes();
  const auto now = catalog_->memory();
  const auto of_hotels = now.of(component::hotels).live_bytes +
                         now.of(component::calendars).live_bytes;
  const auto others = of_hotels - std::min(load_.bytes, of_hotels);
  return now.total_bytes() - others - now.of(component::indices).live_bytes -
         now.of(component::popular).live_bytes +
         options_.memory->snapshot_bytes() + mean * (hotels - load_.hotels);
}

failure loader_state::no_memory_for_load() const {
  const auto& at = *loads_.under_way();
  const auto* const what = lender_.current()->find_destination(at.key, at.country);
  const auto city = what != nullptr ? std::string(what->city) : at.key;
  const auto hotels = what != nullptr ? what->size() : 1;
  const auto budget = options_.memory->budget_bytes();
  return {.code = failure_code::memory,
          .text = "the " + std::to_string(hotels) + " hotels of " + city + " need " +
                  more_than_the_budget(needed_bytes_for_load(), budget) +
                  ", without any other city; others are answered; raise the budget (an index "
                  "comes on top), or load fewer nights",
          .file = source_->name(),
          .field = "budget",
          .value = std::to_string(budget)};
}

}  // namespace pronto
