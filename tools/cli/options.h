// The command line as plain structs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/base/language.h"
#include "runtime/base/source.h"
#include "runtime/number/rational.h"
#include "tools/cli/run.h"

namespace zs::cli {

enum class Command { Help, Eval, Check, Read, Inputs, Format, Test, Diff, Explain, Repl };
enum class Format { Text, Json, Csv, Jsonl };

struct Options {
  Command command = Command::Help;
  bool help = false;  // --help after a command
  Language language = Language::Chinese;
  Format format = Format::Text;
  std::string rules, data;  // files; "-" is standard input
  std::string new_rules;    // diff: the newer version
  std::string cliff;        // check: percent of the points that a jump may have
  std::string cases;        // check: a file for generated boundary cases
  std::string goal;         // explain: the grade to be reached
  std::string output;       // -o; empty is standard output
  bool explain = false;
  bool strict = false;
  std::string lock;     // --lock: the file of confirmed readings
  bool update = false;  // read --lock --update
  bool check = false;   // format --check
  bool summary = false;
  std::vector<std::string> units;  // --unit, all when empty
  std::string unit_column;
  std::string missing = "range";
  std::string stage;
  std::vector<std::string> wordings;  // --wording: an office's own words
  int jobs = 0;                       // threads for many units; 0: one a processor
  std::string rejects;                // every problem of the data, one a line, goes to this file
  std::size_t chunk_bytes = std::size_t{1} << 20;  // how data is cut for the threads
  std::size_t block_rows = 1024;
  bool streaming = true;  // false: one unit at a time, whatever the format
  // One rule without files.
  std::optional<std::string> text, inline_data, points;
  std::string title;
};

struct ParsedOptions {
  Options options;
  std::string problem;  // why the call is wrong; empty when it is right
};

// Never throws.
ParsedOptions parse_options(const std::vector<std::string>& arguments);

// The page that --help shows.
std::string help_text(const Options& options);

}  // namespace zs::cli
