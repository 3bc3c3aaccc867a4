// Lines as they come in, put together to what belongs together: a heading with its rule, the rows
// of a table, a sentence that goes on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zs::repl {

class LineGatherer {
 public:
  // Another line, without its end. Out: what is complete now, in order; mostly one text or none.
  std::vector<std::string> add(std::string_view line);
  // No more lines follow.
  std::vector<std::string> finish();
  // Something is waiting for more lines.
  bool is_open() const { return !held_.empty(); }
  void drop() { held_.clear(); }
  const std::string& held() const { return held_; }

 private:
  enum class Kind { Sentence, Indicator, Block, Table };
  void begin(std::string_view line, std::vector<std::string>& done);
  void flush(std::vector<std::string>& done);

  std::string held_;
  Kind kind_ = Kind::Sentence;
};

}  // namespace zs::repl
