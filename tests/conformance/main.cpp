// conformance FOLDER: compares the engine with a corpus of exact answers, in either of two forms
// (see corpus.hpp), its files plain or gzip. Ends with 'agreed N of M'. Exit code 0 if all agree,
// 1 if some differ, 2 if the folder is no corpus.
#include <exception>
#include <iostream>

#include "conformance/corpus.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: conformance FOLDER\n"
                 "FOLDER holds hotels.ndjson, stays.jsonl and searches.jsonl, or plans/ and "
                 "stays.jsonl; each may be gzip with .gz behind its name\n";
    return 2;
  }
  const std::string folder = argv[1];
  conformance::tally count;
  try {
    if (conformance::has_file(folder, "hotels.ndjson"))
      conformance::run_rules(folder, count);
    else
      conformance::run_alpinebits(folder, count);
  } catch (const std::exception& error) {
    std::cerr << "conformance: " << folder << ": " << error.what() << '\n';
    return 2;
  }
  count.print();
  return count.all_agree() ? 0 : 1;
}
