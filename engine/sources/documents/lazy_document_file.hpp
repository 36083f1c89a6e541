#pragma once
// A file of hotel documents of which only those of wanted destinations are brought.
#include <memory>
#include <memory_resource>
#include <string>

#include "sources/source.hpp"

namespace pronto {

/// As `open_document_file`, but on demand: the first pass, and each after the file has changed, reads
/// all of the file to know where the documents of each destination are, before anything is brought
/// or told; 32 bytes a document of `memory`. Where that throws, the step can be taken again. Others
/// read wanted documents alone. They are come to at once in a plain file, and in a gzip file by
/// unpacking some 100 KB if `line_writer` wrote it; one in a single piece is unpacked from its start.
///
/// Documents without a code, a city or a country and those whose code stands twice are rejected when
/// they are come to, others that break the rules when their destination is brought. Its hotel stays
/// as it was, as long as its destination is not dropped.
std::unique_ptr<source> open_lazy_document_file(
    std::string path, std::pmr::memory_resource* memory = std::pmr::new_delete_resource());

}  // namespace pronto
