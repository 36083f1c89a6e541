// Redis with answers that were worked out before, in sorted sets.
#include <hiredis/hiredis.h>

#include <charconv>
#include <cstdlib>
#include <string>
#include <utility>

#include "machine.hpp"
#include "system.hpp"

namespace pronto::bench {

namespace {

class connection {
public:
  explicit connection(const std::string& socket) : to_(redisConnectUnix(socket.c_str())) {
    if (to_ == nullptr || to_->err != 0) fail("Redis: nothing is at " + socket);
  }
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection() { redisFree(to_); }

  redisContext* get() { return to_; }

  /// The next reply, which is the caller's; not an error.
  redisReply* next() {
    void* got = nullptr;
    if (redisGetReply(to_, &got) != REDIS_OK) fail(std::string("Redis: ") + to_->errstr);
    auto* const out = static_cast<redisReply*>(got);
    if (out->type == REDIS_REPLY_ERROR) fail(std::string("Redis: ") + out->str);
    return out;
  }

  /// Sends without waiting, but for the replies of a thousand at a time.
  void send(const std::vector<std::string>& words) {
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    for (const std::string& each : words) {
      texts.push_back(each.data());
      sizes.push_back(each.size());
    }
    redisAppendCommandArgv(to_, static_cast<int>(words.size()), texts.data(), sizes.data());
    if (++sent_ == 1000) settle();
  }
  void settle() {
    for (; sent_ > 0; --sent_) freeReplyObject(next());
  }

private:
  redisContext* to_;
  int sent_ = 0;
};

// Of each city and length of stay a set of the cheapest by arrival, each as arrival:total:hotel; and of
// each arrival a set of the best 20 by total. With few members a set is one small block of memory.
class redis_ready final : public priced_system {
public:
  redis_ready(const market_folder& from, std::string socket) : socket_(std::move(socket)) {
    connection to(socket_);
    from.each_ready_day([&](const market_folder::ready_day& of) {
      to.send({"ZADD", "d:" + std::to_string(of.city) + ":" + std::to_string(of.nights),
               std::to_string(of.best.arrival),
               std::to_string(of.best.arrival) + ":" + std::to_string(of.best.total) + ":" +
                   std::to_string(of.best.hotel)});
    });
    from.each_ready_best([&](const market_folder::ready_best& of) {
      std::vector<std::string> words{"ZADD", "b:" + std::to_string(of.city) + ":" +
                                                 std::to_string(of.nights) + ":" +
                                                 std::to_string(of.arrival)};
      for (const stay_offer& each : of.best) {
        words.push_back(std::to_string(each.total));
        std::string hotel = std::to_string(each.hotel);
        // Members of a score are in order of their texts.
        words.push_back(std::string(7 - hotel.size(), '0') + hotel);
      }
      to.send(words);
    });
    to.settle();
    version_ = info("redis_version:");
  }

  std::string name() const override { return "Redis " + version_ + ", answers made before"; }
  bool covers(const question& what) const override { return what.nights <= ready_nights_max; }
  std::unique_ptr<asker> connect() override;
  std::uint64_t server_bytes() const override {
    return std::strtoull(info("used_memory_rss:").c_str(), nullptr, 10);
  }

private:
  friend class redis_asker;

  std::string info(const std::string& key) const {
    connection to(socket_);
    redisAppendCommand(to.get(), "INFO");
    redisReply* const got = to.next();
    const std::string all(got->str, got->len);
    freeReplyObject(got);
    const std::size_t at = all.find(key) + key.size();
    return all.substr(at, all.find('\r', at) - at);
  }

  std::string socket_;
  std::string version_;
};

class redis_asker final : public plain_asker {
public:
  explicit redis_asker(const redis_ready& in) : to_(in.socket_) {}

  void ask(const question& what) override {
    heard_.clear();
    if (what.kind == question_kind::best)
      redisAppendCommand(to_.get(), "ZRANGE b:%u:%d:%d -inf %lld BYSCORE LIMIT 0 20 WITHSCORES",
                         what.city, what.nights, what.arrival,
                         static_cast<long long>(what.total_max()));
    else
      redisAppendCommand(to_.get(), "ZRANGE d:%u:%d %d %d BYSCORE", what.city, what.nights,
                         what.arrival, what.arrival + what.arrivals() - 1);
    redisReply* const got = to_.next();
    if (what.kind == question_kind::best)
      for (std::size_t i = 0; i + 1 < got->elements; i += 2)
        heard_.push_back({std::strtoll(got->element[i + 1]->str, nullptr, 10),
                          static_cast<std::uint32_t>(std::strtoul(got->element[i]->str, nullptr, 10)),
                          what.arrival});
    else
      for (std::size_t i = 0; i < got->elements; ++i) hear(got->element[i]->str, what);
    freeReplyObject(got);
  }

private:
  void hear(const char* text, const question& what) {
    char* end = nullptr;
    stay_offer each;
    each.arrival = static_cast<int>(std::strtol(text, &end, 10));
    each.total = std::strtoll(end + 1, &end, 10);
    each.hotel = static_cast<std::uint32_t>(std::strtoul(end + 1, &end, 10));
    if (what.kind == question_kind::flexible && !heard_.empty())
      heard_[0] = std::min(heard_[0], each);
    else
      heard_.push_back(each);
  }

  connection to_;
};

std::unique_ptr<asker> redis_ready::connect() { return std::make_unique<redis_asker>(*this); }

}  // namespace

std::unique_ptr<priced_system> open_redis_ready(const market_folder& from,
                                                const std::string& address) {
  return std::make_unique<redis_ready>(from, address);
}

}  // namespace pronto::bench
