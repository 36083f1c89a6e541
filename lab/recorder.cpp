#include "lab/recorder.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "lab/resident.hpp"

namespace pronto::lab {

namespace {

// A refresh is drawn with so many points.
constexpr std::uint64_t samples_a_refresh = 64;
// Sooner where hotels are slow, so that whoever waits for this process sees that it lives.
constexpr std::chrono::seconds longest_silence{1};

using line = std::array<char, 512>;

/// Writes it all; where nobody reads any more there is nobody to tell.
void write_line(int descriptor, const line& what, int length) {
  auto left = static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(what.size()) - 1));
  const char* at = what.data();
  while (left > 0) {
    const auto written = ::write(descriptor, at, left);
    if (written <= 0) return;
    at += written;
    left -= static_cast<std::size_t>(written);
  }
}

}  // namespace

recorder::recorder(const scale& of, int descriptor)
    : descriptor_(descriptor),
      stride_(std::max<std::uint64_t>(1, of.hotels / samples_a_refresh)),
      begun_(clock::now()),
      told_(begun_) {
  line out;
  write_line(descriptor_, out,
             std::snprintf(out.data(), out.size(), "baseline %llu\n",
                           static_cast<unsigned long long>(resident_bytes())));
  tell("sample");
}

void recorder::hotel_done() {
  ++since_;
  if (since_ < stride_ && clock::now() - told_ < longest_silence) return;
  since_ = 0;
  tell("sample");
}

void recorder::mark() { tell("mark"); }

void recorder::done(std::uint64_t answers) {
  line out;
  write_line(descriptor_, out,
             std::snprintf(out.data(), out.size(), "answers %llu\ndone\n",
                           static_cast<unsigned long long>(answers)));
}

std::uint64_t recorder::microseconds() const {
  using std::chrono::microseconds;
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<microseconds>(clock::now() - begun_).count());
}

void recorder::tell(std::string_view what) {
  told_ = clock::now();
  line out;
  write_line(descriptor_, out,
             std::snprintf(out.data(), out.size(), "%.*s %llu %llu\n",
                           static_cast<int>(what.size()), what.data(),
                           static_cast<unsigned long long>(microseconds()),
                           static_cast<unsigned long long>(resident_bytes())));
}

void tell_failed(std::string_view text, int descriptor) {
  line out;
  write_line(descriptor, out,
             std::snprintf(out.data(), out.size(), "failed %.*s\n",
                           static_cast<int>(std::min<std::size_t>(text.size(), 400)),
                           text.data()));
}

}  // namespace pronto::lab
