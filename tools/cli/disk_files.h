// Files on the disk; a written file appears complete or not at all.
#pragma once

#include "tools/cli/run.h"

namespace zs::cli {

class DiskFiles : public Files {
 public:
  std::optional<std::string> read(const std::string& name, std::string& why) override;
  bool write(const std::string& name, const std::string& bytes, std::string& why) override;
  std::unique_ptr<ByteReader> open(const std::string& name, std::string& why) override;
  std::unique_ptr<ByteWriter> create(const std::string& name, std::string& why) override;
};

}  // namespace zs::cli
