#include "messages/inspect.hpp"

namespace pronto {

PRONTO_INSPECT_MESSAGES()

}  // namespace pronto
