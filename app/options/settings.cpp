#include "app/options/settings.hpp"

#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

#include "app/options/ini.hpp"
#include "app/options/option_value.hpp"
#include "app/options/suggest.hpp"
#include "enumerated.hpp"

namespace pronto {

namespace {

constexpr auto default_file = "config.ini";

constexpr std::array<setting, 22> table = {{
    {"engine", "data", "the file of hotel documents",
     [](settings& s) -> std::string& { return s.engine.data; }, nullptr},
    {"engine", "exchange-rates", "the file of exchange rates; empty: none",
     [](settings& s) -> std::string& { return s.engine.exchange_rates; }, nullptr, 0, 0,
     "a file of lines date,from,to,rate, or nothing", [](std::string_view) { return true; }},
    {"engine", "handlers", "actors that answer; 0: one for each scheduler thread", nullptr,
     [](settings& s) -> std::uint32_t& { return s.engine.handlers; }, 0, 1024},
    {"engine", "scheduler-threads", "threads for the actors; 0: one for each core", nullptr,
     [](settings& s) -> std::uint32_t& { return s.engine.scheduler_threads; }, 0, 1024},
    {"engine", "refresh-interval-ms", "time between looks at the data; 0: only on request",
     nullptr, [](settings& s) -> std::uint32_t& { return s.engine.refresh_interval_ms; }, 0,
     86'400'000},
    {"engine", "inflight-max", "requests at once; more are refused as overloaded", nullptr,
     [](settings& s) -> std::uint32_t& { return s.engine.inflight_max; }, 1, 1'000'000},
    {"engine", "request-timeout-ms", "time for a request in this process, and for a batch", nullptr,
     [](settings& s) -> std::uint32_t& { return s.engine.request_timeout_ms; }, 1, 3'600'000},
    {"engine", "load-step-bytes", "bytes to load at a time between other work", nullptr,
     [](settings& s) -> std::uint32_t& { return s.engine.load_step_bytes; }, 4096, 1 << 30},
    {"engine", "loader-niceness", "how far loading stands back for answering", nullptr,
     [](settings& s) -> std::uint32_t& { return s.engine.loader_niceness; }, 0, 19},
    {"memory", "budget", "what the hotels may take, \"2 GB\"; 0: no limit",
     [](settings& s) -> std::string& { return s.budget; }, nullptr, 0, 0,
     "0, or a size such as \"500 MB\", \"2 GB\" or, in bytes, \"500000000\"",
     [](std::string_view text) { return parse_bytes(text).has_value(); }},
    {"memory", "destinations", "the cities to load, \"Berlin, Paris (FR)\"; empty: all",
     [](settings& s) -> std::string& { return s.destinations; }, nullptr, 0, 0,
     "cities like \"Berlin, Paris (FR)\"",
     [](std::string_view text) { return parse_part(text, "", 0).ok(); }},
    {"memory", "countries", "the countries to load, \"AT, CH\"; empty: all",
     [](settings& s) -> std::string& { return s.countries; }, nullptr, 0, 0,
     "codes of ISO 3166-1 like \"AT, CH\"",
     [](std::string_view text) { return parse_part("", text, 0).ok(); }},
    {"memory", "horizon-nights", "nights to load from today on; 0: all", nullptr,
     [](settings& s) -> std::uint32_t& { return s.horizon_nights; }, 0, horizon_nights_max},
    {"memory", "lazy", "1: load a city when it is first asked for; 0: load all at once", nullptr,
     [](settings& s) -> std::uint32_t& { return s.lazy; }, 0, 1, "1 for yes or 0 for no"},
    {"popular", "popular-budget", "what answers that are ready may take, \"16 MB\"; 0: none",
     [](settings& s) -> std::string& { return s.popular_budget; }, nullptr, 0, 0,
     "0, or a size such as \"16 MB\", \"1 GB\" or, in bytes, \"16000000\"",
     [](std::string_view text) { return parse_bytes(text).has_value(); }},
    {"popular", "popular-shapes", "stays that are asked for often, \"Berlin, 2 nights, 2 adults; ...\"",
     [](settings& s) -> std::string& { return s.popular_shapes; }, nullptr, 0, 0,
     "stays like \"Berlin, 2 nights, 2 adults; Paris (FR), 7 nights, 2 adults, children 4 and 9\"",
     [](std::string_view text) { return parse_given_shapes(text).ok(); }},
    {"popular", "popular-offers", "offers of each arrival that are ready", nullptr,
     [](settings& s) -> std::uint32_t& { return s.popular_offers; }, 1, 100},
    {"popular", "popular-arrivals", "arrivals that are ready, from today on", nullptr,
     [](settings& s) -> std::uint32_t& { return s.popular_arrivals; }, 1, 1000},
    {"popular", "popular-half-life-s", "after this time a question counts half", nullptr,
     [](settings& s) -> std::uint32_t& { return s.popular_half_life_s; }, 1, 31'536'000},
    {"server", "port", "where 'serve' listens, on 127.0.0.1; 0: any free port", nullptr,
     [](settings& s) -> std::uint32_t& { return s.port; }, 0, 65'535},
    {"server", "connections-max", "connections at once", nullptr,
     [](settings& s) -> std::uint32_t& { return s.connections_max; }, 1, 100'000},
    {"client", "timeout-ms", "time for one request to a server (--connect)", nullptr,
     [](settings& s) -> std::uint32_t& { return s.timeout_ms; }, 1, 3'600'000},
}};

/// What a value of this key has to be.
std::string expected_of(const setting& of) {
  if (!of.form.empty()) return std::string(of.form);
  if (of.text != nullptr) return "some text";
  return "a whole number from " + std::to_string(of.least) + " to " + std::to_string(of.most);
}

/// Sets the value that `text` says; false if it is none for this key.
bool set_value(const setting& of, std::string_view text, settings& in) {
  if (of.text != nullptr) {
    of.text(in) = text;
    return of.has_form != nullptr ? of.has_form(text) : !text.empty();
  }
  std::uint32_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end || number < of.least || number > of.most)
    return false;
  of.number(in) = number;
  return true;
}

failure refuse(const std::string& file, const ini_entry& entry, const std::string& text) {
  return {failure_code::config, file + ":" + std::to_string(entry.line) + ": " + text, file,
          entry.line, entry.key, entry.value};
}

std::optional<failure> unknown_section(const std::string& file, const ini_section& of) {
  std::vector<std::string> sections;
  for (const auto& each : table) {
    if (each.section == of.name) return std::nullopt;
    if (sections.empty() || sections.back() != each.section)
      sections.emplace_back(each.section);
  }
  return refuse(file, {.section = of.name, .key = {}, .value = {}, .line = of.line},
                "there is no section [" + of.name + "]; expected " + enumerated(sections, "or") +
                    did_you_mean(of.name, sections));
}

failure unknown_key(const std::string& file, const ini_entry& entry) {
  std::vector<std::string> keys;
  for (const auto& each : table)
    if (each.section == entry.section) keys.emplace_back(each.key);
  return refuse(file, entry, "[" + entry.section + "] has no key '" + entry.key +
                                 "'; expected " + enumerated(keys, "or") + did_you_mean(entry.key, keys));
}

std::optional<failure> apply_entry(const std::string& file, const ini_entry& entry,
                                   settings_in_force& to) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto& each = table[i];
    if (each.section != entry.section || each.key != entry.key) continue;
    const bool is_text = each.text != nullptr;
    if (entry.quoted != is_text || !set_value(each, entry.value, to.values)) {
      const auto found = entry.quoted ? "\"" + entry.value + "\"" : entry.value;
      const auto quotes = entry.quoted == is_text ? "" : is_text ? ", in double quotes" : ", without quotes";
      return refuse(file, entry, "[" + entry.section + "] " + entry.key + " = " + found +
                                     ": expected " + expected_of(each) + quotes);
    }
    to.origin[i] = file + ":" + std::to_string(entry.line);
    return std::nullopt;
  }
  return unknown_key(file, entry);
}

}  // namespace

