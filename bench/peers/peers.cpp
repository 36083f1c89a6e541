// The same hotels and questions for Pronto and for what one might use instead: `make` writes them to a
// folder, `run` loads and asks one system, `report` writes the tables and the picture.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "machine.hpp"
#include "make_market.hpp"
#include "measure.hpp"
#include "report.hpp"
#include "system.hpp"

using namespace pronto::bench;

namespace {

struct known_system {
  const char* name;
  open_system open;  // null: its library was not there
};

// In the order of the table.
constexpr known_system systems[]{
    {"pronto", open_pronto},
    {"pronto-popular", open_pronto_popular},
    {"pronto-handler", open_pronto_handler},
    {"pronto-desk", open_pronto_desk},
    {"rows", open_sum_rows},
    {"scan", open_scan},
#ifdef PRONTO_WITH_SQLITE
    {"sqlite", open_sqlite},
    {"sqlite-ready", open_sqlite_ready},
#else
    {"sqlite", nullptr},
    {"sqlite-ready", nullptr},
#endif
#ifdef PRONTO_WITH_POSTGRES
    {"postgres", open_postgres},
    {"postgres-ready", open_postgres_ready},
#else
    {"postgres", nullptr},
    {"postgres-ready", nullptr},
#endif
#ifdef PRONTO_WITH_REDIS
    {"redis-ready", open_redis_ready},
#else
    {"redis-ready", nullptr},
#endif
};

// What `run` ends with where a peer is not there.
constexpr int absent = 3;

int run(const std::string& name, const std::string& folder, const std::string& address,
        const std::string& json_file, bool quickly) {
  const auto known =
      std::ranges::find_if(systems, [&](const known_system& each) { return name == each.name; });
  if (known == std::end(systems)) fail("there is no system " + name);
  if (known->open == nullptr) return absent;
  const auto json = measure_system(known->open, market_folder(folder), address, quickly);
  const auto& asked = json["questions"]["everyone"];
  std::printf("%-34s load %7.1f s   p50 us:", json["system"].get<std::string>().c_str(),
              json["load_s"].get<double>());
  for (const auto& each : asked) std::printf(" %9.1f", each["p50_us"].get<double>());
  std::printf("\n");
  if (!json_file.empty()) std::ofstream(json_file) << json.dump(2) << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures Pronto beside other systems. bench/peers/run does all of it.");
  app.require_subcommand(1);
  market_options market;
  market.data_folder = PRONTO_SHARED_DATA;
  CLI::App* const make = app.add_subcommand("make", "write hotels, questions and Pronto's answers");
  make->add_option("folder", market.folder)->required();
  make->add_option("--hotels", market.hotels)->capture_default_str();
  make->add_option("--seed", market.seed)->capture_default_str();
  make->add_option("--questions", market.questions, "of a kind")->capture_default_str();
  make->add_flag("--munich", market.munich, "prices of Munich at points of Berlin");

  std::string name, folder, address, json;
  CLI::App* const one = app.add_subcommand("run", "load and ask one system; 3 if it is not there");
  one->add_option("system", name)->required();
  one->add_option("folder", folder)->required();
  one->add_option("--address", address, "its server's socket, or the folder with it");
  one->add_option("--json", json, "write the figures to this file");
  bool quickly = false;
  one->add_flag("--quick", quickly, "one run, to see that it works");

  report_options report;
  CLI::App* const all = app.add_subcommand("report", "write the tables and the picture");
  all->add_option("results", report.results, "folders with figures")->required();
  all->add_option("--table", report.table)->required();
  all->add_option("--short-table", report.short_table)->required();
  all->add_option("--picture", report.picture)->required();
  all->add_option("--date", report.date)->required();
  all->add_option("--missing", report.missing, "names of systems, with spaces");
  CLI11_PARSE(app, argc, argv);
  if (*make) return make_market(market) ? 0 : absent;
  if (*one) return run(name, folder, address, json, quickly);
  write_report(report);
  return 0;
}
