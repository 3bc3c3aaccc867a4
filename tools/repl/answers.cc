#include "tools/repl/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/cases/cell_text.h"
#include "runtime/base/render_text.h"
#include "runtime/number/decimal_text.h"
#include "tools/cli/unit_output.h"

namespace zs::repl {
namespace {

using Scored = zs::Status;

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

Words status_words(Scored status) {
  switch (status) {
    case Scored::Scored:
      return {"已评", "scored"};
    case Scored::MissingData:
      return {"待报", "pending"};
    case Scored::NeedsJudgement:
      return {"待评", "pending review"};
    case Scored::BadData:
      return {"数据有误", "bad data"};
    case Scored::NotUnderstood:
      return {"规则未读懂", "rule not understood"};
  }
  return {};
}

std::string reasons(const IndicatorResult& result, const Manner& manner) {
  std::string text = result.grade.value_or("");
  for (const ExplanationLine& line : result.explanation)
    text += (text.empty() ? "" : manner.chinese() ? ";" : "; ") + manner.in(line.text);
  return text;
}

// The excerpt cut around its mark, so that line and marker fit on the screen.
void fit(Location& where, int width) {
  const int room = width - 8;
  if (where.excerpt.empty() || display_width(where.excerpt) <= room) return;
  const std::string& line = where.excerpt;
  const auto next = [&](std::size_t at) {
    do ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80);
    return at;
  };
  const auto previous = [&](std::size_t at) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80);
    return at;
  };
  std::size_t begin = std::min<std::size_t>(where.mark_begin, line.size());
  std::size_t end = begin;
  std::size_t mark_end = begin;
  int used = 0;
  while (end < line.size()) {
    const std::size_t to = next(end);
    const int wide = display_width(std::string_view(line).substr(end, to - end));
    if (used + wide > room * 2 / 3) break;
    used += wide;
    end = to;
    if (end <= where.mark_end) mark_end = end;
  }
  while (begin > 0) {
    const std::size_t to = previous(begin);
    const int wide = display_width(std::string_view(line).substr(to, begin - to));
    if (used + wide > room) break;
    used += wide;
    begin = to;
  }
  const std::string cut = line.substr(begin, end - begin);
  where.mark_end = static_cast<std::uint32_t>(mark_end - begin);
  where.mark_begin = static_cast<std::uint32_t>(where.mark_begin - begin);
  where.excerpt = cut;
}

}  // namespace

std::string indicator_name(const PlanIndicator& indicator) {
  if (indicator.number.empty()) return indicator.title;
  return indicator.title.empty() ? indicator.number : indicator.number + ". " + indicator.title;
}

std::string score_or_range(const Plan& plan, const IndicatorResult& result) {
  if (result.score)
    return cli::score_text(plan, *result.score) + (is_rounded_in_text(*result.score) ? "≈" : "");
  return fmt::format("[{}, {}]", cli::score_text(plan, result.least),
                     cli::score_text(plan, result.most));
}

std::string total_or_range(const Plan& plan, const UnitResult& result) {
  if (result.score) return cli::score_text(plan, *result.score);
  return fmt::format("[{}, {}]", cli::score_text(plan, result.least),
                     cli::score_text(plan, result.most));
}

std::string grade_text(const Plan& plan, const UnitResult& result, const Manner& manner) {
  if (!result.grade || plan.grades.empty()) return "";
  const std::string best = cli::grade_name(plan, result.grade->best, manner.language);
  if (result.grade->certain()) return best;
  const std::string worst = cli::grade_name(plan, result.grade->worst, manner.language);
  return worst + (manner.chinese() ? "至" : " to ") + best;
}

std::string total_line(const Plan& plan, const Look& look, const Manner& manner) {
  const std::string grade = grade_text(plan, look.result, manner);
  std::string text = fmt::format("{}  {} {} / {}{}\n", look.name, manner.in({"总分", "total"}),
                                 total_or_range(plan, look.result), decimal_text(plan.points),
                                 grade.empty() ? "" : "  " + grade);
  for (std::size_t veto : look.result.vetoes)
    text += fmt::format("  {}{}\n", manner.in({"否决:", "veto: "}), plan.vetoes[veto].text);
  return text;
}

std::string indicator_line(const Plan& plan, const Look& look, std::size_t indicator,
                           const Manner& manner) {
  const IndicatorResult& one = look.result.indicators[indicator];
  const PlanIndicator& of = plan.indicators[indicator];
  const std::string points =
      of.points.is_zero() ? "" : fmt::format(" / {}", decimal_text(of.points));
  std::string text =
      fmt::format("  {}  {}{}", indicator_name(of), score_or_range(plan, one), points);
  if (one.score) return text + "  " + reasons(one, manner) + "\n";
  std::vector<std::string> lacking;
  for (std::size_t input : one.missing) lacking.push_back(asked_for(plan.inputs[input], manner));
  text += fmt::format("  {}", manner.in(status_words(one.status)));
  if (!lacking.empty())
    text += manner.chinese() ? fmt::format(",还缺:{}", join(lacking, "、"))
                             : fmt::format(", lacking: {}", join(lacking, ", "));
  return text + "\n";
}

