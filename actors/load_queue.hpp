#pragma once
// Which destinations are to be loaded, one after the other, and who waits for each. Many that wait
// for one cost one load.
#include <cstdint>
#include <deque>
#include <vector>

#include <caf/typed_response_promise.hpp>

#include "catalog/known_destination.hpp"
#include "messages/messages.hpp"

namespace pronto {

class load_queue {
public:
  using promise = caf::typed_response_promise<reply<std::uint64_t>>;
  /// Of destinations. More are refused.
  static constexpr std::size_t size_max = 1000;

  /// Whoever waits for `what` is answered when that is loaded, or at once that too many are.
  void add(const destination_key& what, promise who);
  bool empty() const { return waiting_.empty(); }

  /// The one that is under way, or null.
  const destination_key* under_way() const;
  /// The first that is not under way yet, or null; `begin` puts it under way.
  const destination_key* next() const;
  void begin() { is_under_way_ = true; }
  /// Answers all that wait for the first, and forgets it.
  void end(const reply<std::uint64_t>& with);
  void end_all(const reply<std::uint64_t>& with);

private:
  struct load {
    destination_key what;
    std::vector<promise> asked;
  };
  std::deque<load> waiting_;
  bool is_under_way_ = false;  // the first of them
};

}  // namespace pronto
