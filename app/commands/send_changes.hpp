#pragma once
// Changes, one a line, sent to an engine some at a time.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "actors/client.hpp"
#include "result.hpp"
#include "sources/files/line_reader.hpp"

namespace pronto {

/// What became of them.
struct sent_changes {
  std::uint64_t applied = 0;
  std::uint64_t refused = 0;
  std::uint64_t generation = 0;     ///< every answer from it on has all that were applied
  std::vector<failure> refusals{};  ///< in the order of lines, at most 10,000
  /// Why not all were sent, if so. `line` is the one from which on they have to be sent again.
  std::optional<failure> stopped{};
};

/// Sends the changes of a file, plain or gzip. Fails where nothing of it can be
/// read.
result<sent_changes> send_file(const std::string& file, client& to);

/// Called with each change of a feed that is refused, in the order of lines, when the answer to the
/// message comes that the lines around it went in.
using refusal_told = std::function<void(const failure&)>;

/// Sends those of an open pipe, file or terminal as they come, to its end: of what is there at once,
/// the lines that are whole go in one message, or in few of at most 1,000 changes. The first SIGINT or
/// SIGTERM is such an end too, so that the account is not lost; a second one ends the program.
sent_changes send_feed(int input, client& to, const refusal_told& tell = {},
                       std::size_t line_limit_bytes = line_reader::usual_line_limit_bytes);

}  // namespace pronto
