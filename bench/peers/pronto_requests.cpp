#include "pronto_requests.hpp"

namespace pronto::bench {

stay_request pronto_requests::stay_of(const question& what) const {
  stay_request out;
  out.arrival = plain_first_night + what.arrival;
  out.nights = what.nights;
  out.booking = plain_first_night;
  return out;
}

find_request pronto_requests::find_of(const question& what) const {
  find_request out;
  out.city = cities_[what.city].name;
  out.country = cities_[what.city].country;
  out.when = stay_of(what);
  out.limit = 1;
  out.count = false;
  if (what.kind == question_kind::best) {
    out.limit = best_count;
    out.keep.stars_min = best_stars;
    out.keep.total_max_e4 = what.total_max() * 100;
  }
  if (what.kind == question_kind::flexible) out.days_after = flexible_days - 1;
  return out;
}

calendar_request pronto_requests::calendar_of(const question& what) const {
  calendar_request out;
  out.city = cities_[what.city].name;
  out.country = cities_[what.city].country;
  out.when = stay_of(what);
  out.arrivals = what.arrivals();
  return out;
}

answer pronto_requests::answer_of(const find_answer& heard) const {
  answer out;
  for (const offer& each : heard.offers)
    out.push_back({each.cost.total, numbers_.at(each.hotel), each.arrival - plain_first_night});
  return out;
}

answer pronto_requests::answer_of(const calendar_answer& heard) const {
  answer out;
  for (const calendar_day& each : heard.days)
    if (each.best)
      out.push_back(
          {each.best->total, numbers_.at(each.best->hotel), each.arrival - plain_first_night});
  return out;
}

}  // namespace pronto::bench
