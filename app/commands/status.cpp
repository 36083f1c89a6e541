// `pronto status` and `pronto refresh`: what an engine says of itself, as it is or after a look at its
// data.
#include "app/commands/commands.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

constexpr auto examples_of_status = R"(Examples:
  pronto status --connect 127.0.0.1:4242
  pronto status --connect 127.0.0.1:4242 --json

Exit code: 0, 2 wrong usage, 3 no server.
)";

constexpr auto examples_of_refresh = R"(Examples:
  pronto refresh --connect 127.0.0.1:4242
  pronto refresh --connect 127.0.0.1:4242 --json

It returns when what is new in the data is answered from, as SIGHUP has a server do. However long that
takes, it waits as long as there is progress; --json gives the status after it.
Exit code: 0, 2 wrong usage, 3 no server, data that cannot be read, or no progress any more.
)";

/// Shows how far it is.
result<engine_status> refresh(client& engine, terminal& screen) {
  progress_line progress(screen, "refreshing");
  return engine.refresh([&](const engine_status& now) {
    if (now.loading) progress.show(now.done_bytes, now.total_bytes);
    return true;
  });
}

std::string refreshed_text(const engine_status& now, const appearance& look) {
  auto out = (now.changed > 0 ? counted(now.changed, "hotel", "hotels") + " changed"
                              : std::string("nothing new")) +
             ", now " + counted(now.hotels, "hotel", "hotels") + ", generation " +
             std::to_string(now.generation) + "\n";
  if (now.rejected > 0)
    out += paint(style::warning, "note:", look.colour) + " " +
           counted(now.rejected, "document", "documents") +
           " rejected; 'pronto status' says why\n";
  if (!now.rates.wrong.text.empty())
    out += paint(style::warning, "note:", look.colour) + " " +
           printable(rates_trouble_text(now.rates)) + "\n";
  return out;
}

}  // namespace

void add_status(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "status", "Show what an engine says of itself", examples_of_status);
  add_json_flag(sub, line);
  engine.add_options(sub);
  sub.callback([&line, &engine] {
    line.run = [&line, &engine]() -> result<int> {
      const auto asked = engine.open();
      if (!asked) return asked.why();
      const auto status = (*asked)->status();
      if (!status) return status.why();
      line.screen.out << (line.json ? to_text(to_json(*status)) + "\n"
                                    : to_text(*status, line.screen.out_look));
      return exit_good;
    };
  });
}

void add_refresh(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "refresh", "Look for changes in the data now", examples_of_refresh);
  add_json_flag(sub, line);
  engine.add_options(sub);
  sub.callback([&line, &engine] {
    line.run = [&line, &engine]() -> result<int> {
      const auto asked = engine.open();
      if (!asked) return asked.why();
      const auto status = refresh(**asked, line.screen);
      if (!status) return status.why();
      line.screen.out << (line.json ? to_text(to_json(*status)) + "\n"
                                    : refreshed_text(*status, line.screen.out_look));
      return exit_good;
    };
  });
}

}  // namespace pronto
