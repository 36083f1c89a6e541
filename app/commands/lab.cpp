// `pronto lab memory`: the experiment on memory that one thread allocates and another frees.
#include <algorithm>
#include <memory>

#include "app/commands/commands.hpp"
#include "app/commands/output_file.hpp"
#include "app/options/option_value.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/shown/lab_report.hpp"
#include "app/terminal/table.hpp"
#include "bytes_text.hpp"
#include "enumerated.hpp"
#include "lab/child_run.hpp"
#include "lab/resident.hpp"

namespace pronto {

namespace {

using lab::variant;

constexpr auto lab_examples = R"(Examples:
  pronto lab memory
)";

constexpr auto examples = R"(Examples:
  pronto lab memory
  pronto lab memory --svg memory.svg
  pronto lab memory --hotels 1000 --prices 1000000      the original 4 GB
  pronto lab memory --block 1536 --variants naive,dedicated --allocators system
  pronto lab memory --json

It loads the prices of all hotels, a float each and one block of memory a hotel, and replaces them
hotel by hotel. Each variant is a process of its own and differs in which threads do that:
  naive           one thread loads and sleeps, another replaces
  joined          one thread loads and ends, another replaces
  busy            one thread loads and goes on with small work, another replaces
  dedicated       one thread loads and replaces
  snapshot-plain  one does both, by shared_ptr snapshots that readers free
  pronto          this program's engine with hotels of as many bytes in all, while four readers
                  ask it without a pause

Steady is the resident memory, less what the process had before, once all is loaded (and readers, if
there are any, are at work); peak is the highest after that. Both are sampled some 64 times a
refresh. Without --block the same is repeated with blocks of 64 KB and 1.5 KB, as real hotels have.
Exit code: 0 if all variants ran, 3 if one of them failed.
)";

constexpr std::int64_t hotels_limit = 10'000'000;
constexpr std::int64_t prices_least = 100;
constexpr std::int64_t prices_limit = 1'000'000;
constexpr std::int64_t refreshes_limit = 1000;
constexpr std::int64_t pause_limit = 60'000;

// What real hotels take; shown with no more data than tell.
constexpr std::uint64_t small_blocks[] = {64 << 10, 1536};
constexpr std::uint64_t small_data_most = 40'000'000;

