#pragma once
// Who asks an engine while a benchmark does something to it.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "actors/client.hpp"
#include "machine.hpp"

namespace pronto::bench {

/// Readers that ask until they go, without a pause or with one of this length behind each answer;
/// latencies by phase.
class readers {
public:
  readers(local_engine& engine, const std::vector<find_request>& asked, unsigned count,
          std::chrono::microseconds pause = {})
      : asked_(asked), pause_(pause) {
    for (unsigned i = 0; i < count; ++i) {
      clients_.push_back(engine.another_client());
      seen_.emplace_back();
    }
    for (unsigned i = 0; i < count; ++i)
      threads_.emplace_back([this, i] { ask(i); });
  }
  ~readers() { stop(); }

  void stop() {
    done_ = true;
    for (auto& each : threads_) each.join();
    threads_.clear();
    clients_.clear();
  }

  void enter(unsigned phase) { phase_ = phase; }
  /// All latencies of a phase in microseconds, sorted. After `stop`.
  std::vector<double> latencies_us(unsigned phase) const {
    std::vector<double> all;
    for (const auto& each : seen_)
      for (const auto& [when, us] : each)
        if (when == phase) all.push_back(us);
    std::ranges::sort(all);
    return all;
  }

private:
  void ask(unsigned reader) {
    auto& seen = seen_[reader];
    seen.reserve(1 << 20);
    std::uint64_t generation = 0;
    for (std::size_t i = reader; !done_; ++i) {
      const auto phase = phase_.load();
      const auto start = clock_type::now();
      const auto answer = clients_[reader]->find(asked_[i % asked_.size()]);
      const std::chrono::duration<double, std::micro> took = clock_type::now() - start;
      if (!answer) fail("a question failed: " + answer.why().text);
      generation = std::max(generation, answer->generation);
      seen.emplace_back(phase, static_cast<float>(took.count()));
      if (pause_.count() > 0) std::this_thread::sleep_for(pause_);
    }
  }

  using clock_type = std::chrono::steady_clock;

  const std::vector<find_request>& asked_;
  std::chrono::microseconds pause_;
  std::vector<std::unique_ptr<client>> clients_;
  std::vector<std::vector<std::pair<unsigned, float>>> seen_;
  std::vector<std::thread> threads_;
  std::atomic<bool> done_ = false;
  std::atomic<unsigned> phase_ = 0;
};

}  // namespace pronto::bench
