#pragma once
// How a thread with long work lets those that answer go first.

namespace pronto {

/// Lowers the calling thread's share of a busy processor, as of nice(2), and has the scheduler hand
/// it out in slices of a tenth of a millisecond: with those of the system, of some milliseconds, a
/// question that meets one waits longer than all its own work takes. Slices as Linux has them from
/// 6.12 on; where the system has none, they are what they were. Requires: niceness is 1 to 19.
void stand_back(int niceness);

}  // namespace pronto
