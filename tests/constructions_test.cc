// The shipped constructions: every line is well formed, every example reads as it says.
#include <gtest/gtest.h>

#include "compiler/reader/reader.h"
#include "compiler/wording/normalise.h"
#include "runtime/base/source.h"
#include "stdlib/embedded_wording.h"
#include "tools/cli/wording.h"

namespace zs {
namespace {

std::string read_as(const std::string& text) {
  const SourceText source("例", text);
  const auto readings =
      read_wording(normalise(source), "标题", nullptr, cli::shipped_wording().constructions(), 1);
  return readings.empty() ? std::string() : to_utf8(readings.front().text.chars);
}

TEST(Constructions, every_shipped_line_is_well_formed) {
  WordingTable table;
  DiagnosticSink issues;
  for (const EmbeddedFile& file : embedded_wording())
    table.add(SourceText(std::string(file.name), std::string(file.text)), issues);
  for (const Diagnostic& one : issues.all())
    ADD_FAILURE() << one.where.file << ":" << one.where.line << " "
                  << message_of(one, Language::Chinese);
  EXPECT_GT(table.constructions().size(), 300U);
}

TEST(Constructions, every_example_reads_as_it_says) {
  const Constructions& all = cli::shipped_wording().constructions();
  EXPECT_GT(all.examples().size(), 30U);
  for (const ConstructionExample& example : all.examples()) {
    const std::string read = read_as(to_utf8(example.written));
    const std::string canonical = to_utf8(example.canonical) + "。";
    if (example.not_so)
      EXPECT_EQ(read.find("分"), std::string::npos)
          << to_utf8(example.written) << " is read as " << read;
    else
      EXPECT_EQ(read, canonical) << to_utf8(example.written);
  }
}

}  // namespace
}  // namespace zs