constexpr lab::scale usual{.hotels = 1000, .prices = 50'000};

struct typed_options {
  std::optional<std::string> hotels, prices, block, refreshes, pause, variants, allocators, svg;
};

struct lab_options {
  std::vector<lab::scale> parts;
  std::vector<variant> variants;
  std::vector<std::string> allocators;
  std::optional<std::string> svg;
};

std::vector<std::string> variant_names() {
  std::vector<std::string> out;
  for (const variant each : lab::all_variants) out.emplace_back(lab::to_string(each));
  return out;
}

/// The chosen ones of `known`, in the order of these; all where nothing was typed.
result<std::vector<std::string>> read_names(std::string_view option,
                                            const std::optional<std::string>& typed,
                                            const std::vector<std::string>& known) {
  if (!typed) return known;
  const auto expected = "some of " + enumerated(known);
  const auto chosen = parse_list(option, *typed, expected);
  if (!chosen) return chosen.why();
  for (const auto& each : *chosen)
    if (std::ranges::find(known, each) == known.end())
      return usage_failure(option, each, expected);
  std::vector<std::string> out;
  for (const auto& each : known)
    if (std::ranges::find(*chosen, each) != chosen->end()) out.push_back(each);
  return out;
}

result<std::vector<lab::scale>> read_scales(const typed_options& typed) {
  lab::scale how = usual;
  const auto hotels = parse_number("--hotels", typed.hotels, 1, hotels_limit, "the hotels to load",
                                   static_cast<std::int64_t>(how.hotels));
  if (!hotels) return hotels.why();
  const auto prices =
      parse_number("--prices", typed.prices, prices_least, prices_limit,
                   "the prices of each hotel", static_cast<std::int64_t>(how.prices));
  if (!prices) return prices.why();
  const auto refreshes = parse_number("--refreshes", typed.refreshes, 1, refreshes_limit,
                                      "how often all hotels are replaced", how.refreshes);
  if (!refreshes) return refreshes.why();
  const auto pause =
      parse_number("--pause-ms", typed.pause, 0, pause_limit,
                   "the pause after each replaced hotel, in milliseconds", how.pause_ms);
  if (!pause) return pause.why();
  how.hotels = static_cast<std::uint64_t>(*hotels);
  how.prices = static_cast<std::uint64_t>(*prices);
  how.refreshes = static_cast<std::uint32_t>(*refreshes);
  how.pause_ms = static_cast<std::uint32_t>(*pause);
  constexpr auto bytes = static_cast<std::int64_t>(lab::price_bytes);
  if (typed.block) {
    const auto block = parse_number("--block", *typed.block, prices_least * bytes,
                                    prices_limit * bytes, "the bytes of a block");
    if (!block) return block.why();
    return std::vector{lab::in_blocks(how, static_cast<std::uint64_t>(*block))};
  }
  std::vector parts{how};
  auto small = how;
  small.hotels = std::min(how.hotels, std::max<std::uint64_t>(1, small_data_most / how.block_bytes()));
  for (const auto block : small_blocks)
    if (block < how.block_bytes()) parts.push_back(lab::in_blocks(small, block));
  return parts;
}

result<lab_options> read_options(const typed_options& typed) {
  lab_options out;
  auto parts = read_scales(typed);
  if (!parts) return parts.why();
  out.parts = *std::move(parts);
  const auto variants = read_names("--variants", typed.variants, variant_names());
  if (!variants) return variants.why();
  for (const auto& each : *variants) out.variants.push_back(*lab::parse_variant(each));
  auto allocators = read_names("--allocators", typed.allocators, lab::allocator_names());
  if (!allocators) return allocators.why();
  out.allocators = *std::move(allocators);
  out.svg = typed.svg;
  return out;
}

/// The experiment doubles its data, so there has to be room for that.
std::optional<failure> too_large(const lab::scale& how) {
  constexpr std::uint64_t besides = 64'000'000;
  const auto needed = how.data_bytes() * 23 / 10 + besides;
  const auto available = lab::available_bytes();
  if (needed <= available) return std::nullopt;
  return failure{.code = failure_code::usage,
                 .text = "--hotels " + std::to_string(how.hotels) + ": " +
                         bytes_text(how.data_bytes()) +
                         " of prices may double, which takes " + bytes_text(needed) +
                         ", and only " + bytes_text(available) +
                         " of memory are available; take fewer hotels or prices",
                 .field = "--hotels",
                 .value = std::to_string(how.hotels)};
}

class progress_of_runs {
public:
  progress_of_runs(terminal& screen, std::uint64_t total)
      : line_(screen, "running variants"), total_(total) {}

  void begin(variant which, const lab::scale& how, const std::string& allocator) {
    now_ = std::string(lab::to_string(which)) + " under " + allocator + ", blocks of " +
           bytes_text(how.block_bytes());
    line_.show(done_, total_, now_);
  }
  void passed() { line_.show(++done_, total_, now_); }
  /// One that failed made fewer passes.
  void ended(std::uint64_t done) { done_ = done; }

private:
  progress_line line_;
  std::uint64_t total_;
  std::uint64_t done_ = 0;
  std::string now_;
};

lab_part run_part(const lab::scale& how, const lab_options& options, const lab_report& with,
                  progress_of_runs& progress, std::uint64_t& passes) {
  lab_part out{.how = how, .runs = {}};
  for (const auto& allocator : with.allocators)
    for (const variant which : options.variants) {
      progress.begin(which, how, allocator.name);
      out.runs.push_back({.which = which,
                          .allocator = allocator.name,
                          .found = lab::run_variant(which, allocator, how,
                                                    [&](std::size_t) { progress.passed(); })});
      passes += how.refreshes + 1;
      progress.ended(passes);
    }
  return out;
}

result<lab_report> run_all(const lab_options& options, terminal& screen) {
  lab_report out;
  auto found = lab::find_allocators(options.allocators);
  if (!found) return found.why();
  out.allocators = *std::move(found);
  for (const auto& name : options.allocators)
    if (std::ranges::find(out.allocators, name, &lab::allocator_found::name) ==
        out.allocators.end())
      out.not_installed.push_back(name);
  if (out.allocators.empty())
    return failure{.code = failure_code::not_found,
                   .text = "this program cannot be run under " +
                           enumerated(out.not_installed) +
                           " here: the library is not installed, or a sanitizer is in its place",
                   .field = "--allocators",
                   .value = enumerated(out.not_installed)};
  std::uint64_t passes = 0;
  progress_of_runs progress(screen, options.parts.size() * out.allocators.size() *
                                        options.variants.size() *
                                        (options.parts.front().refreshes + 1));
  for (const lab::scale& each : options.parts)
    out.parts.push_back(run_part(each, options, out, progress, passes));
  return out;
}

bool all_ran(const lab_report& of) {
  for (const lab_part& part : of.parts)
    for (const lab_run& run : part.runs)
      if (!run.found) return false;
  return true;
}

std::optional<failure> write_svg(const lab_report& of, const std::string& path) {
  auto to = create_output(path);
  if (!to) return to.why();
  if (auto wrong = to->write(to_svg(of))) return wrong;
  return to->finish();
}

void print(const lab_report& of, terminal& screen) {
  for (const lab_part& part : of.parts) screen.out << to_text(part, of, screen.out_look) << "\n";
  if (!of.not_installed.empty())
    screen.out << "Not installed here: " << enumerated(of.not_installed) << ".\n\n";
  screen.out << explanation(of, screen.out_look);
}

result<int> run_lab(command_line& line, const typed_options& typed) {
  const auto options = read_options(typed);
  if (!options) return options.why();
  if (const auto wrong = too_large(options->parts.front())) return *wrong;
  const auto report = run_all(*options, line.screen);
  if (!report) return report.why();
  if (options->svg)
    if (auto wrong = write_svg(*report, *options->svg)) return *wrong;
  if (line.json)
    line.screen.out << to_text(to_json(*report)) << "\n";
  else
    print(*report, line.screen);
  if (options->svg && !line.json)
    line.screen.out << "\nThe picture is in " << printable(*options->svg) << ".\n";
  return all_ran(*report) ? exit_good : exit_failed;
}

}  // namespace

