#pragma once
// A terminal whose two streams a test can read.
#include <sstream>
#include <string>

#include "app/terminal/terminal.hpp"

namespace pronto {

struct screen {
  std::ostringstream out_stream;
  std::ostringstream err_stream;
  terminal shown{out_stream, err_stream, {}, {}, false};

  std::string out() const { return out_stream.str(); }
  std::string err() const { return err_stream.str(); }
};

}  // namespace pronto
