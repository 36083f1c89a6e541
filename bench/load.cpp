// What it takes to load a gzip file of hotel documents, and where the time goes: the whole path (read,
// unpack, parse, check, pack, index) beside an empty handler of the JSON library's events over the same
// text, in the same run. Each stage is timed in a pass of its own, hotel by hotel.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "catalog/catalog.hpp"
#include "command_options.hpp"
#include "machine.hpp"
#include "market_questions.hpp"
#include "pricing/lower_bound.hpp"
#include "search/search.hpp"
#include "sources/documents/document.hpp"
#include "sources/documents/document_file.hpp"
#include "sources/documents/document_lines.hpp"
#include "sources/files/line_writer.hpp"
#include "sources/files/text_hash.hpp"
#include "sources/generated/generator.hpp"

using namespace pronto;
using namespace pronto::bench;

namespace {

using clock_type = std::chrono::steady_clock;

constexpr double wanted_ratio = 0.7;  // of the speed of the empty handler
constexpr std::size_t step_bytes = std::size_t{8} << 10;  // as the loader asks

struct options {
  std::uint64_t hotels = 10'000;
  std::uint64_t seed = 1;
  int runs = 5;
  std::string file;
  std::string json;
};

double seconds_since(clock_type::time_point start) {
  return std::chrono::duration<double>(clock_type::now() - start).count();
}

/// Adds to a stage what passed since the stage before it ended.
class stopwatch {
public:
  void add_to(double& stage) {
    const auto now = clock_type::now();
    stage += std::chrono::duration<double>(now - last_).count();
    last_ = now;
  }

private:
  clock_type::time_point last_ = clock_type::now();
};

/// Takes all events and does nothing with them.
struct empty_handler {
  using json = nlohmann::json;
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(std::int64_t) { return true; }
  bool number_unsigned(std::uint64_t) { return true; }
  bool number_float(double, const std::string&) { return true; }
  bool string(std::string&) { return true; }
  bool binary(json::binary_t&) { return true; }
  bool start_object(std::size_t) { return true; }
  bool key(std::string&) { return true; }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }
};

document_lines open_lines(const std::string& path) {
  auto lines = document_lines::open(path);
  if (!lines) fail(describe(lines.why()));
  return *std::move(lines);
}

/// Gives each document to `tell`; its text is valid during the call alone.
template <class F>
void each_line(const std::string& path, F tell) {
  auto lines = open_lines(path);
  for (;;) {
    const auto line = lines.next();
    if (!line) fail(describe(line.why()));
    if (!*line) return;
    tell((*line)->text);
  }
}

/// The documents read once, so that they are in the system's cache, and what there is of them.
struct text_size {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t packed_bytes = 0;
};

text_size size_of(const std::string& path) {
  text_size out;
  out.packed_bytes = std::filesystem::file_size(path);
  each_line(path, [&](std::string_view text) {
    ++out.documents;
    out.bytes += text.size() + 1;
  });
  return out;
}

double unpack_alone(const std::string& path) {
  auto bytes = unpacked_bytes::open(path);
  if (!bytes) fail(describe(bytes.why()));
  std::vector<char> buffer(step_bytes);
  const auto start = clock_type::now();
  for (;;) {
    const auto got = bytes->read(buffer.data(), buffer.size());
    if (!got) fail(describe(got.why()));
    if (*got == 0) return seconds_since(start);
  }
}

double empty_handler_alone(const std::string& path) {
  double out = 0;
  each_line(path, [&](std::string_view text) {
    empty_handler handler;
    const auto start = clock_type::now();
    if (!nlohmann::json::sax_parse(text, &handler)) fail("a document is not JSON");
    out += seconds_since(start);
  });
  return out;
}

struct loaded {
  std::unique_ptr<catalog> hotels;
  snapshot_ptr seen;
  std::uint64_t rejected = 0;
  double seconds = 0;
};

std::unique_ptr<catalog> empty_catalog() {
  return std::make_unique<catalog>(std::make_shared<catalog_memory>(), std::string_view{}, bounds_of,
                                   bounds_around);
}

