#include "tools/cli/name_check.h"

#include <gtest/gtest.h>

namespace zs::cli {
namespace {

using Answer = NameCheck::Answer;

TEST(NameCheck, finds_a_name_again_wherever_it_stood) {
  NameCheck names;
  for (const char* name : {"a", "b", "c", "B", "d"}) EXPECT_EQ(names.add(name), Answer::New);
  EXPECT_EQ(names.add("a"), Answer::Again);
  EXPECT_EQ(names.add("B"), Answer::Again);
  EXPECT_EQ(names.add("e"), Answer::New);
}

TEST(NameCheck, says_once_when_there_are_too_many_out_of_order) {
  NameCheck names;
  for (std::size_t i = 0; i < NameCheck::kMostNames + 10; ++i)
    ASSERT_EQ(names.add(std::to_string(10'000'000 + i)), Answer::New);
  EXPECT_EQ(names.add("1"), Answer::NotCompared);
  EXPECT_EQ(names.add("1"), Answer::New);
}

}  // namespace
}  // namespace zs::cli
