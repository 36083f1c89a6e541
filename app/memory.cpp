// `pronto memory`: what the memory of an engine is for.
#include "memory_text.hpp"

#include <memory>

#include "answer_json.hpp"
#include "commands.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto memory --data hotels.ndjson.gz
  pronto memory --connect 127.0.0.1:4242 --json

The last line is a verdict: "flat", or what is the matter.
)";

}  // namespace

void add_memory(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "memory", "Show what the memory of an engine is for", examples);
  add_json_flag(sub, line);
  engine.add_options(sub);
  sub.callback([&line, &engine] {
    line.run = [&line, &engine]() -> result<int> {
      const auto asked = engine.open();
      if (!asked) return asked.why();
      const auto status = (*asked)->status();
      if (!status) return status.why();
      auto json = to_json(status->memory);
      json["popular"] = to_json(status->popular);
      line.screen.out << (line.json ? to_text(json) + "\n"
                                    : memory_text(*status, line.screen.out_look));
      return exit_good;
    };
  });
}

}  // namespace pronto
