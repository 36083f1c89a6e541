// PostgreSQL over its socket, with prepared statements and numbers in binary.
#include <endian.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include "machine.hpp"
#include "resident.hpp"
#include "sum_rows.hpp"
#include "system.hpp"

namespace pronto::bench {

namespace {

class rows_of {
public:
  explicit rows_of(PGresult* of) : of_(of) {}
  rows_of(const rows_of&) = delete;
  rows_of& operator=(const rows_of&) = delete;
  ~rows_of() { PQclear(of_); }

  int count() const { return PQntuples(of_); }
  bool is_null(int row, int column) const { return PQgetisnull(of_, row, column) != 0; }
  /// A bigint.
  std::int64_t value(int row, int column) const {
    std::uint64_t out;
    std::memcpy(&out, PQgetvalue(of_, row, column), sizeof out);
    return static_cast<std::int64_t>(be64toh(out));
  }
  std::string text() const { return PQgetvalue(of_, 0, 0); }

private:
  PGresult* of_;
};

class connection {
public:
  explicit connection(const std::string& folder)
      : to_(PQconnectdb(("host='" + folder + "' dbname=postgres user=postgres").c_str())) {
    if (PQstatus(to_) != CONNECTION_OK) fail(std::string("PostgreSQL: ") + PQerrorMessage(to_));
  }
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection() { PQfinish(to_); }

  PGconn* get() { return to_; }

  rows_of run(const std::string& sql) { return rows_of(checked(PQexec(to_, sql.c_str()))); }

  void prepare(const char* name, const std::string& sql) {
    PQclear(checked(PQprepare(to_, name, sql.c_str(), 0, nullptr)));
  }
  template <std::size_t N>
  rows_of ask(const char* name, const std::array<std::int64_t, N>& values) {
    std::array<std::uint64_t, N> sent;
    std::array<const char*, N> at;
    std::array<int, N> sizes, formats;
    for (std::size_t i = 0; i < N; ++i) {
      sent[i] = htobe64(static_cast<std::uint64_t>(values[i]));
      at[i] = reinterpret_cast<const char*>(&sent[i]);
      sizes[i] = sizeof sent[i];
      formats[i] = 1;
    }
    return rows_of(checked(PQexecPrepared(to_, name, static_cast<int>(N), at.data(), sizes.data(),
                                          formats.data(), 1)));
  }

  void begin_copy(const std::string& table) {
    PQclear(checked(PQexec(to_, ("COPY " + table + " FROM STDIN (FORMAT binary, FREEZE)").c_str())));
    buffer_.assign("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
  }
  /// A row, its columns being as wide as the values.
  template <class... Ts>
  void copy(Ts... values) {
    put(htobe16(sizeof...(values)));
    (column(values), ...);
    if (buffer_.size() > 1 << 16) flush();
  }
  void end_copy() {
    put<std::uint16_t>(0xffff);
    flush();
    if (PQputCopyEnd(to_, nullptr) != 1) fail(std::string("PostgreSQL: ") + PQerrorMessage(to_));
    PQclear(checked(PQgetResult(to_)));
    PQclear(PQgetResult(to_));
  }

private:
  PGresult* checked(PGresult* of) {
    const auto status = PQresultStatus(of);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
      fail(std::string("PostgreSQL: ") + PQerrorMessage(to_));
    return of;
  }
  void column(std::int64_t of) {
    put(htobe32(sizeof of));
    put(htobe64(static_cast<std::uint64_t>(of)));
  }
  void column(std::int32_t of) {
    put(htobe32(sizeof of));
    put(htobe32(static_cast<std::uint32_t>(of)));
  }
  void column(std::int16_t of) {
    put(htobe32(sizeof of));
    put(htobe16(static_cast<std::uint16_t>(of)));
  }
  template <class T>
  void put(T of) {
    buffer_.append(reinterpret_cast<const char*>(&of), sizeof of);
  }
  void flush() {
    if (PQputCopyData(to_, buffer_.data(), static_cast<int>(buffer_.size())) != 1)
      fail(std::string("PostgreSQL: ") + PQerrorMessage(to_));
    buffer_.clear();
  }

  PGconn* to_;
  std::string buffer_;
};

class postgres_system : public priced_system {
public:
  postgres_system(const market_folder& from, std::string address)
      : address_(std::move(address)), cities_(from.cities()) {}