/// As the loader does it.
loaded whole_path(const std::string& path) {
  loaded out;
  const auto start = clock_type::now();
  const auto from = open_document_file(path);
  out.hotels = empty_catalog();
  const auto begun = from->begin();
  if (!begun) fail(describe(begun.why()));
  for (bool complete = false; !complete;) {
    changes brought;
    const auto done = from->step(step_bytes, brought);
    if (!done) fail(describe(done.why()));
    complete = *done;
    for (const auto& each : brought.put) out.hotels->put(*each);
    out.rejected += brought.rejected.size();
  }
  out.seen = out.hotels->take(1);
  out.seconds = seconds_since(start);
  return out;
}

struct stages {
  double read = 0;
  double known = 0;
  double document = 0;
  double pack = 0;
  double index = 0;
  double all() const { return read + known + document + pack + index; }
};

/// The same again, one hotel at a time.
loaded by_stages(const std::string& path, stages& out) {
  loaded made;
  made.hotels = empty_catalog();
  auto lines = open_lines(path);
  const std::uint64_t seed = random_seed();
  std::uint64_t any_hash = 0;
  hotel_reader documents;
  stopwatch watch;
  for (;;) {
    const auto line = lines.next();
    if (!line) fail(describe(line.why()));
    if (!*line) break;
    watch.add_to(out.read);
    any_hash ^= text_hash((*line)->text, seed) + hotel_code_of((*line)->text).size();
    watch.add_to(out.known);
    auto document = documents.read((*line)->text);
    watch.add_to(out.document);
    if (document.made != nullptr) made.hotels->put(*document.made);
    else ++made.rejected;
    document = {};
    watch.add_to(out.pack);
  }
  if (any_hash == 0) fail("all documents have the same hash");
  made.seen = made.hotels->take(1);
  watch.add_to(out.index);
  return made;
}

/// Both catalogs hold all documents and give the same answers.
void check(const loaded& a, const loaded& b, const text_size& size) {
  if (a.rejected != b.rejected || a.rejected * 100 > size.documents)
    fail("documents were rejected: " + std::to_string(a.rejected));
  if (a.hotels->memory().total_bytes() != b.hotels->memory().total_bytes())
    fail("two loads of the same file take different memory");
  if (a.hotels->memory().foreign_frees != 0) fail("catalog memory was freed on a foreign thread");
  std::size_t offers = 0;
  for (const auto& each : market_questions()) {
    const auto one = find(*a.seen, each);
    const auto other = find(*b.seen, each);
    if (bool(one) != bool(other) || (one && one->offers != other->offers))
      fail("an answer for " + each.city + " differs between two loads");
    offers += one ? one->offers.size() : 0;
  }
  if (offers == 0) fail("no question has an offer");
}

std::string generated_file(const options& with) {
  generator_options market;
  market.hotels = with.hotels;
  market.seed = with.seed;
  market.first_night = market_first_night;
  const auto path = std::filesystem::temp_directory_path() /
                    ("pronto-load-" + std::to_string(::getpid()) + ".ndjson.gz");
  auto to = line_writer::create(path.string());
  if (!to) fail(describe(to.why()));
  for (std::uint64_t i = 0; i < market.hotels; ++i)
    if (const auto wrong = to->write(write_hotel(*generate_hotel(market, i))))
      fail(describe(*wrong));
  if (const auto wrong = to->finish()) fail(describe(*wrong));
  return path.string();
}

void print_bar(const char* what, double seconds, double all, std::uint64_t documents) {
  constexpr double bar_width = 40;
  const auto length = static_cast<int>(bar_width * seconds / all + 0.5);
  std::printf("  %-28s %8.1f us  %5.1f %%  %.*s\n", what,
              seconds * 1e6 / static_cast<double>(documents), 100 * seconds / all, length,
              "########################################");
}

