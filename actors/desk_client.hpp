#pragma once
// The interface of client.hpp over a front desk, for any `Interface` that extends `client`.
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "actors/client.hpp"
#include "actors/desk_caller.hpp"

namespace pronto {

inline constexpr std::uint32_t completions_limit = 50;

template <class T>
result<T> flat(result<reply<T>> got) {
  if (!got) return got.why();
  return (*std::move(got)).take();
}

template <class T>
result<std::vector<result<T>>> flat(result<std::vector<reply<T>>> got) {
  if (!got) return got.why();
  std::vector<result<T>> all;
  all.reserve(got->size());
  for (auto& each : *got) all.push_back(std::move(each).take());
  return all;
}

/// What moves in the status of an engine while a pass is under way.
inline auto progress_of(const engine_status& now) {
  return std::tuple(now.generation, now.passes, now.failed_passes, now.done_bytes, now.total_bytes);
}

template <class Interface>
class desk_client : public Interface {
public:
  desk_client(caf::actor_system& system, watched_desk desk, milliseconds limit)
      : desk_(system, std::move(desk)), limit_(limit) {}

  result<find_answer> find(const find_request& request) override {
    return flat(desk_.ask<reply<find_answer>>(limit_, find_atom_v, request));
  }
  result<quote_answer> quote(const quote_request& request) override {
    return flat(desk_.ask<reply<quote_answer>>(limit_, quote_atom_v, request));
  }
  result<calendar_answer> calendar(const calendar_request& request) override {
    return flat(desk_.ask<reply<calendar_answer>>(limit_, calendar_atom_v, request));
  }
  result<hotels_answer> hotels(const hotels_request& request) override {
    return flat(desk_.ask<reply<hotels_answer>>(limit_, hotels_atom_v, request));
  }
  result<price_check_answer> check_price(const price_check_request& request) override {
    return flat(desk_.ask<reply<price_check_answer>>(limit_, price_check_atom_v, request));
  }
  result<std::vector<result<find_answer>>> find_each(
      const std::vector<find_request>& requests) override {
    return flat(desk_.ask<std::vector<reply<find_answer>>>(limit_, find_atom_v, requests));
  }
  result<std::vector<result<quote_answer>>> quote_each(
      const std::vector<quote_request>& requests) override {
    return flat(desk_.ask<std::vector<reply<quote_answer>>>(limit_, quote_atom_v, requests));
  }
  result<engine_status> status() override {
    return flat(desk_.ask<reply<engine_status>>(limit_, status_atom_v));
  }
  result<engine_status> refresh(const progress_told& told = {}) override;
  result<change_answer> apply(const std::vector<change>& changes) override {
    return flat(desk_.ask<reply<change_answer>>(limit_, change_atom_v, changes));
  }
  result<std::vector<std::string>> complete_city(const std::string& typed) override {
    return flat(desk_.ask<reply<std::vector<std::string>>>(limit_, complete_atom_v, typed,
                                                           completions_limit));
  }
  result<std::vector<std::string>> complete_hotel(const std::string& typed) override {
    return flat(desk_.ask<reply<std::vector<std::string>>>(limit_, complete_hotel_atom_v, typed,
                                                           completions_limit));
  }

protected:
  desk_caller desk_;
  milliseconds limit_;
};

template <class Interface>
result<engine_status> desk_client<Interface>::refresh(const progress_told& told) {
  using answer = reply<engine_status>;
  const auto look_every = std::clamp(limit_ / 10, milliseconds{1}, milliseconds{200});
  const auto refreshed = desk_.send(refresh_atom_v);
  std::optional<caf::message_id> asked;
  std::optional<engine_status> last;
  auto end = deadline_in(limit_);
  while (left_until(end).count() > 0) {
    if (!asked) asked = desk_.send(status_atom_v);
    if (auto done = desk_.wait<answer>(refreshed, look_every)) {
      desk_.give_up();  // or the status, which nobody takes any more, would be kept for ever
      return flat(*std::move(done));
    }
    auto seen = desk_.wait<answer>(*asked, milliseconds{0});
    if (!seen) continue;
    asked.reset();
    auto now = flat(*std::move(seen));
    if (!now) continue;
    if (told && !told(*now)) break;
    if (!last || progress_of(*last) != progress_of(*now)) end = deadline_in(limit_);
    last = *std::move(now);
  }
  desk_.give_up();
  return still_refreshing();
}

}  // namespace pronto
