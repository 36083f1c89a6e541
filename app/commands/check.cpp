// `pronto check`: everything that is wrong with a file of hotel documents.
#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include "app/commands/commands.hpp"
#include "app/options/option_value.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "sources/documents/check.hpp"
#include "sources/json/json_tree.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto check hotels.ndjson
  pronto check hotels.ndjson.gz --json

It lists the first 10,000 errors and counts the rest.
Exit code: 0 if all documents are good, 3 if not.
)";

// What is kept and printed of a file on which everything may be wrong; the rest is counted.
constexpr std::size_t errors_listed = 10'000;

struct found_errors {
  std::vector<failure> listed;  // the first ones
  std::uint64_t omitted = 0;

  void add(const failure& each) {
    if (listed.size() < errors_listed)
      listed.push_back(each);
    else
      ++omitted;
  }
  std::uint64_t count() const { return listed.size() + omitted; }
};

/// A file that could not be read to its end has no counts, but what was found until then.
std::string to_json_text(const result<check_report>& report, const found_errors& errors) {
  nlohmann::ordered_json out;
  if (report)
    out = {{"documents", report->documents},
           {"good", report->good},
           {"error_count", report->errors}};
  else
    out = to_json(report.why());
  out["errors"] = nlohmann::ordered_json::array();
  for (const auto& each : errors.listed) out["errors"].push_back(fields_of(each));
  out["errors_omitted"] = errors.omitted;
  return to_text(out) + "\n";
}

// Whether one line after the other is wrong from the first on, and some are no JSON: as where a document
// stands on several lines, of which each says the same.
bool is_no_list_of_documents(const std::vector<failure>& errors) {
  constexpr std::size_t told_by = 10;
  if (errors.size() < told_by) return false;
  for (std::size_t i = 0; i < told_by; ++i)
    if (errors[i].line != i + 1) return false;
  return std::ranges::any_of(std::span(errors).first(told_by), [](const failure& each) {
    return each.text.starts_with(not_json);
  });
}

std::string to_table_text(const found_errors& errors, const appearance& look) {
  if (errors.listed.empty()) return {};
  const bool are_alike = is_no_list_of_documents(errors.listed);
  constexpr std::size_t enough = 3;
  auto text = failures_table(
                  std::span(errors.listed).first(are_alike ? enough : errors.listed.size()), look) +
              "\n";
  if (are_alike)
    text += "And so on: each document has to stand on a line of its own. 'jq -c . FILE' puts them so, "
            "'jq -c .[] FILE' those of a list.\n";
  else if (errors.omitted > 0)
    text += "These are the first; " + counted(errors.omitted, "more error is", "more errors are") +
            " not listed.\n";
  return text;
}

std::string counts_text(const std::string& file, const check_report& report) {
  return printable(file) + ": " + counted(report.documents, "document", "documents") + ", " +
         grouped(report.good) + " good, " + counted(report.errors, "error", "errors") +
         "\n";
}

result<int> check(command_line& line, const std::string& file) {
  if (file.empty()) return usage_failure("FILE", file, "the name of a file of hotel documents");
  found_errors errors;
  result<check_report> report = check_report{};
  {
    progress_line progress(line.screen, "checking " + file);
    report = check_file(
        file, [&](const failure& each) { errors.add(each); },
        [&](std::uint64_t done, std::uint64_t total) {
          progress.show(done, total, counted(errors.count(), "error", "errors"));
        });
  }
  if (line.json) {
    line.screen.out << to_json_text(report, errors);
    return report && report->errors == 0 ? exit_good : exit_failed;
  }
  line.screen.out << to_table_text(errors, line.screen.out_look);
  if (!report) return report.why();
  line.screen.out << counts_text(file, *report);
  return report->errors == 0 ? exit_good : exit_failed;
}

}  // namespace

void add_check(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "check", "List all errors of a file of hotel documents", examples);
  const auto file = std::make_shared<std::string>();
  add_option(sub, "FILE", *file, "hotel documents, one a line, plain or gzip", {.required = true});
  add_config_option(sub, line);
  add_json_flag(sub, line);
  run_when_chosen(sub, line, [&line, file] { return check(line, *file); });
}

}  // namespace pronto
