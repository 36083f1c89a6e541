#include "sources/exchange_rate_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "shortened.hpp"
#include "sources/files/csv.hpp"
#include "sources/files/file_stamp.hpp"

namespace pronto {

namespace {

constexpr std::array<std::string_view, 4> columns = {"date", "from", "to", "rate"};

failure wrong(const csv_reader& in, std::string_view field, std::string_view value,
              const std::string& expected) {
  return {.code = failure_code::source,
          .text = in.path() + ":" + std::to_string(in.line()) + ": " + std::string(field) + " '" +
                  shortened(value, 40) + "': expected " + expected,
          .file = in.path(),
          .line = in.line(),
          .field = std::string(field),
          .value = shortened(value, 40)};
}

/// Reads one record; the failure of its first wrong field.
class record_reader {
public:
  record_reader(const csv_reader& in, const std::array<std::size_t, 4>& at) : in_(in), at_(at) {}

  std::optional<failure> read(exchange_rate& to) const {
    const auto date = parse_day(field(0));
    if (!date) return wrong(0, "a date such as 2027-01-04");
    const auto rate = parse_rate(field(3));
    if (!rate)
      return wrong(3, "a rate above 0 such as 1.0850, of at most " +
                          std::to_string(rate_digits_max) + " digits and " +
                          std::to_string(rate_decimals_max) + " decimals");
    to = *rate;
    to.date = *date;
    const auto from = find_currency(field(1));
    if (!from) return wrong(1, "a code of ISO 4217 such as EUR");
    const auto into = find_currency(field(2));
    if (!into || *into == *from) return wrong(2, "a code of ISO 4217 such as USD, and another one");
    to.from = *from;
    to.to = *into;
    return std::nullopt;
  }

private:
  std::string_view field(std::size_t column) const { return in_.fields()[at_[column]]; }
  failure wrong(std::size_t column, const std::string& expected) const {
    return pronto::wrong(in_, columns[column], field(column), expected);
  }

  const csv_reader& in_;
  const std::array<std::size_t, 4>& at_;
};

class source_with_rates final : public source {
public:
  source_with_rates(std::unique_ptr<source> of, std::string path)
      : of_(std::move(of)), file_{.name = std::move(path)} {}

  result<bool> begin() override {
    begun_ = stamp_if_any(file_.name);
    file_.wrong = read();
    auto more = of_->begin();
    if (!more && !rates_) return more;
    reads_ = more && *more;
    failed_.reset();
    if (!more) failed_ = more.why();  // behind the table
    return reads_ || rates_.has_value();
  }

  result<bool> step(std::size_t budget_bytes, changes& out) override {
    if (rates_) {
      out.rates = *std::move(rates_);
      rates_.reset();
      stamp_ = fresh_;
      if (reads_ || failed_) return false;
    }
    if (failed_) return *failed_;
    return reads_ ? of_->step(budget_bytes, out) : true;
  }

  bool has_changed() override {
    return of_->has_changed() || stamp_if_any(file_.name) != begun_;
  }
  void forget() override {
    stamp_.reset();
    of_->forget();
  }
  source_progress progress() const override { return of_->progress(); }
  bool reads_hotels() const override { return reads_; }
  on_demand* demand() override { return of_->demand(); }
  const rates_file* rates() const override { return &file_; }
  std::string name() const override { return of_->name(); }

private:
  std::optional<failure> read() {
    const auto now = stamp_to_follow(file_.name);
    if (!now) return now.why();
    if (stamp_ == *now) return std::nullopt;
    if (refused_ == *now) return why_refused_;
    auto all = read_exchange_rates(file_.name);
    if (!all) {
      // What is wrong with its text stays wrong; what the system did not give may come at the next look.
      if (all.why().line > 0 || !all.why().field.empty()) {
        why_refused_ = all.why();
        refused_ = *now;
      }
      return all.why();
    }
    rates_ = *std::move(all);
    fresh_ = *now;
    return std::nullopt;
  }

  std::unique_ptr<source> of_;
  rates_file file_;
  std::optional<file_stamp> begun_;                  // when the last pass began
  std::optional<file_stamp> stamp_;                  // of the table that was brought
  std::optional<file_stamp> refused_;                // of the last one whose text is wrong
  failure why_refused_;                              // and what is wrong with it
  file_stamp fresh_;                                 // of the one that is to be
  std::optional<std::vector<exchange_rate>> rates_;  // and what it says
  bool reads_ = false;                               // hotels, too
  std::optional<failure> failed_;                    // or why they are not there
};

}  // namespace

result<std::vector<exchange_rate>> read_exchange_rates(const std::string& path) {
  auto in = csv_reader::open(path, ',');
  if (!in) return in.why();
  std::array<std::size_t, 4> at{};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto found = in->column(columns[i]);
    if (!found)
      return failure{.code = failure_code::source,
                     .text = path + ": the column '" + std::string(columns[i]) +
                             "' is missing; expected date,from,to,rate",
                     .file = path,
                     .line = 1,
                     .field = std::string(columns[i]),
                     .value = ""};
    at[i] = *found;
  }
  std::vector<exchange_rate> out;
  for (;;) {
    const auto more = in->next();
    if (!more) return more.why();
    if (!*more) break;
    if (!in->whole())
      return wrong(*in, "fields", std::to_string(in->fields().size()),
                   std::to_string(in->header().size()) + " fields");
    if (out.size() == exchange_rates_max)
      return wrong(*in, "rate", "", "at most " + std::to_string(exchange_rates_max) + " rates");
    if (auto no = record_reader(*in, at).read(out.emplace_back())) return *std::move(no);
  }
  sort_rates(out);
  const auto twice = std::ranges::adjacent_find(out, [](const auto& a, const auto& b) {
    return a.from == b.from && a.to == b.to && a.date == b.date;
  });
  if (twice != out.end())
    return failure{.code = failure_code::source,
                   .text = path + ": two rates from " + std::string(twice->from.code_text()) +
                           " to " + std::string(twice->to.code_text()) + " of " +
                           format_day(twice->date),
                   .file = path,
                   .line = 0,
                   .field = "date",
                   .value = format_day(twice->date)};
  return out;
}

std::unique_ptr<source> with_exchange_rates(std::unique_ptr<source> of, std::string path) {
  return std::make_unique<source_with_rates>(std::move(of), std::move(path));
}

}  // namespace pronto
