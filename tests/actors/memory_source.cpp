#include "actors/memory_source.hpp"

#include <deque>
#include <set>
#include <stdexcept>
#include <utility>

#include "catalog/places/place.hpp"

namespace pronto::test {

hotel tiny_hotel(const std::string& code, const std::string& city, std::int64_t cents) {
  const rate all_year{.nights = {*parse_day("2027-01-01"), *parse_day("2027-12-31")},
                      .base = {{1, cents}, {2, cents}},
                      .extra_adult = {},
                      .children = {}};
  rate_plan plan;
  plan.code = "BAR";
  plan.name = "Best rate";
  plan.products.push_back({.room = 0, .rates = rate_calendar{{&all_year, 1}}});
  hotel out;
  out.code = code;
  out.name = "Hotel " + code;
  out.city = city;
  out.country = "DE";
  out.stars = 3;
  out.money = *find_currency("EUR");
  out.rooms.push_back({.code = "DBL",
                       .name = "Double",
                       .guests = {.min = 1, .std = 2, .max = 2, .max_child = {}},
                       .inventory = {}});
  out.plans.push_back(std::move(plan));
  return out;
}

std::uint64_t hotels_in(const catalog_memory& where) {
  return where.figures().of(component::hotels).live_blocks;
}

class memory_source : public source {
public:
  explicit memory_source(shelf& from) : from_(from) {}

  result<bool> begin() override {
    ++from_.begun_;
    from_.looks_changed_ = false;
    const std::lock_guard held{from_.guard_};
    if (from_.hook_) from_.hook_();
    if (from_.broken_) return *from_.broken_;
    seen_ = from_.articles_;
    to_put_.clear();
    to_remove_.clear();
    for (const auto& [code, article] : seen_) {
      const auto before = brought_.find(code);
      if (before == brought_.end() || before->second != article) to_put_.push_back(code);
    }
    for (const auto& [code, article] : brought_)
      if (!seen_.contains(code)) to_remove_.push_back(code);
    to_reject_ = from_.rejected_;
    progress_ = {.done_bytes = 0, .total_bytes = to_put_.size(), .documents = 0, .rejected = 0};
    steps_ = 0;
    return !to_put_.empty() || !to_remove_.empty() || to_reject_ != rejected_before_;
  }

  result<bool> step(std::size_t, changes& out) override {
    const std::lock_guard held{from_.guard_};
    if (from_.step_hook_) from_.step_hook_();
    if (from_.throws_) throw std::runtime_error(*std::exchange(from_.throws_, {}));
    if (from_.breaks_after_ && steps_++ == from_.breaks_after_->first) {
      to_put_.clear();
      return std::exchange(from_.breaks_after_, {})->second;
    }
    for (bool more = true; more && !to_put_.empty(); more = from_.at_once_) {
      const auto code = to_put_.front();
      to_put_.pop_front();
      const auto& article = seen_[code];
      out.put.push_back(
          std::make_shared<const hotel>(tiny_hotel(code, article.city, article.cents)));
      brought_[code] = article;
      ++progress_.documents;
      ++progress_.done_bytes;
    }
    if (!to_put_.empty()) return false;
    for (const auto& code : std::exchange(to_remove_, {})) {
      out.removed.push_back(code);
      brought_.erase(code);
    }
    rejected_before_ = to_reject_;
    out.rejected = std::exchange(to_reject_, {});
    progress_.rejected = out.rejected.size();
    return true;
  }

  bool has_changed() override { return from_.looks_changed_; }

  // What it has lost is told by the codes that it still knows.
  void forget() override {
    for (auto& [code, article] : brought_) article.version = 0;
  }

  source_progress progress() const override { return progress_; }
  std::string name() const override { return "memory"; }

private:
  shelf& from_;
  std::map<std::string, shelf::article> seen_;
  std::map<std::string, shelf::article> brought_;
  std::deque<std::string> to_put_;
  std::vector<std::string> to_remove_;
  std::vector<failure> to_reject_;
  std::vector<failure> rejected_before_;
  source_progress progress_;
  int steps_ = 0;
};

class demand_source : public source, private on_demand {
public:
  explicit demand_source(shelf& from) : from_(from) {}

