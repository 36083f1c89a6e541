#include "app/shown/answer_json.hpp"

#include <doctest/doctest.h>

#include "app/shown/sample_answers.hpp"

using namespace pronto;
using json = nlohmann::ordered_json;

TEST_CASE("an offer as JSON has all parts of its price, as decimal strings") {
  const auto answer = json::parse(to_text(to_json(sample_find_answer(), find_request{})));
  CHECK(answer["generation"] == 7);
  CHECK(answer["city"] == "Berlin");
  CHECK(answer["country"] == "DE");
  CHECK(answer["currency"] == "EUR");
  CHECK(answer["hotels"] == 1200);
  CHECK(answer["other_currency"] == 3);
  CHECK(answer["bookable"] == 2);
  CHECK(answer["notes"] == json::array({"a note"}));
  REQUIRE(answer["offers"].size() == 1);
  const auto& offer = answer["offers"][0];
  CHECK(offer["hotel"] == "H1");
  CHECK(offer["hotel_name"] == "Hôtel 東京");
  CHECK(offer["stars"] == 4);
  CHECK(offer["room"] == "DBL");
  CHECK(offer["plan"] == "FLEX");
  CHECK(offer["meal_plan"] == "half_board");
  CHECK(offer["refundable"] == true);
  CHECK(offer["total"] == "270.50");
  CHECK(offer["currency"] == "EUR");
  CHECK(offer["room_charge"] == "290.00");
  CHECK(offer["promotions"] == "29.00");
  CHECK(offer["supplements"] == "4.50");
  CHECK(offer["taxes_added"] == "5.00");
  CHECK(offer["taxes_included"] == "17.08");
  CHECK(offer["due_at_property"] == "5.00");
  CHECK(offer["applied"] == json::array({"EARLY"}));
  CHECK(offer["distance_km"].is_null());
}

TEST_CASE("an answer of several cities as JSON names them") {
  auto answer = sample_find_answer();
  CHECK(to_json(answer, find_request{})["cities"] ==
        json::array({{{"city", "Berlin"}, {"country", "DE"}, {"hotels", 1200}}}));
  answer.city.clear();
  answer.country.clear();
  answer.cities = {{"Berlin", "DE", 12}};
  answer.offers[0].city = "Berlin";
  answer.offers[0].country = "DE";
  const auto made = to_json(answer, find_request{});
  CHECK(made["city"].is_null());
  CHECK(made["country"].is_null());
  CHECK(made["cities"] ==
        json::array({{{"city", "Berlin"}, {"country", "DE"}, {"hotels", 12}}}));
  CHECK(made["offers"][0]["city"] == "Berlin");
  CHECK(made["offers"][0]["country"] == "DE");
}

TEST_CASE("converted totals as JSON, with their rates") {
  auto answer = sample_find_answer();
  CHECK(to_json(answer, find_request{})["offers"][0]["converted"].is_null());
  answer.rates = {{*find_currency("EUR"), *find_currency("JPY"), *parse_day("2027-01-04"), "161"}};
  answer.offers[0].converted = converted_total{*find_currency("JPY"), 43000, answer.rates[0]};
  answer.without_rate = 4;
  const auto made = to_json(answer, find_request{});
  CHECK(made["offers"][0]["converted"] ==
        json{{"total", "43000"}, {"currency", "JPY"}, {"rate", made["rates"][0]}});
  answer.offers[0].converted->by.reset();  // the hotel's own currency
  CHECK(to_json(answer, find_request{})["offers"][0]["converted"]["rate"].is_null());
  CHECK(made["rates"] == json::array({{{"from", "EUR"},
                                       {"to", "JPY"},
                                       {"date", "2027-01-04"},
                                       {"rate", "161"}}}));
  CHECK(made["without_rate"] == 4);
}

TEST_CASE("further rooms and pages as JSON") {
  auto answer = sample_find_answer();
  auto made = to_json(answer, find_request{});
  CHECK(made["next"].is_null());
  CHECK(made["offers_before"] == 0);
  CHECK(made["generation_changed"] == false);
  CHECK(made["offers"][0]["more_rooms"] == json::array());
  CHECK(made["offers"][0]["total"] == "270.50");
  CHECK(made["offers"][0]["room_total"] == "270.50");
  auto& offer = answer.offers[0];
  offer.more_rooms.resize(1);
  offer.more_rooms[0].room = "SGL";
  offer.more_rooms[0].cost.total = 5'00;
  offer.more_rooms[0].token = "p1.x";
  offer.total = 275'50;
  answer.next = "n1.abc";
  answer.offers_before = 10;
  answer.generation_changed = true;
  made = to_json(answer, find_request{});
  CHECK(made["next"] == "n1.abc");
  CHECK(made["offers_before"] == 10);
  CHECK(made["generation_changed"] == true);
  const auto& room = made["offers"][0]["more_rooms"][0];
  CHECK(room["room"] == "SGL");
  CHECK(room["room_total"] == "5.00");
  CHECK_FALSE(room.contains("total"));
  CHECK(room["currency"] == "EUR");
  CHECK(room["token"] == "p1.x");
  CHECK(made["offers"][0]["room_total"] == "270.50");
  CHECK(made["offers"][0]["total"] == "275.50");
}

