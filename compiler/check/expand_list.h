// 国家、省、市级的分别加6、4、2分: a list of things beside a list of points.
#pragma once

#include <vector>

#include "compiler/syntax/tree.h"
#include "compiler/wording/wording_table.h"

namespace zs {

// One clause for each amount, with the member of the list that it belongs to; empty when the two
// lists are not of one length. Ranks (前五位) count as a list of places.
std::vector<Clause> expand_list(const Clause& clause, const std::vector<Amount>& amounts,
                                const WordingTable& wording);

// The members of a list inside a phrase, each with what stands before and after it:
// 被省、市、县三级通报 → 被省通报, 被市通报, 被县通报. Empty when there is no list of `count`.
std::vector<std::string> members_of(const std::string& phrase, std::size_t count,
                                    const WordingTable& wording);

}  // namespace zs
