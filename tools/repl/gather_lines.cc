#include "tools/repl/gather_lines.h"

#include <algorithm>
#include <array>

#include "compiler/syntax/heading.h"
#include "compiler/wording/normalise.h"
#include "runtime/io/blanks.h"
#include "tools/repl/commands.h"
#include "tools/repl/typed_data.h"
#include "tools/repl/typed_rules.h"

namespace zs::repl {
namespace {

// 3. 创建经费落实(3分): a number in front or points in brackets, and nothing about what they are
// for.
bool is_heading(std::string_view line) {
  line = trimmed(line);
  if (line.empty() || line.size() > 300) return false;
  const NormalText text = normalise(SourceText("", std::string(line)));
  const char32_t first = text.chars.front(), last = text.chars.back();
  const bool numbered = (first >= U'0' && first <= U'9') || first == U'(';
  if (!numbered && last != U')' && last != U'】') return false;
  const HeadingPoints points = points_of_heading(text.chars);
  if (!points.points || points.begin == 0) return false;
  const std::string title = to_utf8(text.chars.substr(0, points.begin));
  return !looks_like_rule(title);
}

bool goes_on(std::string_view line) {
  line = trimmed(line);
  static constexpr std::array<std::string_view, 8> kOpen = {";",  "\uFF1B", ",",      "\uFF0C",
                                                            "、", ":",      "\uFF1A", "\\"};
  return std::any_of(kOpen.begin(), kOpen.end(),
                     [&](std::string_view end) { return line.ends_with(end); });
}

bool is_table(std::string_view line) {
  return line.find('\t') != std::string_view::npos || trimmed(line).starts_with("|");
}

bool is_command(std::string_view line) {
  const auto command = command_of(line);
  return trimmed(line).starts_with(":") || trimmed(line).starts_with("\uFF1A") ||
         (command && !command->glued && !looks_like_rule(line));
}

bool odd_quotes(std::string_view text) {
  return std::count(text.begin(), text.end(), '"') % 2 != 0;
}

}  // namespace

void LineGatherer::flush(std::vector<std::string>& done) {
  if (!held_.empty()) done.push_back(std::move(held_));
  held_.clear();
}

void LineGatherer::begin(std::string_view line, std::vector<std::string>& done) {
  if (trimmed(line).empty()) return;
  held_ = line;
  if (is_command(line)) {
    flush(done);
  } else if (is_table(line)) {
    kind_ = Kind::Table;
  } else if (begins_block(line)) {
    kind_ = Kind::Block;
  } else if (is_heading(line)) {
    kind_ = Kind::Indicator;
  } else {
    kind_ = Kind::Sentence;
    if (!goes_on(line) || (assignments_of(line) && !looks_like_rule(line))) flush(done);
  }
}

std::vector<std::string> LineGatherer::add(std::string_view line) {
  std::vector<std::string> done;
  if (held_.empty()) {
    begin(line, done);
    return done;
  }
  const bool blank = trimmed(line).empty();
  switch (kind_) {
    case Kind::Table:
      if (odd_quotes(held_) || is_table(line)) {
        held_ += "\n" + std::string(line);
        return done;
      }
      break;
    case Kind::Sentence:
      if (!blank && !is_command(line)) {
        held_ += "\n" + std::string(line);
        if (!goes_on(line)) flush(done);
        return done;
      }
      break;
    case Kind::Indicator: {
      const bool other = is_command(line) || begins_block(line) ||
                         (assignments_of(line) && !looks_like_rule(line));
      if (!blank && !other && !is_heading(line)) {
        held_ += "\n" + std::string(line);
        return done;
      }
      break;
    }
    case Kind::Block: {
      const bool example = held_.starts_with("示例") || held_.starts_with("定义");
      const bool other = is_command(line) || begins_block(line) ||
                         (!example && assignments_of(line) && !looks_like_rule(line));
      if (!blank && !other) {
        held_ += "\n" + std::string(line);
        return done;
      }
      break;
    }
  }
  flush(done);
  begin(line, done);
  return done;
}

std::vector<std::string> LineGatherer::finish() {
  std::vector<std::string> done;
  flush(done);
  return done;
}

}  // namespace zs::repl
