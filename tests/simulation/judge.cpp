#include "simulation/judge.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <caf/error.hpp>

#include "actors/failures.hpp"
#include "simulation/expected.hpp"

namespace pronto::simulation {

namespace {

bool begins(const std::string& text, std::string_view with) { return text.starts_with(with); }

class trial {
public:
  trial(const evidence& of, stock& prices, event_counts& happened)
      : of_(of), prices_(prices), happened_(happened) {}

  std::optional<std::string> verdict() {
    for (const auto& [generation, sight] : of_.seen->generations) hear(generation, sight);
    for (std::size_t i = 0; i < of_.calls->size() && !wrong_; ++i) {
      call_ = i;
      hear((*of_.calls)[i]);
    }
    if (!wrong_) place_generations();
    if (!wrong_) for (const auto& check : refusals_) check();
    return wrong_;
  }

private:
  struct testimony {
    std::string what;
    std::function<bool(std::size_t position)> fits;
  };
  /// A change that was applied with a generation, or may have been with one behind `from`.
  struct made_change {
    int body = 0;
    int which = 0;
    std::uint64_t generation = 0;
    std::uint64_t from = 0;
    bool sure = true;
    std::size_t latest = 0;  // a position that it was answered at
  };
  struct generation {
    std::size_t latest = 0;  // a position that it was published before
    std::vector<testimony> heard;
    std::vector<std::size_t> candidates;
  };

  void fail(const std::string& what) {
    if (!wrong_) wrong_ = what;
  }
  void fail_call(const std::string& what) {
    fail("request " + std::to_string(call_ + 1) + ": " + what);
  }
  std::string this_call() const { return "the answer to request " + std::to_string(call_ + 1); }

  generation& named(std::uint64_t number, std::size_t position) {
    const auto [at, first] = generations_.try_emplace(number);
    at->second.latest = first ? position : std::min(at->second.latest, position);
    return at->second;
  }
  const market_state& at(std::size_t position) const { return of_.brought->at(position); }

  // -- changes ------------------------------------------------------------------------------------

  void hear_change(const reply<change_answer>& got, const call& of) {
    if (!got.value) {
      const bool memory = got.why.text.find("std::bad_alloc") != std::string::npos ||
                          got.why.code == failure_code::memory;
      if (memory && of_.memory_failures == 0 && !of_.has_budget)
        fail_call("there was memory enough: " + got.why.text);
      if (got.why.code == failure_code::unavailable &&
          begins(got.why.text, "nothing is loaded yet"))
        return happened_.add(event::nothing_loaded);
      if (!memory && !of.answered.ending) fail_call("refused for no reason: " + got.why.text);
      return may_have_changed(of);
    }
    auto refused = got.value->refused.begin();
    if (got.value->applied + got.value->refused.size() != of.changes.size())
      fail_call("not all changes are told of");
    for (std::size_t i = 0; i < of.changes.size(); ++i) {
      const auto& each = of.changes[i];
      if (refused != got.value->refused.end() && refused->index == i) {
        hear_refused_change(refused++->why, each, of);
        continue;
      }
      happened_.add(event::change_applied);
      changes_[each.hotel].push_back({.body = each.body,
                                      .which = each.which,
                                      .generation = got.value->generation,
                                      .latest = of.answered.position});
    }
    if (!of.changes.empty()) named(got.value->generation, of.answered.position);
  }

  // By the end, by memory that ran out, or because nobody was there to say.
  void may_have_changed(const call& of) {
    for (const auto& each : of.changes) {
      happened_.add(event::change_unsure);
      changes_[each.hotel].push_back({.body = each.body,
                                      .which = each.which,
                                      .from = of.sent.generation,
                                      .sure = false});
    }
  }

  void hear_refused_change(const failure& why, const sent_change& of, const call& in) {
    happened_.add(event::change_refused);
    const bool memory = why.text.find("std::bad_alloc") != std::string::npos ||
                        why.code == failure_code::memory;
    if (memory) {
      if (of_.memory_failures == 0 && !of_.has_budget) fail_call("there was memory enough");
      return;
    }
    const bool no_hotel = why.field == "hotel";
    if (why.code != failure_code::not_found || (!no_hotel && why.field != "plan"))
      return fail_call("a failure that nothing explains: " + describe(why));
    for (std::size_t p = 0; p <= in.answered.position; ++p) {
      const auto known = at(p).find(of.hotel);
      if (no_hotel ? known == at(p).end() : known != at(p).end() && known->second.body != of.body)
        return;
    }
    if (!of_.has_budget) fail_call("no market says: " + why.text);
  }

