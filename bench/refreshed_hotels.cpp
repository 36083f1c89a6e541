#include "refreshed_hotels.hpp"

#include <algorithm>
#include <vector>

namespace pronto::bench {

namespace {

// About what a generated hotel takes as a document, so that steps are as large as those of a file.
constexpr std::size_t document_bytes = 6000;

class market_source final : public source {
public:
  explicit market_source(const hotel_market& market) : market_(market) {}

  result<bool> begin() override {
    version_ = market_.version;
    every_ = brought_any_ ? market_.every.load() : 1;
    next_ = 0;
    return !brought_any_ || version_ != brought_version_;
  }

  result<bool> step(std::size_t budget_bytes, changes& out) override {
    for (std::size_t used = 0; used < budget_bytes && next_ < market_.hotels.hotels;
         used += document_bytes) {
      out.put.push_back(
          std::make_shared<const hotel>(hotel_at(market_, next_, version_)));
      next_ += every_;
    }
    if (next_ < market_.hotels.hotels) return false;
    brought_any_ = true;
    brought_version_ = version_;
    return true;
  }

  void forget() override { brought_any_ = false; }

  source_progress progress() const override {
    return {next_ * document_bytes, market_.hotels.hotels * document_bytes, next_, 0};
  }
  std::string name() const override { return "generated hotels"; }

private:
  const hotel_market& market_;
  std::uint32_t version_ = 0;
  std::uint32_t brought_version_ = 0;
  std::uint32_t every_ = 1;
  bool brought_any_ = false;
  std::uint64_t next_ = 0;
};

// Without a `rate` for each night, which would take longer than making the hotel does.
rate_calendar raised(const rate_calendar& from, std::int64_t by) {
  rate_calendar::builder out;
  for (const auto& shape : from.shapes()) out.shape_like(shape);  // they keep their numbers
  std::vector<std::int64_t> amounts;
  for (const auto& [first, last, shape, begin] : from.periods()) {
    const auto& of = from.shapes()[shape];
    const std::int64_t* const those = from.amounts().data() + begin;
    amounts.assign(those, those + of.width());
    for (std::size_t i = 0; i < of.guests.size(); ++i) amounts[i] += by;
    out.add({first, last}, shape, amounts.data());
  }
  return std::move(out).take();
}

}  // namespace

hotel hotel_at(const hotel_market& market, std::uint64_t number, std::uint32_t version) {
  hotel out = *generate_hotel(market.hotels, number);
  if (version == 0) return out;
  for (rate_plan& plan : out.plans)
    for (product& each : plan.products)
      each.rates = raised(each.rates, std::int64_t{100} * version);
  return out;
}

std::unique_ptr<source> open_market(const hotel_market& market) {
  return std::make_unique<market_source>(market);
}

}  // namespace pronto::bench
