#include "sources/exchange_rate_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>

#include "sources/files/scratch_folder.hpp"

using namespace pronto;

namespace {

/// Has nothing to bring, or fails to begin.
class no_hotels final : public source {
public:
  explicit no_hotels(bool fails = false) : fails_(fails) {}
  result<bool> begin() override {
    if (fails_) return failure{.code = failure_code::source, .text = "not now"};
    return false;
  }
  result<bool> step(std::size_t, changes&) override { return true; }
  void forget() override {}
  source_progress progress() const override { return {}; }
  std::string name() const override { return "nothing"; }

private:
  bool fails_;
};

std::string refusal_of(const scratch_folder& folder, const std::string& text) {
  const auto path = folder.file("rates.csv");
  write_bytes(path, text);
  const auto read = read_exchange_rates(path);
  REQUIRE_FALSE(read);
  CHECK(read.why().code == failure_code::source);
  return read.why().field + ":" + std::to_string(read.why().line);
}

}  // namespace

TEST_CASE("a table of exchange rates is read, in whatever order its columns and lines are") {
  const scratch_folder folder;
  const auto path = folder.file("rates.csv");
  write_bytes(path,
              "rate,date,to,from\n1.10,2027-01-05,USD,EUR\n0.95,2027-01-04,CHF,EUR\n"
              "1.0850,2027-01-04,USD,EUR\n");
  const auto read = read_exchange_rates(path);
  REQUIRE(read);
  REQUIRE(read->size() == 3);
  CHECK((*read)[0].to.code_text() == "CHF");
  CHECK(rate_text((*read)[1]) == "1.0850");
  CHECK((*read)[2].date == *parse_day("2027-01-05"));
}

TEST_CASE("a table that is wrong is refused with its line and field") {
  const scratch_folder folder;
  const std::string header = "date,from,to,rate\n";
  CHECK(refusal_of(folder, "date,from,to\n") == "rate:1");
  CHECK(refusal_of(folder, header + "2027-02-30,EUR,USD,1\n") == "date:2");
  CHECK(refusal_of(folder, header + "2027-01-04,EUR,USD,1\n2027-01-04,EUX,USD,1\n") == "from:3");
  CHECK(refusal_of(folder, header + "2027-01-04,EUR,EUR,1\n") == "to:2");
  CHECK(refusal_of(folder, header + "2027-01-04,EUR,USD,0\n") == "rate:2");
  CHECK(refusal_of(folder, header + "2027-01-04,EUR,USD\n") == "fields:2");
  CHECK(refusal_of(folder, header + "2027-01-04,EUR,USD,1\n2027-01-04,EUR,USD,2\n") == "date:0");
  CHECK(read_exchange_rates(folder.file("none.csv")).why().code == failure_code::not_found);
}