  // What may have been changed last of a hotel, in a generation that is the market at a position: 0
  // for nothing. A hotel that is put is without changes.
  std::set<int> changes_of(const std::string& code, const article& where, std::uint64_t generation,
                           std::size_t position) const {
    std::set<int> out{0};
    const auto made = changes_.find(code);
    if (made == changes_.end()) return out;
    const std::size_t put = of_.brought->put_before(code, position);
    for (const made_change& each : made->second) {
      if (each.body != where.body) continue;
      if (!each.sure) {
        if (generation > each.from) out.insert(each.which);
        continue;
      }
      if (each.generation > generation) continue;
      std::size_t least = 0;
      std::size_t most = each.latest;
      if (each.generation == generation) {
        least = most = position;
      } else if (const auto then = generations_.find(each.generation);
                 then != generations_.end() && !then->second.candidates.empty()) {
        least = then->second.candidates.front();
        most = std::min(most, then->second.candidates.back());
      }
      if (put > most) continue;
      if (put <= least) out.clear();
      out.insert(each.which);
    }
    return out;
  }

  // Whether a market fits that is so at this position but for what may have been changed.
  template <class Fits>
  bool fits_changed(std::uint64_t generation, std::size_t position, Fits fits) {
    constexpr std::size_t tried_limit = 256;
    std::vector<market_state> tried{at(position)};
    for (const auto& [code, where] : at(position)) {
      const auto changes = changes_of(code, where, generation, position);
      if (changes == std::set<int>{0}) continue;
      std::vector<market_state> next;
      for (const market_state& each : tried)
        for (const int which : changes) {
          next.push_back(each);
          next.back()[code].change = which;
        }
      tried = std::move(next);
      if (tried.size() > tried_limit) return true;
    }
    const bool any = tried.size() > 1 || tried.front() != at(position);
    const bool out = std::ranges::any_of(tried, fits);
    if (any && out) happened_.add(event::answer_of_changed);
    return out;
  }

  // -- what was seen of generations ---------------------------------------------------------------

  void hear(std::uint64_t number, const watch::sight& seen) {
    named(number, seen.seen_at).heard.push_back({"what a handler saw in it", [&](std::size_t p) {
      return content_of(at(p)) == seen.hotels;
    }});
  }

  template <class Answer, class Request>
  void hear_answer(const Answer& answer, const Request& asked) {
    const auto& call = (*of_.calls)[call_];
    if (answer.generation == 0) return fail_call("an answer of no generation");
    if (answer.generation > call.sent.generation + 1) happened_.add(event::answered_late);
    happened_.add(event::offer_checked, answer.offers.size());
    named(answer.generation, call.answered.position)
        .heard.push_back({this_call(), [this, &answer, &asked, stay = call.stay](std::size_t p) {
          return fits_changed(answer.generation, p, [&](const market_state& market) {
            return fits(answer, asked, stay, market, prices_);
          });
        }});
  }

  void hear_status(const engine_status& status, const call& of) {
    if (status.snapshots_held > 2) fail_call("more than two snapshots");
    if (status.inflight > of_.inflight_max) fail_call("more queries under way than allowed");
    if (status.generation == 0) {
      if (status.hotels + status.destinations + status.snapshots_held > 0)
        fail_call("hotels before the first generation");
      return;
    }
    named(status.generation, of.answered.position)
        .heard.push_back({this_call(), [this, &status](std::size_t p) {
          std::vector<bool> in(static_cast<std::size_t>(city_count));
          for (const auto& [code, each] : at(p)) in[static_cast<std::size_t>(each.city)] = true;
          return at(p).size() == status.hotels &&
                 static_cast<std::uint64_t>(std::ranges::count(in, true)) == status.destinations;
        }});
  }

  // A refresh shows all that the source had when it was asked for.
  void hear_refresh(const engine_status& status, const call& of) {
    const auto& passes = of_.brought->passes();
    for (auto i = of.sent.passes_begun; i < passes.size(); ++i) {
      if (!passes[i].complete_at) continue;
      if (status.generation == 0) return fail_call("a refresh that published nothing");
      named(status.generation, of.answered.position)
          .heard.push_back({this_call() + ", a refresh", [from = *passes[i].complete_at](
                                                             std::size_t p) { return p >= from; }});
      return;
    }
    fail_call("a refresh succeeded without a pass");
  }

