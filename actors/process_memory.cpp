#include "actors/process_memory.hpp"

#include <malloc.h>
#include <unistd.h>

#include <cstddef>
#include <fstream>

// There only if the program is linked with mimalloc, or was started with it.
extern "C" {
[[gnu::weak]] int mi_version();
[[gnu::weak]] void mi_process_info(std::size_t* elapsed_ms, std::size_t* user_ms,
                                   std::size_t* system_ms, std::size_t* resident_bytes,
                                   std::size_t* resident_peak, std::size_t* committed_bytes,
                                   std::size_t* committed_peak, std::size_t* page_faults);
}

namespace pronto {

namespace {

std::uint64_t measure_resident_bytes() {
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  if (!(std::ifstream("/proc/self/statm") >> all >> resident)) return 0;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

process_memory measure_process_memory() {
  process_memory out;
  out.resident_bytes = measure_resident_bytes();
  if (mi_version && mi_process_info) {
    const int version = mi_version();  // 209 is 2.0.9
    out.allocator = "mimalloc " + std::to_string(version / 100) + "." +
                    std::to_string(version / 10 % 10) + "." + std::to_string(version % 10);
    std::size_t committed = 0;
    mi_process_info(nullptr, nullptr, nullptr, nullptr, nullptr, &committed, nullptr, nullptr);
    out.allocator_bytes = committed;
  } else {
    out.allocator = "system";
    const auto info = mallinfo2();
    out.allocator_bytes = info.arena + info.hblkhd;
  }
  return out;
}

}  // namespace pronto
