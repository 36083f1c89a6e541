// Runs an engine over a file of one hotel, and asks it from outside: as a client, and by a message.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/io/middleman.hpp>
#include <caf/scoped_actor.hpp>

#include <pronto/actors/client.hpp>
#include <pronto/messages/interfaces.hpp>

namespace {

constexpr std::string_view document =
    R"({"hotel": "B1", "name": "Zur Linde", "city": "Berlin", "country": "DE", "latitude": 52.52,)"
    R"( "longitude": 13.41, "stars": 3, "amenities": [], "currency": "EUR",)"
    R"( "utc_offset_minutes": 60, "rooms": [{"room": "DBL", "name": "Double room", "occupancy":)"
    R"( {"min": 1, "std": 2, "max": 3}}], "plans": [{"plan": "FLEX", "name": "Flexible",)"
    R"( "meal_plan": "breakfast", "refundable": true, "charge_basis": "room", "rates": [{"room":)"
    R"( "DBL", "start": "2027-06-01", "end": "2027-08-31", "base": {"2": "90.00"}}]}]})";

constexpr std::int64_t three_nights = 270'00;

pronto::find_request question() {
  pronto::find_request out;
  out.city = "Berlin";
  out.when.arrival = *pronto::parse_day("2027-07-01");
  out.when.booking = out.when.arrival - 30;
  out.when.nights = 3;
  return out;
}

bool tell(std::string_view how, const pronto::result<pronto::find_answer>& answer) {
  if (!answer) {
    std::printf("%s: %s\n", how.data(), answer.why().text.c_str());
    return false;
  }
  for (const pronto::offer& each : answer->offers)
    std::printf("%s: %s %lld cents\n", how.data(), each.hotel_name.c_str(),
                static_cast<long long>(each.total));
  return answer->offers.size() == 1 && answer->offers.front().total == three_nights;
}

bool ask_as_a_client(std::uint16_t port) {
  auto engine = pronto::connect("127.0.0.1:" + std::to_string(port), 5000);
  return tell("client", engine ? (*engine)->find(question()) : engine.why());
}

bool ask_by_message(std::uint16_t port) {
  caf::actor_system_config config;
  config.add_message_types<caf::id_block::pronto>();
  config.load<caf::io::middleman>();
  caf::actor_system system(config);
  const auto desk = system.middleman().remote_actor<pronto::front_desk_actor>("127.0.0.1", port);
  if (!desk) return false;
  bool is_right = false;
  caf::scoped_actor self(system);
  self->request(*desk, std::chrono::seconds(5), pronto::find_atom_v, question())
      .receive(
          [&](pronto::reply<pronto::find_answer>& answer) {
            is_right = tell("message", std::move(answer).take());
          },
          [](const caf::error&) { std::puts("message: nobody answered"); });
  return is_right;
}

}  // namespace

int main() {
  std::ofstream("hotels.ndjson") << document << '\n';
  pronto::engine_options options;
  options.data = "hotels.ndjson";
  const auto engine = pronto::make_engine(options);
  if (const auto loaded = engine->load(); !loaded) {
    std::puts(loaded.why().text.c_str());
    return EXIT_FAILURE;
  }
  const auto port = engine->publish(0);
  return port && ask_as_a_client(*port) && ask_by_message(*port) ? EXIT_SUCCESS : EXIT_FAILURE;
}
