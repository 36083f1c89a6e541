#pragma once
// Lines that a person types at a terminal, with editing, history and completion.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pronto {

/// There is one terminal, so there may be one editor at a time.
class line_editor {
public:
  /// What `word` after `before` can be completed to.
  using completer =
      std::function<std::vector<std::string>(std::string_view before, std::string_view word)>;

  /// Keeps the history in this file, which need not be there, and puts each line into it when it is
  /// read; in none if the name is empty.
  line_editor(std::string history_file, completer complete);
  ~line_editor();
  line_editor(const line_editor&) = delete;
  line_editor& operator=(const line_editor&) = delete;

  /// The next line; nothing at the end of input. Ctrl-C throws the line away and gives "".
  std::optional<std::string> read(const std::string& prompt);

private:
  void remember(const std::string& line) const;

  std::string history_file_;
};

/// Where the shell's history belongs by the XDG rules; the folder is made. Empty if there is none.
std::string usual_history_file();

/// What completing `typed` to one of `candidates` begins with for sure: their common beginning, or
/// `typed` itself where that is shorter (a city typed without its accents).
std::string common_completion(std::string_view typed, const std::vector<std::string>& candidates);

}  // namespace pronto
