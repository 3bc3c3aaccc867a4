// As much of JSON Schema as the schemas in docs/schemas use: type, enum, required, properties,
// additionalProperties, items, pattern, minimum, minLength, minProperties, dependentRequired, $ref.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace zs::test {

// Where the document departs from the schema, one line each; empty when it fits. A keyword that is
// not known here is reported too: it would not be checked.
std::vector<std::string> departures(const nlohmann::json& schema, const nlohmann::json& document);

}  // namespace zs::test