TEST_CASE("the lines of an offer name what made them") {
  const auto offer = to_json(sample_find_answer(), find_request{})["offers"][0];
  REQUIRE(offer["lines"].size() == 6);
  const auto& night = offer["lines"][0];
  CHECK(night["kind"] == "night");
  CHECK(night["id"] == "FLEX");
  CHECK(night["amount"] == "120.00");
  CHECK(night["night"] == "2027-03-01");
  CHECK(night["rate"] == json{{"start", "2027-03-01"}, {"end", "2027-03-31"}, {"guests", 2}});
  const auto& promotion = offer["lines"][3];
  CHECK(promotion["kind"] == "promotion");
  CHECK(promotion["amount"] == "-29.00");
  CHECK_FALSE(promotion.contains("night"));
  CHECK_FALSE(promotion.contains("rate"));
  CHECK(offer["included"][0]["id"] == "VAT");
  CHECK(offer["extras"][0]["amount"] == "15.00");
}

TEST_CASE("money has exactly its currency's decimals") {
  auto answer = sample_find_answer();
  answer.offers[0].money = *find_currency("JPY");
  CHECK(to_json(answer, find_request{})["offers"][0]["total"] == "27050");
  answer.offers[0].money = *find_currency("KWD");
  CHECK(to_json(answer, find_request{})["offers"][0]["total"] == "27.050");
}

TEST_CASE("lines are there, empty, for an offer without a breakdown") {
  auto answer = sample_find_answer();
  answer.offers[0].why = {};
  CHECK(to_json(answer, find_request{})["offers"][0]["lines"] == json::array());
}

TEST_CASE("a quote as JSON says why the rest cannot be booked") {
  const auto answer = json::parse(to_text(to_json(sample_quote_answer(), quote_request{})));
  CHECK(answer["hotel"] == "H1");
  CHECK(answer["booking_date"] == "2027-02-01");
  CHECK(answer["currency"] == "EUR");
  CHECK(answer["bookable"] == 1);
  CHECK(answer["other_currency"] == 0);
  CHECK(answer["filtered"] == 1);
  CHECK(answer["rates"] == json::array());
  CHECK(answer["notes"] == json::array());
  REQUIRE(answer["not_bookable"].size() == 2);
  CHECK(answer["not_bookable"][0] ==
        json{{"room", "SGL"},
             {"plan", "FLEX"},
             {"reason", "invalid_occupancy"},
             {"least", nullptr},
             {"most", 1}});
  CHECK(answer["not_bookable"][1]["least"] == 3);
}

TEST_CASE("every day of a calendar has every field") {
  const auto made = to_json(sample_calendar(), calendar_request{});
  CHECK(made["generation"] == 7);
  CHECK(made["hotel"].is_null());
  CHECK(made["currency"] == "EUR");
  CHECK(made["nights"] == 2);
  CHECK(made["city"] == "Berlin");
  CHECK(made["cities"].size() == 1);
  CHECK(made["rates"] == json::array());
  CHECK(made["without_rate"] == 0);
  REQUIRE(made["days"].size() == 12);
  CHECK(made["days"][2].dump() ==
        R"({"arrival":"2027-05-01","departure":"2027-05-03","total":"200.00",)"
        R"("currency":"EUR","converted":null,"city":"Berlin","country":"DE","hotel":"H1",)"
        R"("hotel_name":"Hôtel 東京","room":"DBL","plan":"FLEX","gap":null,"reason":null})");
  CHECK(made["days"][7].dump() ==
        R"({"arrival":"2027-05-06","departure":"2027-05-08","total":null,)"
        R"("currency":null,"converted":null,"city":null,"country":null,"hotel":null,)"
        R"("hotel_name":null,"room":null,"plan":null,"gap":"refused","reason":"no_vacancy"})");
  auto of_hotel = sample_calendar();
  of_hotel.hotel = "H1";
  CHECK(to_json(of_hotel, calendar_request{})["hotel"] == "H1");
}

TEST_CASE("a day's total is in its currency, and what was asked for is beside it, as in an offer") {
  auto answer = sample_calendar();
  calendar_request question;
  question.currency_code = "usd";
  answer.money = *find_currency("USD");
  answer.rates = {{*find_currency("EUR"), *find_currency("USD"), *parse_day("2027-01-03"), "1.2"},
                  {*find_currency("EUR"), *find_currency("USD"), *parse_day("2027-01-04"), "1.1"}};
  answer.days[2].best->total = 220'00;
  answer.days[2].best->by = answer.rates[1];  // that of its own date, and not the first
  answer.days[3].best->own_money = answer.money;
  const auto made = to_json(answer, question);
  CHECK(made["days"][2]["total"] == "200.00");
  CHECK(made["days"][2]["currency"] == "EUR");
  CHECK(made["days"][2]["converted"] ==
        json{{"total", "220.00"}, {"currency", "USD"}, {"rate", made["rates"][1]}});
  CHECK(made["days"][3]["converted"]["rate"].is_null());  // the hotel's own currency
  CHECK(made["days"][0]["converted"].is_null());
  CHECK(made["question"]["currency"] == "usd");
}

