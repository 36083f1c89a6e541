// Runs simulated worlds, each from one seed, and ends with 1 at the first seed whose world went
// wrong, saying with which line it replays.
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include <unistd.h>

#include "simulation/events.hpp"
#include "simulation/flaw.hpp"
#include "simulation/stock.hpp"
#include "simulation/world.hpp"

using namespace pronto::simulation;

namespace {

constexpr std::string_view usage =
    "simulation [--from SEED] [--count N] [--broken HOW]   run N seeds\n"
    "simulation --seed SEED [--broken HOW]                 run one, and say what happens\n"
    "simulation --self-check                               see that every broken world is noticed\n";

// Of so many seeds everything that can happen happens.
constexpr std::uint64_t seeds_for_all_events = 1'000;
constexpr std::uint64_t seeds_until_noticed = 300;

struct arguments {
  std::uint64_t from = 1;
  std::uint64_t count = 1;
  bool one = false;
  bool self_check = false;
  flaw broken = flaw::none;
};

[[noreturn]] void refuse(const std::string& why) {
  std::fprintf(stderr, "%s\n%s", why.c_str(), usage.data());
  std::exit(2);
}

std::uint64_t number(const std::string& text) {
  char* end = nullptr;
  const auto out = std::strtoull(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0') refuse("'" + text + "' is no number");
  return out;
}

flaw flaw_named(const std::string& text) {
  for (const auto& [each, name] : flaws)
    if (name == text) return each;
  refuse("no world is broken by '" + text + "'");
}

std::string_view name_of(flaw which) {
  for (const auto& [each, name] : flaws)
    if (each == which) return name;
  return {};
}

arguments read(int argc, char** argv) {
  arguments out;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--self-check") {
      out.self_check = true;
      continue;
    }
    if (i + 1 == argc) refuse("'" + option + "' is no option, or lacks its value");
    const std::string value = argv[++i];
    if (option == "--from") out.from = number(value);
    else if (option == "--count") out.count = number(value);
    else if (option == "--broken") out.broken = flaw_named(value);
    else if (option == "--seed") out.from = number(value), out.one = true;
    else refuse("no option '" + option + "'");
  }
  return out;
}

// The line with which the run under way replays, for a run that does not come back.
std::array<char, 100> replay_line{};

extern "C" void tell_crash(int signal) {
  const auto* const text = replay_line.data();
  [[maybe_unused]] const auto written = write(STDOUT_FILENO, text, std::strlen(text));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

run_result run(const run_options& options, stock& from, event_counts& happened) {
  std::snprintf(replay_line.data(), replay_line.size(),
                "crashed: replay with simulation --seed %llu --broken %s\n",
                static_cast<unsigned long long>(options.seed),
                std::string(name_of(options.broken)).c_str());
  return run_world(options, from, happened);
}

void tell_wrong(std::uint64_t seed, const std::string& what, flaw broken) {
  std::printf("seed %llu: %s\nreplay: simulation --seed %llu",
              static_cast<unsigned long long>(seed), what.c_str(),
              static_cast<unsigned long long>(seed));
  if (broken != flaw::none) std::printf(" --broken %s", std::string(name_of(broken)).c_str());
  std::printf("\n");
}

int run_seeds(const arguments& given, stock& from) {
  event_counts happened;
  for (auto seed = given.from; seed < given.from + given.count; ++seed) {
    const auto ran = run({seed, given.one, given.broken}, from, happened);
    if (given.one)
      std::printf("hash %016llx\n", static_cast<unsigned long long>(ran.hash));
    if (!ran.wrong) continue;
    tell_wrong(seed, *ran.wrong, given.broken);
    return 1;
  }
  if (given.one) return 0;
  int missing = 0;
  for (std::size_t i = 0; i < event_count; ++i) {
    const auto what = static_cast<event>(i);
    const auto times = happened.of(what);
    std::printf("%10llu  %s\n", static_cast<unsigned long long>(times),
                std::string(to_string(what)).c_str());
    missing += times == 0;
  }
  std::printf("%llu worlds, from seed %llu\n", static_cast<unsigned long long>(given.count),
              static_cast<unsigned long long>(given.from));
  if (missing == 0 || given.count < seeds_for_all_events) return 0;
  std::printf("%d kinds of event never happened: the simulation no longer tests them\n", missing);
  return 1;
}

// Every broken world is noticed, one that is not broken is not, and a seed replays.
int check_itself(stock& from) {
  int wrong = 0;
  for (const auto& [broken, name] : flaws) {
    event_counts happened;
    std::uint64_t seed = 1;
    run_result ran;
    while (seed <= seeds_until_noticed && !ran.wrong)
      ran = run({seed++, false, broken}, from, happened);
    const bool right = ran.wrong.has_value() == (broken != flaw::none);
    wrong += !right;
    std::printf("%s %-20s %s\n", right ? "ok " : "NOT", std::string(name).c_str(),
                ran.wrong ? ("seed " + std::to_string(seed - 1) + ": " + *ran.wrong).c_str()
                          : "nothing noticed");
  }
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    event_counts happened;
    const auto once = run({seed, false, flaw::none}, from, happened);
    const auto again = run({seed, false, flaw::none}, from, happened);
    const auto other = run({seed + 1'000, false, flaw::none}, from, happened);
    if (once.hash == again.hash && once.hash != other.hash) continue;
    std::printf("NOT seed %llu does not replay\n", static_cast<unsigned long long>(seed));
    ++wrong;
  }
  return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto given = read(argc, argv);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT}) std::signal(signal, tell_crash);
  stock from;
  return given.self_check ? check_itself(from) : run_seeds(given, from);
}