  result<bool> begin() override {
    ++from_.begun_;
    from_.looks_changed_ = false;
    const std::lock_guard held{from_.guard_};
    if (from_.hook_) from_.hook_();
    if (from_.broken_) return *from_.broken_;
    if (seen_ != from_.articles_) ++version_;
    seen_ = from_.articles_;
    to_put_.clear();
    to_remove_.clear();
    for (const auto& [code, article] : seen_)
      if (wanted_.contains(home(article)) && (!brought_.contains(code) || brought_[code] != article))
        to_put_.push_back(code);
    for (const auto& [code, article] : brought_)
      if (!seen_.contains(code) || !wanted_.contains(home(seen_[code]))) to_remove_.push_back(code);
    known_ = count();
    steps_ = 0;
    return !to_put_.empty() || !to_remove_.empty() || known_ != told_;
  }

  result<bool> step(std::size_t, changes& out) override {
    const std::lock_guard held{from_.guard_};
    if (from_.throws_) throw std::runtime_error(*std::exchange(from_.throws_, {}));
    if (from_.breaks_after_ && steps_++ == from_.breaks_after_->first)
      return std::exchange(from_.breaks_after_, {})->second;
    for (auto& [at, each] : known_)
      if (!told_.contains(at) || told_[at] != each) out.known.push_back(each);
    for (auto& [at, each] : told_)
      if (!known_.contains(at)) out.known.push_back({at, each.city, 0});
    told_ = known_;
    for (bool more = true; more && !to_put_.empty(); more = from_.at_once_) {
      const auto code = to_put_.front();
      to_put_.pop_front();
      const auto& article = seen_[code];
      if (!wanted_.contains(home(article))) continue;
      out.put.push_back(
          std::make_shared<const hotel>(tiny_hotel(code, article.city, article.cents)));
      brought_[code] = article;
    }
    if (!to_put_.empty()) return false;
    for (const auto& code : std::exchange(to_remove_, {}))
      if (brought_.erase(code) > 0) out.removed.push_back(code);
    return true;
  }

  bool has_changed() override { return from_.looks_changed_; }

  void forget() override {
    for (auto& [code, article] : brought_) article.version = 0;
    for (auto& [at, each] : told_) each.hotels = 0;
  }
  source_progress progress() const override { return {}; }
  std::string name() const override { return "memory"; }

  on_demand* demand() override { return this; }
  void want(const destination_key& what) override { wanted_.insert(what); }
  void drop(const destination_key& what) override {
    wanted_.erase(what);
    std::erase_if(brought_, [&](const auto& each) { return home(each.second) == what; });
  }
  std::optional<destination_key> where_is(std::string_view code) const override {
    const auto found = seen_.find(std::string(code));
    if (found == seen_.end()) return std::nullopt;
    return home(found->second);
  }
  std::uint64_t version() const override { return version_; }

private:
  using known = std::map<destination_key, known_destination>;

  static destination_key home(const shelf::article& of) { return {place_key(of.city, "DE"), "DE"}; }

  known count() const {
    known out;
    for (const auto& [code, article] : seen_) {
      auto& at = out[home(article)];
      at = {home(article), article.city, at.hotels + 1};
    }
    return out;
  }

  shelf& from_;
  std::map<std::string, shelf::article> seen_;
  std::map<std::string, shelf::article> brought_;
  std::set<destination_key> wanted_;
  known known_;
  known told_;
  std::deque<std::string> to_put_;
  std::vector<std::string> to_remove_;
  std::uint64_t version_ = 0;
  int steps_ = 0;
};

void shelf::put(const std::string& code, const std::string& city, std::int64_t cents) {
  const std::lock_guard held{guard_};
  articles_[code] = {city, cents, ++version_};
}

void shelf::remove(const std::string& code) {
  const std::lock_guard held{guard_};
  articles_.erase(code);
}

void shelf::reject(failure why) {
  const std::lock_guard held{guard_};
  rejected_.push_back(std::move(why));
}

void shelf::break_down(failure why) {
  const std::lock_guard held{guard_};
  broken_ = std::move(why);
}

void shelf::break_after(int steps, failure why) {
  const std::lock_guard held{guard_};
  breaks_after_ = {steps, std::move(why)};
}

void shelf::throw_once(std::string what) {
  const std::lock_guard held{guard_};
  throws_ = std::move(what);
}

void shelf::heal() {
  const std::lock_guard held{guard_};
  broken_.reset();
}

void shelf::at_begin(std::function<void()> hook) {
  const std::lock_guard held{guard_};
  hook_ = std::move(hook);
}

void shelf::at_step(std::function<void()> hook) {
  const std::lock_guard held{guard_};
  step_hook_ = std::move(hook);
}

std::unique_ptr<source> shelf::open() { return std::make_unique<memory_source>(*this); }

std::unique_ptr<source> shelf::open_on_demand() { return std::make_unique<demand_source>(*this); }

}  // namespace pronto::test
