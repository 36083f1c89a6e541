#include "simulation/history.hpp"

namespace pronto::simulation {

content content_of(const market_state& market) {
  content out;
  for (const auto& [code, each] : market)
    out.emplace_back(code, hotel_name(code, each), cities[each.city].name);
  return out;
}

void history::add(market_state next, const std::string& put) {
  states_.push_back(std::move(next));
  put_.push_back(put);
  step_end_.push_back(false);
  pass_end_.push_back(false);
}

void history::put(const std::string& code, const article& what) {
  auto next = now();
  next[code] = what;
  add(std::move(next), code);
}

std::size_t history::put_before(const std::string& code, std::size_t position) const {
  while (position > 0 && put_[position] != code) --position;
  return position;
}

void history::remove(const std::string& code) {
  auto next = now();
  if (next.erase(code) > 0) add(std::move(next));
}

}  // namespace pronto::simulation
