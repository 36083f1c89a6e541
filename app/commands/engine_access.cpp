#include "app/commands/engine_access.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

#include "app/options/option_value.hpp"
#include "app/options/suggest.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "catalog/places/gazetteer.hpp"
#include "catalog/places/place.hpp"
#include "catalog/places/written_city.hpp"
#include "enumerated.hpp"

namespace pronto {

namespace {

constexpr std::string_view configuration = "Configuration";  // the group of the options

/// The city that is likely meant by one to load that the data do not have; may be none. By the cities of the
/// world, since of the data no others are loaded than those that are wanted.
std::string city_meant(const source_part::city& of) {
  const auto name = parse_written_city(of.name)->name;
  std::string elsewhere;
  for (const auto* each : cities_called(fold(name))) {
    if (of.country.empty() || each->country == of.country) return {};  // there is, but not here
    if (elsewhere.empty())  // the most important one comes first
      elsewhere = std::string(each->name) + " (" + std::string(each->country) + ")";
  }
  if (!elsewhere.empty()) return elsewhere;
  std::vector<std::string> names;
  for (const auto& each : known_cities())
    if (of.country.empty() || each.country == of.country) names.emplace_back(each.name);
  return nearest(name, names);
}

/// Nothing is loaded, since the data have none of what was to be.
failure nothing_of(const engine_status& loaded, const std::string& data, const source_part& part) {
  auto text = "there are no hotels: of '" + data + "' only " + loaded.part + " would be loaded";
  std::vector<std::string> meant;
  for (const auto& each : part.cities)
    if (auto one = city_meant(each); !one.empty()) meant.push_back("'" + one + "'");
  if (!meant.empty()) text += "; did you mean " + enumerated(meant, "and") + "?";
  return {failure_code::source, text, data, 0, "", ""};
}

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
  return open_local(chosen->values.engine);
}

result<client*> chosen_engine::open_local(const engine_options& wanted) {
  auto options = wanted;
  if (purpose_ == use::one_question) options.refresh_interval_ms = 0;
  auto made = made_engine(options);
  if (!made) return made.why();
  const auto loaded = load_shown(**made, options, line_.screen);
  if (!loaded) return loaded.why();
  if (const auto& wrong = loaded->rates.wrong; needs_rates_ && !wrong.text.empty()) {
    failure out = wrong;
    out.code = failure_code::source;  // whatever it is, the question is not at fault
    out.text = "the exchange rates cannot be read: " + wrong.text;
    return out;
  }
  note_rates(*loaded, line_.screen);
  note_cities(**made, options, line_.screen);
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

result<engine_status> load_shown(local_engine& engine, const engine_options& options,
                                 terminal& screen, const std::function<void()>& meanwhile) {
  const auto& data = options.data;
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
  const bool is_nothing = loaded->destinations == 0;
  if (is_nothing && !loaded->part.empty() && loaded->rejected == 0)
    return nothing_of(*loaded, data, options.part);
  if (loaded->rejected == 0) return loaded;
  const auto rejected = counted(loaded->rejected, "document", "documents") + " of " + data +
                        (loaded->rejected == 1 ? " was" : " were") + " rejected; 'pronto check " +
                        data + "' says why";
  if (is_nothing)
    return failure{failure_code::data, "there are no hotels: " + rejected, data, 0, "", ""};
  screen.err << notes_text({rejected}, screen.err_look);
  return loaded;
}

void note_rates(const engine_status& of, terminal& screen) {
  if (!of.rates.wrong.text.empty())
    screen.err << notes_text({rates_trouble_text(of.rates)}, screen.err_look);
}

std::optional<failure> no_such_city(client& engine, const std::string& city,
                                    const std::string& country) {
  const auto there = engine.hotels({.city = city, .country = country, .keep = {}, .limit = 1});
  if (there || there.why().code != failure_code::not_found) return std::nullopt;
  return there.why();
}

void note_cities(client& engine, const engine_options& options, terminal& screen) {
  if (options.lazy) return;
  for (const auto& each : options.part.cities) {
    if (!no_such_city(engine, each.name, "")) continue;
    const auto meant = city_meant(each);
    screen.err << notes_text({"destinations: no city '" + each.name + "' in the data" +
                              (meant.empty() ? "" : "; did you mean '" + meant + "'?")}, screen.err_look);
  }
}

}  // namespace pronto
