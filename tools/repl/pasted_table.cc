#include "tools/repl/pasted_table.h"

#include <algorithm>
#include <array>

#include "runtime/data/half_width.h"
#include "runtime/io/blanks.h"
#include "runtime/io/csv_rows.h"
#include "runtime/number/rational.h"
#include "tools/repl/typed_data.h"
#include "tools/repl/typed_rules.h"

namespace zs::repl {
namespace {

bool is_piped(std::string_view text) {
  text = trimmed(text);
  return text.starts_with("|") && text.find('|', 1) != std::string_view::npos;
}

// |---|:--:|
bool is_rule_of_markdown(std::string_view line) {
  return line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

std::vector<Row> piped_rows(std::string_view text) {
  std::vector<Row> rows;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || is_rule_of_markdown(line)) continue;
    if (line.starts_with("|")) line.remove_prefix(1);
    if (line.ends_with("|")) line.remove_suffix(1);
    Row& row = rows.emplace_back();
    while (true) {
      const std::size_t bar = line.find('|');
      row.emplace_back(trimmed(line.substr(0, bar)));
      if (bar == std::string_view::npos) break;
      line.remove_prefix(bar + 1);
    }
  }
  return rows;
}

enum class Part { Number, Title, Points, Rule, Other };

Part part_named(const std::string& name) {
  const auto has = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return name.find(word) != std::string::npos; });
  };
  if (has({"评分标准", "评分办法", "计分", "评分细则", "扣分", "考核标准", "评价标准", "规则",
           "细则", "评分方法"}))
    return Part::Rule;
  if (has({"分值", "满分", "权重", "标准分"}) || name == "分数") return Part::Points;
  if (has({"序号", "编号"})) return Part::Number;
  if (has({"指标", "项目", "内容", "名称", "事项"})) return Part::Title;
  return Part::Other;
}

bool is_header_of_rules(const Row& row) {
  std::size_t known = 0;
  bool rule = false;
  for (const std::string& cell : row) {
    const Part part = part_named(cell);
    if (cell.size() > 45) return false;
    known += part != Part::Other;
    rule = rule || part == Part::Rule;
  }
  return rule && known >= 2 && !holds_rules({row});
}

std::optional<Rational> points_in(std::string text) {
  text = half_width(text);
  if (text.ends_with("分")) text.resize(text.size() - 3);
  return Rational::from_decimal(text);
}

// What each cell of a row without header is.
std::vector<Part> guessed_parts(const Row& row) {
  std::vector<Part> parts(row.size(), Part::Other);
  std::size_t rule = row.size();
  for (std::size_t i = 0; i < row.size(); ++i)
    if (looks_like_rule(row[i]) && !points_in(row[i]) &&
        (rule == row.size() || row[i].size() > row[rule].size()))
      rule = i;
  if (rule < row.size()) parts[rule] = Part::Rule;
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (i != rule && points_in(row[i])) numbers.push_back(i);
  if (!numbers.empty()) parts[numbers.back()] = Part::Points;
  if (numbers.size() > 1) parts[numbers.front()] = Part::Number;
  for (std::size_t i = std::min(rule, row.size()); i-- > 0;)
    if (parts[i] == Part::Other && !row[i].empty()) {
      parts[i] = Part::Title;
      break;
    }
  return parts;
}

}  // namespace

std::optional<std::vector<Row>> rows_of(std::string_view text, bool commas) {
  if (is_piped(text)) return piped_rows(text);
  const bool tabs = text.find('\t') != std::string_view::npos;
  if (!tabs && !commas) return std::nullopt;
  std::string plain(text);
  if (!tabs)  // full-width commas too: somebody types the row
    for (std::size_t at = plain.find("\uFF0C"); at != std::string::npos;
         at = plain.find("\uFF0C", at))
      plain.replace(at, 3, ",");
  DiagnosticSink unseen;
  const std::string name;
  RowReader reader(name, plain, tabs ? '\t' : ',', unseen);
  std::vector<Row> rows;
  while (!reader.at_end()) {
    const CsvRow cells = reader.next(1);
    Row row;
    for (const Cell& cell : cells) row.push_back(std::string(trimmed(cell.text)));
    const bool empty = std::all_of(row.begin(), row.end(), [](const auto& c) { return c.empty(); });
    if (!empty) rows.push_back(std::move(row));
  }
  const bool table =
      std::any_of(rows.begin(), rows.end(), [](const Row& r) { return r.size() > 1; });
  if (!table) return std::nullopt;
  return rows;
}

bool is_comma_table(std::string_view text) {
  if (text.find('=') != std::string_view::npos || text.find('\t') != std::string_view::npos)
    return false;
  const auto rows = rows_of(trimmed(text), true);
  return rows && rows->size() > 1 && !is_piped(text) &&
         std::all_of(rows->begin(), rows->end(), [&](const Row& row) {
           return row.size() > 1 && row.size() == rows->front().size() && !holds_rules({row});
         });
}

