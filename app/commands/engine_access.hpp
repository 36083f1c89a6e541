#pragma once
// How a subcommand comes to the engine that it asks: one that it starts on a file, one that it
// connects to, or one that is there already, as in the shell.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "actors/client.hpp"
#include "app/options/command_line.hpp"
#include "app/options/settings.hpp"

namespace pronto {

class engine_access {
public:
  engine_access() = default;
  virtual ~engine_access() = default;
  engine_access(const engine_access&) = delete;
  engine_access& operator=(const engine_access&) = delete;

  /// The options with which a person says which engine; may be none.
  virtual void add_options(CLI::App& to) = 0;
  /// Has `open` fail where exchange rates are named and cannot be read; else that is a note alone.
  virtual void need_rates() {}
  /// The engine, ready to be asked; lives as long as this object.
  virtual result<client*> open() = 0;
};

/// Who lives with the engine that is started: questions one after the other, or only one. None is
/// started for what only one that is running can be asked.
enum class use : std::uint8_t { one_question, session, running };

/// The engine that --data, --connect, the configuration and its flags name.
class chosen_engine : public engine_access {
public:
  chosen_engine(command_line& line, use purpose) : line_(line), purpose_(purpose) {}

  void add_options(CLI::App& to) override;
  void need_rates() override { needs_rates_ = true; }
  result<client*> open() override;

private:
  result<client*> open_local(const engine_options& options);

  command_line& line_;
  use purpose_;
  bool needs_rates_ = false;
  setting_flags flags_;
  std::optional<std::string> address_;
  std::unique_ptr<client> opened_;
};

/// An engine that is running already.
class given_engine : public engine_access {
public:
  explicit given_engine(client& given) : given_(given) {}

  void add_options(CLI::App&) override {}
  result<client*> open() override { return &given_; }

private:
  client& given_;
};

enum class shown : std::uint8_t { all, essential };

/// Adds a flag for each key of a section of the configuration; its help shows all of them, or only
/// the one that names the data.
void add_setting_flags(CLI::App& to, std::string_view section, setting_flags& into,
                       shown in_help = shown::all);

/// The engine that the options ask for, not loaded; fails if there is no such file.
result<std::unique_ptr<local_engine>> made_engine(const engine_options& options);

/// Loads an engine and shows how far that is; says on `err` how many documents were rejected, and
/// fails if that leaves no hotels, or if the cities and countries to load have none. `meanwhile` is
/// called now and then.
result<engine_status> load_shown(
    local_engine& engine, const engine_options& options, terminal& screen,
    const std::function<void()>& meanwhile = [] {});

/// Says on `err` that the exchange rates could not be read, if so.
void note_rates(const engine_status& of, terminal& screen);

/// That the data have no such city, if so.
std::optional<failure> no_such_city(client& engine, const std::string& city,
                                    const std::string& country);

/// Says on `err` which cities to load there are not, and what was likely meant. Not of an engine that loads
/// cities when they are asked for: it would load them.
void note_cities(client& engine, const engine_options& options, terminal& screen);

}  // namespace pronto
