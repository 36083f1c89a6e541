// Step 11: taxes and fees on the discounted amounts.
#pragma once

#include "plain/exact.hpp"
#include "plain/guests.hpp"

#include <cstdint>
#include <vector>

namespace plain {

/// Sums of taxes and fees in minor units, each of which was rounded on its own.
struct tax_sums {
  std::int64_t added = 0;
  std::int64_t included = 0;
  std::int64_t due_at_property = 0;  // the part of `added` that is paid there
};

/// `amounts` are what promotions left of each night's room charge, `supplements` what the mandatory
/// supplements charge on each night.
tax_sums taxes_of(const request& r, const std::vector<fraction>& amounts,
                  const std::vector<fraction>& supplements, int decimals);

}  // namespace plain
