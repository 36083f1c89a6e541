#pragma once
// The memory of one catalog: where all of it comes from, how much of it there is by component, and
// whether it is always given back on the thread that took it.
//
// An allocator keeps a block that a foreign thread frees for the thread that it was allocated by,
// until that one allocates again; where that one sleeps, memory grows without a leak. So the
// catalog is made and let go on one thread, and this counts whether that is true, on both sides:
// where another thread allocates, it is the owner that frees a foreign block.
//
// A budget refuses growth alone. What gives back more, soon, than it takes must not be refused, or
// a catalog at its budget could never become smaller: it goes beyond, see beyond_budget.
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <new>
#include <string_view>
#include <thread>

namespace pronto {

/// What catalog memory is for.
enum class component : std::uint8_t {
  hotels,        ///< all that belongs to them but their calendars
  calendars,     ///< their rates, inventory and rules by night
  destinations,  ///< which hotels a city has
  codes,         ///< hotels by their codes
  snapshots,     ///< what is lent to readers
  changes,       ///< what waits for the next snapshot
  indices,       ///< bounds of what stays cost, by destination
  sources,       ///< what a source that brings hotels on demand knows of all the others
  popular,       ///< tables of popular answers
};
inline constexpr std::size_t component_count = 9;
std::string_view to_string(component of);  ///< "hotels", ...

struct memory_figures {
  struct part {
    std::uint64_t live_bytes = 0;
    std::uint64_t live_blocks = 0;
    bool operator==(const part&) const = default;
  };
  std::array<part, component_count> parts{};  ///< by component
  std::uint64_t foreign_frees = 0;  ///< given back by another thread: 0, or memory will grow
  std::uint64_t foreign_allocations = 0;  ///< taken by another thread: likewise

  const part& of(component what) const { return parts[static_cast<std::size_t>(what)]; }
  std::uint64_t total_bytes() const;
  bool operator==(const memory_figures&) const = default;
};

/// What is thrown where an allocation would pass the budget.
class over_budget final : public std::bad_alloc {
public:
  const char* what() const noexcept override { return "the memory budget is used up"; }
};

/// The owner is the thread that allocates first. All else may be called on any thread: what should
/// not happen is counted, not undefined. Outlives everything that it gave.
class catalog_memory {
public:
  /// Takes its memory from there, on whichever thread it is asked.
  explicit catalog_memory(
      std::pmr::memory_resource* upstream = std::pmr::new_delete_resource());
  catalog_memory(const catalog_memory&) = delete;
  catalog_memory& operator=(const catalog_memory&) = delete;
  /// Requires: everything has been given back.
  ~catalog_memory();

  /// For containers of this component.
  std::pmr::memory_resource* of(component what) {
    return &parts_[static_cast<std::size_t>(what)];
  }

  memory_figures figures() const;

  /// From now on no allocation takes the whole beyond so many bytes, but in a beyond_budget: it
  /// throws over_budget. 0: no limit but the machine's. What sources, indices and tables of popular
  /// answers take leaves room for the next snapshot, too.
  void set_budget(std::uint64_t bytes) { budget_bytes_ = bytes; }
  std::uint64_t budget_bytes() const { return budget_bytes_; }
  /// What tables of popular answers may take of it; 0, as it is at first: nothing.
  void set_popular_budget(std::uint64_t bytes) { popular_budget_bytes_ = bytes; }
  /// Whether the next snapshot, with so many bytes more, stays within the budget.
  bool has_room_for_snapshot(std::uint64_t more = 0) const;
  /// What the next snapshot may take for a while, with one more hotel, beside what there is.
  std::uint64_t snapshot_bytes() const;
  /// Of the changes that wait for the next snapshot, so many are of cities that are not in the one
  /// before.
  void expect_cities(std::uint64_t count) { cities_to_come_ = count; }

  /// While there is one, only indices, sources and popular answers are refused what they ask for. For what makes no
  /// catalog larger: taking a snapshot, taking hotels out. Whoever uses it has to bound what is
  /// taken so; see catalog.
  class beyond_budget {
  public:
    explicit beyond_budget(catalog_memory& of) : of_(of) { ++of_.beyond_; }
    beyond_budget(const beyond_budget&) = delete;
    beyond_budget& operator=(const beyond_budget&) = delete;
    ~beyond_budget() { --of_.beyond_; }

  private:
    catalog_memory& of_;
  };

  /// The thread that allocated first; no thread's id before. For tests.
  std::thread::id owner() const { return owner_; }

private:
  class part final : public std::pmr::memory_resource {
  public:
    std::atomic<std::uint64_t> live_bytes{0};
    std::atomic<std::uint64_t> live_blocks{0};
    catalog_memory* whole = nullptr;

  private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override;
    bool is_refused(std::size_t bytes) const;
    void do_deallocate(void* at, std::size_t bytes, std::size_t alignment) override;
    bool do_is_equal(const memory_resource& other) const noexcept override {
      return this == &other;
    }
  };

  std::pmr::memory_resource* upstream_;
  std::array<part, component_count> parts_;
  std::atomic<std::thread::id> owner_{};
  std::atomic<std::uint64_t> foreign_frees_{0};
  std::atomic<std::uint64_t> foreign_allocations_{0};
  std::atomic<std::uint64_t> total_bytes_{0};
  std::atomic<std::uint64_t> budget_bytes_{0};
  std::atomic<std::uint64_t> popular_budget_bytes_{0};
  std::atomic<std::uint64_t> cities_to_come_{0};
  std::atomic<int> beyond_{0};
};

}  // namespace pronto
