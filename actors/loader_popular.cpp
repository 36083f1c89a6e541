// Of the loader: which popular answers there are, and the time that making them takes. They are made in
// small steps while nothing is read, and belong to the catalog as all else.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <new>
#include <string>
#include <thread>
#include <utility>

#include "actors/loader.hpp"
#include "search/popular/popular_answers.hpp"

namespace pronto {

namespace {

/// Between two looks at what was asked for, and what there should be tables of.
constexpr std::chrono::seconds popular_pause{1};
/// Destinations that get other tables at a time.
constexpr std::size_t popular_wishes_at_once = 64;
/// Priced again for the changes of one publication, some eight milliseconds; the others are made later.
/// So changes that come faster than their rows can follow are not kept waiting by them.
constexpr std::size_t popular_rows_at_once = 8000;
/// Until what there was no room for is tried again, or what made room for hotels comes back.
constexpr std::int64_t popular_retry_s = 60;

std::uint64_t thread_time_ns() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 +
         static_cast<std::uint64_t>(now.tv_nsec);
}

bool has_tables(const destination& in, std::vector<popular_shape> wanted, std::int64_t now_s) {
  if (in.popular == nullptr) return wanted.empty();
  std::vector<popular_shape> held;
  for (const popular_table& each : in.popular->all) {
    if (!each.at.holds(now_s)) return false;
    held.push_back(each.of);
  }
  std::ranges::sort(held);
  std::ranges::sort(wanted);
  return held == wanted;
}

}  // namespace

void loader_state::begin_popular() {
  if (options_.popular.budget_bytes == 0) return;
  popular_.choice.emplace(options_.popular);
}

// The catalog makes tables anew whenever a destination changes.
void loader_state::keep_popular_in_catalog() {
  options_.memory->set_popular_budget(options_.popular.budget_bytes);
  if (options_.popular.budget_bytes == 0) return;
  catalog_->set_popular([this](popular_occasion at) {
    const auto begun = thread_time_ns();
    at.rows_left = &popular_.rows_left;
    auto out = keep_popular(at);
    popular_.ns += thread_time_ns() - begun;
    return out;
  });
}

void loader_state::prepare_popular() { popular_.rows_left = popular_rows_at_once; }

// After each publication: there may be something to make.
void loader_state::go_on_with_popular() {
  if (!popular_.choice || closing_) return;
  if (!std::exchange(popular_.is_begun, true)) self_->send(self_, popular_atom_v, tick_atom_v);
  send_for_popular();
}

void loader_state::send_for_popular() {
  if (!popular_.places.empty() && !std::exchange(popular_.is_sent, true))
    self_->send(self_, popular_atom_v);
}

void loader_state::tick_popular() {
  if (closing_) return;
  self_->delayed_send(self_, popular_pause, popular_atom_v, tick_atom_v);
  ask_what_was_asked();
  try {
    choose_popular();
  } catch (const std::bad_alloc&) {
    // the next tick tries again
  }
  publish_wishes();
  send_for_popular();
}

// A handler that has not answered yet is not asked again.
void loader_state::ask_what_was_asked() {
  for (const auto& [address, each] : handlers_) {
    if (!popular_.awaited.insert(address).second) continue;
    self_->request(each.who, caf::infinite, popular_atom_v)
        .then(
            [this, at = address](const asked_summary& asked) {
              popular_.awaited.erase(at);
              told_.popular.hits += asked.hits;
              told_.popular.misses += asked.misses;
              told_.popular.others += asked.others;
              try {
                popular_.choice->learn(asked, options_.now_s());
              } catch (const std::bad_alloc&) {
                // then this was not asked
              }
            },
            [this, at = address](const caf::error&) { popular_.awaited.erase(at); });
  }
}

