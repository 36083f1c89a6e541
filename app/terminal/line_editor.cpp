#include "app/terminal/line_editor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include <readline/history.h>
#include <readline/readline.h>

#include "app/terminal/table.hpp"
#include "sources/files/descriptor.hpp"

namespace pronto {

namespace {

constexpr int history_lines = 1000;
constexpr int look_every_ms = 200;  // for a signal that came between two keys

// readline calls back without a context, and a signal knows none either.
line_editor::completer complete_now;
volatile std::sig_atomic_t interrupted = 0;

char* copy_of(const std::string& text) {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));  // readline frees it
  if (copy != nullptr) std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

/// Gives all matches at once: what to put in, then the candidates, then null.
char** complete_at(const char* word, int start, int) {
  rl_attempted_completion_over = 1;        // no file names
  rl_filename_completion_desired = 1;      // "New York" gets its quotes by this alone
  const std::string_view before(rl_line_buffer, static_cast<std::size_t>(start));
  const auto candidates = complete_now(before, word);
  if (candidates.empty()) return nullptr;
  auto** matches = static_cast<char**>(std::calloc(candidates.size() + 2, sizeof(char*)));
  if (matches == nullptr) return nullptr;
  matches[0] = copy_of(common_completion(word, candidates));
  if (candidates.size() > 1)
    for (std::size_t i = 0; i < candidates.size(); ++i) matches[i + 1] = copy_of(candidates[i]);
  return matches;
}

/// A candidate is no file, though readline takes it for one: a folder of its name is not to put a
/// slash behind it. What it would look at is called "" instead, which there never is.
int look_at_no_file(char** name) {
  **name = '\0';
  return 1;
}

void note_interrupt(int) { interrupted = 1; }

// What readline called back with: a line, or null at the end of input.
bool line_is_there = false;
char* line_there = nullptr;

void take_line(char* typed) {
  rl_callback_handler_remove();  // the terminal is as it was while the line is worked on
  line_is_there = true;
  line_there = typed;
}

}  // namespace

line_editor::line_editor(std::string history_file, completer complete)
    : history_file_(std::move(history_file)) {
  complete_now = std::move(complete);
  rl_readline_name = "pronto";
  rl_attempted_completion_function = complete_at;
  rl_completer_word_break_characters = " \t";
  rl_completer_quote_characters = "\"'";
  rl_filename_quote_characters = " '";
  rl_filename_stat_hook = look_at_no_file;
  std::signal(SIGINT, note_interrupt);
  using_history();
  stifle_history(history_lines);
  if (history_file_.empty()) return;
  history_truncate_file(history_file_.c_str(), history_lines);
  read_history(history_file_.c_str());
}

line_editor::~line_editor() {
  std::signal(SIGINT, SIG_DFL);
  complete_now = nullptr;
}

std::optional<std::string> line_editor::read(const std::string& prompt) {
  // Not readline(), which goes on reading after Ctrl-C.
  interrupted = 0;
  line_is_there = false;
  rl_callback_handler_install(prompt.c_str(), take_line);
  while (!line_is_there) {
    pollfd keys{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&keys, 1, look_every_ms);
    if (interrupted != 0) {
      std::fputs("^C", rl_outstream);
      rl_crlf();
      rl_callback_handler_remove();
      return std::string();
    }
    if (ready > 0) rl_callback_read_char();
  }
  if (line_there == nullptr) return std::nullopt;
  std::string line(line_there);
  std::free(line_there);
  remember(line);
  return line;
}

// Line by line, and only at the file's end: nothing is lost if the terminal is closed, and shells
// that run side by side leave one another's lines.
void line_editor::remember(const std::string& line) const {
  const auto* last = history_length > 0 ? history_get(history_base + history_length - 1) : nullptr;
  if (line.empty() || (last != nullptr && line == last->line)) return;
  add_history(line.c_str());
  if (history_file_.empty()) return;
  constexpr int own_eyes_only = 0600;
  const descriptor there{
      ::open(history_file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, own_eyes_only)};
  append_history(1, history_file_.c_str());  // which makes no file
}

std::string usual_history_file() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  std::filesystem::path folder;
  if (state != nullptr && *state == '/')
    folder = state;
  else if (home != nullptr && *home == '/')
    folder = std::filesystem::path(home) / ".local" / "state";
  else
    return {};
  folder /= "pronto";
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  return failed ? std::string() : (folder / "history").string();
}

std::string common_completion(std::string_view typed, const std::vector<std::string>& candidates) {
  auto common = candidates.front();
  for (const auto& each : candidates) {
    std::size_t same = 0;
    while (same < common.size() && same < each.size() && common[same] == each[same]) ++same;
    while (same > 0 && same < common.size() && (common[same] & 0xc0) == 0x80) --same;
    common.resize(same);
  }
  return display_width(common) < display_width(typed) ? std::string(typed) : common;
}

}  // namespace pronto
