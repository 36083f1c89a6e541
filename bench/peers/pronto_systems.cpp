// Pronto, called and through its front desk.
#include <limits>
#include <utility>

#include "actors/local_engine.hpp"
#include "catalog/catalog.hpp"
#include "machine.hpp"
#include "pricing/lower_bound.hpp"
#include "pronto_asker.hpp"
#include "search/popular/popular_answers.hpp"
#include "search/price_calendar.hpp"
#include "search/search.hpp"
#include "sources/source.hpp"
#include "system.hpp"

namespace pronto::bench {

namespace {

class pronto_called : public priced_system {
public:
  explicit pronto_called(const market_folder& from) : requests_(from) {
    from.each_hotel([this](const plain_hotel& each, std::uint32_t) {
      hotels_.put(hotel_of(each));
      requests_.note(each);
    });
    held_ = hotels_.take(1);
  }

  std::string name() const override { return "Pronto, called"; }

protected:
  // Tables of stays of two adults in every city, in any hotel or one of the stars that questions name,
  // for as many nights as the answers that others have made before.
  void make_popular_answers() {
    popular_wish wish;
    for (int nights = 1; nights <= ready_nights_max; ++nights)
      for (const int stars : {0, best_stars})
        wish.shapes.push_back({.nights = static_cast<std::uint16_t>(nights),
                               .stars_min = static_cast<std::uint8_t>(stars)});
    wish.arrivals = plain_nights;
    wish.offers = best_count;
    wish.now_s = std::int64_t{plain_first_night} * 86'400 + 43'200;
    memory_->set_popular_budget(std::numeric_limits<std::uint64_t>::max());
    hotels_.set_popular(keep_popular);
    for (const auto& each : held_->destinations())
      hotels_.want_popular({std::string(each->key), std::string(each->country)}, wish);
    held_ = hotels_.take(2);
    for (const auto& place : held_->destinations())
      if (place->popular != nullptr)
        for (const popular_table& table : place->popular->all)
          while (make_popular_rows(*place, table, [] {})) {}
  }

public:

  std::unique_ptr<asker> connect() override {
    struct calls {
      const snapshot& in;
      result<find_answer> find(const find_request& what) { return pronto::find(in, what); }
      result<calendar_answer> calendar(const calendar_request& what) {
        return find_calendar(in, what);
      }
    };
    return std::make_unique<pronto_asker<calls>>(requests_, calls{*held_});
  }

private:
  pronto_requests requests_;
  std::shared_ptr<catalog_memory> memory_ = std::make_shared<catalog_memory>();
  catalog hotels_{memory_, {}, bounds_of, bounds_around};
  snapshot_ptr held_;
};

class pronto_popular final : public pronto_called {
public:
  explicit pronto_popular(const market_folder& from) : pronto_called(from) {
    make_popular_answers();
  }

  std::string name() const override { return "Pronto, popular answers"; }
};

/// Brings the hotels of a folder once; on the loader's thread.
class folder_source final : public source {
public:
  folder_source(const market_folder& from, pronto_requests& requests)
      : all_(from), requests_(requests) {}

  result<bool> begin() override { return !brought_; }

  result<bool> step(std::size_t budget_bytes, changes& out) override {
    constexpr std::size_t document_bytes = 6000;  // about what a hotel would take
    for (std::size_t used = 0; used < budget_bytes && !brought_; used += document_bytes) {
      plain_hotel each;
      std::uint32_t city = 0;
      brought_ = !all_.next(each, city);
      if (brought_) break;
      out.put.push_back(std::make_shared<const hotel>(hotel_of(each)));
      requests_.note(each);
    }
    return brought_;
  }

  void forget() override {}
  source_progress progress() const override { return {}; }
  std::string name() const override { return "hotels of a folder"; }

private:
  hotel_reader all_;
  pronto_requests& requests_;
  bool brought_ = false;
};

class pronto_desk final : public priced_system {
public:
  explicit pronto_desk(const market_folder& from) : requests_(from) {
    engine_options with;
    with.refresh_interval_ms = 0;
    with.request_timeout_ms = 3'600'000;
    auto started = start_engine_on(
        with, [&] { return std::make_unique<folder_source>(from, requests_); }, {});
    if (!started) fail(started.why().text);
    engine_ = *std::move(started);
  }

  std::string name() const override { return "Pronto, front desk"; }

  std::unique_ptr<asker> connect() override {
    struct messages {
      std::unique_ptr<client> to;
      result<find_answer> find(const find_request& what) { return to->find(what); }
      result<calendar_answer> calendar(const calendar_request& what) { return to->calendar(what); }
    };
    return std::make_unique<pronto_asker<messages>>(requests_, messages{engine_->another_client()});
  }

private:
  pronto_requests requests_;
  std::unique_ptr<local_engine> engine_;
};

}  // namespace

std::unique_ptr<priced_system> open_pronto(const market_folder& from, const std::string&) {
  return std::make_unique<pronto_called>(from);
}

std::unique_ptr<priced_system> open_pronto_popular(const market_folder& from, const std::string&) {
  return std::make_unique<pronto_popular>(from);
}

std::unique_ptr<priced_system> open_pronto_desk(const market_folder& from, const std::string&) {
  return std::make_unique<pronto_desk>(from);
}

}  // namespace pronto::bench
