#include "tools/repl/typed_data.h"

#include <algorithm>
#include <array>

#include "runtime/data/half_width.h"
#include "runtime/io/blanks.h"

namespace zs::repl {
namespace {

constexpr std::array<std::string_view, 8> kBreaks = {",",  "\uFF0C", ";", "\uFF1B",
                                                     "、", "\n",     " ", "\u3000"};

// Bytes of the separator that the text begins with; 0 when it begins with none.
std::size_t break_length(std::string_view text) {
  for (std::string_view one : kBreaks)
    if (text.starts_with(one)) return one.size();
  return 0;
}

std::size_t equals_length(std::string_view text) {
  for (std::string_view one : {"=", "\uFF1D"})
    if (text.starts_with(one)) return one.size();
  return 0;
}

// An = that compares: >= <= !=
bool compares(std::string_view before) {
  for (std::string_view one : {">", "<", "!", "\uFF1E", "\uFF1C", "≥", "≤", "\u2260"})
    if (before.ends_with(one)) return true;
  return false;
}

std::size_t next_equals(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i)
    if (equals_length(text.substr(i)) > 0) return i;
  return std::string_view::npos;
}

// Where the name before the = at `at` begins, in a text that begins with the value before it: after
// the last comma; where there is none, after the first 、 or blank, since a name may hold these.
std::size_t name_begin(std::string_view text, std::size_t from, std::size_t at) {
  std::size_t end = at;
  while (end > from && blank_length(text.substr(end - 1)) == 1) --end;
  std::size_t strong = from, weak = from;
  for (std::size_t i = from; i < end;) {
    const std::size_t length = break_length(text.substr(i));
    const std::string_view mark = text.substr(i, length);
    if (length > 0 && (mark == "、" || blank_length(mark) > 0)) {
      if (weak == from) weak = i + length;
    } else if (length > 0) {
      strong = i + length;
    }
    i += std::max<std::size_t>(length, 1);
  }
  if (strong > from) return strong;
  return from == 0 ? 0 : weak;
}

// 得3分, and no separator in between: a rule with an equals sign, not data.
bool says_points(std::string_view value) {
  for (std::string_view verb : {"得", "扣", "加", "记", "计", "给", "减"}) {
    const std::size_t at = value.find(verb);
    if (at == std::string_view::npos) continue;
    const std::size_t end = std::min(value.find(","), value.find("\uFF0C"));
    const std::size_t points = value.find("分", at);
    if (points != std::string_view::npos && points < end) return true;
  }
  return false;
}

std::string without_breaks(std::string_view text) {
  text = trimmed(text);
  for (bool again = true; again && !text.empty();) {
    again = false;
    for (std::string_view one : kBreaks)
      if (text.ends_with(one)) {
        text.remove_suffix(one.size());
        again = true;
      }
    for (std::string_view one : {"。"})
      if (text.ends_with(one)) {
        text.remove_suffix(one.size());
        again = true;
      }
  }
  return std::string(text);
}

std::string opposite(const std::string& value) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPairs = {
      {{"是", "否"}, {"有", "无"}, {"true", "false"}, {"1", "0"}, {"√", "×"}}};
  const std::string plain = half_width(value);
  for (const auto& [yes, no] : kPairs) {
    if (plain == yes) return "否";
    if (plain == no) return "是";
  }
  return value;
}

class Assigner {
 public:
  explicit Assigner(Workspace& workspace) : workspace_(workspace), next_(workspace.state()) {}

  DataChange run(const std::vector<Assignment>& assignments) {
    for (const Assignment& one : assignments)
      if (is_unit_name(one.name)) choose_unit(one.value);
    sheet_ = std::make_shared<Sheet>(*next_.sheet);
    cells_ = *sheet_->rows[next_.unit];
    const std::size_t columns_before = sheet_->header->size();
    header_ = *sheet_->header;
    for (const Assignment& one : assignments)
      if (!is_unit_name(one.name)) put(one);
    if (!change_.unknown.empty()) return std::move(change_);
    if (header_.size() != columns_before)
      sheet_->header = std::make_shared<const std::vector<Cell>>(header_);
    sheet_->rows[next_.unit] = std::make_shared<const std::vector<Cell>>(cells_);
    next_.sheet = sheet_;
    next_.typed.insert(next_.unit);
    next_.saved = false;
    check();
    return std::move(change_);
  }

 private:
  static bool is_unit_name(const std::string& name) {
    const std::string plain = half_width(name);
    return plain == "单位" || plain == "名称" || plain == "单位名称";
  }

  void choose_unit(const std::string& name) {
    const std::vector<BoundUnit>& units = workspace_.units().all();
    for (std::size_t i = 0; i < units.size(); ++i)
      if (units[i].name == name || unit_name(units[i]) == name) {
        next_.unit = i;
        return;
      }
    next_ = with_unit(next_, workspace_.units().binding(), name);
  }

