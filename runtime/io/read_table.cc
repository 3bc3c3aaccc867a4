#include "runtime/io/read_table.h"

#include <algorithm>
#include <utility>

#include "runtime/io/blanks.h"
#include "runtime/io/csv.h"
#include "runtime/io/json.h"

namespace zs {
namespace {

bool ends_in(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  const auto same_letter = [](char a, char b) {
    return b == (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a);
  };
  name.remove_prefix(name.size() - ending.size());
  return std::equal(name.begin(), name.end(), ending.begin(), same_letter);
}

std::string_view without_mark_and_blanks(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return trimmed(bytes);
}

// A line that ends in } before one that begins with { is in no single JSON text.
bool has_an_object_a_line(std::string_view bytes) {
  bytes = without_mark_and_blanks(bytes);
  const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
  return trimmed(bytes.substr(0, end)).ends_with('}') &&
         trimmed(bytes.substr(end)).starts_with('{');
}

bool looks_like_json(std::string_view bytes) {
  bytes = without_mark_and_blanks(bytes);
  return bytes.starts_with('{') || bytes.starts_with('[');
}

}  // namespace

Table read_table(std::string file_name, std::string_view bytes, DiagnosticSink& sink) {
  if (ends_in(file_name, ".csv")) return read_csv(std::move(file_name), bytes, sink);
  if (ends_in(file_name, ".tsv")) return read_tsv(std::move(file_name), bytes, sink);
  if (ends_in(file_name, ".jsonl")) return read_jsonl(std::move(file_name), bytes, sink);
  if (!ends_in(file_name, ".json") && !looks_like_json(bytes))
    return read_csv(std::move(file_name), bytes, sink);
  return has_an_object_a_line(bytes) ? read_jsonl(std::move(file_name), bytes, sink)
                                     : read_json(std::move(file_name), bytes, sink);
}

}  // namespace zs
