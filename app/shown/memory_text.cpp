#include "app/shown/memory_text.hpp"

#include <array>
#include <cstdio>

#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "bytes_text.hpp"
#include "enumerated.hpp"

namespace pronto {

namespace {

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  std::array<char, 16> out{};
  const double share = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(out.data(), out.size(), "%.1f %%", 100 * share);
  return out.data();
}

std::string catalog_table(const memory_status& of, const appearance& look) {
  table rows({{"catalog"}, {"bytes", side::right}, {"blocks", side::right},
              {"share", side::right}});
  std::uint64_t blocks = 0;
  for (const auto& each : of.parts) {
    rows.add_row({each.name, grouped(each.live_bytes), grouped(each.live_blocks),
                  share_text(each.live_bytes, of.live_bytes)});
    blocks += each.live_blocks;
  }
  rows.add_row({{"all", style::bold}, {grouped(of.live_bytes), style::bold},
                grouped(blocks), ""});
  return rows.render(look);
}

std::string snapshot_text(const snapshot_status& of) {
  std::string out = "generation " + std::to_string(of.generation) + ", " +
                    grouped(of.age_ms) + " ms old";
  for (std::size_t i = 0; i < of.awaited.size(); ++i)
    out += (i == 0 ? ", awaited from handler " : ", ") + std::to_string(of.awaited[i]);
  return out;
}

}  // namespace

std::string popular_text(const popular_status& of) {
  const auto asked = of.hits + of.misses;
  std::array<char, 32> busy{};
  std::snprintf(busy.data(), busy.size(), "%.1f s", static_cast<double>(of.busy_us) / 1e6);
  std::string out = counted(of.tables, "table", "tables");
  if (of.tables > 0)
    out += " (" + grouped(of.whole) + " whole, " + grouped(of.counted) +
           " counted)";
  out += " of " + bytes_text(of.bytes) + ", at most " + bytes_text(of.budget_bytes);
  if (of.left_out > 0) out += ", no room for " + grouped(of.left_out);
  if (!of.unknown_cities.empty()) out += ", no city called " + enumerated(of.unknown_cities);
  if (asked > 0)
    out += "; answered " + grouped(of.hits) + " of " +
           counted(asked, "question", "questions") + " that may be in one (" +
           share_text(of.hits, asked) + ")";
  return of.tables > 0 ? out + "; took " + busy.data() : out;
}

std::string memory_text(const engine_status& of, const appearance& look) {
  const auto& memory = of.memory;
  std::string out = catalog_table(memory, look) + "\n";
  table rows({{"", side::left}, {"", side::left, true}});
  const auto add = [&](std::string name, std::string value, style how = style::plain) {
    rows.add_row({{std::move(name), style::faint}, {std::move(value), how}});
  };
  if (of.hotels > 0)
    add("a hotel", bytes_text(memory.live_bytes / of.hotels) + " of " +
                       counted(of.hotels, "hotel", "hotels"));
  if (memory.budget_bytes > 0)
    add("budget", bytes_text(memory.budget_bytes) + ", " +
                      share_text(memory.live_bytes, memory.budget_bytes) + " used");
  if (of.loads > 0)
    add("on demand", counted(of.loads, "city", "cities") + " loaded, " +
                         grouped(of.drops) + " dropped, " +
                         grouped(of.destinations_held) + " of " +
                         grouped(of.destinations) + " held");
  if (of.popular.budget_bytes > 0) add("popular", popular_text(of.popular));
  add("retired", bytes_text(memory.retired_bytes));
  add("allocator", bytes_text(memory.allocator_bytes) + " held by " + memory.allocator);
  add("resident", bytes_text(memory.resident_bytes));
  add("foreign frees", grouped(memory.foreign_frees),
      memory.foreign_frees > 0 ? style::bad : style::plain);
  if (memory.foreign_allocations > 0)
    add("foreign allocations", grouped(memory.foreign_allocations), style::bad);
  for (std::size_t i = 0; i < memory.snapshots.size(); ++i)
    add(i == 0 ? "snapshots" : "", snapshot_text(memory.snapshots[i]));
  add("verdict", memory.verdict, memory.verdict == "flat" ? style::good : style::warning);
  return out + rows.render(look);
}

}  // namespace pronto
