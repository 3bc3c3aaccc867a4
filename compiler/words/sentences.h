// The sentences of one rule text in canonical words.
#pragma once

#include <string>
#include <vector>

#include "compiler/syntax/tree.h"
#include "compiler/wording/wording_table.h"
#include "runtime/base/source.h"

namespace zs {

// How far the words may be from the author's.
enum class Freedom {
  FullNames,     // omitted and shortened names are written out
  Canonical,     // names as written
  AsWritten,     // directions too: 每缺少1次
  AuthorsWords,  // the author's own sentence, blanks and widths made one
};

struct Sentence {
  std::string text;     // without the stop
  bool unread = false;  // not understood: the text is the author's, for a comment
};

// In:   `named`, the clauses of `indicator` with full names; the same clauses when there are none.
// Out:  each sentence in the freest of the allowed ways that reads back as the same clauses. The
//       author's own words are the last resort, so a wording that this printer gets wrong is
//       still printed right.
// Cost: a parse or more for each sentence.
std::vector<Sentence> sentences_of(const IndicatorText& indicator, const std::vector<Clause>& named,
                                   Freedom freedom, const SourceText& source,
                                   const WordingTable& wording);

}  // namespace zs
