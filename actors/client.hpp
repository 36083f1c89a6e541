#pragma once
// How a program that is no actor uses the engine: run one in this process, or connect to one that
// runs elsewhere, and ask it. Every call returns within the time that it was given, but a load and a
// refresh. This header is free of CAF, so that the command line is too.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/change.hpp"
#include "messages/change_answer.hpp"
#include "messages/status.hpp"
#include "result.hpp"
#include "search/popular/popular_choice.hpp"
#include "search/request.hpp"
#include "sources/part.hpp"

namespace pronto {

/// What the engine is run with; each is a key of config.ini.
struct engine_options {
  std::string data;                        ///< the file of hotel documents
  source_part part{};                      ///< which of them are loaded
  std::string exchange_rates{};            ///< the file with their table; empty: none
  std::uint64_t memory_budget_bytes = 0;   ///< for the catalog; 0: no limit
  bool lazy = false;                       ///< a city is loaded when it is first asked for
  std::uint32_t handlers = 0;              ///< 0: one for each scheduler thread
  std::uint32_t scheduler_threads = 0;     ///< 0: one for each core
  std::uint32_t refresh_interval_ms = 5000;  ///< 0: only on request
  std::uint32_t inflight_max = 1000;       ///< requests at once; above it: overloaded
  std::uint32_t request_timeout_ms = 5000;  ///< for a client in this process, and for each batch of any
  std::uint32_t load_step_bytes = 1 << 13;   ///< read at a time between other messages
  std::uint32_t loader_niceness = 10;      ///< how far loading stands back for answering, 0 to 19
  popular_terms popular{};  ///< which answers are made before anybody asks
};

/// Hears how far a refresh is; whether to go on waiting for it.
using progress_told = std::function<bool(const engine_status&)>;

/// Asks a front desk. Thread: used by one thread at a time.
class client {
public:
  client();
  virtual ~client();
  client(const client&) = delete;
  client& operator=(const client&) = delete;

  virtual result<find_answer> find(const find_request& request) = 0;
  virtual result<quote_answer> quote(const quote_request& request) = 0;
  virtual result<calendar_answer> calendar(const calendar_request& request) = 0;
  virtual result<hotels_answer> hotels(const hotels_request& request) = 0;
  virtual result<price_check_answer> check_price(const price_check_request& request) = 0;
  /// Many questions in one message, for a fraction of the time that each takes alone; their answers
  /// in the same order, each of the generation that it names, since a batch of many milliseconds lets
  /// publications in between. Fails as a whole only if nothing came back, and with overloaded if it has
  /// more questions than may be under way at once. Once answers have more than batch_rows_limit rows, or are
  /// explained in more than explained_lines_limit, others are refused with usage (answer_budget.hpp). What
  /// the engine has not come to within its request_timeout_ms fails with timed_out.
  virtual result<std::vector<result<find_answer>>> find_each(
      const std::vector<find_request>& requests) = 0;
  virtual result<std::vector<result<quote_answer>>> quote_each(
      const std::vector<quote_request>& requests) = 0;
  virtual result<engine_status> status() = 0;
  /// Looks for changes in the source now; the status after the pass, or the source's failure. Waits for
  /// as long as the status shows progress, and tells it to `told` some times a second; false from it
  /// gives up waiting. The refresh itself goes on in either case: then it fails with timed_out.
  virtual result<engine_status> refresh(const progress_told& told = {}) = 0;
  /// Changes hotels that are loaded, in this order; returns when every question asked from now on sees
  /// it. At most 10,000 at once.
  virtual result<change_answer> apply(const std::vector<change>& changes) = 0;
  /// City names to complete what was typed.
  virtual result<std::vector<std::string>> complete_city(const std::string& typed) = 0;
  /// Codes of hotels that are loaded, likewise.
  virtual result<std::vector<std::string>> complete_hotel(const std::string& typed) = 0;
};

/// An engine in this process: actor system, loader, handlers, front desk.
class local_engine : public client {
public:
  /// Waits until the data are loaded, however long that takes; `told` hears ten times a second how
  /// far that is. The source's failure if it cannot be read; a rejected document is no failure, see
  /// the status. Until then questions fail with unavailable.
  virtual result<engine_status> load(
      const std::function<void(const engine_status&)>& told = {}) = 0;
  /// The status without waiting: asks for it, and gives it in the first call after it has come. An
  /// engine whose source hangs gives none.
  virtual std::optional<result<engine_status>> look() = 0;
  /// Looks for changes in the source, without waiting: what comes of it is seen in the status. While a
  /// refresh that was begun so is under way, one more follows it, at the next `look` or call of this.
  virtual void begin_refresh() = 0;
  /// Whether its front desk has ended before it, so that nobody is answered any more: by what is thrown in
  /// it, as where memory runs out, since no peer can end it.
  virtual bool is_gone() const = 0;
  /// Binds the front desk to 127.0.0.1:`port` (0: any free one) for `connect`; the port. It takes at most
  /// `connections_max` connections at once, and fewer where the process may not open as many files. At most
  /// once.
  virtual result<std::uint16_t> publish(std::uint16_t port, std::uint32_t connections_max = 1000) = 0;
  /// Another client of it, for another thread. To be gone before the engine is.
  virtual std::unique_ptr<client> another_client() = 0;
};

/// An engine over the file that `options` name. Nothing is loaded before `load`.
std::unique_ptr<local_engine> make_engine(const engine_options& options);

/// Connects to the engine at `host_and_port` ("127.0.0.1:4242"). Fails with unavailable (nothing
/// there), timed_out (somebody there says nothing), protocol (another version or no Pronto), usage
/// (no such address), within `timeout_ms`, which also bounds every later request. When the server is
/// lost, what is under way fails with unavailable, and whatever is asked next connects again first,
/// within the same time.
result<std::unique_ptr<client>> connect(const std::string& host_and_port,
                                        std::uint32_t timeout_ms);

}  // namespace pronto
