#pragma once
// A program that runs beside this one: it is written a line and answers with a line.
#include <cstdio>
#include <string>
#include <vector>

#include <sys/types.h>

namespace pronto::bench {

class other_program {
public:
  explicit other_program(const std::vector<std::string>& command);
  other_program(const other_program&) = delete;
  other_program& operator=(const other_program&) = delete;
  ~other_program();

  std::string ask();

private:
  FILE* to_ = nullptr;
  FILE* from_ = nullptr;
  pid_t process_ = 0;
};

}  // namespace pronto::bench
