#include "messages/carried.hpp"

PRONTO_CARRY_MESSAGES()
