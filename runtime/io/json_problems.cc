#include "runtime/io/json_problems.h"

#include <string>

namespace zs {
namespace {

struct Complaint {
  std::string_view says;
  std::string_view zh;
  std::string_view en;
  JsonMistakeAt at = JsonMistakeAt::TokenBegin;
};

constexpr std::string_view kWrongValueZh = "一个值:带英文双引号的文字、数、true、false或null";
constexpr std::string_view kWrongValueEn =
    "a value: a text in double quotes, a number, true, false or null";

// About a single token; these words follow "syntax error while parsing … - ".
constexpr Complaint kTokenComplaints[] = {
    {"invalid string: missing closing quote", "有结尾引号的文字", "a text with a closing quote"},
    {"invalid string: control character", "文字的结尾引号;文字里的换行请写成\\n,制表符写成\\t",
     "the closing quote of the text; inside it write a line break as \\n and a tab as \\t",
     JsonMistakeAt::LastByteRead},
    {"invalid string: '\\u'", "\\u后面的四位十六进制数字", "four hexadecimal digits after \\u",
     JsonMistakeAt::LastByteRead},
    {"invalid string: surrogate", "成对的\\u代理码", "a pair of \\u surrogates",
     JsonMistakeAt::LastByteRead},
    {"invalid string: forbidden character", "反斜线后面的\\、\"、/、b、f、n、r、t或u",
     "one of \\ \" / b f n r t u after the backslash", JsonMistakeAt::LastByteRead},
    {"invalid number", "一个完整的数", "a complete number"},
    {"invalid", kWrongValueZh, kWrongValueEn},
};

// About a token in a wrong place; the complaint ends in these words.
constexpr Complaint kPlaceComplaints[] = {
    {"expected ':'", "英文冒号“:”", "a colon \":\""},
    {"expected ']'", "英文逗号“,”或“]”", "a comma \",\" or \"]\""},
    {"expected '}'", "英文逗号“,”或“}”", "a comma \",\" or \"}\""},
    {"expected string literal", "带英文双引号的数据项名称",
     "the name of an input in double quotes"},
    {"expected end of input", "文件结尾", "the end of the file"},
};

JsonProblem problem_of(const Complaint& complaint) {
  return {Words(std::string(complaint.zh), std::string(complaint.en)), complaint.at};
}

}  // namespace

JsonProblem json_problem(std::string_view complaint) {
  constexpr std::string_view kBeforeToken = " - ";
  const std::size_t dash = complaint.find(kBeforeToken);
  const std::string_view about_token =
      dash == std::string_view::npos ? "" : complaint.substr(dash + kBeforeToken.size());
  for (const Complaint& known : kTokenComplaints)
    if (about_token.starts_with(known.says)) return problem_of(known);
  for (const Complaint& known : kPlaceComplaints)
    if (complaint.ends_with(known.says)) return problem_of(known);
  return {Words(std::string(kWrongValueZh), std::string(kWrongValueEn))};
}

}  // namespace zs