void loader_state::choose_popular() {
  const auto now_s = options_.now_s();
  if (now_s < popular_.paused_until_s) return;
  const snapshot& in = *lender_.current();
  auto wanted = popular_.choice->choose(in, now_s);
  std::size_t wishes = 0;
  const auto look_at = [&](const destination& place, const destination_key& at,
                           const std::vector<popular_shape>& shapes) {
    if (wishes == popular_wishes_at_once || has_tables(place, shapes, now_s)) return;
    const auto before = popular_.wishes.find(at);
    const bool is_waiting = before != popular_.wishes.end() && before->second.shapes == shapes &&
                            now_s < before->second.made_s + popular_retry_s;
    if (is_waiting) return;
    ++wishes;
    catalog_->want_popular(at, {.shapes = shapes,
                                .arrivals = options_.popular.arrivals,
                                .offers = static_cast<std::uint16_t>(options_.popular.offers),
                                .now_s = now_s});
    popular_.wishes[at] = {shapes, now_s};
  };
  for (const auto& each : in.destinations()) {
    if (each->popular == nullptr) continue;
    const destination_key at{std::string(each->key), std::string(each->country)};
    if (!wanted.contains(at)) look_at(*each, at, {});
  }
  for (const auto& [at, shapes] : wanted)
    if (const auto* const place = in.find_destination(at.key, at.country))
      look_at(*place, at, shapes);
  std::erase_if(popular_.wishes, [&](const auto& each) { return !wanted.contains(each.first); });
  popular_.places.clear();
  for (const auto& [at, shapes] : wanted) popular_.places.push_back(at);
  popular_.at = 0;
}

// A pass that is under way takes them along.
void loader_state::publish_wishes() {
  if (closing_ || phase_ != phase::idle || !catalog_->changed()) return;
  popular_.wishes_wait = !lender_.may_publish();
  if (popular_.wishes_wait) return;
  const bool is_alone = changes_.empty();
  if (!publish() && is_alone) ++told_.popular.publications;
}

// All first hotels come first, then how many have an offer.
void loader_state::make_popular() {
  popular_.is_sent = false;
  if (closing_ || phase_ != phase::idle || !lender_.current()) return;
  std::this_thread::yield();
  const auto begun = thread_time_ns();
  try {
    if (make_popular(make_popular_rows) || make_popular(count_popular_rows)) send_for_popular();
  } catch (const std::bad_alloc&) {
    // the next tick goes on
  }
  popular_.ns += thread_time_ns() - begun;
}

bool loader_state::make_popular(bool (*make)(const destination&, const popular_table&,
                                             void (*pause)())) {
  for (auto left = popular_.places.size(); left > 0; --left) {
    const auto& at = popular_.places[popular_.at];
    const auto* const place = lender_.current()->find_destination(at.key, at.country);
    if (place != nullptr && place->popular != nullptr)
      for (const popular_table& each : place->popular->all)
        if (make(*place, each, [] { std::this_thread::yield(); })) return true;
    popular_.at = (popular_.at + 1) % popular_.places.size();
  }
  return false;
}

// Where hotels need the room; false if there are no tables to drop.
bool loader_state::drop_popular() {
  if (!popular_.choice || !lender_.current()) return false;
  bool any = false;
  try {
    for (const auto& each : lender_.current()->destinations()) {
      if (each->popular == nullptr) continue;
      catalog_->want_popular({std::string(each->key), std::string(each->country)}, {});
      any = true;
    }
  } catch (const std::bad_alloc&) {
    return false;
  }
  popular_.paused_until_s = options_.now_s() + popular_retry_s;
  popular_.wishes.clear();
  return any;
}

popular_status loader_state::popular() const {
  popular_status out = told_.popular;
  if (!popular_.choice) return out;
  out.budget_bytes = options_.popular.budget_bytes;
  out.bytes = options_.memory->figures().of(component::popular).live_bytes;
  out.left_out = popular_.choice->left_out();
  out.unknown_cities = popular_.choice->unknown_cities();
  out.shapes_known = popular_.choice->known();
  out.busy_us = popular_.ns / 1000;
  if (!lender_.current()) return out;
  for (const auto& each : lender_.current()->destinations()) {
    if (each->popular == nullptr) continue;
    for (const popular_table& table : each->popular->all) {
      ++out.tables;
      out.whole += table.is_whole();
      out.counted += table.is_counted();
    }
  }
  return out;
}

}  // namespace pronto
