// `pronto import`: hotel documents from what others send.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/commands/commands.hpp"
#include "app/commands/output_file.hpp"
#include "app/options/option_value.hpp"
#include "app/options/suggest.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "enumerated.hpp"
#include "sources/documents/document.hpp"
#include "sources/imports/import.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto import --from alpinebits rates.xml inventory.xml --out hotels.ndjson.gz
  pronto import --from airbnb listings.csv.gz calendar.csv.gz --out homes.ndjson.gz
  pronto import --from rateshop rates.csv --out hotels.ndjson

alpinebits  messages of AlpineBits HotelData, XML: rate plans, inventory, free rooms
airbnb      a calendar and the listings of Inside Airbnb, CSV
rateshop    scraped rates, CSV with ';' between: name, date, adults, children, no_rooms, address,
            room, capacity, price. An address ends with "CITY, COUNTRY": "Weg 4, 80336 München, Germany"
Files go in any order. Rates of the past are asked for with --arrival and --booking-date.

What cannot be taken over is left out, counted by kind and listed with its first places. Folders
that there are not are made.
Exit code: 0, 2 wrong usage, 3 a file that cannot be read or written.
)";

struct format {
  std::string name;
  result<import_report> (*import)(const std::vector<std::string>&, const hotel_sink&,
                                  const import_progress&);
};

const std::vector<format>& formats() {
  static const std::vector<format> all = {{"alpinebits", import_alpinebits},
                                          {"airbnb", import_airbnb},
                                          {"rateshop", import_rateshop}};
  return all;
}

struct typed_options {
  std::string from;
  std::vector<std::string> in;
  std::string out;
};

/// "rates.csv:12, :90, listings.csv:3": the file only where it changes.
std::string places(const std::vector<failure>& examples_found) {
  std::string out;
  std::string file;
  for (const auto& each : examples_found) {
    if (!out.empty()) out += ", ";
    if (each.file != file) out += each.file;
    file = each.file;
    if (each.line > 0) out += ":" + std::to_string(each.line);
    if (!each.value.empty()) out += " '" + each.value + "'";
  }
  return out;
}

std::string written_text(const import_report& report, const std::string& to) {
  return "wrote " + counted(report.hotels, "hotel", "hotels") + " from " +
         counted(report.records, "record", "records") + " to " + printable(to) + "\n" +
         (report.omitted.empty() ? "nothing was left out\n" : "\n");
}

std::string omitted_text(const import_report& report, const appearance& look) {
  if (report.omitted.empty()) return {};
  table rows({{"Left out or mended", side::left},
              {"Count", side::right},
              {"Meaning", side::left, true},
              {"First places", side::left, true}});
  for (const auto& each : report.omitted)
    rows.add_row({{each.kind, style::warning},
                  {grouped(each.count)},
                  {each.text},
                  {places(each.examples), style::faint}});
  return rows.render(look);
}

failure no_hotels(const import_report& report, const std::string& to) {
  // What was understood and left out for another reason is of the format.
  const bool is_other_format = std::ranges::all_of(
      report.omitted, [](const auto& each) { return each.kind.ends_with("unreadable"); });
  return {failure_code::data,
          "no hotel could be taken over, and nothing was written to " + to +
              (is_other_format ? "; are these the files that --from means?"
                               : "; look at what was left out, and why"),
          to, 0, "--out", to};
}

std::string to_json_text(const import_report& report, const std::string& to) {
  nlohmann::ordered_json out;
  if (report.hotels == 0) out = to_json(no_hotels(report, to));
  out["file"] = to;
  out["hotels"] = report.hotels;
  out["records"] = report.records;
  out["omitted"] = nlohmann::ordered_json::array();
  for (const auto& each : report.omitted) {
    auto places_json = nlohmann::ordered_json::array();
    for (const auto& place : each.examples) places_json.push_back(fields_of(place));
    out["omitted"].push_back({{"kind", each.kind},
                              {"text", each.text},
                              {"count", each.count},
                              {"examples", std::move(places_json)}});
  }
  return to_text(out) + "\n";
}

/// By whatever names.
bool is_same_file(const std::string& one, const std::string& other) {
  std::error_code ignored;  // where one is not there, they are not the same
  return one == other || std::filesystem::equivalent(one, other, ignored);
}

result<int> import_files(command_line& line, const typed_options& typed) {
  std::vector<std::string> names;
  for (const auto& each : formats()) names.push_back(each.name);
  const auto chosen = std::find(names.begin(), names.end(), typed.from) - names.begin();
  if (static_cast<std::size_t>(chosen) == names.size())
    return usage_failure("--from", typed.from,
                         enumerated(names, "or") + did_you_mean(typed.from, names));
  if (std::ranges::any_of(typed.in, [&](const auto& each) { return is_same_file(each, typed.out); }))
    return usage_failure("--out", typed.out, "another file than those that are read");
  auto to = create_output(typed.out);
  if (!to) return to.why();
  std::optional<failure> wrong;
  result<import_report> report = import_report{};
  {
    progress_line progress(line.screen, "importing");
    report = formats()[static_cast<std::size_t>(chosen)].import(
        typed.in,
        [&](const hotel& each) {
          if (!wrong) wrong = to->write(write_hotel(each));
        },
        [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
  }
  if (!report) return report.why();
  const bool any = report->hotels > 0;  // a file without hotels takes the place of none
  if (!wrong && any) wrong = to->finish();
  if (wrong) return *wrong;
  if (line.json) {
    line.screen.out << to_json_text(*report, typed.out);
    return any ? exit_good : exit_failed;
  }
  if (any) line.screen.out << written_text(*report, typed.out);
  line.screen.out << omitted_text(*report, line.screen.out_look);
  if (!any) return no_hotels(*report, typed.out);
  return exit_good;
}

}  // namespace

void add_import(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "import", "Make hotel documents from what others send", examples);
  const auto typed = std::make_shared<typed_options>();
  add_option(sub, "--from FORMAT", typed->from, "alpinebits, airbnb or rateshop",
             {.required = true});
  add_option(sub, "IN FILE", typed->in, "the files to read", {.required = true});
  add_option(sub, "--out FILE", typed->out, "the file to write; gzip if it ends in .gz",
             {.required = true});
  add_config_option(sub, line);
  add_json_flag(sub, line);
  run_when_chosen(sub, line, [&line, typed] { return import_files(line, *typed); });
}

}  // namespace pronto
