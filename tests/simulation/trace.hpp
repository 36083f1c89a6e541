#pragma once
// What happened in a run, in order: told as it happens, and as one number by which two runs are
// known to be the same.
#include <cstdint>
#include <cstdio>
#include <string>

namespace pronto::simulation {

class trace {
public:
  explicit trace(bool told) : told_(told) {}

  void say(const std::string& what) {
    if (told_) std::printf("  %s\n", what.c_str());
    for (const char each : what) mix(static_cast<unsigned char>(each));
    mix('\n');
  }
  std::uint64_t hash() const { return hash_; }

private:
  void mix(std::uint64_t byte) { hash_ = (hash_ ^ byte) * 0x100000001b3; }  // FNV-1a

  bool told_;
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

}  // namespace pronto::simulation
