#include "report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "machine.hpp"
#include "market_folder.hpp"
#include "question.hpp"

namespace pronto::bench {

namespace {

using json = nlohmann::ordered_json;

// In the order of the table.
constexpr std::array names{"pronto", "pronto-popular", "pronto-handler", "pronto-desk",
                           "rows",   "scan",           "duckdb",         "sqlite",
                           "postgres", "sqlite-ready", "postgres-ready", "redis-ready"};

json read(const std::string& path) {
  std::ifstream in(path);
  json out = json::parse(in, nullptr, false);
  if (out.is_discarded()) fail(path + " is no JSON");
  return out;
}

/// What was measured of one market.
struct measured_market {
  json about;
  json systems;  // by name

  bool has(const std::string& name) const { return systems.contains(name); }
  double p50(const std::string& name, question_mix mix, question_kind kind) const {
    return systems[name]["questions"][name_of(mix)][name_of(kind)]["p50_us"];
  }
};

measured_market read_market(const std::string& folder) {
  measured_market out{read(folder + "/market.json"), json::object()};
  for (const char* name : names) {
    const std::string file = folder + "/" + name + ".json";
    if (std::filesystem::exists(file)) out.systems[name] = read(file);
  }
  return out;
}

template <class... Ts>
std::string formatted(const char* format, Ts... values) {
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), format, values...);
  return out.data();
}

