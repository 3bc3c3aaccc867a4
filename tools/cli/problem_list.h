// The problems of a long run: as many as will be shown, and the number of all others.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "runtime/base/diagnostic.h"
#include "runtime/base/language.h"
#include "runtime/io/bytes.h"

namespace zs::cli {

class ProblemList {
 public:
  // `rejects` takes one line a problem; null: nowhere. It must outlive the list.
  ProblemList(Language language, ByteWriter* rejects) : language_(language), rejects_(rejects) {}

  // In the order of the data. False, and a reason in `why`, when the rejects cannot be written.
  bool add(Diagnostic problem, Words& why);
  std::vector<Diagnostic>& shown() { return shown_; }
  const std::map<DiagnosticKind, std::size_t>& left_out() const { return left_out_; }
  bool has_errors() const { return errors_ > 0; }

 private:
  Language language_;
  ByteWriter* rejects_;
  std::vector<Diagnostic> shown_;
  std::map<DiagnosticKind, std::size_t> seen_, left_out_;
  std::size_t errors_ = 0;
};

}  // namespace zs::cli
