#include "app/commands/engine_access.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

#include "app/options/option_value.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

constexpr std::string_view configuration = "Configuration";  // the group of the options

}  // namespace

void add_setting_flags(CLI::App& to, std::string_view section, setting_flags& into,
                       shown in_help) {
  for (const auto& each : all_settings()) {
    if (each.section != section) continue;
    const std::string key(each.key);
    const bool is_data = key == "data";
    const bool is_shown = in_help == shown::all || is_data;
    add_option(to, "--" + key + (each.text == nullptr ? " N" : is_data ? " FILE" : " TEXT"),
               [&into, key](const std::string& text) { into[key] = text; },
               std::string(each.about) + " [" + write_value(each, settings()) + "]",
               {.group = is_shown ? configuration : ""});
  }
}

void chosen_engine::add_options(CLI::App& to) {
  // Who asks one question does not tune an engine.
  const auto in_help = purpose_ == use::session ? shown::all : shown::essential;
  if (purpose_ != use::running)
    for (const auto* section : {"engine", "memory", "popular"})
      add_setting_flags(to, section, flags_, in_help);
  add_setting_flags(to, "client", flags_, in_help);
  add_option(to, "--connect HOST:PORT", address_, "ask the engine that 'pronto serve' runs there",
             {.group = configuration});
  add_config_option(to, line_);
}

result<client*> chosen_engine::open() {
  if (purpose_ == use::running && !address_)
    return failure{failure_code::usage,
                   "name the engine to ask with --connect HOST:PORT; 'pronto serve' runs one", "", 0,
                   "--connect", ""};
  if (address_)
    for (const auto& each : all_settings())
      if (each.section != "client" && flags_.contains(each.key))
        return usage_failure("--connect", *address_,
                             "no --" + std::string(each.key) +
                                 " beside it: a server has its own; leave out one of the two");
  if (const auto time = flags_.find("timeout-ms"); time != flags_.end() && !address_)
    return usage_failure("--timeout-ms", time->second,
                         "--connect HOST:PORT beside it, of whose server it is the time for an answer; "
                         "name one or leave it out");
  auto chosen = resolve_settings(line_.config_file, flags_);
  if (!chosen) return chosen.why();
  if (address_) {
    auto connected = connect(*address_, chosen->values.timeout_ms);
    if (!connected) return connected.why();
    opened_ = *std::move(connected);
    return opened_.get();
  }
  auto options = chosen->values.engine;
  if (purpose_ == use::one_question) options.refresh_interval_ms = 0;
  auto made = made_engine(options);
  if (!made) return made.why();
  if (const auto loaded = load_shown(**made, options.data, line_.screen); !loaded)
    return loaded.why();
  opened_ = *std::move(made);
  return opened_.get();
}

result<std::unique_ptr<local_engine>> made_engine(const engine_options& options) {
  std::error_code ignored;
  if (!std::filesystem::exists(options.data, ignored))
    return failure{failure_code::source,
                   "there is no file '" + options.data +
                       "'; name the hotels with --data FILE, or make some with 'pronto generate "
                       "--hotels 3000 --out " + options.data + "'",
                   options.data, 0, "--data", options.data};
  return make_engine(options);
}

result<engine_status> load_shown(local_engine& engine, const std::string& data, terminal& screen,
                                 const std::function<void()>& meanwhile) {
  auto loaded = [&] {
    progress_line progress(screen, "loading " + data);
    std::uint64_t done = 0;
    double seconds = 0;
    const auto start = std::chrono::steady_clock::now();
    return engine.load([&](const engine_status& now) {
      meanwhile();
      if (now.done_bytes != done)  // while the index is made, nothing more is read
        seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      done = now.done_bytes;
      const bool is_read = done > 0 && done == now.total_bytes;
      progress.show(done, now.total_bytes,
                    is_read ? "making the index" : time_left_text(done, now.total_bytes, seconds));
    });
  }();
  if (!loaded) return loaded;
  if (!loaded->rates.wrong.text.empty())
    screen.err << notes_text({rates_trouble_text(loaded->rates)}, screen.err_look);
  if (loaded->rejected == 0) return loaded;
  const auto rejected = counted(loaded->rejected, "document", "documents") + " of " + data +
                        (loaded->rejected == 1 ? " was" : " were") + " rejected; 'pronto check " +
                        data + "' says why";
  if (loaded->destinations == 0)
    return failure{failure_code::data, "there are no hotels: " + rejected, data, 0, "", ""};
  screen.err << notes_text({rejected}, screen.err_look);
  return loaded;
}

}  // namespace pronto
