#include "tests/tools/json_schema.h"

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>

namespace zs::test {
namespace {

using nlohmann::json;

bool is_type(const json& value, const std::string& type) {
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return type == "null" && value.is_null();
}

class Checker {
 public:
  explicit Checker(const json& root) : root_(root) {}

  void check(const json& schema, const json& value, const std::string& where) {
    if (schema.is_boolean()) {
      if (!schema.get<bool>()) say(where, "is not allowed");
      return;
    }
    for (const auto& [keyword, unused] : schema.items()) note_unknown(keyword, where);
    if (schema.contains("$ref")) {
      const std::string name = schema["$ref"].get<std::string>();
      check(root_.at(json::json_pointer(name.substr(1))), value, where);
    }
    check_value(schema, value, where);
    if (value.is_object()) check_object(schema, value, where);
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        check(schema["items"], value[i], where + "/" + std::to_string(i));
  }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  void say(const std::string& where, const std::string& what) {
    found_.push_back((where.empty() ? "/" : where) + " " + what);
  }
  void note_unknown(const std::string& keyword, const std::string& where) {
    static constexpr std::array<std::string_view, 17> kKnown = {"$schema",
                                                                "$ref",
                                                                "$defs",
                                                                "title",
                                                                "description",
                                                                "type",
                                                                "enum",
                                                                "items",
                                                                "required",
                                                                "properties",
                                                                "pattern",
                                                                "minLength",
                                                                "minimum",
                                                                "minProperties",
                                                                "additionalProperties",
                                                                "dependentRequired",
                                                                "$id"};
    if (std::find(kKnown.begin(), kKnown.end(), keyword) == kKnown.end())
      say(where, "the keyword " + keyword + " is not checked");
  }
  void check_value(const json& schema, const json& value, const std::string& where) {
    if (schema.contains("type")) {
      const json types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
      if (std::none_of(types.begin(), types.end(),
                       [&](const json& one) { return is_type(value, one.get<std::string>()); }))
        say(where, "is not of type " + types.dump());
    }
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      say(where, "is none of " + schema["enum"].dump());
    if (value.is_string()) {
      const std::string text = value.get<std::string>();
      if (schema.contains("pattern") &&
          !std::regex_search(text, std::regex(schema["pattern"].get<std::string>())))
        say(where, "does not match " + schema["pattern"].get<std::string>());
      if (schema.contains("minLength") && text.size() < schema["minLength"].get<std::size_t>())
        say(where, "is too short");
    }
    if (value.is_number() && schema.contains("minimum") && value < schema["minimum"])
      say(where, "is too small");
  }
  void check_object(const json& schema, const json& value, const std::string& where) {
    for (const json& name : schema.value("required", json::array()))
      if (!value.contains(name.get<std::string>())) say(where, "lacks " + name.dump());
    if (schema.contains("minProperties") &&
        value.size() < schema["minProperties"].get<std::size_t>())
      say(where, "has too few members");
    if (schema.contains("dependentRequired"))
      for (const auto& [name, needed] : schema["dependentRequired"].items())
        for (const json& other : needed)
          if (value.contains(name) && !value.contains(other.get<std::string>()))
            say(where, "has " + name + " but lacks " + other.dump());
    const json none = json::object();
    const json& known = schema.contains("properties") ? schema["properties"] : none;
    for (const auto& [name, member] : value.items()) {
      if (known.contains(name))
        check(known[name], member, where + "/" + name);
      else if (schema.contains("additionalProperties"))
        check(schema["additionalProperties"], member, where + "/" + name);
    }
  }

  const json& root_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> departures(const json& schema, const json& document) {
  Checker checker(schema);
  checker.check(schema, document, "");
  return checker.take();
}

}  // namespace zs::test
