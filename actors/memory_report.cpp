#include "actors/memory_report.hpp"

#include <algorithm>
#include <vector>

#include "actors/process_memory.hpp"
#include "bytes_text.hpp"
#include "enumerated.hpp"
#include "grouped.hpp"

namespace pronto {

namespace {

// An allocator keeps some pages of each size at hand, and a program needs more than its catalog:
// both grow with the catalog, the latter from what an engine without hotels takes.
constexpr std::uint64_t usual_beyond_bytes = 64 << 20;
constexpr std::uint64_t usual_beyond_share = 4;  // a quarter of what is live

// Handlers take some milliseconds to let go of a snapshot.
constexpr std::uint64_t usual_wait_ms = 100;

std::string handlers(const std::vector<std::uint32_t>& numbers) {
  std::vector<std::string> texts;
  for (const auto each : numbers) texts.push_back(std::to_string(each));
  return (texts.size() == 1 ? "handler " : "handlers ") + enumerated(texts, "and");
}

// Of an estimate: hotels differ, and changing them takes some more for a moment.
std::uint64_t with_margin(std::uint64_t needed) {
  const auto most = needed + needed / 10;
  std::uint64_t shown_to = 100'000;
  while (most / shown_to >= 10'000) shown_to *= 1000;  // as bytes_text rounds it
  return most < shown_to ? most : (most + shown_to - 1) / shown_to * shown_to;
}

// Nothing where all cities that are loaded have an index, or none is to have one.
std::string without_index(const snapshot& current) {
  std::size_t cities = 0;
  std::size_t without = 0;
  for (const auto& each : current.destinations()) {
    if (!each->held) continue;
    ++cities;
    without += each->bounds.left_out ? 1U : 0U;
  }
  if (without == 0) return {};
  return "no index for " + grouped(without) + " of " + grouped(cities) +
         (cities == 1 ? " city" : " cities") +
         ": the budget has no room for it, so all hotels there are priced; raise the budget";
}

}  // namespace

std::string more_than_the_budget(std::uint64_t needed, std::uint64_t budget) {
  const auto most = bytes_text(budget);
  const auto about = bytes_text(with_margin(needed));
  if (needed <= budget || about == most)
    return "a little more than the memory budget of " + most;
  return "about " + about + ", and the memory budget is " + most;
}

memory_status report_memory(const catalog& of) {
  const auto figures = of.memory();
  auto process = measure_process_memory();
  memory_status out;
  for (std::size_t i = 0; i < component_count; ++i)
    out.parts.push_back({.name = std::string(to_string(static_cast<component>(i))),
                         .live_bytes = figures.parts[i].live_bytes,
                         .live_blocks = figures.parts[i].live_blocks});
  out.live_bytes = figures.total_bytes();
  out.retired_bytes = of.retired_bytes();
  out.budget_bytes = of.budget_bytes();
  out.foreign_frees = figures.foreign_frees;
  out.foreign_allocations = figures.foreign_allocations;
  out.allocator = std::move(process.allocator);
  out.allocator_bytes = process.allocator_bytes;
  out.resident_bytes = process.resident_bytes;
  return out;
}

std::string verdict_on(const memory_status& memory, const snapshot* current) {
  if (memory.foreign_frees > 0)
    return std::to_string(memory.foreign_frees) +
           " blocks of the catalog were freed by another thread than its own: memory will grow";
  if (memory.foreign_allocations > 0)
    return std::to_string(memory.foreign_allocations) +
           " blocks of the catalog were allocated by another thread than its own: memory will grow";
  for (const auto& each : memory.snapshots)
    if (!each.awaited.empty() && memory.snapshots.back().age_ms >= usual_wait_ms)
      return bytes_text(memory.retired_bytes) + " retired and not yet acknowledged by " +
             handlers(each.awaited) + ", for " +
             std::to_string(memory.snapshots.back().age_ms) + " ms";
  // What an allocator has of the system but never touched costs nothing.
  const auto held = std::min(memory.allocator_bytes, memory.resident_bytes);
  if (held > memory.live_bytes + memory.live_bytes / usual_beyond_share + usual_beyond_bytes)
    return bytes_text(held - memory.live_bytes) + " held by the allocator beyond live data";
  if (memory.budget_bytes > 0 && current != nullptr)
    if (auto lacking = without_index(*current); !lacking.empty()) return lacking;
  return "flat";
}

}  // namespace pronto
