#pragma once
// A small market that changes at random, and the source that brings it to the loader: in random
// portions, with all that can go wrong. It keeps a history of what it brought.
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plain/dice.hpp"
#include "simulation/events.hpp"
#include "simulation/flaw.hpp"
#include "simulation/history.hpp"
#include "simulation/stock.hpp"
#include "simulation/trace.hpp"
#include "sources/source.hpp"

namespace pronto::simulation {

class market {
public:
  market(stock& from, plain::dice& draw, trace& told, event_counts& happened, flaw broken)
      : stock_(from), draw_(draw), trace_(told), events_(happened), flaw_(broken) {}

  /// Puts, moves or removes a hotel, brings one again, or spoils a document.
  void change();
  /// Something will go wrong in one of the next passes.
  void cause_trouble();
  /// Nothing goes wrong from now on, and all documents are whole.
  void heal();
  /// All but one of the hotels go.
  void shrink();

  /// Throws where opening goes wrong.
  std::unique_ptr<source> open();

  /// The hotel that an article is.
  std::shared_ptr<const hotel> made(const std::string& code, const article& what) const;
  const history& brought() const { return history_; }
  const market_state& wanted() const { return wanted_; }
  bool in_pass() const { return in_pass_; }
  /// How often a pass was made to fail.
  std::uint64_t failures() const { return failures_; }
  std::size_t passes_begun() const { return history_.passes().size(); }

private:
  friend class market_source;

  struct trouble {
    event what = event::begin_failed;
    int after_steps = 0;
  };
  static failure failed(const std::string& where);

  bool troubled(event what) {
    if (!trouble_ || trouble_->what != what) return false;
    trouble_.reset();
    ++failures_;
    events_.add(what);
    trace_.say("source: " + std::string(to_string(what)));
    return true;
  }
  bool fails_step(event what) {
    return trouble_ && trouble_->after_steps <= 0 && troubled(what);
  }

  // -- a pass -------------------------------------------------------------------------------------
  result<bool> begin();
  result<bool> step(changes& out);
  void bring(const std::string& code, changes& out);
  void reject(const std::string& code, changes& out);

  stock& stock_;
  plain::dice& draw_;
  trace& trace_;
  event_counts& events_;
  flaw flaw_;

  market_state wanted_;            // what the source has
  std::set<std::string> spoiled_;  // hotels whose documents break the rules
  std::set<std::string> again_;    // hotels to bring again though nothing changed
  int version_ = 0;
  history history_;
  std::optional<trouble> trouble_;
  std::uint64_t failures_ = 0;

  bool in_pass_ = false;
  market_state aim_;                    // what the pass under way brings
  std::vector<std::string> to_bring_;   // codes of it, in a random order
  std::set<std::string> told_spoiled_;  // whose present version was rejected already
  int stalled_steps_ = 0;
  std::uint64_t rejected_ = 0;
  std::uint64_t seen_ = 0;
};

}  // namespace pronto::simulation
