// The two languages in which the tool itself speaks; the words of a rule stay as written.
#pragma once

#include <string>

namespace zs {

enum class Language { Chinese, English };

// The same words in both languages. From one string: a name or a number, alike in both.
struct Words {
  std::string zh;
  std::string en;
  Words() = default;
  Words(std::string same) : zh(same), en(std::move(same)) {}  // NOLINT: names are words
  Words(const char* same) : zh(same), en(same) {}             // NOLINT: names are words
  Words(std::string chinese, std::string english)
      : zh(std::move(chinese)), en(std::move(english)) {}
  const std::string& in(Language language) const { return language == Language::Chinese ? zh : en; }
  bool empty() const { return zh.empty(); }
};

}  // namespace zs
