#include "result.hpp"

namespace pronto {

std::string_view to_string(failure_code code) {
  switch (code) {
    case failure_code::usage: return "usage";
    case failure_code::not_found: return "not_found";
    case failure_code::ambiguous: return "ambiguous";
    case failure_code::source: return "source";
    case failure_code::data: return "data";
    case failure_code::config: return "config";
    case failure_code::overloaded: return "overloaded";
    case failure_code::unavailable: return "unavailable";
    case failure_code::protocol: return "protocol";
    case failure_code::timed_out: return "timed_out";
    case failure_code::memory: return "memory";
    case failure_code::not_loaded: return "not_loaded";
  }
  return "unknown";
}

std::string describe(const failure& what) {
  std::string out;
  if (!what.file.empty() && what.text.find(what.file) == std::string::npos) {
    out += what.file;
    if (what.line > 0) out += ":" + std::to_string(what.line);
    out += ": ";
  }
  if (!what.field.empty()) out += what.field + ": ";
  return out + what.text;
}

}  // namespace pronto
