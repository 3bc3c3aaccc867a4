#include "compiler/check/terms.h"

namespace zs {
namespace {

std::shared_ptr<Term> make(Term::Kind kind) {
  auto term = std::make_shared<Term>();
  term->kind = kind;
  return term;
}

std::shared_ptr<Test> make(Test::Kind kind) {
  auto test = std::make_shared<Test>();
  test->kind = kind;
  return test;
}

TestPtr group(Test::Kind kind, std::vector<TestPtr> parts) {
  if (parts.size() == 1) return parts.front();
  auto test = make(kind);
  for (const TestPtr& part : parts) test->span = join(test->span, part->span);
  test->parts = std::move(parts);
  return test;
}

}  // namespace

TermPtr input_term(InputId input, Dimension dimension, const std::string& unit) {
  auto term = make(Term::Kind::Input);
  term->input = input;
  term->dimension = dimension;
  term->unit = unit;
  return term;
}

TermPtr constant_term(const Rational& value, Dimension dimension, const std::string& unit) {
  auto term = make(Term::Kind::Constant);
  term->value = value;
  term->dimension = dimension;
  term->unit = unit;
  return term;
}

TermPtr points_term() { return make(Term::Kind::Points); }

TermPtr binary_term(Term::Kind kind, TermPtr left, TermPtr right) {
  auto term = make(kind);
  term->dimension = left->dimension;
  term->unit = left->unit;
  term->left = std::move(left);
  term->right = std::move(right);
  return term;
}

TermPtr unary_term(Term::Kind kind, TermPtr operand) {
  auto term = make(kind);
  term->dimension = operand->dimension;
  term->unit = operand->unit;
  term->left = std::move(operand);
  return term;
}

TermPtr count_false_term(std::vector<TestPtr> tests) {
  auto term = make(Term::Kind::CountFalse);
  term->dimension = Dimension::Count;
  term->unit = "项";
  term->tests = std::move(tests);
  return term;
}

TermPtr score_term(ScoreName score) {
  auto term = make(Term::Kind::Score);
  term->score = score;
  term->dimension = score.share ? Dimension::Percent : Dimension::Number;
  term->unit = score.share ? "%" : "分";
  return term;
}

TestPtr fact_test(InputId input, Span span) {
  auto test = make(Test::Kind::Fact);
  test->input = input;
  test->span = span;
  return test;
}

TestPtr compare_test(TermPtr left, Relation relation, TermPtr right, Span span) {
  auto test = make(Test::Kind::Compare);
  test->left = std::move(left);
  test->relation = relation;
  test->right = std::move(right);
  test->span = span;
  return test;
}

TestPtr not_test(TestPtr inner) {
  if (inner->kind == Test::Kind::Not) return inner->parts.front();
  auto test = make(Test::Kind::Not);
  test->span = inner->span;
  test->parts.push_back(std::move(inner));
  return test;
}

TestPtr all_test(std::vector<TestPtr> parts) { return group(Test::Kind::All, std::move(parts)); }
TestPtr any_test(std::vector<TestPtr> parts) { return group(Test::Kind::Any, std::move(parts)); }

void collect_inputs(const TermPtr& term, std::set<InputId>& into) {
  if (!term) return;
  if (term->kind == Term::Kind::Input) into.insert(term->input);
  collect_inputs(term->left, into);
  collect_inputs(term->right, into);
  for (const TestPtr& test : term->tests) collect_inputs(test, into);
}

void collect_inputs(const TestPtr& test, std::set<InputId>& into) {
  if (!test) return;
  if (test->kind == Test::Kind::Fact) into.insert(test->input);
  collect_inputs(test->left, into);
  collect_inputs(test->right, into);
  for (const TestPtr& part : test->parts) collect_inputs(part, into);
}

std::set<InputId> inputs_of(const TestPtr& test) {
  std::set<InputId> inputs;
  collect_inputs(test, inputs);
  return inputs;
}

void collect_compares(const TestPtr& test, std::vector<TestPtr>& into) {
  if (!test) return;
  if (test->kind == Test::Kind::Compare) into.push_back(test);
  for (const TestPtr& part : test->parts) collect_compares(part, into);
}

bool same(const TermPtr& a, const TermPtr& b) {
  if (!a || !b) return !a && !b;
  if (a->kind != b->kind || a->input != b->input || !(a->value == b->value)) return false;
  if (!(a->score == b->score)) return false;
  if (a->tests.size() != b->tests.size()) return false;
  for (std::size_t i = 0; i < a->tests.size(); ++i)
    if (!same(a->tests[i], b->tests[i])) return false;
  return same(a->left, b->left) && same(a->right, b->right);
}

bool same(const TestPtr& a, const TestPtr& b) {
  if (!a || !b) return !a && !b;
  if (a->kind != b->kind || a->input != b->input || a->relation != b->relation) return false;
  if (!same(a->left, b->left) || !same(a->right, b->right)) return false;
  if (a->parts.size() != b->parts.size()) return false;
  for (std::size_t i = 0; i < a->parts.size(); ++i)
    if (!same(a->parts[i], b->parts[i])) return false;
  return true;
}

}  // namespace zs
