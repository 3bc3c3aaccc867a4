#include "runtime/plan/plan.h"

#include <array>

namespace zs {
namespace {

struct Entry {
  const char* name;
  int inputs;
};

constexpr std::array kOps = {
#define ZS_OP(name, inputs) Entry{#name, inputs},
#include "runtime/plan/ops.def"
#undef ZS_OP
};

}  // namespace

int input_count(Op op) { return kOps[static_cast<std::size_t>(op)].inputs; }
std::string_view name_of(Op op) { return kOps[static_cast<std::size_t>(op)].name; }

const std::string* Plan::name_of(PlanId id) const {
  for (const auto& [node, name] : names)
    if (node == id) return &name;
  return nullptr;
}

}  // namespace zs
