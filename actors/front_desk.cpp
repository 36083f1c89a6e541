#include "actors/front_desk.hpp"

#include <algorithm>
#include <utility>

#include <caf/exit_reason.hpp>

#include "actors/failures.hpp"
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
Request&& dated(Request& request) {
  if (request.when.now_s == 0) request.when.now_s = unix_time_s();
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
                 .text = "The engine has as many requests under way as it allows (" +
                         std::to_string(options_.inflight_max) +
                         "). Ask again later, or in smaller batches.",
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

// -- control --------------------------------------------------------------------------------------

template <class Atom>
caf::result<reply<engine_status>> front_desk_state::ask_loader(Atom what) {
  if (closing_) return reply<engine_status>{shutting_down()};
  if (control_inflight_ == control_inflight_max)
    return reply<engine_status>{failure{
        .code = failure_code::overloaded,
        .text = "Too many status and refresh requests are under way. Ask again later."}};
  ++control_inflight_;
  auto promise = self_->make_response_promise<reply<engine_status>>();
  self_->request(loader_, caf::infinite, what)
      .then(
          [this, promise](reply<engine_status>& answer) mutable {
            if (answer.value) add_own(*answer.value);
            promise.deliver(std::move(answer));
            --control_inflight_;
            leave_if_done();
          },
          [this, promise](const caf::error& why) mutable {
            promise.deliver(reply<engine_status>{to_failure(why)});
            --control_inflight_;
            leave_if_done();
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

void front_desk_state::close() {
  closing_ = true;
  leave_if_done();
}

void front_desk_state::leave_if_done() {
  if (closing_ && inflight_ == 0 && control_inflight_ == 0)
    self_->quit(caf::exit_reason::user_shutdown);
}

front_desk_actor::behavior_type front_desk_state::make_behavior(loader_actor loader,
                                                                handler_factory spawn_handler,
                                                                front_desk_options options) {
  loader_ = std::move(loader);
  spawn_handler_ = std::move(spawn_handler);
  options_ = std::move(options);
  self_->set_exit_handler([this](caf::exit_msg&) { close(); });
  self_->set_exception_handler(to_end);
  self_->set_down_handler([this](caf::down_msg& down) { gone(down.source, down.reason); });
  seats_.resize(std::max(options_.handlers, 1U));
  for (std::size_t at = 0; at < seats_.size(); ++at) seat_handler(at);

  using found = reply<find_answer>;
  using quoted = reply<quote_answer>;
  using completed = reply<std::vector<std::string>>;
  const auto size = [](const auto& all) { return static_cast<std::uint32_t>(all.size()); };
  return {
      [this](find_atom what, find_request& one) { return submit<found>(1, what, dated(one)); },
      [this, size](find_atom what, std::vector<find_request>& all) {
        return submit<std::vector<found>>(size(all), what, dated(all));
      },
      [this](quote_atom what, quote_request& one) { return submit<quoted>(1, what, dated(one)); },
      [this, size](quote_atom what, std::vector<quote_request>& all) {
        return submit<std::vector<quoted>>(size(all), what, dated(all));
      },
      [this](complete_atom what, std::string& typed, std::uint32_t limit) {
        return submit<completed>(1, what, std::move(typed), limit);
      },
      [this](hello_atom, protocol_v1) { return options_.version; },
      [this](status_atom what) { return ask_loader(what); },
      [this](refresh_atom what) { return ask_loader(what); },
  };
}

front_desk_actor::behavior_type front_desk(
    front_desk_actor::stateful_pointer<front_desk_state> self, loader_actor loader,
    handler_factory spawn_handler, front_desk_options options) {
  return self->state.make_behavior(std::move(loader), std::move(spawn_handler),
                                   std::move(options));
}

}  // namespace pronto
