#include "lab/resident.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string_view>

namespace pronto::lab {

namespace {

constexpr auto unlimited = std::numeric_limits<std::uint64_t>::max();

using text = std::array<char, 4096>;

/// The first bytes of a small file, ended by 0; empty if it cannot be read.
text read_text(const char* path) {
  text out{};
  const int file = ::open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return out;
  const auto got = ::read(file, out.data(), out.size() - 1);
  ::close(file);
  out[got > 0 ? static_cast<std::size_t>(got) : 0] = '\0';
  return out;
}

/// The number in a file of one; unlimited where there is none, or it says "max".
std::uint64_t read_number(const char* path) {
  const text from = read_text(path);
  char* end = nullptr;
  const auto number = std::strtoull(from.data(), &end, 10);
  return end == from.data() ? unlimited : number;
}

}  // namespace

std::uint64_t resident_bytes() {
  const text statm = read_text("/proc/self/statm");
  char* second = nullptr;
  std::strtoull(statm.data(), &second, 10);
  return std::strtoull(second, nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t available_bytes() {
  constexpr std::string_view field = "MemAvailable:";
  const text meminfo = read_text("/proc/meminfo");
  const char* at = std::strstr(meminfo.data(), field.data());
  auto out = at == nullptr ? unlimited : std::strtoull(at + field.size(), nullptr, 10) * 1024;
  const auto limit = read_number("/sys/fs/cgroup/memory.max");
  const auto used = read_number("/sys/fs/cgroup/memory.current");
  if (limit != unlimited && used != unlimited)
    out = std::min<std::uint64_t>(out, limit > used ? limit - used : 0);
  return out;
}

}  // namespace pronto::lab
