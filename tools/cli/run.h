// The command line as a function: arguments, files and streams in; exit status out.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/base/language.h"
#include "runtime/io/bytes.h"

namespace zs::cli {

// Where files come from and go to. The program uses the disk, tests a folder in memory.
class Files {
 public:
  virtual ~Files() = default;
  // The bytes of a file, or nothing and a reason for people in `why`.
  virtual std::optional<std::string> read(const std::string& name, Words& why) = 0;
  // Whether something of this name is there, readable or not.
  virtual bool exists(const std::string& name) {
    Words why;
    return read(name, why).has_value();
  }
  // Writes a file that appears complete or not at all; false and a reason in `why` otherwise.
  virtual bool write(const std::string& name, const std::string& bytes, Words& why) = 0;

  // The same piece by piece, for files larger than the memory. Null, and a reason in `why`, when
  // the file cannot be opened. What open() and create() give must not outlive the files.
  virtual std::unique_ptr<ByteReader> open(const std::string& name, Words& why);
  virtual std::unique_ptr<ByteWriter> create(const std::string& name, Words& why);
};

// Exit status of cli.md.
enum class Status { Done = 0, Findings = 1, BadCall = 2, DoesNotCompile = 3 };

struct Options;
struct Streams;
// The session of `repl`, which stands above this folder and is handed to it.
using Interactive = std::function<Status(const Options&, Files&, const Streams&)>;

struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;  // then a long run shows how far it is
  Interactive interactive = {};
};

// `arguments` without the program's name. Never throws for anything that a user can cause.
Status run(const std::vector<std::string>& arguments, Files& files, const Streams& streams);

}  // namespace zs::cli
