#pragma once
// What config.ini can say: one table of all keys with their defaults, limits and flags. What is not
// in the table, or not of its type, is refused; nothing is guessed.
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/client.hpp"
#include "result.hpp"

namespace pronto {

/// The values of all keys; by default those that hold without a file.
struct settings {
  settings();

  engine_options engine;
  std::string budget;        ///< engine.memory_budget_bytes
  std::string destinations;  ///< with `countries` and `horizon_nights`: engine.part
  std::string countries;
  std::uint32_t horizon_nights;
  std::uint32_t lazy;        ///< engine.lazy, 0 or 1
  std::string popular_budget;  ///< with the following: engine.popular
  std::string popular_shapes;
  std::uint32_t popular_offers;
  std::uint32_t popular_arrivals;
  std::uint32_t popular_half_life_s;
  std::uint32_t port;        ///< of the server, on 127.0.0.1
  std::uint32_t connections_max;  ///< to it, at once
  std::uint32_t timeout_ms;  ///< of each request to a server
};

/// One key. A flag of its name overrides it: --port.
struct setting {
  std::string_view section;
  std::string_view key;
  std::string_view about;
  std::string& (*text)(settings&);           ///< null for numbers
  std::uint32_t& (*number)(settings&);       ///< null for text
  std::uint32_t least = 0;                   ///< of numbers
  std::uint32_t most = 0;
  std::string_view form{};                   ///< of text that has one: what is expected
  bool (*has_form)(std::string_view) = nullptr;
};

/// All keys, those of one section together.
std::span<const setting> all_settings();

/// The value as it is written in a file: `5000`, `"hotels.ndjson.gz"`.
std::string write_value(const setting& of, const settings& in);

/// Flags that were given: by key, what they say.
using setting_flags = std::map<std::string, std::string, std::less<>>;

/// What is in force, and where each value came from.
struct settings_in_force {
  settings values;
  std::string file;                ///< that was read; empty if none
  std::vector<std::string> origin;  ///< of each key in the order of the table: "default",
                                    ///< "config.ini:12" or "--port"
};

/// Defaults, then the file, then the flags. The file is `named`, which must be there, or else
/// ./config.ini if it is there.
result<settings_in_force> resolve_settings(const std::optional<std::string>& named,
                                           const setting_flags& flags);

}  // namespace pronto
