#include "simulation/market.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sources/documents/document.hpp"

namespace pronto::simulation {

namespace {

constexpr int code_count = 10;

std::string random_code(plain::dice& draw) {
  return "H" + std::to_string(draw.between(0, code_count - 1));
}

}  // namespace

class market_source : public source {
public:
  explicit market_source(market& from) : from_(from) {}

  result<bool> begin() override { return from_.begin(); }
  result<bool> step(std::size_t, changes& out) override { return from_.step(out); }
  void forget() override {
    for (const auto& [code, each] : from_.wanted_) from_.again_.insert(code);
  }
  source_progress progress() const override {
    return {.done_bytes = from_.seen_,
            .total_bytes = from_.seen_ + from_.to_bring_.size(),
            .documents = from_.seen_,
            .rejected = from_.rejected_,
            .left_out = 0};
  }
  std::string name() const override { return "market"; }

private:
  market& from_;
};

// -- what changes ---------------------------------------------------------------------------------

void market::change() {
  const auto code = random_code(draw_);
  const auto known = wanted_.find(code);
  const int what = draw_.between(1, 100);
  if (known == wanted_.end() || what <= 40) {
    const bool moves = known != wanted_.end() && draw_.chance(40);
    article fresh{.city = draw_.between(0, city_count - 1)};
    if (known != wanted_.end() && !moves) fresh.city = known->second.city;
    fresh.body = draw_.between(0, stock_.bodies() - 1);
    fresh.version = ++version_;
    wanted_[code] = fresh;
    spoiled_.erase(code);
    trace_.say("market: " + hotel_name(code, fresh) + " in " + cities[fresh.city].name);
  } else if (what <= 60) {
    again_.insert(code);
    trace_.say("market: " + code + " again");
  } else if (what <= 80) {
    // The document is another one, and broken; the hotel stays as it was brought.
    known->second.version = ++version_;
    spoiled_.insert(code);
    trace_.say("market: " + code + " is spoiled");
  } else {
    wanted_.erase(known);
    spoiled_.erase(code);
    again_.erase(code);
    trace_.say("market: " + code + " is gone");
  }
}

void market::cause_trouble() {
  constexpr std::array kinds{event::open_threw,  event::begin_failed, event::begin_threw,
                             event::step_failed, event::step_threw,   event::step_failed_halfway,
                             event::step_stalled};
  trouble_ = trouble{};
  trouble_->what = kinds[static_cast<std::size_t>(draw_.between(0, kinds.size() - 1))];
  trouble_->after_steps = draw_.between(0, 3);
  trace_.say("trouble ahead: " + std::string(to_string(trouble_->what)));
}

void market::heal() {
  trouble_.reset();
  for (const auto& [code, each] : wanted_) again_.insert(code);  // without changes
  stalled_steps_ = 0;
  for (const auto& code : spoiled_) wanted_[code].version = ++version_;
  spoiled_.clear();
}

void market::shrink() {
  while (wanted_.size() > 1) {
    again_.erase(wanted_.begin()->first);
    wanted_.erase(wanted_.begin());
  }
  trace_.say("market: all but one are gone");
}

std::shared_ptr<const hotel> market::made(const std::string& code, const article& what) const {
  auto out = std::make_shared<hotel>(stock_.body(what.body));
  out->code = code;
  out->name = hotel_name(code, what);
  out->city = cities[what.city].name;
  out->country = cities[what.city].country;
  return out;
}

// -- passes ---------------------------------------------------------------------------------------

failure market::failed(const std::string& where) {
  return {.code = failure_code::source, .text = "The market cannot be read: " + where + "."};
}

std::unique_ptr<source> market::open() {
  if (troubled(event::open_threw)) throw std::runtime_error("the market is closed");
  return std::make_unique<market_source>(*this);
}

result<bool> market::begin() {
  history_.pass_began();
  in_pass_ = false;
  if (troubled(event::begin_failed)) return failed("it does not begin");
  if (troubled(event::begin_threw)) throw std::runtime_error("begin");
  aim_ = wanted_;
  to_bring_.clear();
  const auto& before = history_.now();
  for (const auto& [code, each] : aim_) {
    const auto known = before.find(code);
    if (spoiled_.contains(code) || known == before.end() || known->second != each ||
        again_.contains(code))
      to_bring_.push_back(code);
  }
  for (const auto& [code, each] : before)
    if (!aim_.contains(code)) to_bring_.push_back(code);
  for (std::size_t i = to_bring_.size(); i > 1; --i)
    std::swap(to_bring_[i - 1],
              to_bring_[static_cast<std::size_t>(draw_.between(0, static_cast<int>(i) - 1))]);
  if (spoiled_ == told_spoiled_)
    std::erase_if(to_bring_, [&](const auto& code) { return told_spoiled_.contains(code); });
  seen_ = 0;
  if (to_bring_.empty()) {
    history_.pass_completed();
    events_.add(event::nothing_to_read);
    trace_.say("source: nothing to read");
    return false;
  }
  rejected_ = 0;
  in_pass_ = true;
  trace_.say("source: pass " + std::to_string(passes_begun()) + " over " +
             std::to_string(to_bring_.size()));
  return true;
}

void market::reject(const std::string& code, changes& out) {
  ++rejected_;
  events_.add(event::document_rejected);
  if (draw_.chance(50)) {
    out.rejected.push_back(
        {.code = failure_code::data, .text = "The document breaks a rule.", .value = code});
    return;
  }
  const auto read = read_hotel(stock_.half_document(aim_.at(code).body));
  invariant(read.made == nullptr && !read.complaints.empty());
  out.rejected.push_back(read.complaints.front());
  events_.add(event::half_document);
}

void market::bring(const std::string& code, changes& out) {
  ++seen_;
  again_.erase(code);
  const auto& before = history_.now();
  const auto known = before.find(code);
  const auto wanted = aim_.find(code);
  if (wanted == aim_.end()) {
    history_.remove(code);
    out.removed.push_back(code);
    events_.add(event::hotel_removed);
    trace_.say("source: no " + code);
    return;
  }
  if (spoiled_.contains(code)) {
    reject(code, out);
    trace_.say("source: " + code + " is rejected");
    return;
  }
  const auto& what = wanted->second;
  events_.add(known == before.end()                   ? event::hotel_put
              : known->second == what                 ? event::hotel_put_again
              : known->second.city == what.city       ? event::hotel_put
                                                      : event::hotel_moved);
  trace_.say("source: " + hotel_name(code, what) + " in " + cities[what.city].name);
  history_.put(code, what);
  if (flaw_ == flaw::lost_hotel && what.version % 5 == 0) return;
  out.put.push_back(made(code, what));
}

result<bool> market::step(changes& out) {
  if (fails_step(event::step_stalled)) {
    --failures_;
    stalled_steps_ = draw_.between(1, 12);
  }
  if (stalled_steps_ > 0) {
    --stalled_steps_;
    return false;
  }
  if (fails_step(event::step_failed)) {
    in_pass_ = false;
    return failed("it breaks off");
  }
  if (trouble_) --trouble_->after_steps;
  std::vector<std::string> portion;
  for (int i = draw_.between(0, 3); i > 0 && !to_bring_.empty(); --i) {
    portion.push_back(to_bring_.back());
    to_bring_.pop_back();
  }
  // Of what a step brings the loader takes the hotels that are put before those that are removed.
  std::ranges::stable_partition(portion, [&](const auto& code) { return aim_.contains(code); });
  for (const auto& code : portion) bring(code, out);
  history_.step_ended();
  if (fails_step(event::step_threw)) {
    in_pass_ = false;
    throw std::runtime_error("step");
  }
  if (fails_step(event::step_failed_halfway)) {
    if (flaw_ == flaw::lost_rest) out = {};
    in_pass_ = false;
    return failed("it breaks off half way");
  }
  if (!to_bring_.empty())
    return flaw_ == flaw::part_of_first_load && passes_begun() == 1;
  told_spoiled_ = spoiled_;
  history_.pass_completed();
  events_.add(event::pass_completed);
  in_pass_ = false;
  trace_.say("source: pass complete");
  return true;
}

}  // namespace pronto::simulation
