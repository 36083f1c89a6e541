// `pronto change`: sends changes of single hotels to a running engine.
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/commands.hpp"
#include "app/options/option_value.hpp"
#include "app/options/settings.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "sources/documents/change_document.hpp"
#include "sources/files/line_reader.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto change changes.ndjson --connect 127.0.0.1:4242
  tail -f changes.ndjson | pronto change - --connect 127.0.0.1:4242 --json

One change a line, such as
  {"hotel": "B1", "plan": "FLEX", "room": "DBL", "start": "2027-06-01", "end": "2027-06-03",
   "currency": "EUR", "base": {"1": "80.00", "2": "95.00"}}
docs/changes.md has the form. When it is done, every answer of the engine has them.
Exit code: 0 if all are applied, 3 if one is refused, and where there is no server.
)";

// What is sent in one message, and listed of what is refused.
constexpr std::size_t batch_max = 1000;
constexpr std::size_t refusals_listed = 10'000;

struct outcome {
  std::uint64_t applied = 0;
  std::uint64_t refused = 0;
  std::uint64_t generation = 0;
  std::vector<failure> refusals;  // the first ones

  void refuse(failure why, std::uint64_t line) {
    ++refused;
    why.line = line;
    if (refusals.size() < refusals_listed) refusals.push_back(std::move(why));
  }
};

/// Collects the changes of a file and sends them, some at a time.
class sender {
public:
  sender(client& to, std::string file) : to_(to), file_(std::move(file)) {}

  std::optional<failure> add(std::string_view text, std::uint64_t line) {
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) return std::nullopt;
    auto read = read_change(text);
    if (read.made) {
      batch_.push_back(*std::move(read.made));
      lines_.push_back(line);
    } else {
      out_.refuse(std::move(read.complaints.front()), line);
    }
    return batch_.size() < batch_max ? std::nullopt : flush();
  }

  std::optional<failure> flush() {
    if (batch_.empty()) return std::nullopt;
    const auto told = to_.apply(batch_);
    if (!told) {
      auto why = told.why();
      why.file = file_;
      why.line = lines_.front();
      return why;
    }
    out_.applied += told->applied;
    out_.generation = told->generation;
    for (const auto& each : told->refused)
      if (each.index < lines_.size()) out_.refuse(each.why, lines_[each.index]);
    batch_.clear();
    lines_.clear();
    return std::nullopt;
  }

  /// What is refused in the order of lines.
  outcome told() const {
    outcome out = out_;
    std::ranges::stable_sort(out.refusals, {}, &failure::line);
    return out;
  }

private:
  client& to_;
  std::string file_;
  std::vector<change> batch_;
  std::vector<std::uint64_t> lines_;
  outcome out_;
};

std::optional<failure> send_file(const std::string& file, sender& to) {
  auto lines = line_reader::open(file);
  if (!lines) return lines.why();
  for (;;) {
    const auto line = lines->next();
    if (!line) return line.why();
    if (!*line) return to.flush();
    if (auto no = to.add(**line, lines->line())) return no;
  }
}

// A feed is sent as it comes: what is there at once goes in one message.
std::optional<failure> send_input(sender& to) {
  const auto more_is_there = [] {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return std::cin.rdbuf()->in_avail() > 0 || poll(&input, 1, 0) > 0;
  };
  std::uint64_t number = 0;
  for (std::string line; std::getline(std::cin, line);) {
    if (auto no = to.add(line, ++number)) return no;
    if (!more_is_there())
      if (auto no = to.flush()) return no;
  }
  return to.flush();
}

std::string to_json_text(const outcome& told) {
  nlohmann::ordered_json out{{"applied", told.applied},
                             {"refused", told.refused},
                             {"generation", told.generation}};
  out["refusals"] = nlohmann::ordered_json::array();
  for (const auto& each : told.refusals) out["refusals"].push_back(fields_of(each));
  return to_text(out) + "\n";
}

std::string to_plain_text(const outcome& told, const appearance& look) {
  std::string out;
  if (!told.refusals.empty()) {
    table rows({{"Line", side::right}, {"Field", side::left}, {"Problem", side::left}});
    for (const auto& each : told.refusals)
      rows.add_row(
          {{std::to_string(each.line), style::bold}, {each.field, style::warning}, {each.text}});
    out = rows.render(look) + "\n";
  }
  out += counted(told.applied, "change", "changes") + " applied";
  if (told.generation > 0)
    out += ", in every answer from generation " + std::to_string(told.generation) + " on";
  return out + "; " + with_separators(told.refused) + " refused\n";
}

struct typed_change {
  std::string file;
  std::string address;
};

result<int> send(const typed_change& typed, command_line& line) {
  const auto chosen = resolve_settings(line.config_file, {});
  if (!chosen) return chosen.why();
  auto connected = connect(typed.address, chosen->values.timeout_ms);
  if (!connected) return connected.why();
  sender to(**connected, typed.file);
  if (const auto no = typed.file == "-" ? send_input(to) : send_file(typed.file, to)) return *no;
  const auto told = to.told();
  line.screen.out << (line.json ? to_json_text(told)
                                : to_plain_text(told, line.screen.out_look));
  return told.refused == 0 ? exit_good : exit_failed;
}

}  // namespace

void add_change(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "change", "Change nights of hotels of a running engine", examples);
  const auto typed = std::make_shared<typed_change>();
  add_option(sub, "FILE", typed->file, "changes, one a line, plain or gzip; -: standard input",
             {.required = true});
  add_option(sub, "--connect HOST:PORT", typed->address,
             "the engine that 'pronto serve' runs there", {.required = true});
  add_config_option(sub, line);
  add_json_flag(sub, line);
  run_when_chosen(sub, line, [&line, typed] { return send(*typed, line); });
}

}  // namespace pronto