  bool may_be_published(std::size_t position) const {
    return of_.brought->step_end(position) || of_.memory_failures > 0 || of_.has_budget;
  }

  // Each generation stands at a position that fits all that was heard of it, in order.
  void place_generations() {
    const auto& brought = *of_.brought;
    std::size_t from = 0;
    std::uint64_t before = 0;
    std::erase_if(generations_, [&](const auto& each) { return each.first < of_.exact_from; });
    for (auto& [number, each] : generations_) {
      for (std::size_t p = 0; p <= each.latest; ++p)
        if (number == 1 ? brought.pass_end(p) : may_be_published(p))
          each.candidates.push_back(p);
      const auto say = [&](const std::string& why) {
        fail("generation " + std::to_string(number) + " does not fit " + why);
      };
      if (each.candidates.empty()) return say("the source: no load was complete");
      for (const auto& [what, fits] : each.heard) {
        std::erase_if(each.candidates, [&](std::size_t p) { return !fits(p); });
        if (each.candidates.empty()) return say(what);
      }
      const auto first = std::ranges::lower_bound(each.candidates, from);
      if (first == each.candidates.end())
        return say("its place after generation " + std::to_string(before));
      from = *first;
      before = number;
    }
  }

  // -- calls --------------------------------------------------------------------------------------

  void hear(const call& of) {
    if (of.answers != 1) return fail_call("answered " + std::to_string(of.answers) + " times");
    if (of.answer.match_elements<caf::error>()) {
      if (of.what == ask::change) may_have_changed(of);
      return hear_error(of);
    }
    switch (of.what) {
      case ask::find: return hear_reply(of.answer.get_as<reply<find_answer>>(0), of.finds[0], of);
      case ask::quote:
        return hear_reply(of.answer.get_as<reply<quote_answer>>(0), of.quotes[0], of);
      case ask::find_each:
        return hear_each(of.answer.get_as<std::vector<reply<find_answer>>>(0), of.finds, of);
      case ask::quote_each:
        return hear_each(of.answer.get_as<std::vector<reply<quote_answer>>>(0), of.quotes, of);
      case ask::complete: return hear_complete(of);
      case ask::status:
      case ask::refresh: return hear_control(of.answer.get_as<reply<engine_status>>(0), of);
      case ask::change: return hear_change(of.answer.get_as<reply<change_answer>>(0), of);
      case ask::attach: return;  // a generation
    }
  }

  // CAF's own errors come only where an actor is gone, and for batches that are too large.
  void hear_error(const call& of) {
    if (to_failure(of.answer.get_as<caf::error>(0)).code == failure_code::overloaded) {
      if (of.queries() <= of_.inflight_max) fail_call("refused for no reason");
      return happened_.add(event::batch_too_large);
    }
    const bool died = of.what == ask::attach && of.answered.handler_deaths > 0;
    if (!of.answered.ending && !died) return fail_call("an error: nobody was gone");
    happened_.add(event::engine_gone);
  }

  template <class Answer, class Request>
  void hear_reply(const reply<Answer>& got, const Request& asked, const call& of) {
    if (!got.value) return hear_refusal(got.why, asked, of);
    happened_.add(std::is_same_v<Answer, find_answer> ? event::find_checked
                                                      : event::quote_checked);
    hear_answer(*got.value, asked);
  }

  template <class Answer, class Request>
  void hear_each(const std::vector<reply<Answer>>& got, const std::vector<Request>& asked,
                 const call& of) {
    if (got.size() != asked.size()) return fail_call("more or fewer answers than questions");
    std::uint64_t generation = 0;
    for (std::size_t i = 0; i < got.size(); ++i) {
      hear_reply(got[i], asked[i], of);
      if (!got[i].value) continue;
      const auto before = std::exchange(generation, got[i].value->generation);
      if (generation < before) return fail_call("a batch answered from an earlier generation");
      if (before > 0 && generation > before) happened_.add(event::batch_over_generations);
    }
    happened_.add(event::batch_checked);
  }

  void hear_complete(const call& of) {
    const auto& got = of.answer.get_as<reply<std::vector<std::string>>>(0);
    if (!got.value) return hear_refusal(got.why, of);
    for (const auto& each : *got.value)
      if (std::ranges::none_of(cities, [&](const auto& city) { return each == city.name; }))
        fail_call("no city is called " + each);
    happened_.add(event::cities_completed);
  }

