// Files on the disk; a written file appears complete or not at all.
#pragma once

#include "tools/cli/run.h"

namespace zs::cli {

// What an error number of the system means, for people.
Words system_reason(int error);

class DiskFiles : public Files {
 public:
  std::optional<std::string> read(const std::string& name, Words& why) override;
  bool exists(const std::string& name) override;
  bool write(const std::string& name, const std::string& bytes, Words& why) override;
  std::unique_ptr<ByteReader> open(const std::string& name, Words& why) override;
  std::unique_ptr<ByteWriter> create(const std::string& name, Words& why) override;
};

}  // namespace zs::cli
