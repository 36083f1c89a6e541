#include "app/shown/price_check_text.hpp"

#include <string_view>

#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

std::string amount(std::int64_t minor, const currency& in) {
  return format_amount(minor, in.decimals);
}

std::string with_code(std::int64_t minor, const currency& in) {
  return amount(minor, in) + " " + std::string(in.code_text());
}

std::string signed_amount(std::int64_t minor, const currency& in) {
  return (minor > 0 ? "+" : "") + amount(minor, in);
}

/// What was priced, for whom and when.
std::string product_text(const price_check_answer& of) {
  const auto& shown = of.shown;
  if (!of.now) return shown.hotel + ", " + shown.room + ", " + shown.plan;
  const auto& now = *of.now;
  return named(now.hotel_name, now.hotel) + ", " + named(now.room_name, now.room) + ", " +
         named(now.plan_name, now.plan);
}

std::string stay_text(const shown_price& of) {
  const stay_request when{.arrival = of.arrival,
                          .nights = of.nights,
                          .adults = of.adults,
                          .child_ages = of.child_ages,
                          .booking = {}};
  return dated(of.arrival) + " to " + dated(of.arrival + of.nights) + ", " + guests_text(when);
}

std::string verdict(const price_check_answer& of, const appearance& look) {
  const auto& shown = of.shown;
  const auto before = with_code(shown.total(), shown.money);
  switch (of.state) {
    case price_state::available:
      return paint(style::good, "available", look.colour) + "  " + before;
    case price_state::price_changed: {
      const bool is_same_money = of.now->money == shown.money;
      const auto difference = of.now->cost.total - shown.total();
      return paint(style::warning, "price changed", look.colour) + "  " + before + " before, " +
             with_code(of.now->cost.total, of.now->money) + " now" +
             (is_same_money ? " (" + signed_amount(difference, shown.money) + ")" : "");
    }
    case price_state::sold_out: break;
  }
  const auto why = of.refused ? explain(*of.refused) : explain(*of.gone);
  return paint(style::bad, "sold out", look.colour) + "  " + before + " before: " +
         std::string(why);
}

std::string_view words(price_part part) {
  switch (part) {
    case price_part::room_charge: return "room charge";
    case price_part::promotions: return "promotions, off";
    case price_part::supplements: return "supplements";
    case price_part::taxes_added: return "taxes and fees";
  }
  return "";
}

std::string changes_table(const price_check_answer& of, const appearance& look) {
  if (of.changes.empty()) return {};
  table rows({{"", side::left}, {"Shown", side::right}, {"Now", side::right},
              {"Difference", side::right}});
  const auto& money = of.shown.money;
  for (const auto& each : of.changes)
    rows.add_row({{std::string(words(each.part))},
                  {amount(each.shown, money)},
                  {amount(each.now, money)},
                  {signed_amount(each.now - each.shown, money)}});
  return "\n" + rows.render(look, 2);
}

}  // namespace

std::string to_text(const price_check_answer& answer, const appearance& look) {
  std::string out = verdict(answer, look) + "\n" + printable(product_text(answer)) + "\n" +
                    stay_text(answer.shown) + "\n" + changes_table(answer, look);
  if (answer.state == price_state::price_changed) out += "\n" + ledger(*answer.now, 0, look);
  out += "shown from generation " + std::to_string(answer.shown.generation) +
         ", checked with generation " + std::to_string(answer.generation) + "\n";
  return out + notes_text(answer.notes, look);
}

}  // namespace pronto