bool is_data_header(const Row& row, const Plan& plan) {
  if (row.size() < 2) return false;
  static constexpr std::array<std::string_view, 8> kUnits = {
      "单位", "名称", "单位名称", "单位编号", "县区", "地区", "区县", "被考核单位"};
  for (const std::string& cell : row)
    if (cell.empty() || cell.size() > 150 || is_no_name(cell) || looks_like_rule(cell))
      return false;
  std::size_t known = 0;
  for (const std::string& cell : row) {
    if (std::find(kUnits.begin(), kUnits.end(), half_width(cell)) != kUnits.end())
      known += 2;
    else if (find_input(plan, cell))
      ++known;
  }
  return known >= 2;
}

bool holds_rules(const std::vector<Row>& rows) {
  for (const Row& row : rows)
    for (const std::string& cell : row)
      if (cell.size() > 8 && looks_like_rule(cell) && !points_in(cell)) return true;
  return false;
}

std::string script_of(const std::vector<Row>& rows) {
  std::string text;
  std::optional<Row> header;
  std::size_t number = 0;
  for (const Row& row : rows) {
    if (!header && is_header_of_rules(row)) {
      header = row;
      continue;
    }
    std::vector<Part> parts = guessed_parts(row);
    if (header)
      for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i] = i < header->size() ? part_named((*header)[i]) : Part::Other;
    std::string title, points, rule, own, attributes;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      switch (parts[i]) {
        case Part::Number:
          own = half_width(row[i]);
          break;
        case Part::Title:  // the narrowest of several: the last
          title = row[i];
          break;
        case Part::Points:
          points = half_width(row[i]);
          break;
        case Part::Rule:
          rule += (rule.empty() ? "" : "\n") + row[i];
          break;
        case Part::Other:
          if (header) attributes += "   " + (*header)[i] + ":" + row[i] + "\n";
          break;
      }
    }
    if (rule.empty()) continue;
    ++number;
    if (const auto given = points_in(points); given && !points.ends_with("分")) points += "分";
    while (own.ends_with(".") || own.ends_with("、"))
      own.resize(own.size() - (own.back() == '.' ? 1 : 3));
    if (title.empty()) {
      text += rule + "\n";
      continue;
    }
    text += (own.empty() ? std::to_string(number) : own) + ". " + title +
            (points.empty() ? "" : "(" + points + ")") + "\n";
    std::string_view left = rule;
    while (!left.empty()) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      text += "   " + std::string(trimmed(left.substr(0, end))) + "\n";
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    text += attributes;
  }
  return text;
}

State with_rows(Workspace& workspace, const Row& header, const std::vector<Row>& rows) {
  State next = workspace.state();
  const Plan& plan = workspace.plan();
  const ColumnBinding& binding = workspace.units().binding();
  auto sheet = std::make_shared<Sheet>(*next.sheet);
  const bool untouched = sheet->file.empty() && next.typed.empty() && sheet->rows.size() == 1;
  std::vector<Cell> columns = untouched ? std::vector<Cell>{} : *sheet->header;
  if (untouched) sheet->rows.clear();
  // Where each cell of the rows goes.
  std::vector<std::size_t> to;
  std::optional<std::size_t> names, years;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = half_width(header[i]);
    std::size_t at = columns.size();
    for (std::size_t k = 0; k < columns.size(); ++k)
      if (half_width(columns[k].text) == name) at = k;
    if (at == columns.size() && !untouched)
      if (const auto input = find_input(plan, header[i]))
        if (const auto column = binding.inputs[input->input].column;
            column && !input->denied && !binding.inputs[input->input].denied)
          at = *column;
    if (at == columns.size()) columns.push_back({header[i], 1, static_cast<int>(at) + 1});
    to.push_back(at);
  }
  sheet->header = std::make_shared<const std::vector<Cell>>(columns);
  DiagnosticSink unseen;
  const ColumnBinding now = bind_columns(
      "", columns, plan, "",
      [&](std::size_t column) {
        for (std::size_t i = 0; i < to.size(); ++i)
          if (to[i] == column)
            return std::none_of(rows.begin(), rows.end(), [&](const Row& row) {
              return i >= row.size() || is_no_name(row[i]);
            });
        return false;
      },
      unseen);
  names = now.unit;
  years = now.year;
  std::optional<std::size_t> first;
  for (const Row& row : rows) {
    std::vector<Cell> cells(columns.size());
    for (std::size_t i = 0; i < row.size() && i < to.size(); ++i) cells[to[i]].text = row[i];
    std::size_t same = sheet->rows.size();
    for (std::size_t k = 0; names && k < sheet->rows.size(); ++k) {
      const auto& other = *sheet->rows[k];
      const auto text = [&](std::size_t column) {
        return column < other.size() ? other[column].text : std::string();
      };
      if (text(*names) == cells[*names].text && (!years || text(*years) == cells[*years].text))
        same = k;
    }
    if (same == sheet->rows.size()) {
      sheet->rows.push_back(nullptr);
    } else {
      std::vector<Cell> merged = *sheet->rows[same];
      merged.resize(columns.size());
      for (std::size_t i = 0; i < row.size() && i < to.size(); ++i) merged[to[i]].text = row[i];
      cells = std::move(merged);
    }
    sheet->rows[same] = std::make_shared<const std::vector<Cell>>(std::move(cells));
    next.typed.insert(same);
    if (!first) first = same;
  }
  next.unit = first.value_or(next.unit);
  next.sheet = std::move(sheet);
  next.saved = false;
  return next;
}

}  // namespace zs::repl