  void hear_control(const reply<engine_status>& got, const call& of) {
    if (!got.value) {
      if (of.what == ask::refresh) happened_.add(event::refresh_failed);
      if (got.why.code != failure_code::source && got.why.code != failure_code::memory)
        return hear_refusal(got.why, of);
      hear_source_failure(got.why);
      if (of.what != ask::refresh) fail_call("a status fails with the source");
      return;
    }
    happened_.add(event::status_checked);
    if (got.value->snapshots_held == 2) happened_.add(event::publication_waited);
    if (got.value->failed_passes > 0) {
      hear_source_failure(got.value->source_failure);
      if (got.value->generation == 0) happened_.add(event::first_load_failed);
    }
    hear_status(*got.value, of);
    if (of.what != ask::refresh) return;
    happened_.add(event::refresh_succeeded);
    if (got.value->failed_passes > 0) fail_call("a refresh succeeded after a failed pass");
    hear_refresh(*got.value, of);
  }

  void hear_source_failure(const failure& why) {
    if (why.code == failure_code::memory) {
      if (!of_.has_budget) fail_call("there is no budget: " + why.text);
      return happened_.add(event::over_budget);
    }
    const bool memory = why.text.find("std::bad_alloc") != std::string::npos;
    if (memory ? of_.memory_failures == 0 : of_.source_failures == 0)
      fail_call("a pass failed, and nothing was wrong: " + why.text);
    if (memory)
      happened_.add(begins(why.text, "taking in") ? event::memory_out_in_take_in
                                                  : event::memory_out_in_publication);
  }

  // -- refusals -----------------------------------------------------------------------------------

  template <class Request>
  void hear_refusal(const failure& why, const Request& asked, const call& of) {
    if (why.code == failure_code::not_found) {
      happened_.add(event::not_found);
      return refused_if(why, of, [this, &asked](std::size_t p) { return lacks(at(p), asked); });
    }
    if (begins(why.text, "no hotels are loaded yet"))
      return refused_if(why, of, [this](std::size_t p) { return at(p).empty(); });
    hear_refusal(why, of);
  }

  // Some generation that the handler may have held must be so.
  void refused_if(const failure& why, const call& of, std::function<bool(std::size_t)> so) {
    refusals_.push_back([this, &why, &of, so = std::move(so), call = call_] {
      if (of.sent.generation < of_.exact_from) return;
      for (const auto& [number, each] : generations_)
        if (number + 1 >= of.sent.generation && std::ranges::any_of(each.candidates, so)) return;
      for (std::size_t p = 0; p <= of.answered.position && !of_.all_watched; ++p)
        if (may_be_published(p) && so(p)) return;
      call_ = call;
      fail_call("no generation says: " + why.text);
    });
  }

  void hear_refusal(const failure& why, const call& of) {
    const auto& then = of.answered;
    const auto only_if = [&](bool so, event what) {
      happened_.add(what);
      if (!so) fail_call("refused for no reason: " + why.text);
    };
    if (why.code == failure_code::overloaded)
      return only_if(of.open_queries > of_.inflight_max, event::overloaded);
    if (why.code == failure_code::unavailable) {
      if (begins(why.text, "nothing is loaded yet"))
        return only_if(!of.sent.told_loaded || then.handler_deaths > 0, event::nothing_loaded);
      if (begins(why.text, "the part of the engine"))
        return only_if(then.handler_deaths > 0 || then.ending, event::handler_failed);
      if (begins(why.text, "the engine is shutting down"))
        return only_if(then.ending, event::shutting_down);
      if (begins(why.text, "the engine went away"))
        return only_if(then.ending, event::engine_gone);
    }
    fail_call("a failure that nothing explains: " + describe(why));
  }

  const evidence& of_;
  stock& prices_;
  event_counts& happened_;
  std::map<std::uint64_t, generation> generations_;
  std::map<std::string, std::vector<made_change>> changes_;  // by hotel, as they were sent
  std::vector<std::function<void()>> refusals_;
  std::size_t call_ = 0;
  std::optional<std::string> wrong_;
};

}  // namespace

std::optional<std::string> judged(const evidence& of, stock& prices, event_counts& happened) {
  if (!of.seen->wrong.empty()) return of.seen->wrong.front();
  return trial{of, prices, happened}.verdict();
}

}  // namespace pronto::simulation
