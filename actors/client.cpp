#include "actors/client.hpp"

namespace pronto {

client::client() = default;
client::~client() = default;

}  // namespace pronto