TEST_CASE("a source brings its table when it is another one") {
  const scratch_folder folder;
  const auto path = folder.file("rates.csv");
  write_bytes(path, "date,from,to,rate\n2027-01-04,EUR,USD,1.1\n");
  const auto made = with_exchange_rates(std::make_unique<no_hotels>(), path);
  const auto brought = [&] {
    const auto more = made->begin();
    REQUIRE(more);
    changes out;
    if (*more) CHECK(*made->step(1'000, out));
    return out.rates ? out.rates->size() : 0;
  };
  CHECK(brought() == 1);
  CHECK(brought() == 0);
  write_bytes(path, "date,from,to,rate\n2027-01-04,EUR,USD,1.1\n2027-01-05,EUR,USD,1.2\n");
  CHECK(brought() == 2);
  made->forget();
  CHECK(brought() == 2);
}

TEST_CASE("a table that cannot be read is told, and keeps no hotels back") {
  const scratch_folder folder;
  const auto path = folder.file("rates.csv");
  const auto made = with_exchange_rates(std::make_unique<no_hotels>(), path);
  const auto brings = [&] {
    const auto more = made->begin();
    REQUIRE(more);
    changes out;
    if (*more) CHECK(*made->step(1'000, out));
    return out.rates.has_value();
  };
  CHECK_FALSE(brings());
  REQUIRE(made->rates()->wrong);
  CHECK(made->rates()->name == path);
  CHECK(made->rates()->wrong->code == failure_code::not_found);
  write_bytes(path, "date,from,to,rate\n2027-01-04,EUR,USD,1.1\n");
  CHECK(brings());
  CHECK_FALSE(made->rates()->wrong);
  write_bytes(path, "date,from,to,rate\n2027-01-04,EUR,USD,none\n");
  CHECK_FALSE(brings());
  REQUIRE(made->rates()->wrong);
  CHECK(made->rates()->wrong->field == "rate");
  write_bytes(path, "date,from,to,rate\n2027-01-04,EUR,USD,1.25\n");
  CHECK(brings());
  CHECK_FALSE(made->rates()->wrong);
}

TEST_CASE("a table that is a pipe is refused, and nobody waits for who would write to it") {
  const scratch_folder folder;
  const auto path = folder.file("rates.csv");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const auto made = with_exchange_rates(std::make_unique<no_hotels>(), path);
  CHECK_FALSE(*made->begin());
  REQUIRE(made->rates()->wrong);
  CHECK(made->rates()->wrong->text ==
        path + " is a pipe or a device, which cannot be read again; name a file");
  CHECK_FALSE(made->has_changed());
}

TEST_CASE("a table whose text is wrong is read once, and told of until it is another one") {
  const scratch_folder folder;
  const auto path = folder.file("rates.csv");
  const auto made = with_exchange_rates(std::make_unique<no_hotels>(), path);
  const std::string header = "date,from,to,rate\n";
  write_bytes(path, header + "2027-01-04,EUR,USD,none\n");
  const auto written = std::filesystem::last_write_time(path);
  CHECK_FALSE(*made->begin());
  REQUIRE(made->rates()->wrong);
  const auto why = *made->rates()->wrong;
  // To a look it is the same one, so that only who reads it again sees that it is well.
  write_bytes(path, header + "2027-01-04,EUR,USD,1.25\n");
  std::filesystem::last_write_time(path, written);
  CHECK_FALSE(*made->begin());
  CHECK(made->rates()->wrong == why);
  made->forget();
  CHECK_FALSE(*made->begin());
  CHECK(made->rates()->wrong == why);
  std::filesystem::rename(path, folder.file("aside"));  // what else is wrong meanwhile is forgotten
  CHECK_FALSE(*made->begin());
  CHECK(made->rates()->wrong->code == failure_code::not_found);
  std::filesystem::rename(folder.file("aside"), path);
  CHECK_FALSE(*made->begin());
  CHECK(made->rates()->wrong == why);
  std::filesystem::last_write_time(path, written + std::chrono::seconds(1));
  CHECK(*made->begin());
  CHECK_FALSE(made->rates()->wrong);
}

TEST_CASE("a table is brought where the hotels fail, and looked at again when it is another one") {
  const scratch_folder folder;
  const auto path = folder.file("rates.csv");
  write_bytes(path, "date,from,to,rate\n2027-01-04,EUR,USD,1.1\n");
  const auto made = with_exchange_rates(std::make_unique<no_hotels>(true), path);
  const auto brings = [&] {
    changes out;
    auto more = made->begin();
    for (int step = 0; more && step < 3; ++step) more = made->step(1'000, out);
    REQUIRE_FALSE(more);
    CHECK(more.why().text == "not now");
    return out.rates.has_value();
  };
  CHECK(brings());
  CHECK_FALSE(made->has_changed());
  CHECK_FALSE(brings());
  write_bytes(path, "date,from,to,rate\n2027-01-04,EUR,USD,1.25\n");
  CHECK(made->has_changed());
  CHECK(brings());
  CHECK_FALSE(made->has_changed());
}
