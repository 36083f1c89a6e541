// `pronto lab memory` from the outside, at a small scale.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "app/process.hpp"
#include "sources/files/scratch_folder.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

using words = std::vector<std::string>;

finished lab(words more, const scratch_folder& folder = {}) {
  words all{"lab", "memory"};
  all.insert(all.end(), more.begin(), more.end());
  return run(folder.path(), all);
}

[[maybe_unused]] double ratio_of(const json& report, const std::string& name, const std::string& allocator) {
  for (const auto& each : report.at("variants"))
    if (each.at("name") == name && each.at("allocator") == allocator)
      return each.at("peak_over_steady").get<double>();
  FAIL("no " << name << " under " << allocator);
  return 0;
}

[[maybe_unused]] bool installed(const json& report, const std::string& allocator) {
  const auto& missing = report.at("not_installed");
  return std::find(missing.begin(), missing.end(), allocator) == missing.end();
}

void check_refused(const finished& end, const std::string& part) {
  CAPTURE(end.err);
  CHECK(end.code == 2);
  CHECK(end.out == "");
  CHECK(end.err.starts_with("error: "));
  CHECK(end.err.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("wrong options of the lab are refused before anything runs") {
  check_refused(lab({"--hotels", "0"}), "--hotels 0: expected");
  check_refused(lab({"--prices", "many"}), "--prices many: expected");
  check_refused(lab({"--block", "7"}), "--block 7: expected");
  check_refused(lab({"--refreshes", "0"}), "--refreshes 0: expected");
  check_refused(lab({"--pause-ms", "-1"}), "--pause-ms -1: expected");
  check_refused(lab({"--variants", "naive,lazy"}),
                "--variants lazy: expected some of naive, joined, busy, dedicated, "
                "snapshot-plain, pronto");
  check_refused(lab({"--allocators", "tcmalloc"}),
                "--allocators tcmalloc: expected some of mimalloc, system, jemalloc");
  check_refused(lab({"--hotels", "10000000", "--prices", "1000000"}), "take fewer hotels");
}

TEST_CASE("the lab alone says what it has") {
  const scratch_folder folder;
  const auto end = run(folder.path(), {"lab"});
  CHECK(end.code == 2);
  CHECK(end.err.find("memory") != std::string::npos);
  check_refused(run(folder.path(), {"lab", "memry"}), "did you mean 'memory'?");
}

#ifdef PRONTO_SANITIZED

TEST_CASE("a program with a sanitizer in place of its allocator says so") {
  const auto end = lab({"--hotels", "10"});
  CHECK(end.code == 3);
  CHECK(end.err.find("a sanitizer is in its place") != std::string::npos);
}

#else

TEST_CASE("each variant is told of in JSON") {
  const auto end = lab({"--hotels", "50", "--block", "20000", "--refreshes", "2", "--allocators",
                        "system", "--json"});
  CAPTURE(end.out);
  REQUIRE(end.code == 0);
  CHECK(end.err == "");
  const auto report = json::parse(end.out);
  std::vector<std::string> names;
  for (const auto& each : report.at("variants")) {
    names.push_back(each.at("name"));
    CHECK(each.at("allocator") == "system");
    CHECK(each.at("block_bytes") == 20000);
    const auto loaded = each.at("loaded_bytes").get<double>();
    const auto peak = each.at("peak_bytes").get<double>();
    CHECK(loaded > 0);
    CHECK(peak >= loaded);
    CHECK(each.at("peak_over_steady") == doctest::Approx(peak / loaded));
    CHECK(each.at("pass_ends").size() == 3);
    double before = 0;
    double highest = 0;
    for (const auto& sample : each.at("samples")) {
      REQUIRE(sample.size() == 2);
      CHECK(sample[0].get<double>() >= before);
      before = sample[0].get<double>();
      highest = std::max(highest, sample[1].get<double>());
    }
    CHECK(highest >= peak);
  }
  CHECK(names == words{"naive", "joined", "busy", "dedicated", "snapshot-plain", "pronto"});
  CHECK(report.at("failed").empty());
}

TEST_CASE("memory doubles where one thread frees what another allocated, and nowhere else") {
  const auto end = lab({"--hotels", "200", "--prices", "50000", "--block", "80000", "--variants",
                        "naive,dedicated", "--allocators", "mimalloc", "--json"});
  CAPTURE(end.out);
  if (end.code == 3 && !installed(json::parse(end.out), "mimalloc")) return;
  REQUIRE(end.code == 0);
  const auto report = json::parse(end.out);
  CHECK(ratio_of(report, "naive", "mimalloc") > 1.9);
  CHECK(ratio_of(report, "dedicated", "mimalloc") < 1.05);
}

TEST_CASE("with the blocks of real hotels the system's allocator doubles too") {
  const auto end = lab({"--hotels", "100", "--prices", "50000", "--variants", "naive,dedicated",
                        "--allocators", "system", "--json"});
  CAPTURE(end.out);
  REQUIRE(end.code == 0);
  const auto report = json::parse(end.out);
  CHECK(ratio_of(report, "naive", "system") < 1.2);
  const auto& small = report.at("small_blocks");
  REQUIRE(small.size() == 2);
  CHECK(small[0].at("block_bytes") == 65536);
  CHECK(small[1].at("block_bytes") == 1536);
  for (const auto& part : small) {
    CAPTURE(part.at("block_bytes"));
    CHECK(ratio_of(part, "naive", "system") > 1.8);
    CHECK(ratio_of(part, "dedicated", "system") < 1.1);
  }
}

TEST_CASE("people get a picture, a table and what it means") {
  const scratch_folder folder;
  const auto end = lab({"--hotels", "100", "--block", "100000", "--refreshes", "1", "--variants",
                        "naive,dedicated", "--allocators", "system", "--svg", "memory.svg"},
                       folder);
  REQUIRE(end.code == 0);
  for (const std::string part :
       {"Blocks of 100.0 kB: 200 hotels of 25,000 prices", "n = naive  d = dedicated",
        "system (glibc)", "|load", "|1", " x 20.", "Mimalloc Cigarette",
        "The picture is in memory.svg."}) {
    CAPTURE(part);
    CHECK(end.out.find(part) != std::string::npos);
  }
  const auto svg = read_bytes(folder.file("memory.svg"));
  CHECK(svg.starts_with("<svg xmlns="));
  CHECK(svg.ends_with("</svg>\n"));
}

#endif
