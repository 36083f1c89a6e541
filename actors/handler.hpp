#pragma once
// Answers queries from the one snapshot that it holds. The loader owns the snapshot and keeps it
// until this actor has acknowledged the next one or is dead.
#include <cstdint>
#include <string>
#include <vector>

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include "messages/interfaces.hpp"

namespace pronto {

struct handler_state {
  static inline constexpr const char* name = "handler";

  /// Lets go of the snapshot before; the generation of the one that is held now.
  std::uint64_t hold(snapshot_ref fresh);

  // Each fails with unavailable until there is a snapshot, else as the engine does.
  reply<find_answer> find(const find_request& request) const;
  reply<quote_answer> quote(const quote_request& request) const;
  reply<calendar_answer> calendar(const calendar_request& request) const;
  reply<hotels_answer> hotels(const hotels_request& request) const;
  reply<price_check_answer> check_price(const price_check_request& request) const;
  /// What was asked for since the last time; noted from the first time on.
  asked_summary take_asked();
  // Both fail with usage too, where what was typed is longer than a name may be, and tell at most
  // limit_limit.
  reply<std::vector<std::string>> complete(const std::string& typed, std::uint32_t limit) const;
  reply<std::vector<std::string>> complete_code(const std::string& typed, std::uint32_t limit) const;

  /// These refuse with usage what would be explained, once the answers before it have more lines than
  /// explained_lines_limit.
  std::vector<reply<find_answer>> find_each(const std::vector<find_request>& requests) const;
  std::vector<reply<quote_answer>> quote_each(const std::vector<quote_request>& requests) const;
  std::vector<reply<calendar_answer>> calendar_each(
      const std::vector<calendar_request>& requests) const;
  std::vector<reply<hotels_answer>> hotels_each(const std::vector<hotels_request>& requests) const;
  std::vector<reply<price_check_answer>> check_each_price(
      const std::vector<price_check_request>& requests) const;

private:
  template <class Answer, class Request>
  std::vector<reply<Answer>> each(const std::vector<Request>& requests,
                                  reply<Answer> (handler_state::*answer)(const Request&)
                                      const) const;

  asked_shapes* noting() const { return notes_asked_ ? &asked_ : nullptr; }

  const snapshot* held_ = nullptr;
  bool notes_asked_ = false;
  mutable asked_shapes asked_;
};

handler_actor::behavior_type handler(handler_actor::stateful_pointer<handler_state> self);

}  // namespace pronto
