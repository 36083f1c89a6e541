#include "sources/json/complaints.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "shortened.hpp"

namespace pronto {

namespace {

bool is_plain_key(std::string_view key) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !key.empty() && key.size() <= shown_bytes && !is_digit(key.front()) &&
         std::all_of(key.begin(), key.end(),
                     [&](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

}  // namespace

void complaints::add(std::string field, std::string value, std::string text) {
  if (list_.size() == limit_) {
    ++left_out_;
    return;
  }
  list_.push_back({.code = failure_code::data,
                   .text = std::move(text),
                   .field = std::move(field),
                   .value = std::move(value)});
}

std::vector<failure> complaints::take() {
  if (left_out_ > 0)
    list_.back() = {.code = failure_code::data,
                    .text = "and " + std::to_string(left_out_ + 1) + " more errors"};
  left_out_ = 0;
  return std::exchange(list_, {});
}

void append_key(std::string& path, std::string_view key) {
  if (!is_plain_key(key)) {
    path += "[" + in_quotes(key) + "]";
    return;
  }
  if (!path.empty()) path += '.';
  path += key;
}

void append_index(std::string& path, std::size_t index) {
  path += "[" + std::to_string(index) + "]";
}

std::string in_quotes(std::string_view utf8) {
  using nlohmann::json;
  return json(shortened(utf8, shown_bytes)).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace pronto
