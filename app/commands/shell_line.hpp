#pragma once
// The language of the shell: the words of a line, what they do, how they are completed.
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "actors/client.hpp"
#include "app/terminal/terminal.hpp"
#include "result.hpp"

namespace pronto {

/// The words of a line: separated by blanks, those in quotes ("New York", 'x') kept together, a
/// backslash before a blank, a quote or itself taking its meaning away. Fails where a quote is not
/// closed.
result<std::vector<std::string>> split_words(std::string_view line);

/// How a line came out.
struct line_end {
  int code = 0;        ///< the exit code that the program would have
  bool quits = false;  ///< whether it says to leave the shell
};

/// Does what a line says, by the same subcommands as the program. What goes wrong is told, and the
/// next line can come.
line_end run_shell_line(std::string_view line, client& engine, terminal& screen);

/// What `word`, which stands after `before` on the line, can be completed to: commands, options,
/// words of a few options, cities, codes of hotels.
std::vector<std::string> complete_word(std::string_view before, std::string_view word,
                                       client& engine, terminal& screen);

}  // namespace pronto
