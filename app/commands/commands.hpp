#pragma once
// The subcommands, each in the file of its name. Adding one to a grammar makes it known; when it is
// chosen, it says in `line` what is to be run. `line` and `engine` outlive the grammar.
#include "app/commands/engine_access.hpp"
#include "app/options/command_line.hpp"

namespace pronto {

void add_cheapest(CLI::App& to, command_line& line, engine_access& engine);
void add_quote(CLI::App& to, command_line& line, engine_access& engine);
void add_calendar(CLI::App& to, command_line& line, engine_access& engine);
void add_hotels(CLI::App& to, command_line& line, engine_access& engine);
void add_price_check(CLI::App& to, command_line& line, engine_access& engine);
void add_change(CLI::App& to, command_line& line);
void add_memory(CLI::App& to, command_line& line, engine_access& engine);
void add_generate(CLI::App& to, command_line& line);
void add_import(CLI::App& to, command_line& line);
void add_check(CLI::App& to, command_line& line);
void add_config(CLI::App& to, command_line& line);
void add_shell(CLI::App& to, command_line& line);
void add_lab(CLI::App& to, command_line& line);
void add_serve(CLI::App& to, command_line& line);
void add_status(CLI::App& to, command_line& line, engine_access& engine);
void add_refresh(CLI::App& to, command_line& line, engine_access& engine);
void add_help(CLI::App& to, command_line& line);
void add_version(CLI::App& to, command_line& line);

}  // namespace pronto
