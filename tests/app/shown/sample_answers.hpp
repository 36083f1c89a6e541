#pragma once
// Answers with everything in them, for what shows them.
#include "search/request.hpp"

namespace pronto {

/// An offer of 270.50 EUR for two nights: a night, a night with an extra adult, a promotion, a
/// supplement and a tax paid at the property.
offer sample_offer();

find_answer sample_find_answer();
quote_answer sample_quote_answer();

/// The sample offer, which was 260.50 EUR for a lower room charge.
price_check_answer sample_price_check();

/// Stays of two nights from Thu 2027-04-29 to Mon 2027-05-10: totals from 80.00 to 200.00 EUR, the
/// lowest on May 4th and 5th, a day that is sold out and two before the booking date.
calendar_answer sample_calendar();

}  // namespace pronto
