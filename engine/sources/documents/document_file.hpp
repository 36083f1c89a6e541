#pragma once
// A file of hotel documents, one a line (NDJSON), plain or gzip, told apart by its first bytes.
#include <cstdint>
#include <memory>
#include <string>

#include "result.hpp"
#include "sources/source.hpp"

namespace pronto {

/// A source that reads a file of documents and, in later passes, only what changed in it: a file
/// with the same size, time and identity is not read, and a line with the same text as before is
/// not parsed. The file should be replaced by renaming a complete one over it; one that turns out
/// missing, empty, binary or cut off fails the pass before it has brought anything (the first pass
/// excepted, which is read once), and one that a writer changes under a pass fails that pass.
/// A code that a document before it in the file has is rejected. Where a document is rejected
/// without a readable code, no hotel is removed in that pass, since it may be any of them.
std::unique_ptr<source> open_document_file(std::string path);

}  // namespace pronto
