// Small makers of terms and tests.
#pragma once

#include <set>

#include "compiler/check/checked_rules.h"

namespace zs {

TermPtr input_term(InputId input, Dimension dimension, const std::string& unit);
TermPtr constant_term(const Rational& value, Dimension dimension = Dimension::Number,
                      const std::string& unit = {});
TermPtr points_term();
TermPtr binary_term(Term::Kind kind, TermPtr left, TermPtr right);
TermPtr unary_term(Term::Kind kind, TermPtr operand);
TermPtr score_term(ScoreName score);
TermPtr count_false_term(std::vector<TestPtr> tests);

TestPtr fact_test(InputId input, Span span);
TestPtr compare_test(TermPtr left, Relation relation, TermPtr right, Span span);
TestPtr not_test(TestPtr test);
TestPtr all_test(std::vector<TestPtr> parts);
TestPtr any_test(std::vector<TestPtr> parts);

// Every input that occurs.
void collect_inputs(const TermPtr& term, std::set<InputId>& into);
void collect_inputs(const TestPtr& test, std::set<InputId>& into);
std::set<InputId> inputs_of(const TestPtr& test);

// Every comparison in the test, also below a negation, in the order of the text.
void collect_compares(const TestPtr& test, std::vector<TestPtr>& into);

// Same structure, places aside.
bool same(const TermPtr& a, const TermPtr& b);
bool same(const TestPtr& a, const TestPtr& b);

}  // namespace zs
