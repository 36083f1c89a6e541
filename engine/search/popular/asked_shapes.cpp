#include "search/popular/asked_shapes.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string_view>
#include <utility>

namespace pronto {

namespace {

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 32;
  value *= 0x9e3779b97f4a7c15;
  return value ^ value >> 29;
}

std::uint64_t hash_of(const destination& of, const popular_shape& asked) {
  std::uint64_t out = std::hash<std::string_view>{}(of.key);
  out = mixed(out ^ std::hash<std::string_view>{}(of.country));
  out = mixed(out ^ (std::uint64_t{asked.nights} << 16 | std::uint64_t{asked.adults} << 8 |
                     asked.children | std::uint64_t{asked.stars_min} << 32));
  for (std::size_t i = 0; i < asked.children; ++i) out = mixed(out ^ asked.ages[i]);
  return out;
}

}  // namespace

void asked_shapes::note(const destination& of, const popular_shape& asked, bool hit) {
  ++(hit ? hits_ : misses_);
  const std::uint64_t hash = hash_of(of, asked);
  const std::span<place> set = std::span(places_).subspan(hash % sets * of_set, of_set);
  const auto found = std::ranges::find_if(set, [&](const place& each) {
    return each.hash == hash && each.times > 0 && each.shape == asked &&
           std::string_view(each.key) == of.key && std::string_view(each.country) == of.country;
  });
  if (found != set.end()) {
    ++found->times;
    return;
  }
  const auto least = std::ranges::min_element(set, {}, &place::times);
  least->hash = hash;
  least->taken_over = least->times++;
  least->key = of.key;
  least->country = of.country;
  least->shape = asked;
}

asked_summary asked_shapes::take() {
  asked_summary out;
  for (place& each : places_) {
    if (each.times == 0) continue;
    const auto ages = each.shape.ages.begin();
    out.shapes.push_back({.key = each.key,
                          .country = each.country,
                          .nights = each.shape.nights,
                          .adults = each.shape.adults,
                          .child_ages = {ages, ages + each.shape.children},
                          .stars_min = each.shape.stars_min,
                          .times = each.times - each.taken_over});
    each.times = each.taken_over = 0;
  }
  out.hits = std::exchange(hits_, 0);
  out.misses = std::exchange(misses_, 0);
  out.others = std::exchange(others_, 0);
  return out;
}

}  // namespace pronto
