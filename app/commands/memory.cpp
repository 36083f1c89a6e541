// `pronto memory`: what the memory of an engine is for.
#include "app/shown/memory_text.hpp"

#include <memory>

#include "app/commands/commands.hpp"
#include "app/shown/answer_json.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto memory --data hotels.ndjson.gz
  pronto memory --connect 127.0.0.1:4242 --json

codes          where each hotel is, by its code
popular        answers that are ready before anybody asks
retired        hotels that were replaced and that somebody still reads
allocator      address space that the allocator holds, free or not; resident: in memory
foreign frees  blocks of the catalog freed by another thread than its own; always 0
verdict        "flat", as memory is where only live hotels take any, or what is the matter

Exit code: 0, 2 wrong usage, 3 no data or no server.
)";

result<int> show_memory(command_line& line, engine_access& engine) {
  const auto asked = engine.open();
  if (!asked) return asked.why();
  const auto status = (*asked)->status();
  if (!status) return status.why();
  auto json = to_json(status->memory);
  json["popular"] = to_json(status->popular);
  line.screen.out << (line.json ? to_text(json) + "\n"
                                : memory_text(*status, line.screen.out_look));
  return exit_good;
}

}  // namespace

void add_memory(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "memory", "Show what the memory of an engine is for", examples);
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine] { return show_memory(line, engine); });
}

}  // namespace pronto
