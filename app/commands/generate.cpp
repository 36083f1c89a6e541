// `pronto generate`: a file of made-up hotels.
#include <ctime>
#include <limits>
#include <memory>

#include "app/commands/commands.hpp"
#include "app/commands/output_file.hpp"
#include "app/options/option_value.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "sources/documents/document.hpp"
#include "sources/generated/generator.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto generate --hotels 3000 --out hotels.ndjson.gz
  pronto generate --hotels 100 --seed 7 --start 2027-01-01 --nights 90 --out small.ndjson

The same options make the same file; give --start too, since it is today otherwise. Folders
that there are not are made.
Exit code: 0, 2 wrong usage, 3 a file that cannot be written.
)";

constexpr std::int64_t hotels_limit = 10'000'000;
constexpr int nights_made_limit = 1000;

struct typed_options {
  std::optional<std::string> hotels, seed, nights, start, cities;
  std::string out;
};

result<generator_options> read_options(const typed_options& typed) {
  generator_options made;
  made.first_night = local_day(std::time(nullptr), 0);
  const auto hotels = parse_number("--hotels", typed.hotels, 1, hotels_limit, "the hotels to make",
                                   static_cast<std::int64_t>(made.hotels));
  if (!hotels) return hotels.why();
  const auto seed =
      parse_number("--seed", typed.seed, 0, std::numeric_limits<std::int64_t>::max(),
                   "what the hotels are made from", static_cast<std::int64_t>(made.seed));
  if (!seed) return seed.why();
  const auto nights = parse_number("--nights", typed.nights, 1, nights_made_limit,
                                   "the nights of each calendar", made.nights);
  if (!nights) return nights.why();
  const auto cities = parse_number("--cities", typed.cities, 1, hotels_limit,
                                   "the cities that they stand in", made.cities);
  if (!cities) return cities.why();
  if (typed.start) {
    const auto start = parse_date("--start", *typed.start);
    if (!start) return start.why();
    made.first_night = *start;
  }
  made.hotels = static_cast<std::uint64_t>(*hotels);
  made.seed = static_cast<std::uint64_t>(*seed);
  made.nights = static_cast<int>(*nights);
  made.cities = static_cast<std::uint32_t>(*cities);
  return made;
}

result<int> generate(command_line& line, const typed_options& typed) {
  const auto options = read_options(typed);
  if (!options) return options.why();
  auto to = create_output(typed.out);
  if (!to) return to.why();
  {
    progress_line progress(line.screen, "making hotels");
    for (std::uint64_t i = 0; i < options->hotels; ++i) {
      if (auto wrong = to->write(write_hotel(*generate_hotel(*options, i)))) return *wrong;
      progress.show(i + 1, options->hotels, counted(i + 1, "hotel", "hotels"));
    }
  }
  if (auto wrong = to->finish()) return *wrong;
  line.screen.out << "wrote " << counted(options->hotels, "hotel", "hotels") << ", nights "
                  << format_day(options->first_night) << " to "
                  << format_day(options->first_night + options->nights - 1) << ", seed "
                  << options->seed << ", to " << printable(typed.out) << "\n";
  return exit_good;
}

}  // namespace

void add_generate(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "generate", "Make up hotels that look like real ones", examples);
  const auto typed = std::make_shared<typed_options>();
  add_option(sub, "--hotels N", typed->hotels, "how many, 1 to 10,000,000 [3,000]");
  add_option(sub, "--seed N", typed->seed, "another seed, other hotels [1]");
  add_option(sub, "--out FILE", typed->out, "the file to write; gzip if it ends in .gz",
             {.required = true});
  add_option(sub, "--nights N", typed->nights, "length of the calendars, 1 to 1,000 [365]");
  add_option(sub, "--start YYYY-MM-DD", typed->start, "first night of the calendars [today]");
  add_option(sub, "--cities N", typed->cities, "in so many cities [as suits the hotels]");
  add_config_option(sub, line);
  run_when_chosen(sub, line, [&line, typed] { return generate(line, *typed); });
}

}  // namespace pronto
