#pragma once
// What a benchmark is told on its command line. CLI11, whose headers take ten seconds to compile, stays in
// one file.
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace pronto::bench {

class command_options {
public:
  /// `about`: what the benchmark does, for --help.
  explicit command_options(const char* about);
  ~command_options();

  /// An option that is put into `into`, which outlives this; what is there stands in the help, but empty text.
  /// T: std::uint64_t, unsigned, int, double, std::string.
  template <class T>
  void add(const char* name, T& into, const char* about);
  /// A number between these two. T: unsigned, int.
  template <class T>
  void add(const char* name, T& into, const char* about, T least, T most);
  /// One of these words.
  void add(const char* name, std::string& into, const char* about, std::vector<std::string> words);

  /// Nothing where the benchmark is to run; else the exit code of the program, which has said why.
  std::optional<int> parse(int argc, char** argv);

private:
  std::unique_ptr<CLI::App> app_;
};

}  // namespace pronto::bench
