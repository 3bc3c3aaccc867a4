// A golden page: a Markdown file whose fenced blocks are files and commands with their output.
//
//   # Title                       the first line that is not an HTML comment or blank; ## in a
//                                 section of a document
//   ```csv data.csv               a file: any language word, then the file's name
//   ```hex data.csv               a file given as hexadecimal bytes; # starts a comment
//   ```text                       an illustration: only this block may lack a name
//   ```console                    "$ zhunsheng …" lines, each followed by its exact output
//
// A block ends with at least as many backticks as it began with. Everything else is prose.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zs::golden {

struct Prose {
  std::string text;  // whole lines, fences of illustrations included
};

struct FileBlock {
  std::string fence, language, name;
  std::string body;   // the lines as written
  std::string bytes;  // what the file holds: the lines, or the decoded bytes
};

struct Command {
  std::string line;    // without "$ "
  std::string output;  // whole lines
  int at = 0;          // line of the page
};

struct Console {
  std::string fence;
  std::vector<Command> commands;
};

using Block = std::variant<Prose, FileBlock, Console>;

struct Page {
  std::string title;
  std::vector<Block> blocks;
};

// The page, or nothing and "line N: …" in `problem`.
std::optional<Page> parse_page(std::string_view text, std::string& problem);

// The text that parse_page() reads back to the same page, byte for byte what was parsed.
std::string page_text(const Page& page);

// A document as its sections: cut before each line that begins with ## or ###, outside of blocks.
// Joined they are the text again.
std::vector<std::string> sections_of(std::string_view text);

// A command line as a POSIX shell would split it; `input` is the file after <.
struct CommandWords {
  std::vector<std::string> words;
  std::optional<std::string> input;
};

// Nothing, and why in `problem`, for what a page cannot do: expansion, pipes, open quotes.
std::optional<CommandWords> split_command(std::string_view line, std::string& problem);

// What differs, line by line: "  " both, "- " only expected, "+ " only actual. Equal stretches
// are shortened.
std::string difference(std::string_view expected, std::string_view actual);

// All pages below `folder`, in the order of their names.
std::vector<std::filesystem::path> pages_below(const std::filesystem::path& folder);

// The bytes of a file on disk, or nothing.
std::optional<std::string> read_file(const std::filesystem::path& path);

}  // namespace zs::golden
