#include "catalog/catalog_memory.hpp"

#include "invariant.hpp"

namespace pronto {

namespace {

constexpr std::array<std::string_view, component_count> names{
    "hotels",    "calendars", "destinations", "codes",
    "snapshots", "changes",   "indices",      "sources",
    "popular"};

}  // namespace

std::string_view to_string(component of) { return names[static_cast<std::size_t>(of)]; }

std::uint64_t memory_figures::total_bytes() const {
  std::uint64_t out = 0;
  for (const part& each : parts) out += each.live_bytes;
  return out;
}

catalog_memory::catalog_memory(std::pmr::memory_resource* upstream) : upstream_(upstream) {
  for (part& each : parts_) each.whole = this;
}

catalog_memory::~catalog_memory() { invariant(figures().total_bytes() == 0); }

memory_figures catalog_memory::figures() const {
  memory_figures out;
  for (std::size_t i = 0; i < component_count; ++i)
    out.parts[i] = {parts_[i].live_bytes, parts_[i].live_blocks};
  out.foreign_frees = foreign_frees_;
  out.foreign_allocations = foreign_allocations_;
  return out;
}

// A snapshot makes anew at most all that there is of its own parts, and sorts what is pending by
// city; the rest is for what a single hotel adds to them, and for cities and pieces that are not
// there yet.
std::uint64_t catalog_memory::snapshot_bytes() const {
  const auto live = [this](component of) {
    return parts_[static_cast<std::size_t>(of)].live_bytes.load();
  };
  constexpr std::uint64_t for_one_hotel = 1024;
  constexpr std::uint64_t for_one_city = 904;
  return for_one_hotel + for_one_city * cities_to_come_ + live(component::destinations) +
         live(component::codes) + live(component::snapshots) + 2 * live(component::changes);
}

bool catalog_memory::has_room_for_snapshot(std::uint64_t more) const {
  const auto budget = budget_bytes_.load();
  return budget == 0 || total_bytes_ + more + snapshot_bytes() <= budget;
}

bool catalog_memory::part::is_refused(std::size_t bytes) const {
  const bool is_popular = this == whole->of(component::popular);
  if (is_popular && live_bytes + bytes > whole->popular_budget_bytes_) return true;
  const auto budget = whole->budget_bytes_.load();
  if (budget == 0) return false;
  constexpr std::uint64_t left_by_popular = 16;  // of the budget, for hotels that change
  if (is_popular) return !whole->has_room_for_snapshot(bytes + budget / left_by_popular);
  if (this == whole->of(component::sources) || this == whole->of(component::indices))
    return !whole->has_room_for_snapshot(bytes);
  return whole->beyond_ == 0 && whole->total_bytes_ + bytes > budget;
}

void* catalog_memory::part::do_allocate(std::size_t bytes, std::size_t alignment) {
  if (is_refused(bytes)) throw over_budget{};
  void* at = whole->upstream_->allocate(bytes, alignment);
  const auto here = std::this_thread::get_id();
  std::thread::id owner{};
  if (!whole->owner_.compare_exchange_strong(owner, here) && owner != here)
    ++whole->foreign_allocations_;
  live_bytes += bytes;
  whole->total_bytes_ += bytes;
  ++live_blocks;
  return at;
}

void catalog_memory::part::do_deallocate(void* at, std::size_t bytes, std::size_t alignment) {
  if (whole->owner_.load() != std::this_thread::get_id()) ++whole->foreign_frees_;
  live_bytes -= bytes;
  whole->total_bytes_ -= bytes;
  --live_blocks;
  whole->upstream_->deallocate(at, bytes, alignment);
}

}  // namespace pronto