void add_lab(CLI::App& to, command_line& line) {
  auto& lab = add_subcommand(to, "lab", "Experiments that say why Pronto is as it is",
                             lab_examples);
  auto& sub = add_subcommand(lab, "memory", "Watch memory double that one thread allocates and "
                             "another frees", examples);
  const auto typed = std::make_shared<typed_options>();
  add_option(sub, "--hotels N", typed->hotels, "how many, 1 to 10,000,000 [1,000]");
  add_option(sub, "--prices N", typed->prices, "of each hotel, 100 to 1,000,000 [50,000]");
  add_option(sub, "--block BYTES", typed->block,
             "the same data in hotels whose block has so many bytes [4 a price]");
  add_option(sub, "--refreshes N", typed->refreshes, "how often all is replaced, 1 to 1,000 [5]");
  add_option(sub, "--pause-ms N", typed->pause, "after each replaced hotel, up to 60,000 [0]");
  add_option(sub, "--variants LIST", typed->variants, "some of those below, by commas [all]");
  add_option(sub, "--allocators LIST", typed->allocators,
             "some of mimalloc,system,jemalloc [what is installed]");
  add_option(sub, "--svg FILE", typed->svg, "write the picture to this file");
  add_config_option(sub, line);
  add_json_flag(sub, line);
  run_when_chosen(sub, line, [&line, typed] { return run_lab(line, *typed); });
}

}  // namespace pronto
