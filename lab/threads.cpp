#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "invariant.hpp"
#include "lab/variants.hpp"

namespace pronto::lab {

namespace {

constexpr int reader_count = 4;
constexpr std::chrono::microseconds between_queries{100};

void fill(float* prices, std::uint64_t count, std::uint64_t seed) {
  for (std::uint64_t i = 0; i < count; ++i)
    prices[i] = static_cast<float>(40 + ((seed + i) & 255U));
}

void pause(const scale& how) {
  if (how.pause_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds{how.pause_ms});
}

// -- one block a hotel ----------------------------------------------------------------------------

using block = std::unique_ptr<float[]>;
using blocks = std::vector<block>;

block make_block(const scale& how, std::uint64_t seed) {
  auto out = std::make_unique_for_overwrite<float[]>(how.prices);
  fill(out.get(), how.prices, seed);
  return out;
}

void load(blocks& into, const scale& how, recorder& to) {
  into.reserve(how.hotels);
  for (std::uint64_t i = 0; i < how.hotels; ++i) {
    into.push_back(make_block(how, i));
    to.hotel_done();
  }
  to.mark();
}

void replace_all(blocks& in, const scale& how, recorder& to) {
  for (std::uint32_t refresh = 1; refresh <= how.refreshes; ++refresh) {
    for (block& each : in) {
      each = make_block(how, refresh);  // the new one is there before the old one goes
      to.hotel_done();
      pause(how);
    }
    to.mark();
  }
}

/// What a program's main thread may be doing while its data are refreshed: blocks of all small
/// sizes come and go.
void do_small_work() {
  constexpr std::size_t smallest = 16;
  constexpr std::size_t largest = 64 << 10;
  std::vector<std::unique_ptr<char[]>> made;
  for (std::size_t size = smallest; size <= largest; size *= 2)
    made.push_back(std::make_unique<char[]>(size));
}

/// Replaces on a thread of its own, while this one does `meanwhile` again and again.
void replace_elsewhere(blocks& in, const scale& how, recorder& to,
                       const std::function<void()>& meanwhile) {
  constexpr std::chrono::milliseconds nap{1};
  std::atomic<bool> done{false};
  std::thread other([&] {
    replace_all(in, how, to);
    done = true;
  });
  while (meanwhile && !done) {
    meanwhile();
    std::this_thread::sleep_for(nap);
  }
  other.join();
}

// -- snapshots ------------------------------------------------------------------------------------

using shared_block = std::shared_ptr<float[]>;
using hotels = std::vector<shared_block>;
using hotels_ptr = std::shared_ptr<const hotels>;

shared_block make_shared_block(const scale& how, std::uint64_t seed) {
  auto out = std::make_shared_for_overwrite<float[]>(how.prices);
  fill(out.get(), how.prices, seed);
  return out;
}

/// What readers read, until the next is published.
class published {
public:
  hotels_ptr get() const {
    const std::lock_guard held{guard_};
    return current_;
  }
  void set(hotels_ptr fresh) {
    const std::lock_guard held{guard_};
    current_.swap(fresh);
  }

private:
  mutable std::mutex guard_;
  hotels_ptr current_;
};

/// As a query would: some prices of a part of the hotels.
float read_some(const hotels& of, std::uint64_t prices, std::uint64_t turn) {
  constexpr std::size_t looked_at = 200;
  float least = 1e9F;
  for (std::size_t i = 0; i < std::min(looked_at, of.size()); ++i)
    least = std::min(least, of[(turn + i) % of.size()].get()[(turn * 31 + i) % prices]);
  return least;
}

/// Holds what is published and reads from it; takes the next as soon as it sees it, and lets go of
/// the one before.
void read_until(const std::atomic<bool>& done, const published& shelf, const scale& how) {
  static std::atomic<float> sink{0};  // so that reading is not left out
  hotels_ptr held;
  for (std::uint64_t turn = 0; !done; ++turn) {
    held = shelf.get();
    sink = read_some(*held, how.prices, turn);
    std::this_thread::sleep_for(between_queries);
  }
}

/// The writer allocates all of it; a replaced hotel is freed by whoever lets go of the last
/// snapshot that has it, and that is mostly a reader.
void replace_by_snapshots(const scale& how, recorder& to) {
  hotels own;
  own.reserve(how.hotels);
  for (std::uint64_t i = 0; i < how.hotels; ++i) {
    own.push_back(make_shared_block(how, i));
    to.hotel_done();
  }
  published shelf;
  shelf.set(std::make_shared<const hotels>(own));
  std::atomic<bool> done{false};
  std::atomic<int> started{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < reader_count; ++i)
    readers.emplace_back([&] {
      ++started;
      read_until(done, shelf, how);
    });
  while (started < reader_count) std::this_thread::yield();
  to.mark();

  const auto batch = std::max<std::uint64_t>(1, how.hotels / 100);  // 1 % at a time
  for (std::uint32_t refresh = 1; refresh <= how.refreshes; ++refresh) {
    for (std::uint64_t i = 0; i < how.hotels; ++i) {
      own[i] = make_shared_block(how, refresh);
      if ((i + 1) % batch == 0 || i + 1 == how.hotels)
        shelf.set(std::make_shared<const hotels>(own));
      to.hotel_done();
      pause(how);
    }
    to.mark();
  }
  done = true;
  for (std::thread& each : readers) each.join();
}

}  // namespace

void run_threads(variant which, const scale& how, recorder& to) {
  blocks data;
  switch (which) {
    case variant::naive:
      load(data, how, to);
      replace_elsewhere(data, how, to, {});
      break;
    case variant::joined:
      std::thread([&] { load(data, how, to); }).join();
      replace_elsewhere(data, how, to, {});
      break;
    case variant::busy:
      load(data, how, to);
      replace_elsewhere(data, how, to, do_small_work);
      break;
    case variant::dedicated:
      std::thread([&] {
        load(data, how, to);
        replace_all(data, how, to);
        data.clear();
      }).join();
      break;
    case variant::snapshot_plain:
      std::thread([&] { replace_by_snapshots(how, to); }).join();
      break;
    case variant::pronto: invariant(false);
  }
}

}  // namespace pronto::lab
