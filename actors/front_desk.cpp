#include "actors/front_desk.hpp"

#include <algorithm>
#include <memory>
#include <type_traits>
#include <utility>

#include <caf/exit_reason.hpp>

#include "actors/failures.hpp"
#include "actors/patient_batch.hpp"
#include "actors/unix_time.hpp"

namespace pronto {

namespace {

// A failure as the answer to one request, or to each of a batch.
template <class T>
reply<T> failed(reply<T>*, const failure& why, std::size_t) {
  return why;
}
template <class T>
std::vector<reply<T>> failed(std::vector<reply<T>>*, const failure& why, std::size_t queries) {
  return std::vector<reply<T>>(queries, reply<T>{why});
}
template <class Answer>
Answer failed(const failure& why, std::size_t queries) {
  return failed(static_cast<Answer*>(nullptr), why, queries);
}

template <class Request>
std::int64_t& clock_of(Request& request) {
  return request.when.now_s;
}
std::int64_t& clock_of(price_check_request& request) { return request.now_s; }

// Which hotels there are does not depend on the time.
hotels_request&& dated(hotels_request& request) { return std::move(request); }

template <class Request>
Request&& dated(Request& request) {
  if (clock_of(request) == 0) clock_of(request) = unix_time_s();
  return std::move(request);
}

template <class Request>
std::vector<Request>&& dated(std::vector<Request>& requests) {
  for (auto& each : requests) dated(each);
  return std::move(requests);
}

}  // namespace

// -- queries --------------------------------------------------------------------------------------

// The request to the handler has no timeout: whoever asked the desk has one, a handler that dies
// fails it, and a timer for each query would cost more than the query.
template <class Answer, class... Ts>
caf::result<Answer> front_desk_state::submit(std::uint32_t queries, Ts&&... request) {
  // It counts for nothing, so the desk would not wait for its answer before it ends.
  if (queries == 0) return Answer{};
  if (const auto no = refusal(queries)) return failed<Answer>(*no, queries);
  const auto at = choose_seat();
  seats_[at].inflight += queries;
  inflight_ += queries;
  auto promise = self_->make_response_promise<Answer>();
  self_->request(seats_[at].who, caf::infinite, std::forward<Ts>(request)...)
      .then(
          [this, at, queries, promise](Answer& answer) mutable {
            answered_ += queries;
            promise.deliver(std::move(answer));
            ended(at, queries);
          },
          [this, at, queries, promise](const caf::error& why) mutable {
            const auto died = closing_ ? shutting_down() : handler_died(why);
            promise.deliver(failed<Answer>(died, queries));
            ended(at, queries);
          });
  return promise;
}

std::optional<failure> front_desk_state::refusal(std::uint64_t queries) {
  if (closing_) return shutting_down();
  if (inflight_ + queries <= options_.inflight_max) return std::nullopt;
  refused_ += queries;
  return failure{.code = failure_code::overloaded,
                 .text = "the engine has as many requests under way as it allows (" +
                         std::to_string(options_.inflight_max) +
                         "); ask again later, or in smaller batches",
                 .field = "inflight_max",
                 .value = std::to_string(options_.inflight_max)};
}

// The least busy of those that are ready, or of all if none is; in turn where they are equal.
std::size_t front_desk_state::choose_seat() {
  const auto rank = [this](std::size_t at) {
    return std::pair{!seats_[at].ready, seats_[at].inflight};
  };
  const auto n = seats_.size();
  auto best = next_seat_;
  for (std::size_t i = 1; i < n; ++i) {
    const auto other = (next_seat_ + i) % n;
    if (rank(other) < rank(best)) best = other;
  }
  next_seat_ = (best + 1) % n;
  return best;
}

void front_desk_state::ended(std::size_t at, std::uint32_t queries) {
  seats_[at].inflight -= queries;
  inflight_ -= queries;
  leave_if_done();
}

// -- on demand ------------------------------------------------------------------------------------

template <class Answer, class Atom, class Request>
caf::result<reply<Answer>> front_desk_state::query(Atom what, Request& one) {
  if (!options_.on_demand) return submit<reply<Answer>>(1, what, dated(one));
  if (auto no = refusal(1)) return reply<Answer>{*std::move(no)};
  auto promise = self_->make_response_promise<reply<Answer>>();
  submit_patiently<Answer>(what, std::vector<Request>{dated(one)},
                           [promise](std::vector<reply<Answer>> all) mutable {
                             promise.deliver(std::move(all.front()));
                           });
  return promise;
}

template <class Answer, class Atom, class Request>
caf::result<std::vector<reply<Answer>>> front_desk_state::query(Atom what,
                                                                std::vector<Request>& all) {
  using answers = std::vector<reply<Answer>>;
  if (all.size() > options_.inflight_max) {
    refused_ += all.size();
    return too_large_batch(all.size(), options_.inflight_max);
  }
  const auto queries = static_cast<std::uint32_t>(all.size());
  if (!options_.on_demand || all.empty()) return submit<answers>(queries, what, dated(all));
  if (const auto no = refusal(queries)) return failed<answers>(*no, queries);
  auto promise = self_->make_response_promise<answers>();
  submit_patiently<Answer>(what, dated(all), [promise](answers each) mutable {
    promise.deliver(std::move(each));
  });
  return promise;
}

// All of it counts as under way until the last is answered, also while something is loaded.
template <class Answer, class Atom, class Request>
void front_desk_state::submit_patiently(
    Atom what, std::vector<Request> requests,
    std::function<void(std::vector<reply<Answer>>)> deliver) {
  using batch = patient_batch<Request, Answer>;
  const auto queries = static_cast<std::uint32_t>(requests.size());
  inflight_ += queries;
  std::make_shared<batch>(
      std::move(requests),
      [this, what](std::vector<Request> some, std::function<void(typename batch::replies)> then) {
        ask_handler<Answer>(what, std::move(some), std::move(then));
      },
      [this](const missing_place& missing, std::uint32_t some,
             std::function<void(std::optional<failure>)> then) {
        load(missing, some, std::move(then));
      },
      [this, queries, deliver = std::move(deliver)](typename batch::replies all) {
        answered_ += queries;
        inflight_ -= queries;
        deliver(std::move(all));
        leave_if_done();
      })
      ->start();
}

template <class Answer, class Atom, class Request>
void front_desk_state::ask_handler(Atom what, std::vector<Request> requests,
                                   std::function<void(std::vector<reply<Answer>>)> then) {
  using answers = std::vector<reply<Answer>>;
  const auto at = choose_seat();
  const auto queries = static_cast<std::uint32_t>(requests.size());
  seats_[at].inflight += queries;
  self_->request(seats_[at].who, caf::infinite, what, std::move(requests))
      .then(
          [this, at, queries, then](answers& all) {
            seats_[at].inflight -= queries;
            then(std::move(all));
          },
          [this, at, queries, then](const caf::error& why) {
            seats_[at].inflight -= queries;
            then(failed<answers>(closing_ ? shutting_down() : handler_died(why), queries));
          });
}

void front_desk_state::load(const missing_place& what, std::uint32_t queries,
                            std::function<void(std::optional<failure>)> then) {
  const auto most = waiting_max(options_.inflight_max);
  if (waiting_ + queries > most) {
    refused_ += queries;
    return then(failure{.code = failure_code::overloaded,
                        .text = "as many requests wait for cities to be loaded as may (" +
                                std::to_string(most) + "); ask again later, or in smaller batches",
                        .field = "inflight_max",
                        .value = std::to_string(options_.inflight_max)});
  }
  if (what.hotel.empty())
    ask_to_load(queries, std::move(then), what.city, what.country);
  else
    ask_to_load(queries, std::move(then), what.hotel);
}

template <class... Ts>
void front_desk_state::ask_to_load(std::uint32_t queries,
                                   std::function<void(std::optional<failure>)> then,
                                   const Ts&... what) {
  waiting_ += queries;
  self_->request(loader_, caf::infinite, load_atom_v, what...)
      .then(
          [this, queries, then](reply<std::uint64_t>& loaded) {
            waiting_ -= queries;
            then(loaded.value ? std::nullopt : std::optional{std::move(loaded.why)});
          },
          [this, queries, then](const caf::error& why) {
            waiting_ -= queries;
            then(to_failure(why));
          });
}

// -- control --------------------------------------------------------------------------------------

template <class Atom>
caf::result<reply<engine_status>> front_desk_state::ask_loader(Atom what, std::uint32_t& inflight,
                                                               std::uint32_t most) {
  if (closing_) return reply<engine_status>{shutting_down()};
  if (inflight == most)
    return reply<engine_status>{failure{
        .code = failure_code::overloaded,
        .text = "as many requests of this kind are under way as may (" + std::to_string(most) +
                "); ask again later"}};
  ++inflight;
  auto promise = self_->make_response_promise<reply<engine_status>>();
  self_->request(loader_, caf::infinite, what)
      .then(
          [this, &inflight, promise](reply<engine_status>& answer) mutable {
            if (answer.value) add_own(*answer.value);
            promise.deliver(std::move(answer));
            --inflight;
            leave_if_done();
          },
          [this, &inflight, promise](const caf::error& why) mutable {
            promise.deliver(reply<engine_status>{to_failure(why)});
            --inflight;
            leave_if_done();
          });
  return promise;
}

// An empty message counts as one change, so that messages are bounded too.
caf::result<reply<change_answer>> front_desk_state::ask_to_change(std::vector<change>& all) {
  if (closing_) return reply<change_answer>{shutting_down()};
  const std::size_t count = std::max<std::size_t>(all.size(), 1);
  if (changes_inflight_ + count > changes_inflight_max) {
    changes_refused_ += all.size();
    return reply<change_answer>{failure{
        .code = failure_code::overloaded,
        .text = "as many changes wait to be applied as may (" +
                std::to_string(changes_inflight_max) + "); send them again later",
        .field = "changes",
        .value = std::to_string(all.size())}};
  }
  changes_inflight_ += count;
  auto promise = self_->make_response_promise<reply<change_answer>>();
  auto deliver = [this, promise, count](reply<change_answer> answer) mutable {
    promise.deliver(std::move(answer));
    changes_inflight_ -= count;
    leave_if_done();
  };
  self_->request(loader_, caf::infinite, change_atom_v, std::move(all))
      .then([deliver](reply<change_answer>& answer) mutable { deliver(std::move(answer)); },
            [deliver](const caf::error& why) mutable {
              deliver(reply<change_answer>{to_failure(why)});
            });
  return promise;
}

void front_desk_state::add_own(engine_status& to) const {
  to.version = options_.version;
  to.handlers = static_cast<std::uint32_t>(seats_.size());
  to.handlers_restarted = restarted_;
  to.inflight = inflight_;
  to.answered = answered_;
  to.refused_overloaded = refused_;
  to.changes_refused += changes_refused_;
  if (const auto& of = options_.connections)
    to.connections = {.open = of->open, .most = of->most, .refused = of->refused, .cut = of->cut,
                      .ignored = of->ignored, .unsent_bytes = of->unsent_bytes,
                      .announced_bytes = of->announced_bytes};
}

// -- life -----------------------------------------------------------------------------------------

void front_desk_state::seat_handler(std::size_t at) {
  const auto who = spawn_handler_();
  seats_[at].who = who;
  seats_[at].ready = false;
  self_->monitor(who);
  self_->request(loader_, caf::infinite, attach_atom_v, who)
      .then(
          [this, at, id = who.id()](std::uint64_t) {
            if (seats_[at].who.id() == id) seats_[at].ready = true;
          },
          [](const caf::error&) { /* it died, which its down message says too, or all ends */ });
}

void front_desk_state::gone(const caf::actor_addr& who, const caf::error& why) {
  if (closing_ || why == caf::exit_reason::user_shutdown) return;
  for (std::size_t at = 0; at < seats_.size(); ++at) {
    if (seats_[at].who.address() != who) continue;
    ++restarted_;
    seat_handler(at);
  }
}

void front_desk_state::close_if_asked(const caf::exit_msg& by) {
  if (!by.source || by.source == self_->address() || by.source.node() != self_->node()) return;
  closing_ = true;
  leave_if_done();
}

void front_desk_state::leave_if_done() {
  const auto control = statuses_inflight_ + refreshes_inflight_;
  if (closing_ && inflight_ == 0 && control == 0 && changes_inflight_ == 0)
    self_->quit(caf::exit_reason::user_shutdown);
}

front_desk_actor::behavior_type front_desk_state::make_behavior(loader_actor loader,
                                                                handler_factory spawn_handler,
                                                                front_desk_options options) {
  loader_ = std::move(loader);
  spawn_handler_ = std::move(spawn_handler);
  options_ = std::move(options);
  self_->set_exit_handler([this](caf::exit_msg& by) { close_if_asked(by); });
  self_->set_default_handler(caf::drop);  // CAF would write what a peer sends to standard output
  self_->set_error_handler([](caf::error&) { /* one that nobody here asked for */ });
  self_->set_exception_handler(to_end);
  self_->set_down_handler([this](caf::down_msg& down) { gone(down.source, down.reason); });
  seats_.resize(std::max(options_.handlers, 1U));
  for (std::size_t at = 0; at < seats_.size(); ++at) seat_handler(at);

  using completed = reply<std::vector<std::string>>;
  return {
      [this](find_atom what, find_request& one) { return query<find_answer>(what, one); },
      [this](find_atom what, std::vector<find_request>& all) {
        return query<find_answer>(what, all);
      },
      [this](quote_atom what, quote_request& one) { return query<quote_answer>(what, one); },
      [this](quote_atom what, std::vector<quote_request>& all) {
        return query<quote_answer>(what, all);
      },
      [this](calendar_atom what, calendar_request& one) {
        return query<calendar_answer>(what, one);
      },
      [this](calendar_atom what, std::vector<calendar_request>& all) {
        return query<calendar_answer>(what, all);
      },
      [this](hotels_atom what, hotels_request& one) { return query<hotels_answer>(what, one); },
      [this](hotels_atom what, std::vector<hotels_request>& all) {
        return query<hotels_answer>(what, all);
      },
      [this](price_check_atom what, price_check_request& one) {
        return query<price_check_answer>(what, one);
      },
      [this](price_check_atom what, std::vector<price_check_request>& all) {
        return query<price_check_answer>(what, all);
      },
      [this](complete_atom what, std::string& typed, std::uint32_t limit) {
        return submit<completed>(1, what, std::move(typed), limit);
      },
      [this](complete_hotel_atom what, std::string& typed, std::uint32_t limit) {
        return submit<completed>(1, what, std::move(typed), limit);
      },
      [this](hello_atom, protocol_v1) { return options_.version; },
      [this](status_atom what) {
        return ask_loader(what, statuses_inflight_, statuses_inflight_max);
      },
      [this](refresh_atom what) {
        return ask_loader(what, refreshes_inflight_, refreshes_inflight_max);
      },
      [this](change_atom, std::vector<change>& all) { return ask_to_change(all); },
  };
}

front_desk_actor::behavior_type front_desk(
    front_desk_actor::stateful_pointer<front_desk_state> self, loader_actor loader,
    handler_factory spawn_handler, front_desk_options options) {
  return self->state.make_behavior(std::move(loader), std::move(spawn_handler),
                                   std::move(options));
}

}  // namespace pronto
