#include "runtime/plan/plan_text.h"

#include <fmt/format.h>

#include <map>

#include "runtime/number/decimal_text.h"

namespace zs {
namespace {

class Printer {
 public:
  explicit Printer(const Plan& plan) : plan_(plan) {}

  std::string run() {
    for (const PlanIndicator& indicator : plan_.indicators) {
      names_.clear();
      text_ += fmt::format("indicator {} {} ({})\n", indicator.number, indicator.title,
                           decimal_text(indicator.points));
      if (!indicator.understood) {
        text_ += "  not understood\n";
        continue;
      }
      text_ += fmt::format("  score {}\n", node(indicator.score));
    }
    return std::move(text_);
  }

 private:
  std::string node(PlanId id) {
    const auto known = names_.find(id);
    if (known != names_.end()) return known->second;
    const PlanNode& made = plan_[id];
    const std::string line = said(made);
    const std::string name = fmt::format("%{}", names_.size() + 1);
    names_.emplace(id, name);
    text_ += fmt::format("  {} {}\n", name, line);
    return name;
  }
  std::string said(const PlanNode& made) {
    switch (made.op) {
      case Op::Input:
        return fmt::format("input {} {}", plan_.inputs[made.index].name,
                           json_type(plan_.inputs[made.index].dimension));
      case Op::Constant: {
        const Rational& value = plan_.constants[made.index];
        return fmt::format("constant {}", decimal_text(value));
      }
      case Op::Truth:
        return made.index == 1 ? "always" : "never";
      case Op::Add:
      case Op::Subtract:
      case Op::Multiply:
      case Op::Divide:
      case Op::Minimum:
      case Op::Maximum:
      case Op::Floor:
      case Op::Ceiling:
      case Op::Absolute:
      case Op::Round:
      case Op::Equal:
      case Op::AtLeast:
      case Op::More:
      case Op::Not:
      case Op::And:
      case Op::Or:
      case Op::Choose:
      case Op::FirstGiven:
        break;
    }
    std::string line(name_of(made.op));
    const int inputs = input_count(made.op);
    if (inputs > 0) line += " " + node(made.a);
    if (inputs > 1) line += " " + node(made.b);
    if (inputs > 2) line += " " + node(made.c);
    if (made.op == Op::Round) line += fmt::format(" [{}]", made.index);
    return line;
  }

  const Plan& plan_;
  std::map<PlanId, std::string> names_;
  std::string text_;
};

}  // namespace

std::string plan_text(const Plan& plan) { return Printer(plan).run(); }

}  // namespace zs