  void put(const Assignment& one) {
    const Plan& plan = next_.rules->plan();
    const auto input = find_input(plan, one.name);
    if (!input) {
      if (!plan.inputs.empty()) {
        change_.unknown.push_back(one.name);
        return;
      }
      write(one.name, one.value);  // rules may come later
      return;
    }
    const PlanInput& wanted = plan.inputs[input->input];
    change_.inputs.push_back(input->input);
    const ColumnBinding& binding = workspace_.units().binding();
    const InputColumn& from = binding.inputs[input->input];
    const std::string value = input->denied ? opposite(one.value) : one.value;
    if (from.column && *from.column < header_.size()) {
      set(*from.column, from.denied ? opposite(value) : value);
      return;
    }
    write(wanted.name, value);
  }

  void write(const std::string& name, const std::string& value) {
    for (std::size_t i = 0; i < header_.size(); ++i)
      if (half_width(header_[i].text) == half_width(name)) {
        set(i, value);
        return;
      }
    header_.push_back({name, 1, static_cast<int>(header_.size()) + 1});
    set(header_.size() - 1, value);
  }

  void set(std::size_t column, const std::string& value) {
    if (cells_.size() <= column) cells_.resize(column + 1);
    cells_[column].text = value;
    changed_.push_back(column);
  }

  // A value that cannot be used leaves all as it was.
  void check() {
    BoundUnits trial;
    DiagnosticSink issues;
    const Plan& plan = next_.rules->plan();
    std::vector<Cell> cells = cells_;
    cells.resize(header_.size());
    for (Cell& cell : cells) cell.line = 0;
    const ColumnBinding binding = bind_columns(
        "", header_, plan, "", [](std::size_t) { return false; }, issues);
    issues = DiagnosticSink();
    const BoundUnit unit = bind_row(cells, next_.unit, binding, "", plan, issues);
    bool bad = false;
    for (std::size_t input : change_.inputs) bad = bad || unit.bad[input];
    if (bad) {
      // Only what was typed now is of interest.
      std::vector<Cell> only(header_.size());
      for (std::size_t column : changed_) only[column] = cells[column];
      if (binding.unit) only[*binding.unit] = cells[*binding.unit];
      DiagnosticSink found;
      bind_row(only, next_.unit, binding, "", plan, found);
      change_.problems = found.take_sorted();
      return;
    }
    change_.next = std::move(next_);
  }

  Workspace& workspace_;
  State next_;
  DataChange change_;
  std::shared_ptr<Sheet> sheet_;
  std::vector<Cell> header_, cells_;
  std::vector<std::size_t> changed_;
};

}  // namespace

std::optional<std::vector<Assignment>> assignments_of(std::string_view text) {
  std::vector<Assignment> all;
  std::size_t from = 0;
  for (std::size_t at = next_equals(text, 0); at != std::string_view::npos;) {
    if (compares(text.substr(0, at)) || equals_length(text.substr(at + 1)) == 1)
      return std::nullopt;
    const std::size_t begin = name_begin(text, from, at);
    if (!all.empty())
      all.back().value = without_breaks(text.substr(from, begin - from));
    else if (begin > from && !trimmed(text.substr(from, begin - from)).empty())
      return std::nullopt;  // words before the first name
    Assignment one;
    one.name = std::string(trimmed(text.substr(begin, at - begin)));
    if (one.name.empty() || one.name == "得分" || one.name == "本项得分") return std::nullopt;
    all.push_back(std::move(one));
    from = at + equals_length(text.substr(at));
    at = next_equals(text, from);
  }
  if (all.empty()) return std::nullopt;
  all.back().value = without_breaks(text.substr(from));
  for (const Assignment& one : all)
    if (says_points(one.value)) return std::nullopt;
  return all;
}

std::optional<NamedInput> find_input(const Plan& plan, const std::string& name) {
  const std::vector<Cell> header = {{name, 1, 1}};
  DiagnosticSink unseen;
  const ColumnBinding binding = bind_columns(
      "", header, plan, "", [](std::size_t) { return false; }, unseen);
  for (std::size_t i = 0; i < binding.inputs.size(); ++i)
    if (binding.inputs[i].column) return NamedInput{i, binding.inputs[i].denied};
  return std::nullopt;
}

DataChange assign(Workspace& workspace, const std::vector<Assignment>& assignments) {
  return Assigner(workspace).run(assignments);
}

State with_unit(const State& state, const ColumnBinding& binding, const std::string& name) {
  State next = state;
  auto sheet = std::make_shared<Sheet>(*state.sheet);
  const std::size_t column = binding.unit.value_or(0);
  // The unit without a name and without data becomes this one.
  const bool first = sheet->rows.size() == 1 && sheet->file.empty() && state.typed.empty() &&
                     (*sheet->rows.front())[column].text == "本单位";
  std::vector<Cell> cells(column + 1);
  cells[column] = {name, 0, 0};
  auto row = std::make_shared<const std::vector<Cell>>(std::move(cells));
  if (first)
    sheet->rows.front() = std::move(row);
  else
    sheet->rows.push_back(std::move(row));
  next.unit = sheet->rows.size() - 1;
  next.sheet = std::move(sheet);
  next.saved = false;
  return next;
}

}  // namespace zs::repl
