#include "actors/stand_back.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace pronto {

namespace {

// What sched_setattr(2) takes, in its first version; the headers of older C libraries lack it, and
// the kernel's cannot be included beside <sched.h>.
struct attributes {
  std::uint32_t size = sizeof(attributes);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t slice_ns = 100'000;  // the least that Linux takes
  std::uint64_t deadline = 0;
  std::uint64_t period = 0;
};
static_assert(sizeof(attributes) == 48);

}  // namespace

// That it fails somewhere is no harm.
void stand_back(int niceness) {
  attributes wanted;
  wanted.nice = niceness;
  constexpr unsigned no_flags = 0;
  if (syscall(SYS_sched_setattr, 0, &wanted, no_flags) == 0) return;
  // Of this thread alone, as Linux has it.
  (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
}

}  // namespace pronto
