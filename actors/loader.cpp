#include "actors/loader.hpp"

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

#include <caf/exit_reason.hpp>
#include <caf/sec.hpp>

#include "actors/failures.hpp"
#include "actors/memory_report.hpp"
#include "actors/safely.hpp"
#include "actors/stand_back.hpp"
#include "actors/unix_time.hpp"
#include "bytes_text.hpp"
#include "catalog/places/place.hpp"
#include "pricing/lower_bound.hpp"

namespace pronto {

std::optional<std::chrono::milliseconds> pause_before_pass(const loader_options& options,
                                                           std::uint64_t failed_passes) {
  auto pause = options.refresh_interval;
  if (pause.count() == 0) return std::nullopt;
  const auto longest = std::max(options.retry_pause_max, pause);
  for (; failed_passes > 0 && pause < longest; --failed_passes) pause *= 2;
  return std::min(pause, longest);
}

// -- passes ---------------------------------------------------------------------------------------

loader_state::status_promise loader_state::refresh() {
  auto promise = self_->make_response_promise<reply<engine_status>>();
  if (closing_) {
    promise.deliver(reply<engine_status>{shutting_down()});
    return promise;
  }
  asked_.push_back(promise);
  begin_pass();
  return promise;
}

// Requests that come during a pass are for the next one: this pass may have read past the change
// that they are about.
void loader_state::begin_pass(bool timed) {
  if (phase_ != phase::idle || closing_) return;
  promised_ = std::exchange(asked_, {});
  pass_ = {.is_timed = timed};
  phase_ = phase::reading;
  take_in();  // what the pass before could not
  if (phase_ == phase::reading)
    begin_load();
  else
    loads_.end_all(reply<std::uint64_t>{*pass_.why});
  if (phase_ == phase::reading) begin_source();
  go_on();
}

// A pass that is under way when it is time for one is the one. A source that failed is asked again
// before its pause is over where it has something else.
void loader_state::tick() {
  if (phase_ != phase::idle) {
    pass_.is_timed = true;
    return;
  }
  if (self_->clock().now() < next_pass_) {
    if (!source_has_changed()) return send_tick();
    timed_failures_ = 0;
  }
  begin_pass(true);
}

bool loader_state::source_has_changed() {
  const auto changed = safely("looking at", source_.get(), [this]() -> result<bool> {
    return source_ && source_->has_changed();
  });
  return changed && *changed;
}

void loader_state::begin_source() {
  const auto more = safely("reading", source_.get(), [this]() -> result<bool> {
    if (!source_) source_ = options_.open_source();
    try {
      return source_->begin();
    } catch (const over_budget&) {
      source_is_short_ = source_is_to_begin_ = true;
      return true;
    }
  });
  if (!more)
    fail_pass_by_source(more.why());
  else if (!*more)
    phase_ = phase::ending;
  else if (loads_.under_way() == nullptr && source_->reads_hotels()) {
    omitted_.told.clear();
    omitted_.refused = 0;
  }
}

void loader_state::send_step() {
  if (!std::exchange(step_is_sent_, true)) self_->send(self_, step_atom_v);
}

void loader_state::step() {
  step_is_sent_ = false;
  if (phase_ == phase::idle && (!asked_.empty() || !loads_.empty())) return begin_pass();
  if (phase_ != phase::reading || waits_for_handlers_) return;
  std::this_thread::yield();  // else a question may have to wait for the clock to tick
  const auto complete = safely("reading", source_.get(), [this]() -> result<bool> {
    try {
      return source_->step(options_.step_bytes, brought_);
    } catch (const over_budget&) {
      source_is_short_ = true;
      return false;
    }
  });
  if (source_->reads_hotels()) {
    omitted_.rejected = source_->progress().rejected;
    omitted_.left_out = source_->progress().left_out;
  }
  if (!complete)
    fail_pass_by_source(complete.why());
  else if (*complete)
    phase_ = phase::ending;
  take_in();
  go_on();
}

// Where this breaks off, what is left of it waits for the next pass: the source has brought it and
// will not bring it again. Hotels that are taken out beyond the budget are published in portions,
// since each gives back its memory only then.
void loader_state::take_in() {
  const auto room = rejections_told - omitted_.told.size();
  const auto some = std::min(brought_.rejected.size(), room);
  std::copy_n(brought_.rejected.begin(), some, std::back_inserter(omitted_.told));
  brought_.rejected.clear();

  auto known = brought_.known.begin();
  auto put = brought_.put.begin();
  auto removed = brought_.removed.begin();
  short_of_memory_ = false;
  const auto taken = safely("taking in", source_.get(), [&]() -> result<bool> {
    try {
      if (brought_.rates) take_in_rates();
      brought_.rates.reset();
      for (; known != brought_.known.end(); ++known) catalog_->know(*known);
      for (; put != brought_.put.end(); ++put) take_in(**put);
      for (; removed != brought_.removed.end() && !portion_is_full(); ++removed)
        pass_.changed += catalog_->remove(*removed) ? 1U : 0U;
    } catch (const over_budget&) {
      short_of_memory_ = true;
    }
    return true;
  });
  brought_.known.erase(brought_.known.begin(), known);
  brought_.put.erase(brought_.put.begin(), put);
  brought_.removed.erase(brought_.removed.begin(), removed);
  if (taken) return;
  pass_.rest_waits = true;
  fail_pass(taken.why());
}

void loader_state::take_in_rates() {
  const auto& table = *brought_.rates;
  catalog_->set_rates(table);
  told_.rates.rates = table.size();
  const auto last = std::ranges::max_element(table, {}, &exchange_rate::date);
  told_.rates.last_date = last == table.end() ? "" : format_day(last->date);
}

void loader_state::take_in(const hotel& fresh) {
  const auto before = catalog_->hotel_bytes();
  if (auto no = catalog_->put(fresh)) {
    ++omitted_.refused;
    if (omitted_.told.size() < rejections_told) omitted_.told.push_back(*std::move(no));
    return;
  }
  ++pass_.changed;
  const auto* const load = loads_.under_way();
  if (load == nullptr || fresh.country != load->country ||
      place_key(fresh.city, fresh.country) != load->key)
    return;
  ++load_.hotels;
  load_.bytes += catalog_->hotel_bytes() - before;
}

bool loader_state::portion_is_full() const {
  return lender_.current() && !options_.memory->has_room_for_snapshot() &&
         100 * catalog_->pending_bytes() >= catalog_->memory().total_bytes();
}

std::size_t loader_state::left_to_take_in() const {
  return brought_.known.size() + brought_.put.size() + brought_.removed.size();
}

// When all that was replaced has been given back, there may be room for what is brought. Where there
// is none, another destination makes room, or the load under way is given up. Without either the
// rest is left out, and the pass goes on: what the source has lost makes room for the next one, which
// brings everything again. A first load ends here, and begins from nothing: what it has taken in may
// be what the source has lost since.
void loader_state::take_in_more() {
  const auto left = left_to_take_in();
  take_in();
  if (!short_of_memory_ || left_to_take_in() < left || make_room()) return;
  if (loads_.under_way() != nullptr && !load_.why) return refuse_load();
  note_unfit();
  if (!lender_.current()) {
    fail_pass(no_memory());
    brought_ = {};
    make_catalog();
    return;
  }
  brought_.put.clear();
  std::erase_if(brought_.known, [](const auto& each) { return each.hotels > 0; });
  take_in();  // what the source has lost
}

// It lets others have the processor between hotels and destinations: what hundreds of changes cost
// together is longer than most questions take.
void loader_state::make_catalog() {
  const catalog_memory::beyond_budget is_next_to_nothing{*options_.memory};
  told_.rates = {};
  catalog_.emplace(options_.memory, options_.part, bounds_of, bounds_around);
  catalog_->set_pause([] { std::this_thread::yield(); });
  keep_popular_in_catalog();
}

// The account is of the moment at which there was no room.
void loader_state::note_unfit() {
  pass_.needed_bytes = std::max(
      pass_.needed_bytes, options_.memory->figures().total_bytes() +
                              options_.memory->snapshot_bytes());
  pass_.unfit += left_to_take_in();
  pass_.unfit_new += static_cast<std::uint64_t>(std::ranges::count_if(
      brought_.put, [this](const auto& each) { return !catalog_->contains(each->code); }));
}

void loader_state::fail_pass(const failure& why) {
  if (!pass_.why) pass_.why = why;
  phase_ = phase::ending;
  short_of_memory_ = source_is_short_ = source_is_to_begin_ = false;
  if (loads_.under_way() != nullptr) give_up_load(why);
}

void loader_state::fail_pass_by_source(const failure& why) {
  pass_.is_failed_by_source = !pass_.why;
  fail_pass(why);
}

failure loader_state::no_memory() const {
  if (loads_.under_way() != nullptr && !load_.why) return no_memory_for_load();
  const auto budget = options_.memory->budget_bytes();
  const bool holds_none = options_.memory->figures().of(component::hotels).live_blocks == 0;
  return {.code = failure_code::memory,
          .text = (source_->demand() ? "the cities alone of " : "the hotels of ") +
                  source_->name() + " need " +
                  (holds_none && !source_->demand()
                       ? "far more than the memory budget of " + bytes_text(budget) +
                             ", which has no room for one"
                       : more_than_the_budget(needed_bytes(), budget)) +
                  (lender_.current() ? "; hotels that had room are as it has them, all others as they "
                                       "were before"
                                     : "") +
                  "; raise the budget (indices come on top), or load a part: some destinations, "
                  "countries or nights",
          .file = source_->name(),
          .field = "budget",
          .value = std::to_string(budget)};
}

// With the snapshot that they are for. A hotel that there is already takes no more, when
// the last snapshot has been let go, but there has to be room for one more. A first load takes as
// much more as there is more to read.
std::uint64_t loader_state::needed_bytes() const {
  const auto now =
      options_.memory->figures().total_bytes() + options_.memory->snapshot_bytes();
  const auto hotels = std::max<std::uint64_t>(pass_.unfit_new, 1);
  const auto needed = std::max(now, pass_.needed_bytes) + hotels * mean_hotel_bytes();
  const auto done = source_->progress().done_bytes;
  const auto total = source_->progress().total_bytes;
  if (lender_.current() || done == 0 || total <= done) return needed;
  return static_cast<std::uint64_t>(static_cast<double>(needed) * static_cast<double>(total) /
                                    static_cast<double>(done));
}

// Of all that there are, also in the snapshot before.
std::uint64_t loader_state::mean_hotel_bytes() const {
  const auto now = options_.memory->figures();
  const auto bytes = now.of(component::hotels).live_bytes + now.of(component::calendars).live_bytes;
  return bytes / std::max<std::uint64_t>(now.of(component::hotels).live_blocks, 1);
}

// After each step and, if a pass waited for handlers, when the last of them has acknowledged.
void loader_state::go_on() {
  for (;;) {
    waits_for_handlers_ = (publication_due() || short_of_memory_ || source_is_short_) &&
                          !lender_.may_publish();
    if (waits_for_handlers_) return;
    if (publication_due()) {
      if (const auto no = publish()) {
        fail_pass(*no);
        break;
      }
    } else if (short_of_memory_) {
      take_in_more();
    } else if (left_to_take_in() > 0 && !pass_.rest_waits) {
      take_in();
    } else if (std::exchange(source_is_short_, false)) {
      if (make_room())
        short_of_memory_ = true;  // so that it is published, and waited for
      else
        fail_pass(no_memory());
    } else if (std::exchange(source_is_to_begin_, false)) {
      begin_source();
    } else if (!finish_load()) {
      break;
    }
  }
  if (phase_ == phase::reading)
    send_step();
  else
    end_pass();
}

void loader_state::end_pass() {
  phase_ = phase::idle;
  if (pass_.unfit > 0) {
    if (!pass_.why) pass_.why = no_memory();
    source_->forget();
  }
  if (pass_.why) {
    ++told_.failed_passes;
    told_.source_failure = *pass_.why;
  } else {
    told_.failed_passes = 0;
    told_.source_failure = {};
    told_.changed = pass_.changed;
    told_.last_pass_s = unix_time_s();
    ++told_.passes;
  }
  told_.rejected = omitted_.rejected + omitted_.refused;
  told_.left_out = omitted_.left_out;
  told_.rejections = omitted_.told;
  set_timer();
  for (auto& each : std::exchange(promised_, {}))
    each.deliver(pass_.why ? reply<engine_status>{*pass_.why}
                               : reply<engine_status>{status()});
  end_load();
  if (pass_.is_failed_by_source) loads_.end_all(reply<std::uint64_t>{*pass_.why});  // as it would each
  if (!asked_.empty() || !loads_.empty()) send_step();  // a pass of their own
  send_for_popular();
}

// Questions begin passes too, by what they want loaded. These do not put off the next one that the
// timer begins, and where they fail, they do not make its pause longer.
void loader_state::set_timer() {
  const bool is_well_again = !pass_.why && timed_failures_ > 0;
  if (!pass_.why)
    timed_failures_ = 0;
  else if (pass_.is_timed)
    ++timed_failures_;
  if (!pass_.is_timed && promised_.empty() && !is_well_again) return;
  ++timer_;
  const auto pause = pause_before_pass(options_, timed_failures_);
  if (!pause) return;
  next_pass_ = self_->clock().now() + *pause;
  send_tick();
}

void loader_state::send_tick() {
  const std::chrono::nanoseconds left = next_pass_ - self_->clock().now();
  self_->delayed_send(self_, std::min<std::chrono::nanoseconds>(left, options_.refresh_interval),
                      tick_atom_v, timer_);
}

// -- snapshots ------------------------------------------------------------------------------------

// A refresh is published by hundredths of the catalog: what is replaced is there twice until that is
// acknowledged. Seldomer would show in memory, and oftener costs time.
bool loader_state::publication_due() const {
  if (lender_.current())
    return catalog_->changed() &&
           (phase_ == phase::ending || short_of_memory_ ||
            100 * catalog_->pending_bytes() >= catalog_->memory().total_bytes());
  return phase_ == phase::ending && !pass_.why;  // never answer from a part of the first load
}

// Why there is none, if so: there was no memory for it. The next one tries again.
std::optional<failure> loader_state::publish() {
  if (changes_may_be_applied()) apply_changes();
  if (lender_.current() && !catalog_->changed()) return std::nullopt;
  prepare_popular();
  auto taken = safely("publishing", source_.get(), [this]() -> result<snapshot_ptr> {
    return catalog_->take(told_.generation + 1);
  });
  if (!taken) {
    changes_.answer_noted(taken.why());  // seen with the next snapshot that there is memory for
    return taken.why();
  }
  lender_.publish(*std::move(taken), self_->clock().now());
  told_.generation = lender_.current()->generation();
  told_.hotels = lender_.current()->hotel_count();
  told_.destinations = lender_.current()->destinations().size();
  told_.destinations_held = lender_.current()->held_count();
  for (const auto& [address, each] : handlers_) lend_to(each.who);
  go_on_with_popular();
  return std::nullopt;
}

// High priority, so that a snapshot is not pinned by a handler with a long queue.
void loader_state::lend_to(const handler_actor& who) {
  self_->request<caf::message_priority::high>(who, caf::infinite, publish_atom_v,
                                              snapshot_ref{lender_.current()})
      .then([this, at = who.address()](std::uint64_t generation) { acknowledged(at, generation); },
            [](const caf::error&) { /* it died; its down message says so too */ });
}

loader_state::attach_promise loader_state::attach(const handler_actor& who) {
  auto promise = self_->make_response_promise<std::uint64_t>();
  handlers_.emplace(who.address(), borrower{who, free_number(), promise});
  lender_.add(who.id());
  self_->monitor(who);
  if (closing_)
    self_->send_exit(who, caf::exit_reason::user_shutdown);
  else if (lender_.current())
    lend_to(who);
  return promise;
}

void loader_state::acknowledged(const caf::actor_addr& who, std::uint64_t generation) {
  lender_.acknowledge(who.id(), generation);
  const auto by = handlers_.find(who);
  if (by != handlers_.end() && by->second.attached.pending())
    by->second.attached.deliver(generation);
  handlers_hold_current();
}

void loader_state::gone(const caf::actor_addr& who) {
  const auto gone = handlers_.find(who);
  if (gone == handlers_.end()) return;
  if (gone->second.attached.pending())
    gone->second.attached.deliver(caf::make_error(caf::sec::request_receiver_down));
  handlers_.erase(gone);
  popular_.awaited.erase(who);
  lender_.remove(who.id());
  if (closing_)
    leave_if_alone();
  else
    handlers_hold_current();
}

// -- life -----------------------------------------------------------------------------------------

engine_status loader_state::status() const {
  engine_status now = told_;
  now.loading = phase_ != phase::idle;
  now.part = options_.part;
  now.snapshots_held = lender_.kept();
  now.changes_waiting = changes_.size();
  now.memory = memory();
  now.popular = popular();
  now.rates = rates();
  if (source_) {
    now.source = source_->name();
    now.done_bytes = source_->progress().done_bytes;
    now.total_bytes = source_->progress().total_bytes;
  }
  return now;
}

rates_status loader_state::rates() const {
  auto out = told_.rates;
  const auto* const file = source_ ? source_->rates() : nullptr;
  if (file == nullptr) return out;
  out.file = file->name;
  if (file->wrong) out.wrong = *file->wrong;
  return out;
}

memory_status loader_state::memory() const {
  auto out = report_memory(*catalog_);
  for (const auto& each : lender_.loans()) {
    const auto age = self_->clock().now() - each.since;
    auto& told = out.snapshots.emplace_back();
    told.generation = each.generation;
    told.age_ms = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(age).count());
    for (const auto& [address, handler] : handlers_)
      if (std::ranges::count(each.awaited, handler.who.id()) > 0)
        told.awaited.push_back(handler.number);
    std::ranges::sort(told.awaited);
  }
  out.verdict = verdict_on(out, lender_.current());
  return out;
}