  std::uint64_t server_bytes() const override {
    // The server's own process is the parent of those that serve the connections.
    connection to(address_);
    const std::string here = std::to_string(PQbackendPID(to.get()));
    std::ifstream stat("/proc/" + here + "/stat");
    std::string word;
    for (int i = 0; i < 4; ++i) stat >> word;  // its number, its name in one word, state, parent
    return process_tree_bytes(std::atoi(word.c_str()));
  }
  std::uint64_t file_bytes() const override {
    return static_cast<std::uint64_t>(
        std::stoull(connection(address_).run("SELECT pg_database_size('postgres')").text()));
  }

protected:
  static std::string version(connection& of) {
    const std::string all = of.run("SHOW server_version").text();
    return "PostgreSQL " + all.substr(0, all.find(' '));
  }

  std::string address_;
  std::string name_;
  std::vector<market_city> cities_;
};

// -- from rates ---------------------------------------------------------------------------------

// The same table as SQLite has. Both ends of the stays are ranges of it, which meet in a merge or a hash
// join; a table that nobody changes needs no look at its rows' versions.
class postgres_sums final : public postgres_system {
public:
  postgres_sums(const market_folder& from, const std::string& address)
      : postgres_system(from, address) {
    connection to(address_);
    name_ = version(to) + ", sums of nights";
    to.run("CREATE UNLOGGED TABLE sums (at int8 NOT NULL, a int4, b int4, c int4, d int4, "
           "stars int2, factor int2, night int2)");
    {
      const sum_rows rows(from);
      to.run("BEGIN; TRUNCATE sums");
      to.begin_copy("sums");
      each_row(rows, cities_, [&](std::int64_t at, const auto& sums, const hotel_terms& terms) {
        const auto small = [](std::int32_t of) { return static_cast<std::int16_t>(of); };
        to.copy(at, sums[0], sums[1], sums[2], sums[3], small(terms.stars),
                small(10'000 + terms.tax_share), small(terms.tax_night));
      });
      to.end_copy();
      to.run("COMMIT");
    }
    to.run("CREATE UNIQUE INDEX ON sums (at)");
    to.run("VACUUM ANALYZE sums");
  }

  std::string name() const override { return name_; }
  std::unique_ptr<asker> connect() override;

private:
  friend class postgres_asker;
};

class postgres_asker final : public plain_asker {
public:
  explicit postgres_asker(const postgres_sums& in) : in_(in), to_(in.address_) {
    // $1: the arrival's first row, $2: the last one's last, $3: the step to the departure, $4: nights,
    // $5: hotels of the city.
    const std::string total =
        "(least(y.a - x.a, y.b - x.b, y.c - x.c, y.d - x.d)::int8 * x.factor + 5000) / 10000 + "
        "x.night * $4::int8";
    const std::string pairs = " FROM sums x JOIN sums y ON y.at - $3::int8 = x.at";
    const std::string stays =
        pairs + " WHERE x.at BETWEEN $1::int8 AND $2::int8 "
                "AND y.at BETWEEN $1::int8 + $3::int8 AND $2::int8 + $3::int8";
    to_.prepare("cheapest", "SELECT min((" + total + ") * 10000000 + x.at - $1::int8)" + stays);
    // For each arrival what "cheapest" asks for one: joined at once, their rows are too many for a cache.
    to_.prepare("calendar",
                "SELECT arrival, (SELECT min((" + total + ") * 10000000 + x.at - first)" + pairs +
                    " WHERE x.at BETWEEN first AND first + $5::int8 - 1 AND y.at BETWEEN first + "
                    "$3::int8 AND first + $3::int8 + $5::int8 - 1) FROM (SELECT arrival, $1::int8 + "
                    "arrival * $5::int8 AS first FROM generate_series(0, ($2::int8 - $1::int8) / "
                    "$5::int8) AS arrival OFFSET 0) AS days");
    to_.prepare("best", "SELECT * FROM (SELECT " + total + " AS total, x.at - $1::int8 AS hotel" +
                            stays + " AND x.stars >= 4) AS all_of_them WHERE total <= $5::int8 "
                                    "ORDER BY 1, 2 LIMIT 20");
  }

  void ask(const question& what) override {
    heard_.clear();
    const market_city& city = in_.cities_[what.city];
    const city_rows rows(city);
    // The last arrival of which the departure has a row.
    const int last_arrival =
        std::min(what.arrival + what.arrivals() - 1, plain_nights - what.nights);
    if (last_arrival < what.arrival) return;
    const std::int64_t first = rows.of_night(what.arrival);
    const std::int64_t last = rows.of_night(last_arrival + 1) - 1;
    const std::int64_t step = what.nights * rows.hotels;
    if (what.kind == question_kind::best) {
      const rows_of got = to_.ask(
          "best", std::array<std::int64_t, 5>{first, last, step, what.nights, what.total_max()});
      for (int i = 0; i < got.count(); ++i)
        heard_.push_back({got.value(i, 0), city.first + static_cast<std::uint32_t>(got.value(i, 1)),
                          what.arrival});
    } else if (what.kind == question_kind::cheapest) {
      hear(to_.ask("cheapest", std::array<std::int64_t, 4>{first, last, step, what.nights}).value(0, 0),
           city, what.arrival);
    } else {
      const rows_of got = to_.ask(
          "calendar", std::array<std::int64_t, 5>{first, last, step, what.nights, rows.hotels});
      for (int i = 0; i < got.count(); ++i)
        hear(got.value(i, 1), city, what.arrival + static_cast<int>(got.value(i, 0)));
      heard_ = of_arrivals(what, heard_);
    }
  }

private:
  void hear(std::int64_t total_and_hotel, const market_city& city, int arrival) {
    const stay_offer least = offer_of(total_and_hotel + city.first, arrival);
    if (least.total < closed_amount) heard_.push_back(least);
  }

  const postgres_sums& in_;
  connection to_;
};

std::unique_ptr<asker> postgres_sums::connect() { return std::make_unique<postgres_asker>(*this); }

// -- answers worked out before ------------------------------------------------------------------

class postgres_ready final : public postgres_system {
public:
  postgres_ready(const market_folder& from, const std::string& address)
      : postgres_system(from, address) {
    connection to(address_);
    name_ = version(to) + ", answers made before";
    const auto number = [](auto of) { return static_cast<std::int32_t>(of); };
    for (const char* table : {"days", "best"})
      to.run(std::string("CREATE UNLOGGED TABLE ") + table +
             " (city int4, nights int4, arrival int4, total int4, hotel int4)");
    to.run("BEGIN; TRUNCATE days");
    to.begin_copy("days");
    from.each_ready_day([&](const market_folder::ready_day& of) {
      to.copy(number(of.city), of.nights, of.best.arrival, number(of.best.total),
              number(of.best.hotel));
    });
    to.end_copy();
    to.run("COMMIT; BEGIN; TRUNCATE best");
    to.begin_copy("best");
    from.each_ready_best([&](const market_folder::ready_best& of) {
      for (const stay_offer& each : of.best)
        to.copy(number(of.city), of.nights, of.arrival, number(each.total), number(each.hotel));
    });
    to.end_copy();
    to.run("COMMIT");
    to.run("CREATE UNIQUE INDEX ON days (city, nights, arrival) INCLUDE (total, hotel)");
    to.run("CREATE UNIQUE INDEX ON best (city, nights, arrival, total, hotel)");
    to.run("VACUUM ANALYZE days, best");
  }

  std::string name() const override { return name_; }
  bool covers(const question& what) const override { return what.nights <= ready_nights_max; }
  std::unique_ptr<asker> connect() override;

private:
  friend class postgres_ready_asker;
};

class postgres_ready_asker final : public plain_asker {
public:
  explicit postgres_ready_asker(const postgres_ready& in) : to_(in.address_) {
    const std::string of = "SELECT total::int8, hotel::int8, arrival::int8 FROM ";
    const std::string days = of + "days WHERE city = $1::int8 AND nights = $2::int8 AND "
                                  "arrival BETWEEN $3::int8 AND $4::int8 ORDER BY ";
    to_.prepare("days", days + "arrival");
    to_.prepare("least", days + "total, hotel, arrival LIMIT 1");
    to_.prepare("best", of + "best WHERE city = $1::int8 AND nights = $2::int8 AND "
                             "arrival = $3::int8 AND total <= $4::int8 ORDER BY total, hotel LIMIT 20");
  }

  void ask(const question& what) override {
    heard_.clear();
    const bool is_best = what.kind == question_kind::best;
    const rows_of got = to_.ask(
        is_best ? "best" : what.kind == question_kind::flexible ? "least" : "days",
        std::array<std::int64_t, 4>{what.city, what.nights, what.arrival,
                                    is_best ? what.total_max() : what.arrival + what.arrivals() - 1});
    for (int i = 0; i < got.count(); ++i)
      heard_.push_back({got.value(i, 0), static_cast<std::uint32_t>(got.value(i, 1)),
                        static_cast<int>(got.value(i, 2))});
  }

private:
  connection to_;
};

std::unique_ptr<asker> postgres_ready::connect() {
  return std::make_unique<postgres_ready_asker>(*this);
}

}  // namespace

std::unique_ptr<priced_system> open_postgres(const market_folder& from,
                                             const std::string& address) {
  return std::make_unique<postgres_sums>(from, address);
}

std::unique_ptr<priced_system> open_postgres_ready(const market_folder& from,
                                                   const std::string& address) {
  return std::make_unique<postgres_ready>(from, address);
}

}  // namespace pronto::bench
