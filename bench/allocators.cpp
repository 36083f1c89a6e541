// mimalloc beside the system's allocator, on the work of an engine: questions one by one and in
// batches, and a refresh that replaces every hotel. Both are run in turn, each time in a process of
// its own; the table has ratios of neighbours.
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "command_options.hpp"
#include "machine.hpp"

using namespace pronto::bench;
using json = nlohmann::ordered_json;

namespace {

constexpr int runs = 5;

json run(const std::string& program, const std::string& arguments) {
  std::FILE* pipe = popen(("'" + program + "' " + arguments).c_str(), "r");
  if (!pipe) fail("cannot run " + program);
  std::string text;
  std::array<char, 4096> part{};
  while (const auto size = std::fread(part.data(), 1, part.size(), pipe))
    text.append(part.data(), size);
  if (pclose(pipe) != 0) fail(program + " ended with an error");
  const auto parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) fail(program + " did not print JSON");
  return parsed;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t hotels = 5000;
  std::uint64_t seed = 1;
  std::string json_file;
  command_options words("mimalloc beside the system's allocator, on the work of an engine.");
  words.add("--hotels", hotels, "how many");
  words.add("--seed", seed, "of the hotels");
  words.add("--json", json_file, "write the figures to this file");
  if (const auto code = words.parse(argc, argv)) return *code;

  const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  const auto arguments = std::to_string(hotels) + " " + std::to_string(seed);
  const std::array<const char*, 4> figures = {"singles_per_s", "batched_per_s",
                                              "refreshed_hotels_per_s", "resident_bytes"};
  std::vector<std::vector<double>> ratios(figures.size());
  std::vector<std::vector<double>> plain(figures.size());
  std::printf("%s; seed %llu; %llu hotels\n", machine_text().c_str(),
              static_cast<unsigned long long>(seed), static_cast<unsigned long long>(hotels));
  for (int i = -1; i < runs; ++i) {  // the first to warm up
    const auto mimalloc = run(here / "bench_work_mimalloc", arguments);
    const auto system = run(here / "bench_work_system", arguments);
    if (mimalloc["allocator"] == system["allocator"]) fail("both have the same allocator");
    if (mimalloc["cost"] != system["cost"]) fail("the two give different prices");
    if (i < 0) continue;
    for (std::size_t each = 0; each < figures.size(); ++each) {
      const double of_system = system[figures[each]];
      plain[each].push_back(of_system);
      ratios[each].push_back(mimalloc[figures[each]].get<double>() / of_system);
    }
  }
  json out{{"machine", machine_text()}, {"seed", seed}, {"hotels", hotels}};
  std::printf("%-24s %14s %10s\n", "", "system", "mimalloc / system, median (least to greatest)");
  for (std::size_t each = 0; each < figures.size(); ++each) {
    const auto of = spread_of(ratios[each]);
    const auto absolute = spread_of(plain[each]);
    std::printf("%-24s %14.0f %10.3f (%.3f to %.3f)\n", figures[each], absolute.median, of.median,
                of.least, of.greatest);
    out[figures[each]] = {{"system", absolute.median},
                          {"ratio", {{"median", of.median},
                                     {"least", of.least},
                                     {"greatest", of.greatest}}}};
  }
  if (!json_file.empty()) std::ofstream(json_file) << out.dump(2) << '\n';
}