TEST_CASE("an answer begins with its question, and what it has by default") {
  find_request question;
  question.city = "Berlin";
  question.more_cities = {"Potsdam"};
  question.when.arrival = *parse_day("2027-03-01");
  question.days_before = 1;
  question.more_rooms = {{2, {5}}};
  question.keep.meal_plans = {meal_plan::breakfast};
  question.keep.total_max_e4 = 99'5000;
  question.keep.near = circle{52.5, 13.25, 2};
  const auto made = to_json(sample_find_answer(), question);
  CHECK(made.begin().key() == "question");
  CHECK(made["question"].dump() ==
        R"({"cities":["Berlin","Potsdam"],"country":null,"arrival":"2027-03-01","nights":1,)"
        R"("adults":2,"child_ages":[],"booking_date":null,"strict":false,)"
        R"("arrival_first":"2027-02-28","arrival_last":"2027-03-01",)"
        R"("more_rooms":[{"adults":2,"child_ages":[5]}],"meal_plans":["breakfast"],)"
        R"("refundable":false,"max_total":"99.50","stars":null,"amenities":[],)"
        R"("near":{"latitude":52.5,"longitude":13.25,"km":2.0},"hotels":[],"currency":null,)"
        R"("sort":"total","limit":10})");
  quote_request of_hotel;
  of_hotel.hotel = "H1";
  of_hotel.when.booking = *parse_day("2027-02-01");
  of_hotel.keep.total_max_e4 = 1;
  const auto quoted = to_json(sample_quote_answer(), of_hotel)["question"];
  CHECK(quoted["hotel"] == "H1");
  CHECK(quoted["booking_date"] == "2027-02-01");
  CHECK(quoted["max_total"] == "0.0001");
  CHECK(to_json(sample_calendar(), calendar_request{})["question"]["arrivals"] == 31);
  CHECK(to_json(hotels_answer{}, hotels_request{})["question"]["skip"] == 0);
}

TEST_CASE("a distance is told to the metre") {
  auto answer = sample_find_answer();
  answer.offers[0].distance_km = 1.23456789;
  CHECK(to_json(answer, find_request{})["offers"][0]["distance_km"].dump() == "1.235");
}

TEST_CASE("a checked price has what was shown, what is now, and what differs") {
  auto answer = sample_price_check();
  auto made = to_json(answer);
  CHECK(made["state"] == "price_changed");
  CHECK(made["generation"] == 9);
  CHECK(made["shown"]["total"] == "260.50");
  CHECK(made["shown"]["departure"] == "2027-03-03");
  CHECK(made["shown"]["generation"] == 7);
  CHECK(made["now"]["total"] == "270.50");
  CHECK(made["now"].contains("token"));
  CHECK(made["changes"].dump() == R"([{"part":"room_charge","shown":"280.00","now":"290.00"}])");
  CHECK(made["reason"].is_null());

  answer.state = price_state::sold_out;
  answer.now.reset();
  answer.gone = sold_out_by::refusal;
  answer.refused = reason::no_vacancy;
  made = to_json(answer);
  CHECK(made["now"].is_null());
  CHECK(made["reason"] == "no_vacancy");
  answer.refused.reset();
  answer.gone = sold_out_by::hotel_gone;
  CHECK(to_json(answer)["reason"] == "hotel_gone");
}

TEST_CASE("a failure as JSON has all its parts under 'error'") {
  const failure what{failure_code::data, "is negative", "h.ndjson", 12, "plans[0]", "-1"};
  CHECK(to_json(what) == json{{"error",
                               {{"code", "data"},
                                {"text", "is negative"},
                                {"file", "h.ndjson"},
                                {"line", 12},
                                {"field", "plans[0]"},
                                {"value", "-1"}}}});
  CHECK(to_json(failure{failure_code::unavailable, "gone"})["error"].dump() ==
        R"({"code":"unavailable","text":"gone","file":null,"line":null,"field":null,"value":null})");
}

TEST_CASE("bytes that are no UTF-8 do not break the JSON") {
  const auto text = to_text(to_json(failure{failure_code::data, "bad \xff", "", 0, "", "\xc3"}));
  CHECK(json::parse(text)["error"]["text"] == "bad \uFFFD");
}

TEST_CASE("a status says why its source fails, and nothing if it does not") {
  engine_status status;
  CHECK(to_json(status)["source_failure"] == nullptr);
  status.failed_passes = 2;
  status.source_failure.text = "gone";
  CHECK(to_json(status)["source_failure"]["text"] == "gone");
}
