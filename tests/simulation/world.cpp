#include "simulation/world.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include <caf/actor_registry.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include "actors/front_desk.hpp"
#include "actors/handler.hpp"
#include "actors/loader.hpp"
#include "plain/dice.hpp"
#include "scarce_memory.hpp"
#include "search/popular/popular_answers.hpp"
#include "simulation/caller.hpp"
#include "simulation/judge.hpp"
#include "simulation/market.hpp"
#include "simulation/stagehand.hpp"
#include "simulation/watched_handler.hpp"

namespace pronto::simulation {

namespace {

using std::chrono::milliseconds;

class world {
public:
  world(const run_options& options, stock& from, event_counts& happened)
      : stock_(from),
        events_(happened),
        flaw_(options.broken),
        trace_(options.told),
        rng_(options.seed),
        draw_(rng_),
        market_(from, draw_, trace_, happened, options.broken),
        system_(configured()),
        hand_(system_, draw_, trace_),
        caller_(system_),
        actors_before_(system_.registry().running()) {}

  run_result run() {
    open();
    if (draw_.chance(30)) for (int i = draw_.between(1, 3); i > 0; --i) let_a_handler_join();
    if (draw_.chance(70)) control(ask::refresh);
    for (int i = draw_.between(10, 100); i > 0 && !wrong_; --i) {
      act();
      run_some(draw_.between(0, 8));
    }
    if (!loader_ended_ && draw_.chance(60)) settle();
    end();
    check_end();
    const evidence of{.brought = &market_.brought(),
                      .seen = &watch_,
                      .calls = &caller_.calls(),
                      .all_watched = all_watched_,
                      .inflight_max = inflight_max_,
                      .source_failures = market_.failures(),
                      .memory_failures = scarce_.failed(),
                      .has_budget = budget_ > 0,
                      .exact_from = exact_from_};
    if (const auto no = judged(of, stock_, events_)) fail(*no);
    events_.add(event::generation_published, watch_.generations.size());
    events_.add(event::handler_threw_at_publication, watch_.died_of_publication);
    return {wrong_, trace_.hash()};
  }

private:
  caf::actor_system_config& configured() {
    config_.add_message_types<caf::id_block::pronto>();
    config_.set("scheduler.policy", caf::atom("testing"));
    return config_;
  }

  void fail(const std::string& what) {
    if (wrong_) return;
    trace_.say("WRONG: " + what);
    wrong_ = what;
  }

  // -- the engine ---------------------------------------------------------------------------------

