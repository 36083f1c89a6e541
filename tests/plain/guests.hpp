// Steps 0 to 4: who of those that travel counts as what, and whether room and offer take them.
#pragma once

#include "plain/iso_day.hpp"
#include "plain/plain_pricer.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace plain {

/// The reason why a pair is not bookable, or nothing that speaks against it.
using refusal = std::optional<std::string>;

/// One pair of plan and room, and the stay that is asked of it. Refers to what it was made of.
struct request {
  request(const nlohmann::json& of_hotel, const std::string& plan_code,
          const std::string& room_code, const stay& of_stay);

  const nlohmann::json& hotel;
  const nlohmann::json& plan;
  const nlohmann::json& room;
  const stay& asked;
  day arrival;
  day departure;
  int days_in_advance;  // from booking to arrival

  const std::string& plan_code() const;
  const std::string& room_code() const;
};

struct party {
  int adults = 0;
  std::vector<int> children;  // ages of those who are still children and pay, the oldest first
  int free_children = 0;
  bool child_became_adult = false;  // by its age alone, in step 0
};

/// Step 0.
party classed_by_age(const request& r);

/// Step 1.
refusal refused_by_occupancy(const request& r);

/// Step 2, on the guests as step 0 classed them.
refusal refused_by_offer(const request& r, const party& guests);

/// Step 3.
void promote_oldest_to_adults(const request& r, party& guests);

/// Step 4.
void free_youngest_of_family(const request& r, party& guests);

}  // namespace plain
