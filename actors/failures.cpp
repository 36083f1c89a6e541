#include "actors/failures.hpp"

#include <string>

#include <caf/message.hpp>
#include <caf/sec.hpp>

namespace pronto {

namespace {

std::string reason_in(const caf::error& what) {
  if (!what.context().match_elements<std::string>()) return {};
  return " (" + what.context().get_as<std::string>(0) + ")";
}

}  // namespace

failure to_failure(const caf::error& what) {
  if (what == caf::sec::request_timeout)
    return {.code = failure_code::timed_out,
            .text = "the engine did not answer in time; ask again, or allow it more time"};
  if (what == caf::sec::invalid_argument && what.context().match_elements<std::string>())
    return {.code = failure_code::overloaded,
            .text = what.context().get_as<std::string>(0),
            .field = "inflight_max"};
  return {.code = failure_code::unavailable,
          .text = "the engine went away before it answered; look whether the server is running, "
                  "then ask again"};
}

failure handler_died(const caf::error& what) {
  return {.code = failure_code::unavailable,
          .text = "the part of the engine that had this request failed" + reason_in(what) +
                  " and is started again; ask again, and if this request alone fails, report it"};
}

failure batch_timed_out(std::chrono::milliseconds limit) {
  const auto told = std::to_string(limit.count());
  return {.code = failure_code::timed_out,
          .text = "the engine did not come to this question of the batch within " + told +
                  " ms; ask it again, in a smaller batch",
          .field = "request_timeout_ms",
          .value = told};
}

caf::error too_large_batch(std::uint64_t questions, std::uint32_t most) {
  return caf::make_error(caf::sec::invalid_argument,
                         "the batch has " + std::to_string(questions) +
                             " questions, and the engine has at most " + std::to_string(most) +
                             " requests under way; ask in smaller batches");
}

failure nothing_loaded() {
  return {.code = failure_code::unavailable,
          .text = "nothing is loaded yet; ask again when the first load is complete, and the status "
                  "tells how far it is"};
}

failure still_refreshing() {
  return {.code = failure_code::timed_out,
          .text = "the refresh is still going on, and nobody waits for it any more; the status shows "
                  "how far it is"};
}

failure shutting_down() {
  return {.code = failure_code::unavailable, .text = "the engine is shutting down"};
}

caf::error to_error(std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& what) {
    return caf::make_error(caf::sec::runtime_error, std::string{what.what()});
  } catch (...) {
    return caf::make_error(caf::sec::runtime_error);
  }
}

caf::error to_end(std::exception_ptr& thrown) noexcept { std::rethrow_exception(thrown); }

}  // namespace pronto