int run(const options& with) {
  std::printf("%s; seed %llu\n", machine_text().c_str(),
              static_cast<unsigned long long>(with.seed));
  const bool is_made = with.file.empty();
  const std::string path = is_made ? generated_file(with) : with.file;
  const text_size size = size_of(path);
  const double megabytes = static_cast<double>(size.bytes) / 1e6;
  const auto documents = static_cast<double>(size.documents);
  std::printf("%llu documents of %.1f kB, %.1f MB of text in %.1f MB of gzip\n",
              static_cast<unsigned long long>(size.documents), megabytes * 1e3 / documents,
              megabytes, static_cast<double>(size.packed_bytes) / 1e6);

  std::vector<double> ratios, wholes, handlers, unpackings;
  stages sum;
  for (int i = -1; i < with.runs; ++i) {  // the first to warm up
    const double handler_before = empty_handler_alone(path);
    const loaded whole = whole_path(path);
    const double handler_after = empty_handler_alone(path);
    const double unpacking = unpack_alone(path);
    stages fresh;
    const loaded staged = by_stages(path, i < 0 ? fresh : sum);
    if (i < 0) {
      check(whole, staged, size);
      continue;
    }
    const double handler = (handler_before + handler_after) / 2;
    ratios.push_back(handler / whole.seconds);
    wholes.push_back(whole.seconds);
    handlers.push_back(handler);
    unpackings.push_back(unpacking);
  }
  if (is_made) std::filesystem::remove(path);

  const spread ratio = spread_of(ratios);
  const auto told = [&](const char* what, std::vector<double> seconds) {
    const spread of = spread_of(std::move(seconds));
    std::printf("  %-28s %8.1f us a hotel (%.1f to %.1f), %.0f MB/s, %.0f hotels/s\n", what,
                of.median * 1e6 / documents, of.least * 1e6 / documents,
                of.greatest * 1e6 / documents, megabytes / of.median, documents / of.median);
  };
  std::printf("median of %d runs (least to greatest):\n", with.runs);
  told("an empty handler of events", handlers);
  told("unpacking alone", unpackings);
  told("the whole path", wholes);
  std::printf("  speed of the whole path / empty handler: %.2f (%.2f to %.2f)  (limit %.2f: %s)\n",
              ratio.median, ratio.least, ratio.greatest, wanted_ratio,
              ratio.median >= wanted_ratio ? "met" : "MISSED");
  std::printf("where the time goes, a hotel:\n");
  const auto all = static_cast<std::uint64_t>(size.documents) * static_cast<std::uint64_t>(with.runs);
  print_bar("read, unpack, find lines", sum.read, sum.all(), all);
  print_bar("code and hash", sum.known, sum.all(), all);
  print_bar("parse, check", sum.document, sum.all(), all);
  print_bar("pack, put", sum.pack, sum.all(), all);
  print_bar("index, publish", sum.index, sum.all(), all);
  if (with.json.empty()) return 0;
  const auto a_hotel = [&](double seconds) { return seconds * 1e6 / static_cast<double>(all); };
  const nlohmann::ordered_json figures{
      {"machine", machine_text()},
      {"documents", size.documents},
      {"text_bytes", size.bytes},
      {"whole_s", spread_of(wholes).median},
      {"empty_handler_s", spread_of(handlers).median},
      {"unpacking_s", spread_of(unpackings).median},
      {"speed_of_whole_over_empty_handler",
       {{"median", ratio.median}, {"least", ratio.least}, {"greatest", ratio.greatest}}},
      {"stages_us_a_hotel",
       {{"read", a_hotel(sum.read)},
        {"code_and_hash", a_hotel(sum.known)},
        {"document", a_hotel(sum.document)},
        {"pack", a_hotel(sum.pack)},
        {"index", a_hotel(sum.index)}}}};
  std::ofstream(with.json) << figures.dump(2) << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  options with;
  command_options words("Loads hotels from gzip NDJSON: how fast, and where the time goes.");
  words.add("--hotels", with.hotels, "how many to make");
  words.add("--seed", with.seed, "of the hotels");
  words.add("--runs", with.runs, "after one to warm up", 1, 100);
  words.add("--file", with.file, "documents to load in place of generated ones");
  words.add("--json", with.json, "write the figures to this file");
  if (const auto code = words.parse(argc, argv)) return *code;
  return run(with);
}
