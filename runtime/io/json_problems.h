// What the JSON library complains about, in the words of this tool.
#pragma once

#include <string_view>

#include "runtime/base/language.h"

namespace zs {

// Where the mistake stands, seen from the token in which reading stopped.
enum class JsonMistakeAt { TokenBegin, LastByteRead };

struct JsonProblem {
  Words expected;  // what should stand there
  JsonMistakeAt at = JsonMistakeAt::TokenBegin;
};

// From the text of nlohmann's parse_error exceptions, version 3.
JsonProblem json_problem(std::string_view complaint);

}  // namespace zs
