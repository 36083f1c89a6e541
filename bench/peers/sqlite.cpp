// SQLite in a file that is mapped into memory.
#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <initializer_list>
#include <utility>

#include "machine.hpp"
#include "sum_rows.hpp"
#include "system.hpp"

namespace pronto::bench {

namespace {

// Its account of memory has a lock that all threads take.
void count_no_memory() { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

class statement {
public:
  statement(sqlite3* in, const std::string& sql) : in_(in) {
    if (sqlite3_prepare_v3(in, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &of_, nullptr) !=
        SQLITE_OK)
      fail(std::string("SQLite: ") + sqlite3_errmsg(in) + ": " + sql);
  }
  statement(const statement&) = delete;
  statement& operator=(const statement&) = delete;
  ~statement() { sqlite3_finalize(of_); }

  void begin(std::initializer_list<std::int64_t> values) {
    sqlite3_reset(of_);
    int at = 0;
    for (const std::int64_t each : values) sqlite3_bind_int64(of_, ++at, each);
  }
  /// False after the last row.
  bool step() {
    const int got = sqlite3_step(of_);
    if (got == SQLITE_ROW) return true;
    if (got != SQLITE_DONE) fail(std::string("SQLite: ") + sqlite3_errmsg(in_));
    return false;
  }
  void run(std::initializer_list<std::int64_t> values) {
    begin(values);
    step();
  }
  template <class T = std::int64_t>
  T column(int at) {
    return static_cast<T>(sqlite3_column_int64(of_, at));
  }
  /// What the rows tell: total, hotel, arrival.
  void rest(answer& out) {
    while (step()) out.push_back({column(0), column<std::uint32_t>(1), column<int>(2)});
    sqlite3_reset(of_);
  }

private:
  sqlite3* in_;
  sqlite3_stmt* of_ = nullptr;
};

class database {
public:
  database(const std::string& path, bool to_write) {
    const int flags = to_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const std::string uri = "file:" + path + (to_write ? "" : "?immutable=1");
    if (sqlite3_open_v2(uri.c_str(), &of_, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK)
      fail("SQLite: " + path + " cannot be opened");
    run(to_write ? "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 16384;"
                 : "PRAGMA mmap_size = 17179869184; PRAGMA cache_size = -16384;");
  }
  database(const database&) = delete;
  database& operator=(const database&) = delete;
  ~database() { sqlite3_close(of_); }

  void run(const std::string& sql) {
    if (sqlite3_exec(of_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      fail(std::string("SQLite: ") + sqlite3_errmsg(of_) + ": " + sql);
  }
  sqlite3* get() { return of_; }

private:
  sqlite3* of_ = nullptr;
};

class sqlite_system : public priced_system {
public:
  sqlite_system(const market_folder& from, const char* file)
      : path_(from.file(file)), cities_(from.cities()) {
    std::filesystem::remove(path_);
  }
  ~sqlite_system() override { std::filesystem::remove(path_); }
  std::uint64_t file_bytes() const override { return std::filesystem::file_size(path_); }

protected:
  std::string path_;
  std::vector<market_city> cities_;
};

// -- from rates ---------------------------------------------------------------------------------

// One row for each night and hotel, with the running sums of its products, see city_rows. SQLite goes to
// a row that is next to the last one without a search.
class sqlite_sums final : public sqlite_system {
public:
  explicit sqlite_sums(const market_folder& from) : sqlite_system(from, "sums.sqlite") {
    const sum_rows rows(from);
    database to(path_, true);
    to.run("CREATE TABLE sums (at INTEGER PRIMARY KEY, a, b, c, d, stars, factor, night); BEGIN");
    statement add(to.get(), "INSERT INTO sums VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    each_row(rows, cities_, [&](std::int64_t at, const auto& sums, const hotel_terms& terms) {
      add.run({at, sums[0], sums[1], sums[2], sums[3], terms.stars, 10'000 + terms.tax_share,
               terms.tax_night});
    });
    to.run("COMMIT");
  }

  std::string name() const override {
    return std::string("SQLite ") + sqlite3_libversion() + ", sums of nights";
  }
  std::unique_ptr<asker> connect() override;

private:
  friend class sums_asker;
};

// ?1 and ?2 are the first and the last row of the arrival, ?3 the step to the departure.
class sums_asker final : public plain_asker {
public:
  explicit sums_asker(const sqlite_sums& in)
      : in_(in), file_(in.path_, false),
        cheapest_(file_.get(), "SELECT min((" + total + ") * 10000000 + x.at - ?1) FROM " + stays),
        best_(file_.get(), "SELECT " + total + " AS total, x.at - ?1 FROM " + stays +
                               " AND x.stars >= 4 AND total <= ?5 ORDER BY 1, 2 LIMIT 20") {}

  void ask(const question& what) override {
    heard_.clear();
    const market_city& city = in_.cities_[what.city];
    const city_rows rows(city);
    for (int i = 0; i < what.arrivals(); ++i) {
      const int arrival = what.arrival + i;
      if (arrival + what.nights > plain_nights) break;
      const std::int64_t first = rows.of_night(arrival);
      const std::int64_t last = first + rows.hotels - 1;
      const std::int64_t step = what.nights * rows.hotels;
      if (what.kind == question_kind::best) {
        best_.begin({first, last, step, what.nights, what.total_max()});
        while (best_.step())
          heard_.push_back(
              {best_.column(0), city.first + best_.column<std::uint32_t>(1), arrival});
      } else {
        cheapest_.begin({first, last, step, what.nights});
        cheapest_.step();
        const stay_offer least = offer_of(cheapest_.column(0) + city.first, arrival);
        if (least.total < closed_amount) heard_.push_back(least);
      }
    }
    heard_ = of_arrivals(what, heard_);
  }

private:
  static inline const std::string total =
      "(min(y.a - x.a, y.b - x.b, y.c - x.c, y.d - x.d) * x.factor + 5000) / 10000 + x.night * ?4";
  static inline const std::string stays =
      "sums x CROSS JOIN sums y ON y.at = x.at + ?3 WHERE x.at BETWEEN ?1 AND ?2";

  const sqlite_sums& in_;
  database file_;
  statement cheapest_;
  statement best_;
};

std::unique_ptr<asker> sqlite_sums::connect() { return std::make_unique<sums_asker>(*this); }

// -- answers worked out before ------------------------------------------------------------------

class sqlite_ready final : public sqlite_system {
public:
  explicit sqlite_ready(const market_folder& from) : sqlite_system(from, "ready.sqlite") {
    database to(path_, true);
    to.run("CREATE TABLE days (city, nights, arrival, total, hotel, PRIMARY KEY (city, nights, arrival))"
           " WITHOUT ROWID;"
           "CREATE TABLE best (city, nights, arrival, total, hotel,"
           " PRIMARY KEY (city, nights, arrival, total, hotel)) WITHOUT ROWID; BEGIN");
    statement day(to.get(), "INSERT INTO days VALUES (?, ?, ?, ?, ?)");
    from.each_ready_day([&](const market_folder::ready_day& of) {
      day.run({of.city, of.nights, of.best.arrival, of.best.total, of.best.hotel});
    });
    statement best(to.get(), "INSERT INTO best VALUES (?, ?, ?, ?, ?)");
    from.each_ready_best([&](const market_folder::ready_best& of) {
      for (const stay_offer& each : of.best)
        best.run({of.city, of.nights, of.arrival, each.total, each.hotel});
    });
    to.run("COMMIT");
  }

  std::string name() const override {
    return std::string("SQLite ") + sqlite3_libversion() + ", answers made before";
  }
  bool covers(const question& what) const override { return what.nights <= ready_nights_max; }
  std::unique_ptr<asker> connect() override;

private:
  friend class ready_asker;
};

class ready_asker final : public plain_asker {
public:
  explicit ready_asker(const sqlite_ready& in)
      : file_(in.path_, false),
        days_(file_.get(), "SELECT total, hotel, arrival FROM days WHERE city = ? AND nights = ? AND "
                           "arrival BETWEEN ? AND ? ORDER BY arrival"),
        least_(file_.get(), "SELECT total, hotel, arrival FROM days WHERE city = ? AND nights = ? "
                            "AND arrival BETWEEN ? AND ? ORDER BY total, hotel, arrival LIMIT 1"),
        best_(file_.get(), "SELECT total, hotel, arrival FROM best WHERE city = ? AND nights = ? AND "
                           "arrival = ? AND total <= ? ORDER BY total, hotel LIMIT 20") {}

  void ask(const question& what) override {
    heard_.clear();
    if (what.kind == question_kind::best) {
      best_.begin({what.city, what.nights, what.arrival, what.total_max()});
      return best_.rest(heard_);
    }
    statement& by = what.kind == question_kind::flexible ? least_ : days_;
    by.begin({what.city, what.nights, what.arrival, what.arrival + what.arrivals() - 1});
    by.rest(heard_);
  }

private:
  database file_;
  statement days_;
  statement least_;
  statement best_;
};

std::unique_ptr<asker> sqlite_ready::connect() { return std::make_unique<ready_asker>(*this); }

}  // namespace

std::unique_ptr<priced_system> open_sqlite(const market_folder& from, const std::string&) {
  count_no_memory();
  return std::make_unique<sqlite_sums>(from);
}

std::unique_ptr<priced_system> open_sqlite_ready(const market_folder& from, const std::string&) {
  count_no_memory();
  return std::make_unique<sqlite_ready>(from);
}

}  // namespace pronto::bench