std::string whole_number(double of) {
  std::string out = formatted("%.0f", of);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

// With two or three digits that count.
std::string short_number(double of) {
  if (of < 1) return formatted("%.2f", of);
  if (of < 10) return formatted("%.1f", of);
  return whole_number(of < 1000 ? of : std::round(of / 10) * 10);
}

std::string bytes_text(double of) {
  if (of < 1e9) return formatted("%.0f MB", of / 1e6);
  return formatted("%.1f GB", of / 1e9);
}

double memory_of(const json& system) {
  const double server = system["server_bytes"];
  return server > 0 ? server : system["resident_bytes"].get<double>();
}

std::string memory_text(const json& system) {
  const double files = system["file_bytes"];
  return bytes_text(memory_of(system)) + (files > 0 ? ", files " + bytes_text(files) : "");
}

/// The generated market with the most hotels, the one with the fewest, and Munich's; null if there is
/// none.
struct markets {
  std::vector<measured_market> all;
  const measured_market* largest = nullptr;
  const measured_market* smallest = nullptr;
  const measured_market* munich = nullptr;
};

markets read_markets(const std::vector<std::string>& folders) {
  markets out;
  for (const std::string& each : folders) out.all.push_back(read_market(each));
  const auto hotels = [](const measured_market& of) { return of.about["hotels"].get<double>(); };
  for (const measured_market& each : out.all) {
    if (each.about["munich"])
      out.munich = &each;
    else {
      if (!out.largest || hotels(each) > hotels(*out.largest)) out.largest = &each;
      if (!out.smallest || hotels(each) < hotels(*out.smallest)) out.smallest = &each;
    }
  }
  if (!out.largest) fail("there is no generated market to report on");
  if (out.smallest == out.largest) out.smallest = nullptr;
  return out;
}

std::string count_text(const measured_market& of, const char* what) {
  return whole_number(of.about[what].get<double>());
}

std::string heading(const markets& of, const report_options& with, const char* shown) {
  const measured_market& main = *of.largest;
  std::string out = count_text(main, "hotels") + " hotels in " + count_text(main, "cities") +
                    " cities (the largest has " + count_text(main, "largest_city") + "), " +
                    std::to_string(plain_products) + " products, " + std::to_string(plain_nights) +
                    " nights; seed " + main.about["seed"].dump() + "; " +
                    main.about["machine"].get<std::string>() + ", " + with.date;
  // Of the smallest, which comes first: the load of the others is that of the benchmark too.
  const double load = (of.smallest ? of.smallest : of.largest)->about.value("load_before", 0.0);
  if (load >= 0.5) out += formatted(", busy with other work (a load of %.1f before it began)", load);
  return out + ". Microseconds, " + shown + ":\n\n";
}

std::string row_of(const std::string& name, const markets& of) {
  const json& system = of.largest->systems[name];
  std::string out = "| " + system["system"].get<std::string>();
  for (int kind = 0; kind < question_kinds; ++kind) {
    const json& times = system["questions"]["everyone"][name_of(static_cast<question_kind>(kind))];
    out += " | " + short_number(times["p50_us"]) + " / " + short_number(times["p99_us"]);
  }
  out += " | " + short_number(of.largest->p50(name, question_mix::berlin, question_kind::cheapest));
  if (of.munich)
    out += " | " + (of.munich->has(name) ? short_number(of.munich->p50(name, question_mix::berlin,
                                                                       question_kind::cheapest))
                                         : std::string());
  if (of.smallest)
    out += " | " + (of.smallest->has(name)
                        ? short_number(of.largest->p50(name, question_mix::everyone,
                                                       question_kind::cheapest) /
                                       of.smallest->p50(name, question_mix::everyone,
                                                        question_kind::cheapest)) +
                              "x"
                        : std::string());
  out += " | " + short_number(system["cheapest_per_s"]["one"]) + " / " +
         short_number(system["cheapest_per_s"]["all"]);
  return out + " | " + memory_text(system) + " | " + short_number(system["load_s"]) + " |\n";
}

std::string table_of(const markets& of) {
  std::vector<std::string> columns{"", "cheapest", "best 20", "30 arrivals",
                                   "60 arrivals", "cheapest, all in Berlin"};
  if (of.munich)
    columns.push_back("with " + count_text(*of.munich, "hotels") + " points there, Munich's prices");
  if (of.smallest)
    columns.push_back("cheapest, times that of " + count_text(*of.smallest, "hotels") + " hotels");
  const std::string cores = of.largest->systems.begin().value()["cores"].dump();
  columns.push_back("cheapest a second, 1 / " + cores + " asking");
  columns.push_back("memory");
  columns.push_back("load, s");
  std::string out, rule;
  for (const std::string& each : columns) {
    out += "| " + each + " ";
    rule += "|---";
  }
  out += "|\n" + rule + "|\n";
  for (const char* name : names)
    if (of.largest->has(name)) out += row_of(name, of);
  return out;
}

// The best of each system, also where that is faster than Pronto, and of its figures the first.
std::string short_table_of(const markets& of) {
  constexpr std::array shown{"pronto", "pronto-popular", "rows",         "scan",       "duckdb",
                             "sqlite", "postgres",       "sqlite-ready", "redis-ready"};
  std::string out =
      "| | cheapest | best 20 | 30 arrivals | 60 arrivals | memory | load, s |\n"
      "|---|---|---|---|---|---|---|\n";
  for (const char* name : shown) {
    if (!of.largest->has(name)) continue;
    const json& system = of.largest->systems[name];
    out += "| " + system["system"].get<std::string>();
    for (int kind = 0; kind < question_kinds; ++kind)
      out += " | " + short_number(of.largest->p50(name, question_mix::everyone,
                                                  static_cast<question_kind>(kind)));
    out += " | " + memory_text(system) + " | " + short_number(system["load_s"]) + " |\n";
  }
  return out;
}

std::string notes_of(const markets& of, const report_options& with) {
  std::string out =
      "\nCompared is what SQL can express of the rules: two adults, the lowest of a hotel's products of "
      "which no night is closed, a tax of a share (rounded half up) or a night, stars, a maximum total. "
      "Promotions, supplements, rules of stays, ages and currencies are left out, for Pronto too. Every "
      "answer was compared with Pronto's: hotel, arrival and total, to the cent.\n\n"
      "\"Sums of nights\": a row of running sums for each night and hotel. \"Popular answers\": in every "
      "city, of any stars and of those asked for, the first of each arrival, as many as the longest answer "
      "has. \"Answers made before\": for "
      "stays of 1 to " +
      std::to_string(ready_nights_max) + " nights alone";
  for (const auto& [name, system] : of.largest->systems.items())
    if (system["answers"]["asked"] != system["answers"]["answered"]) {
      out += formatted(", %.0f %% of the questions", 100 * system["answers"]["answered"].get<double>() /
                                                         system["answers"]["asked"].get<double>());
      break;
    }
  out += formatted(", worked out in %.0f s before they were loaded",
                   of.largest->about["ready_s"].get<double>()) +
         ". Servers are on the same machine, behind a socket. One warm-up and the median of five runs, each over "
         "the same random questions, of which the slowest were asked as many as four seconds allow.\n";
  if (!with.missing.empty()) out += "\nNot installed, so left out: " + with.missing + ".\n";
  return out;
}

// -- the picture ----------------------------------------------------------------------------------

constexpr double bar_height = 15;
constexpr double bar_step = 21;
constexpr double label_width = 252;
constexpr double plot_width = 270;
constexpr double value_width = 62;
constexpr double panel_width = label_width + plot_width + value_width;
constexpr double panel_head = 34;
constexpr double edge = 20;
constexpr double head = 62;

std::string number(double of) { return formatted("%.1f", of); }

std::string text_at(double x, double y, const std::string& text, const char* more = "") {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\"" + more + ">" + text + "</text>\n";
}

const char* class_of(const std::string& name) {
  if (name.starts_with("pronto")) return "pronto";
  return name.ends_with("-ready") ? "ready" : "rates";
}

std::string time_text(double us) {
  return us < 1000 ? short_number(us) + " µs" : short_number(us / 1000) + " ms";
}

std::string tick_text(double us) {
  return us < 1000 ? formatted("%g µs", us) : formatted("%g ms", us / 1000);
}

std::string panel_of(double x0, double y0, const measured_market& of, question_kind kind,
                     const std::vector<std::string>& shown, double least, double greatest) {
  constexpr const char* titles[]{"Cheapest hotel of a city", "Best 20 of 4 stars within a total",
                                 "Cheapest with any arrival in 30 days",
                                 "Cheapest for each of 60 arrivals"};
  std::string out = text_at(x0, y0 + 12, titles[static_cast<std::size_t>(kind)], " class=\"title\"");
  const double bars = y0 + panel_head;
  const double left = x0 + label_width;
  const double decades = greatest - least;
  const double height = bar_step * static_cast<double>(shown.size());
  for (double at = least; at <= greatest; ++at) {
    const double x = left + plot_width * (at - least) / decades;
    out += "<line class=\"grid\" x1=\"" + number(x) + "\" y1=\"" + number(bars - 6) + "\" x2=\"" +
           number(x) + "\" y2=\"" + number(bars + height) + "\"/>\n";
    out += text_at(x, bars - 9, tick_text(std::pow(10, at)), " class=\"tick\"");
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const double us = of.p50(shown[i], question_mix::everyone, kind);
    const double y = bars + bar_step * static_cast<double>(i);
    const double length = std::max(1.0, plot_width * (std::log10(us) - least) / decades);
    out += text_at(left - 8, y + 12, of.systems[shown[i]]["system"].get<std::string>(),
                   " class=\"name\"");
    out += "<rect class=\"" + std::string(class_of(shown[i])) + "\" x=\"" + number(left) + "\" y=\"" +
           number(y) + "\" width=\"" + number(length) + "\" height=\"" + number(bar_height) +
           "\" rx=\"2\"/>\n";
    out += text_at(left + length + 5, y + 12, time_text(us), " class=\"value\"");
  }
  return out;
}

std::string picture_of(const measured_market& of, const report_options& with) {
  std::vector<std::string> shown;
  double least_us = 1e9, greatest_us = 0;
  for (const char* name : names) {
    if (!of.has(name)) continue;
    shown.emplace_back(name);
    for (int kind = 0; kind < question_kinds; ++kind) {
      const double us = of.p50(name, question_mix::everyone, static_cast<question_kind>(kind));
      least_us = std::min(least_us, us);
      greatest_us = std::max(greatest_us, us);
    }
  }
  const double least = std::floor(std::log10(least_us));
  const double greatest = std::ceil(std::log10(greatest_us));
  const double panel_height =
      panel_head + bar_step * static_cast<double>(shown.size()) + 26;
  const double width = 2 * edge + 2 * panel_width;
  const double height = head + 2 * panel_height + 6;
  // Colours that are told apart by those who do not see all of them, on light and on dark.
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" +
      number(height) + "\" viewBox=\"0 0 " + number(width) + " " + number(height) +
      "\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n<style>\n"
      ".back { fill: #fff } text { fill: #222 } .tick { fill: #666; font-size: 10px; text-anchor: middle }\n"
      ".name { text-anchor: end } .title { font-weight: bold; font-size: 13px } .grid { stroke: #ddd }\n"
      ".pronto { fill: #d55e00 } .rates { fill: #0072b2 } .ready { fill: #7fb8dc }\n"
      "@media (prefers-color-scheme: dark) {\n"
      ".back { fill: #0d1117 } text { fill: #e6edf3 } .tick { fill: #9aa4ae } .grid { stroke: #30363d }\n"
      ".pronto { fill: #f0843c } .rates { fill: #3d9bd6 } .ready { fill: #2a5f86 }\n}\n</style>\n"
      "<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n";
  out += text_at(edge, 26,
                 "Time to an answer, p50, on a logarithmic scale: " +
                     count_text(of, "hotels") + " hotels, " +
                     of.about["machine"].get<std::string>() + ", " + with.date,
                 " class=\"title\"");
  const std::array<std::pair<const char*, const char*>, 3> legend{
      {{"pronto", "Pronto"}, {"rates", "from rates"}, {"ready", "answers made before"}}};
  double x = edge;
  for (const auto& [look, text] : legend) {
    out += "<rect class=\"" + std::string(look) + "\" x=\"" + number(x) +
           "\" y=\"36\" width=\"12\" height=\"12\" rx=\"2\"/>\n" + text_at(x + 18, 46, text);
    x += 110;
  }
  for (int kind = 0; kind < question_kinds; ++kind)
    out += panel_of(edge + panel_width * (kind % 2), head + panel_height * (kind / 2), of,
                    static_cast<question_kind>(kind), shown, least, greatest);
  return out + "</svg>\n";
}

// Between the marks of the file, if it has them, else as all of it.
void put_into(const std::string& file, std::string text) {
  std::stringstream before;
  before << std::ifstream(file).rdbuf();
  const std::string old = before.str();
  const std::size_t begin = old.find(peers_begin), end = old.find(peers_end);
  if (begin != old.npos && end != old.npos && begin < end)
    text = old.substr(0, begin) + peers_begin + text + old.substr(end);
  std::ofstream out(file);
  out << text;
  if (!out.flush()) fail("the report cannot be written to " + file);
}

}  // namespace

void write_report(const report_options& with) {
  const markets all = read_markets(with.results);
  put_into(with.table, heading(all, with, "p50 / p99") + table_of(all) + notes_of(all, with));
  put_into(with.short_table, heading(all, with, "p50") + short_table_of(all));
  std::ofstream picture(with.picture);
  picture << picture_of(*all.largest, with);
  if (!picture.flush()) fail("the picture cannot be written to " + with.picture);
}

}  // namespace pronto::bench