std::string change_text(const Plan& plan, const Look* before, const Look& after,
                        const std::vector<std::size_t>& indicators, const Manner& manner) {
  std::string text;
  const bool several = plan.indicators.size() > 1 || !plan.grades.empty();
  if (several) {
    std::string total = total_or_range(plan, after.result);
    const std::string was = before ? total_or_range(plan, before->result) : total;
    if (was != total) total = was + " → " + total;
    std::string grade = grade_text(plan, after.result, manner);
    const std::string grade_was = before ? grade_text(plan, before->result, manner) : grade;
    if (grade_was != grade) grade = grade_was + " → " + grade;
    text = fmt::format("{}  {} {} / {}{}\n", after.name, manner.in({"总分", "total"}), total,
                       decimal_text(plan.points), grade.empty() ? "" : "  " + grade);
    for (std::size_t veto : after.result.vetoes)
      text += fmt::format("  {}{}\n", manner.in({"否决:", "veto: "}), plan.vetoes[veto].text);
  }
  constexpr std::size_t kMost = 8;
  std::size_t shown = 0;
  for (std::size_t i : indicators) {
    if (shown++ == kMost) {
      text += manner.in({fmt::format("  … 还有{}项(得分)\n", indicators.size() - kMost),
                         fmt::format("  … {} more (:score)\n", indicators.size() - kMost)});
      break;
    }
    std::string line = indicator_line(plan, after, i, manner);
    if (before) {
      const std::string was = score_or_range(plan, before->result.indicators[i]);
      const std::string now = score_or_range(plan, after.result.indicators[i]);
      const std::string name = "  " + indicator_name(plan.indicators[i]) + "  ";
      if (was != now && line.starts_with(name)) line.insert(name.size(), was + " → ");
    }
    text += line;
  }
  return text;
}

std::string asked_for(const PlanInput& input, const Manner& manner) {
  std::string type = manner.in(words_for(input.dimension));
  if (input.dimension == Dimension::Fact) type = manner.in({"是/否", "yes/no"});
  if (input.dimension == Dimension::Choice) type = join(input.choices, "/");
  if (input.role == InputRole::Judgement) {
    type = manner.in({"评审给分", "reviewer's points"});
    if (input.high) type += manner.in({"至多", " up to "}) + decimal_text(*input.high);
  }
  return fmt::format("{}({})", input.name, type);
}

std::string missing_text(const Plan& plan, const Look& look, std::size_t most,
                         const Manner& manner) {
  std::map<std::size_t, Rational> stakes;
  Rational all = 0;
  for (const IndicatorResult& one : look.result.indicators) {
    if (one.score || one.status == Scored::NotUnderstood || one.status == Scored::BadData) continue;
    const Rational open = one.most - one.least;
    all = all + open;
    for (std::size_t input : one.missing) {
      const auto [at, added] = stakes.emplace(input, open);
      if (!added) at->second = at->second + open;
    }
  }
  if (stakes.empty()) return "";
  std::vector<std::pair<std::size_t, Rational>> order(stakes.begin(), stakes.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> parts;
  for (const auto& [input, open] : order) {
    if (parts.size() == most) break;
    parts.push_back(
        manner.chinese()
            ? fmt::format("{}{}分", asked_for(plan.inputs[input], manner), decimal_text(open))
            : fmt::format("{} {} points", asked_for(plan.inputs[input], manner),
                          decimal_text(open)));
  }
  std::string text = manner.chinese()
                         ? fmt::format("还缺{}项数据,关系{}分:{}", order.size(), decimal_text(all),
                                       join(parts, "、"))
                         : fmt::format("{} data lacking, {} points at stake: {}", order.size(),
                                       decimal_text(all), join(parts, ", "));
  if (order.size() > parts.size()) text += manner.in({" …(全部:还缺什么)", " … (all: :missing)"});
  return text + "\n";
}

std::string problems_text(const std::vector<Diagnostic>& problems, std::size_t most,
                          const Manner& manner) {
  std::string text;
  std::size_t shown = 0;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
    for (const Diagnostic& one : problems) {
      if (one.severity != severity || ++shown > most) continue;
      Diagnostic fitting = one;
      fit(fitting.where, manner.width);
      for (Label& label : fitting.related) fit(label.where, manner.width);
      text += render_text(fitting, manner.language);
    }
  if (problems.size() > most)
    text += manner.in({fmt::format("… 还有{}条(检查)\n", problems.size() - most),
                       fmt::format("… {} more (:check)\n", problems.size() - most)});
  return text;
}

std::vector<std::size_t> wanted_inputs(const Plan& plan) {
  std::vector<char> used(plan.inputs.size(), 0);
  for (const PlanIndicator& indicator : plan.indicators)
    for (PlanInputId input : indicator.inputs) used[input.index] = 1;
  for (PlanInputId input : plan.scheme_inputs) used[input.index] = 1;
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i)
    if (used[i] && !plan.inputs[i].hidden) list.push_back(i);
  return list;
}

std::vector<std::size_t> indicators_with(const Plan& plan, const std::vector<std::size_t>& inputs) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto& of = plan.indicators[i].inputs;
    if (std::any_of(of.begin(), of.end(), [&](PlanInputId input) {
          return std::find(inputs.begin(), inputs.end(), input.index) != inputs.end();
        }))
      found.push_back(i);
  }
  return found;
}

}  // namespace zs::repl
