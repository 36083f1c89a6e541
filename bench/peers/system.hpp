#pragma once
// A system that holds the hotels of a market_folder and answers questions about them.
#include <cstdint>
#include <memory>
#include <string>

#include "market_folder.hpp"
#include "question.hpp"

namespace pronto::bench {

/// One of those who ask at the same time. Used by one thread.
class asker {
public:
  virtual ~asker() = default;
  /// Until the answer is here; this is what is timed.
  virtual void ask(const question& what) = 0;
  /// The last one.
  virtual const answer& heard() = 0;
};

/// One whose answers come in the form of the others.
class plain_asker : public asker {
public:
  const answer& heard() override { return heard_; }

protected:
  answer heard_;
};

class priced_system {
public:
  virtual ~priced_system() = default;
  /// With its version, if it has one.
  virtual std::string name() const = 0;
  /// Whether it has an answer to this question at all.
  virtual bool covers(const question&) const { return true; }
  virtual std::unique_ptr<asker> connect() = 0;
  /// Beside what this process has resident: what it keeps in files, and in a server.
  virtual std::uint64_t file_bytes() const { return 0; }
  virtual std::uint64_t server_bytes() const { return 0; }
};

/// Each loads the hotels from the folder. `address`: the socket of its server, or the folder with it.
using open_system = std::unique_ptr<priced_system> (*)(const market_folder& from,
                                                       const std::string& address);

std::unique_ptr<priced_system> open_pronto(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_pronto_popular(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_pronto_handler(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_pronto_desk(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_scan(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_sum_rows(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_sqlite(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_sqlite_ready(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_postgres(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_postgres_ready(const market_folder& from, const std::string&);
std::unique_ptr<priced_system> open_redis_ready(const market_folder& from, const std::string&);

}  // namespace pronto::bench