settings::settings()
    : budget("0"),
      horizon_nights(0),
      lazy(0),
      popular_budget("16 MB"),
      popular_offers(10),
      popular_arrivals(365),
      popular_half_life_s(3600),
      port(4242),
      connections_max(1000),
      timeout_ms(5000) {
  engine.data = "demo/hotels.ndjson.gz";
}

std::span<const setting> all_settings() { return table; }

std::string write_value(const setting& of, const settings& in) {
  auto copy = in;  // the table's accessors are for writing too
  if (of.number != nullptr) return std::to_string(of.number(copy));
  std::string out = "\"";
  for (const char c : of.text(copy)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

result<settings_in_force> resolve_settings(const std::optional<std::string>& named,
                                           const setting_flags& flags) {
  settings_in_force out;
  out.origin.assign(table.size(), "default");
  std::error_code ignored;
  if (named)
    out.file = *named;
  else if (std::filesystem::exists(default_file, ignored))
    out.file = default_file;
  if (named || !out.file.empty()) {
    const auto read = read_ini(out.file);
    if (!read) return read.why();
    for (const auto& each : read->sections) {
      if (auto wrong = unknown_section(out.file, each)) return *std::move(wrong);
    }
    for (const auto& each : read->entries) {
      if (auto wrong = apply_entry(out.file, each, out)) return *std::move(wrong);
    }
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto given = flags.find(table[i].key);
    if (given == flags.end()) continue;
    const auto flag = "--" + given->first;
    if (!set_value(table[i], given->second, out.values))
      return usage_failure(flag, given->second, expected_of(table[i]));
    out.origin[i] = flag;
  }
  auto& made = out.values;
  made.engine.memory_budget_bytes = *parse_bytes(made.budget);
  made.engine.lazy = made.lazy == 1;
  made.engine.popular = {.budget_bytes = *parse_bytes(made.popular_budget),
                         .given = *parse_given_shapes(made.popular_shapes),
                         .arrivals = static_cast<int>(made.popular_arrivals),
                         .offers = static_cast<int>(made.popular_offers),
                         .half_life_s = made.popular_half_life_s};
  made.engine.part = *parse_part(made.destinations, made.countries,
                                 static_cast<int>(made.horizon_nights));
  return out;
}

}  // namespace pronto
