#pragma once
// A source that a test fills by hand, of tiny hotels.
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog_memory.hpp"
#include "catalog/hotel.hpp"
#include "sources/source.hpp"

namespace pronto::test {

/// A hotel in `city` with one room (DBL, 1 or 2 guests) on one plan (BAR) at `cents` a night, EUR,
/// any night of 2027, no taxes.
hotel tiny_hotel(const std::string& code, const std::string& city, std::int64_t cents);

/// How many hotels live there, in all snapshots together.
std::uint64_t hotels_in(const catalog_memory& where);

/// What the source has. Changed by the test, read by the source, on any threads.
class shelf {
public:
  void put(const std::string& code, const std::string& city, std::int64_t cents);
  void remove(const std::string& code);
  void reject(failure why);
  /// Steps bring all that there is from now on, not one hotel each.
  void bring_at_once() { at_once_ = true; }
  /// Passes fail when they begin, until `heal`.
  void break_down(failure why);
  /// The next pass fails after so many steps.
  void break_after(int steps, failure why);
  /// The next step throws.
  void throw_once(std::string what);
  void heal();
  /// From now on a look tells that there is something else than when the last pass began.
  void look_changed() { looks_changed_ = true; }
  /// Is called, on the source's thread, whenever a pass begins.
  void at_begin(std::function<void()> hook);
  /// Likewise whenever it makes a step.
  void at_step(std::function<void()> hook);

  std::uint64_t begun() const { return begun_; }
  /// Opens a source that brings one hotel a step; the shelf must outlive it.
  std::unique_ptr<source> open();
  /// Likewise one that brings its hotels on demand.
  std::unique_ptr<source> open_on_demand();

private:
  friend class memory_source;
  friend class demand_source;
  struct article {
    std::string city;
    std::int64_t cents = 0;
    std::uint64_t version = 0;
    bool operator==(const article&) const = default;
  };
  std::mutex guard_;
  std::map<std::string, article> articles_;
  std::vector<failure> rejected_;
  std::optional<failure> broken_;
  std::optional<std::pair<int, failure>> breaks_after_;
  std::optional<std::string> throws_;
  std::function<void()> hook_;
  std::function<void()> step_hook_;
  bool at_once_ = false;
  std::atomic<bool> looks_changed_ = false;
  std::uint64_t version_ = 0;
  std::atomic<std::uint64_t> begun_{0};
};

}  // namespace pronto::test
