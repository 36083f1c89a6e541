#include "app/options/ini.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "shortened.hpp"
#include "trimmed.hpp"

namespace pronto {

namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

/// Whether nothing but a comment follows.
bool ends_here(std::string_view rest) {
  rest = trimmed(rest);
  return rest.empty() || rest.front() == ';';
}

/// Reads `"..."` with \" and \\, then perhaps a comment.
std::optional<std::string> read_quoted(std::string_view text) {
  std::string out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      if (!ends_here(text.substr(i + 1))) return std::nullopt;
      return out;
    }
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\')) ++i;
    out += text[i];
  }
  return std::nullopt;
}

/// One file being read.
class reader {
public:
  explicit reader(std::string path) : path_(std::move(path)) {}

  /// Takes one line in; why it is none of INI, if it is not.
  std::optional<failure> take(std::string_view line);

  ini_file made;

private:
  std::optional<failure> take_section(std::string_view text);
  std::optional<failure> take_entry(std::string_view text);
  failure fail(std::string text, std::string_view key, std::string_view value) const;

  std::string path_;
  std::uint64_t line_ = 0;
  std::map<std::pair<std::string, std::string>, std::uint64_t> known_;  // the lines of entries
};

failure reader::fail(std::string text, std::string_view key, std::string_view value) const {
  return {failure_code::config, path_ + ":" + std::to_string(line_) + ": " + std::move(text),
          path_, line_, std::string(key), shortened(value, 60)};
}

std::optional<failure> reader::take(std::string_view line) {
  ++line_;
  if (line_ == 1 && line.substr(0, 3) == "\xef\xbb\xbf") line.remove_prefix(3);
  const auto text = trimmed(line);
  if (text.empty() || text.front() == ';') return std::nullopt;
  return text.front() == '[' ? take_section(text) : take_entry(text);
}

std::optional<failure> reader::take_section(std::string_view text) {
  const auto close = text.find(']');
  const auto name = trimmed(text.substr(1, close == std::string_view::npos ? close : close - 1));
  if (close == std::string_view::npos || !is_name(name) || !ends_here(text.substr(close + 1)))
    return fail("expected a section such as [engine]", "", text);
  made.sections.push_back({std::string(name), line_});
  return std::nullopt;
}

std::optional<failure> reader::take_entry(std::string_view text) {
  constexpr auto shape = "expected 'key = value', '[section]' or a comment after ';'";
  if (text.front() == '#') return fail("a comment begins with ';', not with '#'", "", text);
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return fail(shape, "", text);
  ini_entry next;
  next.key = trimmed(text.substr(0, equals));
  next.line = line_;
  if (!is_name(next.key)) return fail(shape, "", text);
  if (made.sections.empty())
    return fail(next.key + " stands outside of a section; put it under one, such as [engine]",
                next.key, text);
  next.section = made.sections.back().name;
  const auto value = trimmed(text.substr(equals + 1));
  next.quoted = !value.empty() && value.front() == '"';
  if (next.quoted) {
    auto inner = read_quoted(value);
    if (!inner)
      return fail(next.key + ": expected text that ends with a double quote", next.key, value);
    next.value = std::move(*inner);
  } else {
    next.value = trimmed(value.substr(0, value.find(';')));
  }
  const auto [known, is_new] = known_.try_emplace({next.section, next.key}, line_);
  if (!is_new)
    return fail("[" + next.section + "] " + next.key + " is there twice; it is on line " +
                    std::to_string(known->second) + " already",
                next.key, next.value);
  made.entries.push_back(std::move(next));
  return std::nullopt;
}

}  // namespace

result<ini_file> read_ini(const std::string& path) {
  const auto wrong = [&](const std::string& what) {
    return failure{failure_code::config, "the configuration file '" + path + "' " + what, path, 0,
                   "--config", path};
  };
  std::ifstream in(path, std::ios::binary);
  if (!in) return wrong("cannot be read; is the name right?");
  std::string text(ini_limit_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return wrong("cannot be read to its end");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > ini_limit_bytes)
    return wrong("is larger than " + std::to_string(ini_limit_bytes) + " bytes; is the name right?");
  reader lines(path);
  for (std::string_view left = text; !left.empty();) {
    const auto end = std::min(left.find('\n'), left.size());
    if (auto no = lines.take(left.substr(0, end))) return *std::move(no);
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return std::move(lines.made);
}

}  // namespace pronto
