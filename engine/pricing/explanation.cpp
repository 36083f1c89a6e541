#include "pricing/explanation.hpp"

#include "pricing/rounding.hpp"

namespace pronto {

namespace {

std::string counted(int n, std::string_view one, std::string_view many) {
  return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

std::string money(const booked_stay& of, std::int64_t minor) {
  return format_amount(minor, of.where.money.decimals);
}

// The lines of the room charge round together, so one place makes them all.
class room_ledger {
public:
  explicit room_ledger(const booked_stay& of) : of_(of), plan_(of.where.plans[of.plan]) {
    const auto rates = of.room.rates.on(of.when.arrival, of.charge.nights.size());
    rates_ = rates->dates();
    const auto& ages = of.guests.child_ages;
    for (auto i = static_cast<std::size_t>(of.guests.free_children); i < ages.size(); ++i) {
      auto& bands = children_.emplace_back(ages[i], of.charge.nights.size()).bands;
      rates->child(ages[i], bands);
    }
  }

  void add_night(std::size_t index) {
    const charged_night& night = of_.charge.nights[index];
    if (night.free) return add(free_line(index), 0);
    add(base_line(index), night.base);
    const int extra = of_.charge.extra_adults;
    if (extra > 0)
      add(line(line_kind::extra_adult, index, extra,
               counted(extra, "extra adult", "extra adults")),
          night.extra_adults);
    for (const auto& [age, bands] : children_) {
      const child_band& band = bands[index];
      add(line(line_kind::child, index, 1,
               "child of " + std::to_string(age) + " (ages " + std::to_string(band.min_age) +
                   " to " + std::to_string(band.max_age - 1) + ")"),
          band.amount);
    }
  }

  std::vector<price_line> lines;

private:
  void add(price_line next, std::int64_t amount) {
    next.amount = sum_.add({exact::unlimited(amount), exact::unlimited(of_.charge.unit)});
    lines.push_back(std::move(next));
  }

  price_line line(line_kind kind, std::size_t index, int guests, std::string text) const {
    return {.kind = kind,
            .id = std::string(plan_.code),
            .text = std::move(text) + share(),
            .night = of_.when.arrival + static_cast<day>(index),
            .rate_dates = rates_[index],
            .guests = guests};
  }

  price_line base_line(std::size_t index) const {
    const std::string guests = counted(of_.charge.tier, "guest", "guests");
    const std::string text =
        plan_.basis == charge_basis::room
            ? "room for " + guests
            : counted(of_.charge.charged_adults, "adult", "adults") + " at the rate for " + guests;
    return line(line_kind::night, index, of_.charge.tier, text);
  }

  price_line free_line(std::size_t index) const {
    const free_nights_offer& offer = *plan_.free_nights;
    return line(line_kind::free_night, index, of_.charge.tier,
                "free: " + std::to_string(offer.discounted) + " of " +
                    (offer.repeating ? "every " : "") + counted(offer.required, "night", "nights"));
  }

  std::string share() const {
    return of_.charge.unit == 1 ? "" : ", 1/" + std::to_string(of_.charge.unit) + " of the rate";
  }

  struct paying_child {
    int age;
    std::vector<child_band> bands;  // by night
    paying_child(int of_age, std::size_t nights) : age(of_age), bands(nights) {}
  };

  const booked_stay& of_;
  const packed::rate_plan& plan_;
  std::vector<date_range> rates_;  // by night
  std::vector<paying_child> children_;
  exact::running_sum<exact::unlimited> sum_;
};

std::string promotion_text(const booked_stay& of, const packed::promotion& p) {
  switch (p.type) {
    case promotion_type::percent: return format_percent(p.share) + " % off";
    case promotion_type::per_night: return money(of, p.amount) + " off each night";
    case promotion_type::per_stay: return money(of, p.amount) + " off the stay";
    case promotion_type::free_nights:
      return std::to_string(p.discounted) + " of " + counted(p.required, "night", "nights") +
             " free, the " + (p.cheapest_nights ? "cheapest" : "last");
  }
  return "";
}

// ", on 2 of 3 nights: 2027-03-02, 2027-03-03", where it is not for all of them; many are only counted.
std::string nights_text(const stay& when, const night_set& covers) {
  constexpr int named_max = 7;
  std::string named;
  int count = 0;
  for (int i = 0; i < when.nights; ++i)
    if (covers[static_cast<std::size_t>(i)])
      named += (count++ == 0 ? ": " : ", ") + format_day(when.arrival + i);
  if (count == when.nights) return "";
  if (count > named_max) named.clear();
  return ", on " + std::to_string(count) + " of " + counted(when.nights, "night", "nights") + named;
}

std::string supplement_text(const booked_stay& of, const packed::supplement& s) {
  const int persons = of.guests.paying();
  std::string name(s.name);
  switch (s.charge) {
    case supplement_charge::daily:
    case supplement_charge::per_room_per_night: return name + ", a night";
    case supplement_charge::per_person_per_night:
      return name + ", a night for " + counted(persons, "person", "persons");
    case supplement_charge::per_stay:
    case supplement_charge::per_room_per_stay: return name + ", a stay";
    case supplement_charge::per_person_per_stay:
      return name + ", a stay for " + counted(persons, "person", "persons");
    case supplement_charge::item: return name + ", once";
  }
  return name;
}

std::string tax_text(const booked_stay& of, const packed::tax_fee& tax, const applying_tax& by) {
  std::string out(tax.name);
  out += ", ";
  if (tax.is_percent) {
    out += format_percent(tax.share) + " %";
    if (tax.on_supplements) out += ", supplements too";
  } else {
    out += money(of, tax.amount);
    if (tax.basis == payer::person) out += " x " + counted(by.persons, "person", "persons");
    if (tax.period == per::night) out += " x " + counted(by.night_count, "night", "nights");
  }
  if (tax.included) return out + ", in the rate";
  return out + (tax.paid_at == payment::property ? ", paid at the property" : "");
}

}  // namespace

std::vector<price_line> room_lines(const booked_stay& of) {
  room_ledger ledger(of);
  for (std::size_t i = 0; i < of.charge.nights.size(); ++i)
    ledger.add_night(i);
  return std::move(ledger.lines);
}

price_line promotion_line(const booked_stay& of, const eligible_promotion& by,
                          std::int64_t amount) {
  const packed::promotion& p = of.where.promotions[by.index];
  return {.kind = line_kind::promotion,
          .amount = amount,
          .id = std::string(p.code),
          .text = promotion_text(of, p) + nights_text(of.when, by.covers),
          .night = {},
          .rate_dates = {}};
}

price_line supplement_line(const booked_stay& of, const packed::supplement& by,
                           std::int64_t amount) {
  return {.kind = line_kind::supplement,
          .amount = amount,
          .id = std::string(by.code),
          .text = supplement_text(of, by),
          .night = {},
          .rate_dates = {},
          .guests = of.guests.paying()};
}

price_line tax_line(const booked_stay& of, const applying_tax& by, std::int64_t amount) {
  const packed::tax_fee& tax = of.where.taxes[by.index];
  return {.kind = tax.kind == tax_kind::tax ? line_kind::tax : line_kind::fee,
          .amount = amount,
          .id = std::string(tax.code),
          .text = tax_text(of, tax, by),
          .night = {},
          .rate_dates = {},
          .guests = tax.basis == payer::person ? by.persons : 0};
}

}  // namespace pronto