// The lowest, so that a handler that takes the place of a dead one is called by its number.
std::uint32_t loader_state::free_number() const {
  std::uint32_t number = 1;
  while (std::ranges::any_of(handlers_, [&](const auto& each) {
    return each.second.number == number;
  }))
    ++number;
  return number;
}

void loader_state::close() {
  if (closing_) return;
  closing_ = true;
  phase_ = phase::idle;
  waits_for_handlers_ = false;
  std::move(asked_.begin(), asked_.end(), std::back_inserter(promised_));
  for (auto& each : promised_) each.deliver(reply<engine_status>{shutting_down()});
  promised_.clear();
  asked_.clear();
  loads_.end_all(reply<std::uint64_t>{shutting_down()});
  changes_.answer_all(shutting_down());
  for (const auto& [address, each] : handlers_)
    self_->send_exit(each.who, caf::exit_reason::user_shutdown);
  leave_if_alone();
}

void loader_state::leave_if_alone() {
  if (!handlers_.empty()) return;
  lender_.clear();
  catalog_.reset();
  source_.reset();
  self_->quit(caf::exit_reason::user_shutdown);
}

loader_actor::behavior_type loader_state::make_behavior(loader_options options) {
  options_ = std::move(options);
  if (options_.niceness > 0) stand_back(options_.niceness);
  begin_popular();
  make_catalog();
  self_->set_exit_handler([this](caf::exit_msg&) { close(); });
  self_->set_down_handler([this](caf::down_msg& down) { gone(down.source); });
  // Handlers read what this actor owns: it must not die before them.
  self_->set_exception_handler(to_end);
  return {
      [this](status_atom) { return reply<engine_status>{status()}; },
      [this](refresh_atom) { return refresh(); },
      [this](load_atom, const std::string& city, const std::string& country) {
        return load_city(city, country);
      },
      [this](load_atom, const std::string& code) { return load_hotel(code); },
      [this](change_atom, std::vector<change>& all) { return take_changes(std::move(all)); },
      [this](change_atom) { publish_changes(); },
      [this](attach_atom, const handler_actor& who) { return attach(who); },
      [this](step_atom) { step(); },
      [this](tick_atom, std::uint64_t timer) {
        if (timer == timer_) tick();
      },
      [this](popular_atom) { make_popular(); },
      [this](popular_atom, tick_atom) { tick_popular(); },
  };
}

loader_actor::behavior_type loader(loader_actor::stateful_pointer<loader_state> self,
                                   loader_options options) {
  return self->state.make_behavior(std::move(options));
}

}  // namespace pronto