  void open() {
    watch_.broken = flaw_;
    all_watched_ = flaw_ != flaw::none || draw_.chance(60);
    watch_.position = [this] { return market_.brought().position(); };
    watch_.handlers_with = {.batch_timeout = std::chrono::hours{1},
                            .now = [this] { return handlers_now_ += milliseconds{3}; }};
    caller_.at_answer([this](const call& of) {
      trace_.say("answer to request " + std::to_string(&of - caller_.calls().data() + 1));
      note_loaded(of);
      return now();
    });
    for (int i = draw_.between(0, 15); i > 0; --i) market_.change();
    if (flaw_ == flaw::wide_budget || (flaw_ == flaw::none && draw_.chance(25))) set_budget();
    const std::array intervals{0, 0, 5'000, 60'000};
    interval_ = milliseconds{intervals[static_cast<std::size_t>(draw_.between(0, 3))]};
    inflight_max_ = static_cast<std::uint32_t>(draw_.between(3, 40));
    desk_handlers_ = static_cast<std::uint32_t>(draw_.between(1, 4));
    loader_options with{.open_source = [this] { return market_.open(); },
                        .refresh_interval = interval_,
                        .retry_pause_max = milliseconds{300'000},
                        .memory = memory_,
                        .step_bytes = 1};
    if (draw_.chance(50)) make_popular(with);
    loader_ = system_.spawn(loader, std::move(with));
    desk_ = system_.spawn(front_desk, loader_, handler_factory{[this] { return hire(); }},
                          front_desk_options{
                              .handlers = desk_handlers_,
                              .inflight_max = inflight_max_,
                              .version = "1"});
  }

  // One of the stays, in all cities, on the day on which it is booked; others are learned.
  void make_popular(loader_options& with) {
    popular_stay_ = draw_.between(0, stock_.stays() - 1);
    const stay_request stay = stock_.stay(*popular_stay_);
    with.popular.budget_bytes = static_cast<std::uint64_t>(draw_.between(20'000, 500'000));
    with.popular.offers = draw_.between(1, 4);
    for (int i = 0; i < city_count; ++i)
      with.popular.given.push_back({std::string(cities[i].name), std::string(cities[i].country),
                                    *popular_shape_of(stay)});
    const std::int64_t noon_s = std::int64_t{*stay.booking} * 86'400 + 43'200;
    with.now_s = [noon_s] { return noon_s; };
    trace_.say("stay " + std::to_string(*popular_stay_) + " is popular");
  }

  // Of some hotels, all of them, or hardly one.
  void set_budget() {
    budget_ = static_cast<std::uint64_t>(draw_.between(12'000, 60'000));
    exact_from_ = std::numeric_limits<std::uint64_t>::max();
    memory_->set_budget(flaw_ == flaw::wide_budget ? 100 * budget_ : budget_);
    trace_.say("the budget is " + std::to_string(budget_));
  }

  // Whoever was told by the front desk of a generation may count on it.
  void note_loaded(const call& of) {
    if (!of.answer.match_elements<reply<engine_status>>()) return;
    const auto& status = of.answer.get_as<reply<engine_status>>(0).value;
    const bool by_desk = status && !status->version.empty();
    told_loaded_ = told_loaded_ || (by_desk && status->generation > 0);
  }

  handler_actor hire() {
    const bool watched = all_watched_ || draw_.chance(50);
    auto hired = watched ? system_.spawn(watched_handler, &watch_)
                         : system_.spawn(handler_with, watch_.handlers_with);
    trace_.say("hired " + std::to_string(hired.id()));
    handlers_.push_back({hired.address(), watched});
    return hired;
  }

  moment now() const {
    const auto& seen = watch_.generations;
    return {.time = hand_.messages(),
            .position = market_.brought().position(),
            .passes_begun = market_.passes_begun(),
            .generation = seen.empty() ? 0 : seen.rbegin()->first,
            .told_loaded = told_loaded_,
            .handler_deaths = deaths_,
            .ending = ending_ || loader_ended_};
  }

  void run_some(int messages) {
    while (messages-- > 0 && hand_.run_one()) {}
  }
  bool rest() {
    if (hand_.run_all()) return true;
    fail("the actors do not come to rest");
    return false;
  }

  // -- what is asked ------------------------------------------------------------------------------

  template <class Handle, class... Ts>
  std::size_t ask_for(const Handle& whom, call what, Ts&&... request) {
    what.sent = now();
    if (ending_) events_.add(event::asked_after_end);
    trace_.say("request " + std::to_string(caller_.calls().size() + 1) + ": " + described(what));
    return caller_.send(whom, std::move(what), std::forward<Ts>(request)...);
  }

  filters some_filters() {
    filters out;
    if (draw_.chance(25)) out.stars_min = draw_.between(0, 5);
    out.refundable = draw_.chance(25);
    return out;
  }

  find_request some_find(int stay) {
    find_request out;
    out.city = cities[draw_.between(0, city_count - 1)].name;
    out.when = stock_.stay(stay);
    out.keep = some_filters();
    out.limit = static_cast<std::uint32_t>(draw_.between(1, 10));
    out.count = draw_.chance(50);  // else by the index
    return out;
  }

  quote_request some_quote(int stay) {
    quote_request out;
    out.hotel = "H" + std::to_string(draw_.between(0, 10));  // H10 is none
    out.when = stock_.stay(stay);
    out.keep.refundable = draw_.chance(25);
    return out;
  }

  void query() {
    const int stay = popular_stay_ && draw_.chance(50) ? *popular_stay_
                                                       : draw_.between(0, stock_.stays() - 1);
    call what{.what = ask::find, .stay = stay};
    const int kind = draw_.between(1, 100);
    if (kind <= 50) {
      what.finds.push_back(some_find(stay));
      ask_for(desk_, what, find_atom_v, what.finds[0]);
    } else if (kind <= 75) {
      what.what = ask::quote;
      what.quotes.push_back(some_quote(stay));
      ask_for(desk_, what, quote_atom_v, what.quotes[0]);
    } else if (kind <= 87) {
      what.what = ask::find_each;
      for (int i = draw_.between(0, 5); i > 0; --i) what.finds.push_back(some_find(stay));
      ask_for(desk_, what, find_atom_v, what.finds);
    } else if (kind <= 95) {
      what.what = ask::quote_each;
      for (int i = draw_.between(0, 5); i > 0; --i) what.quotes.push_back(some_quote(stay));
      ask_for(desk_, what, quote_atom_v, what.quotes);
    } else {
      what.what = ask::complete;
      const std::string typed = draw_.one_of({"B", "ham", "lyon", "x"});
      ask_for(desk_, what, complete_atom_v, typed, std::uint32_t{5});
    }
  }

  // Mostly to hotels as the source has brought them. All by the front desk, so that they are applied
  // in the order in which they are sent.
  void change_hotels() {
    call what{.what = ask::change};
    std::vector<change> all;
    const auto& known = market_.brought().now();
    for (int i = draw_.between(0, 4); i > 0; --i) {
      sent_change one{.hotel = "H" + std::to_string(draw_.between(0, 10)),
                      .body = draw_.between(0, stock_.bodies() - 1),
                      .which = draw_.between(1, stock::changes_of_body)};
      if (const auto at = known.find(one.hotel); at != known.end() && draw_.chance(90))
        one.body = at->second.body;
      all.push_back(stock_.change_of(
          one.body, flaw_ == flaw::lost_change ? one.which % stock::changes_of_body + 1 : one.which));
      all.back().hotel = one.hotel;
      what.changes.push_back(one);
    }
    ask_for(desk_, what, change_atom_v, all);
  }

  std::size_t control(ask which) {
    const call what{.what = which};
    const bool loader_itself = draw_.chance(20);
    if (which == ask::status)
      return loader_itself ? ask_for(loader_, what, status_atom_v)
                           : ask_for(desk_, what, status_atom_v);
    return loader_itself ? ask_for(loader_, what, refresh_atom_v)
                         : ask_for(desk_, what, refresh_atom_v);
  }

  // -- what happens -------------------------------------------------------------------------------

  void act() {
    if (handlers_.empty()) {  // the front desk has not begun yet
      query();
      return;
    }
    const int what = draw_.between(1, 1000);
    if (what <= 390) query();
    else if (what <= 450) change_hotels();
    else if (what <= 510) control(ask::status);
    else if (what <= 590) control(ask::refresh);
    else if (what <= 770) for (int i = draw_.between(1, 4); i > 0; --i) market_.change();
    else if (what <= 810) market_.cause_trouble();
    else if (what <= 850) run_out_of_memory();
    else if (what <= 890) end_a_handler();
    else if (what <= 940) slow_somebody_down();
    else if (what <= 985) hand_.pass(milliseconds{draw_.between(1, 90'000)});
    else if (what <= 997) let_a_handler_join();
    else if (!loader_ended_ && draw_.chance(50)) end_loader_alone();
  }

  void run_out_of_memory() {
    const auto after = draw_.between(0, 40);
    const auto times = draw_.between(1, 3);
    trace_.say("memory runs out after " + std::to_string(after));
    scarce_.run_out(static_cast<std::uint64_t>(after), static_cast<std::uint64_t>(times));
  }

  void end_a_handler() {
    ++deaths_;
    if (draw_.chance(40)) {
      call what{.what = ask::find, .finds = {some_find(0)}};
      what.finds[0].city = poison;
      events_.add(event::handler_threw);
      ask_for(desk_, what, find_atom_v, what.finds[0]);
      return;
    }
    const auto& who = some_handler();
    if (who.watched && draw_.chance(30)) {
      trace_.say("handler " + std::to_string(who.address.id()) + " is to die of a publication");
      watch_.doomed.insert(who.address.id());
      return;
    }
    const bool kill = draw_.chance(50);
    trace_.say("handler " + std::to_string(who.address.id()) + " is to end");
    events_.add(kill ? event::handler_killed : event::handler_exited);
    if (who.watched && !watch_.holders.contains(who.address.id()))
      events_.add(event::handler_died_unready);
    caf::anon_send_exit(who.address, kill ? caf::exit_reason::kill
                                          : caf::exit_reason::unhandled_exception);
  }

  struct hired {
    caf::actor_addr address;
    bool watched = false;
  };
  // Of the last few, who are mostly alive.
  const hired& some_handler() {
    const auto last = static_cast<int>(handlers_.size()) - 1;
    return handlers_[static_cast<std::size_t>(draw_.between(std::max(0, last - 4), last))];
  }

  void slow_somebody_down() {
    const int who = draw_.between(1, 10);
    const auto id = who == 1 ? loader_.id() : who == 2 ? desk_.id() : some_handler().address.id();
    const auto messages = draw_.chance(20) ? 1'000'000 : draw_.between(1, 200);
    trace_.say("slow: " + std::to_string(id));
    events_.add(event::actor_slow);
    hand_.slow_down(id, static_cast<std::uint64_t>(messages));
  }

  void let_a_handler_join() {
    events_.add(event::handler_joined);
    const auto who = hire();
    ask_for(loader_, call{.what = ask::attach}, attach_atom_v, who);
  }

  void end_loader_alone() {
    trace_.say("the loader is to end of an error");
    events_.add(event::loader_died_first);
    loader_ended_ = true;
    caf::anon_send_exit(loader_, caf::exit_reason::unhandled_exception);
  }

  // -- all is well --------------------------------------------------------------------------------

  std::optional<engine_status> answered(std::size_t number) {
    const auto& got = caller_.calls()[number];
    if (got.answers == 1 && got.answer.match_elements<reply<engine_status>>()) {
      const auto& reply = got.answer.get_as<pronto::reply<engine_status>>(0);
      if (reply.value) return reply.value;
      fail("with all well, request " + std::to_string(number + 1) + " fails: " + reply.why.text);
      return std::nullopt;
    }
    fail("with all well, request " + std::to_string(number + 1) + " has no answer");
    return std::nullopt;
  }

  // Nothing goes wrong any more and nobody is slow: the engine must come to what the source has,
  // with one snapshot, and with no more memory than a new one of these hotels would take.
  void settle() {
    trace_.say("settling");
    scarce_.refill();
    hand_.wake_all();
    watch_.doomed.clear();
    if (!rest()) return;
    hand_.pass(milliseconds{10});  // for changes that wait; documents come behind them
    if (!rest()) return;
    market_.heal();
    if (market_.passes_begun() > 0) check_timer(milliseconds{300'000});  // the longest pause
    if (budget_ > 0 && !find_room()) return;
    const auto before = last_generation();
    const auto refreshed = control(ask::refresh);
    if (!rest()) return;
    const auto refresh = answered(refreshed);
    if (!refresh) return;
    if (budget_ > 0) exact_from_ = refresh->generation + (refresh->generation > before ? 0 : 1);
    check_timer(interval_);
    const auto looked = control(ask::status);
    if (!rest()) return;
    const auto status = answered(looked);
    if (!status) return;
    events_.add(event::answered_by_table, status->popular.hits);
    if (status->loading) fail("with nothing to do, the loader is loading");
    if (status->snapshots_held != 1)
      fail(std::to_string(status->snapshots_held) + " snapshots are kept and none is read");
    if (market_.brought().now() != market_.wanted()) fail("the source was not read to its end");
    check_memory();
    check_answers([this] { rest(); }, "the part of the engine");
    if (desk_handlers_ > 1) check_death();
    events_.add(event::settled);
  }

  // There are fewer hotels, or more memory. The first pass may fail that takes away what is gone.
  bool find_room() {
    const bool is_lifted = draw_.chance(50);
    events_.add(is_lifted ? event::settled_without_budget : event::settled_in_budget);
    if (is_lifted) {
      check_budget();
      memory_->set_budget(0);
      is_lifted_ = true;
      return true;
    }
    market_.shrink();
    control(ask::refresh);
    return rest();
  }

  void check_budget() {
    if (scarce_.peak() <= budget_ + budget_ / 100 + 16'384) return;
    fail(std::to_string(scarce_.peak()) + " bytes were taken, and the budget is " +
         std::to_string(budget_));
  }

  std::uint64_t last_generation() const {
    const auto& seen = watch_.generations;
    return all_watched_ && !seen.empty() ? seen.rbegin()->first
                                         : std::numeric_limits<std::uint64_t>::max();
  }

  // Every handler, the successors of the dead too, answers; but for failures that begin so.
  void check_answers(const std::function<void()>& between, const std::string& refused) {
    const auto before = caller_.calls().size();
    for (int i = 0; i < 8; ++i) {
      const auto asked = some_find(0);
      ask_for(desk_, call{.what = ask::find, .finds = {asked}}, find_atom_v, asked);
      between();
    }
    if (!rest()) return;
    for (auto i = before; i < caller_.calls().size(); ++i) {
      const auto& got = caller_.calls()[i].answer;
      if (!got.match_elements<reply<find_answer>>()) return fail("with all well, no answer");
      const auto& reply = got.get_as<pronto::reply<find_answer>>(0);
      const bool unloaded = reply.why.text.starts_with("nothing is loaded yet");
      if (!reply.value && (unloaded || reply.why.text.starts_with(refused)))
        return fail("with all well, a query is refused: " + reply.why.text);
    }
  }

  // Where one of several handlers dies, others are asked until its successor is ready.
  void check_death() {
    ++deaths_;
    caf::anon_send_exit(some_handler().address, caf::exit_reason::kill);
    check_answers([this] { run_some(draw_.between(0, 6)); }, "no refusal at all");
  }

  void check_timer(milliseconds pause) {
    if (interval_.count() == 0) return;
    const auto before = market_.passes_begun();
    hand_.pass(pause);
    if (!rest()) return;
    if (market_.passes_begun() == before) fail("the timer did not begin a pass");
    events_.add(event::pass_by_timer, market_.passes_begun() - before);
  }

  void check_memory() {
    const auto wanted = std::make_shared<catalog_memory>();
    catalog fresh{wanted};
    for (const auto& [code, each] : market_.wanted()) fresh.put(*market_.made(code, each));
    const auto held = fresh.take(1);
    for (const auto of : {component::hotels, component::calendars, component::destinations,
                          component::snapshots, component::changes}) {
      const auto is = memory_->figures().of(of);
      const auto must = wanted->figures().of(of);
      if (is == must) continue;
      // A vector that finds no memory to shrink into stays as long as it was.
      const bool is_vector = of != component::hotels && of != component::calendars;
      if (is_vector && scarce_.failed() > 0 && is.live_blocks == must.live_blocks &&
          is.live_bytes > must.live_bytes)
        continue;
      fail("memory of " + std::string(to_string(of)) + " is " + std::to_string(is.live_bytes) +
           " bytes in " + std::to_string(is.live_blocks) + " blocks and should be " +
           std::to_string(must.live_bytes) + " in " + std::to_string(must.live_blocks));
    }
  }

  // -- the end ------------------------------------------------------------------------------------

  void note_end() {
    const bool loaded = !watch_.generations.empty();
    if (market_.passes_begun() == 0) events_.add(event::ended_before_load);
    else if (!market_.in_pass()) events_.add(event::ended_while_idle);
    else events_.add(loaded ? event::ended_in_pass : event::ended_in_first_load);
    if (caller_.open() > 0) events_.add(event::ended_with_requests);
    if (hand_.any_slow()) events_.add(event::ended_with_slow_actor);
    if (memory_->figures().of(component::snapshots).live_blocks > 2)
      events_.add(event::ended_with_two_snapshots);
  }

  void end() {
    note_end();
    trace_.say("the end");
    ending_ = true;
    const bool loader_first = draw_.chance(15);
    if (loader_first) caf::anon_send_exit(loader_, caf::exit_reason::user_shutdown);
    end_desk();
    if (!loader_first) caf::anon_send_exit(loader_, caf::exit_reason::user_shutdown);
    for (int i = draw_.between(0, 15); i > 0; --i) {
      const int what = draw_.between(1, 10);
      if (what <= 5 || handlers_.empty()) query();
      else if (what == 6) change_hotels();
      else if (what == 7) control(ask::refresh);
      else if (what == 8) end_a_handler();
      else if (what == 9 && draw_.chance(30)) let_a_handler_join();
      else hand_.pass(milliseconds{draw_.between(1, 90'000)});
      run_some(draw_.between(0, 8));
    }
    hand_.wake_all();
    rest();
  }

  // By a message that names its sender, as those of an engine do: the desk obeys no others.
  void end_desk() {
    const caf::exit_msg end{loader_.address(), caf::exit_reason::user_shutdown};
    desk_->enqueue(nullptr, caf::make_message_id(), caf::make_message(end), nullptr);
  }

  // So that a world that went wrong can be left at all.
  void end_by_force() {
    for (const auto& each : handlers_)
      caf::anon_send_exit(each.address, caf::exit_reason::kill);
    caf::anon_send_exit(desk_, caf::exit_reason::kill);
    hand_.run_all();
  }

  void check_end() {
    if (const auto alive = system_.registry().running(); alive != actors_before_) {
      fail(std::to_string(alive - actors_before_) + " actors live on after the end");
      end_by_force();
    }
    loader_ = loader_actor{};
    desk_ = front_desk_actor{};
    if (flaw_ == flaw::leak) kept_ = memory_->of(component::hotels)->allocate(16);
    if (flaw_ == flaw::foreign_free) {
      auto* const where = memory_->of(component::hotels);
      auto* const block = where->allocate(16);
      std::thread{[=] { where->deallocate(block, 16); }}.join();
    }
    const auto figures = memory_->figures();
    for (std::size_t i = 0; i < component_count; ++i)
      if (figures.parts[i].live_bytes > 0)
        fail(std::to_string(figures.parts[i].live_bytes) + " bytes of " +
             std::string(to_string(static_cast<component>(i))) + " are left at the end");
    if (figures.foreign_frees > 0) fail("blocks were freed on another thread");
    if (figures.foreign_allocations > 0) fail("blocks were allocated on another thread");
    if (budget_ > 0 && !is_lifted_) check_budget();
    if (kept_) memory_->of(component::hotels)->deallocate(kept_, 16);
    if (caller_.stray() > 0) fail("messages came that nobody had asked for");
  }

  stock& stock_;
  event_counts& events_;
  flaw flaw_;
  trace trace_;
  std::mt19937_64 rng_;
  plain::dice draw_;
  market market_;
  watch watch_;
  test::scarce_memory scarce_;
  const std::shared_ptr<catalog_memory> memory_ = std::make_shared<catalog_memory>(&scarce_);
  caf::actor_system_config config_;
  caf::actor_system system_;
  stagehand hand_;
  caller caller_;
  std::size_t actors_before_;

  loader_actor loader_;
  front_desk_actor desk_;
  std::vector<hired> handlers_;
  milliseconds interval_{0};
  deadline handlers_now_{};  // three milliseconds go by with each look: a slice is of two questions
  std::uint32_t inflight_max_ = 0;
  std::uint32_t desk_handlers_ = 0;
  std::uint64_t deaths_ = 0;
  std::uint64_t budget_ = 0;
  std::optional<int> popular_stay_;
  bool is_lifted_ = false;
  std::uint64_t exact_from_ = 0;  // see evidence
  bool all_watched_ = true;
  bool told_loaded_ = false;
  bool loader_ended_ = false;
  bool ending_ = false;
  void* kept_ = nullptr;
  std::optional<std::string> wrong_;
};

}  // namespace

run_result run_world(const run_options& options, stock& from, event_counts& happened) {
  return world{options, from, happened}.run();
}

}  // namespace pronto::simulation
