// `pronto change`: sends changes of single hotels to a running engine.
#include <unistd.h>

#include <memory>
#include <string>

#include "app/commands/commands.hpp"
#include "app/commands/send_changes.hpp"
#include "app/options/settings.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto change changes.ndjson --connect 127.0.0.1:4242
  tail -f changes.ndjson | pronto change - --connect 127.0.0.1:4242 --json

One change a line, such as
  {"hotel": "B1", "plan": "FLEX", "room": "DBL", "start": "2027-06-01", "end": "2027-06-03",
   "currency": "EUR", "base": {"1": "80.00", "2": "95.00"}}
docs/changes.md has the form. When it is done, every answer of the engine has them.
From standard input, what is refused is told as it comes (with --json at the end), and Ctrl-C or
SIGTERM ends it as the end of the input would.
Exit code: 0 if all are applied, 3 if one is refused or could not be sent.
)";

std::string to_json_text(const sent_changes& told) {
  auto out = told.stopped ? to_json(*told.stopped) : nlohmann::ordered_json::object();
  out["applied"] = told.applied;
  out["refused"] = told.refused;
  out["generation"] = told.generation;
  out["refusals"] = nlohmann::ordered_json::array();
  for (const auto& each : told.refusals) out["refusals"].push_back(fields_of(each));
  return to_text(out) + "\n";
}

std::string counts_text(const sent_changes& told) {
  std::string out = counted(told.applied, "change", "changes") + " applied";
  if (told.generation > 0)
    out += ", in every answer from generation " + std::to_string(told.generation) + " on";
  return out + "; " + grouped(told.refused) + " refused\n";
}

/// Tells each refusal at once: a feed may go on for days.
sent_changes send_input(client& to, command_line& line) {
  if (line.json) return send_feed(STDIN_FILENO, to);
  return send_feed(STDIN_FILENO, to, [&err = line.screen.err](const failure& refused) {
    err << "line " << refused.line << " refused: " << printable(describe(refused)) << std::endl;
  });
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
  const bool is_feed = typed.file == "-";
  const auto told = is_feed ? send_input(**connected, line) : send_file(typed.file, **connected);
  if (!told) return told.why();
  auto& out = line.screen.out;
  if (line.json) out << to_json_text(*told);
  if (!line.json && !is_feed && !told->refusals.empty())
    out << failures_table(told->refusals, line.screen.out_look) << "\n";
  if (!line.json) out << counts_text(*told);
  if (told->stopped && !line.json) return *told->stopped;
  return told->refused == 0 && !told->stopped ? exit_good : exit_failed;
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
