#pragma once
// What CAF reports of a request that got no answer, in words that a user can act on.
#include <chrono>
#include <cstdint>
#include <exception>

#include <caf/error.hpp>

#include "result.hpp"

namespace pronto {

/// timed_out if the time ran out; overloaded if it is a `too_large_batch`; unavailable if the engine was or
/// went away.
failure to_failure(const caf::error& what);

/// What a query is answered whose handler died of `what`, be it of this query or of one before it.
failure handler_died(const caf::error& what);

/// What is left of a batch when its time is over.
failure batch_timed_out(std::chrono::milliseconds limit);

/// The answer to a batch of so many questions, of which at most `most` may be under way.
caf::error too_large_batch(std::uint64_t questions, std::uint32_t most);

/// The answer to whatever is asked before the first load is complete.
failure nothing_loaded();

/// The answer to whatever is asked of an engine that ends.
failure shutting_down();

/// A refresh that its client has given up waiting for.
failure still_refreshing();

/// What an actor dies of that lets this exception through, and what its requester is told.
caf::error to_error(std::exception_ptr& thrown);

/// Ends the program, saying what was thrown: for actors without which it cannot go on.
caf::error to_end(std::exception_ptr& thrown) noexcept;

}  // namespace pronto
