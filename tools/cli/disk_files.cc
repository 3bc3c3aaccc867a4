#include "tools/cli/disk_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace zs::cli {

std::optional<std::string> DiskFiles::read(const std::string& name, std::string& why) {
  const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (file < 0 || fstat(file, &about) != 0) {
    why = std::strerror(errno);
    if (file >= 0) close(file);
    return std::nullopt;
  }
  if (S_ISDIR(about.st_mode)) {
    close(file);
    why = std::strerror(EISDIR);
    return std::nullopt;
  }
  std::string bytes;
  if (about.st_size > 0) bytes.reserve(static_cast<std::size_t>(about.st_size));
  char buffer[65536];
  ssize_t got = 0;
  while ((got = ::read(file, buffer, sizeof buffer)) > 0)
    bytes.append(buffer, static_cast<std::size_t>(got));
  const int problem = errno;
  close(file);
  if (got < 0) {
    why = std::strerror(problem);
    return std::nullopt;
  }
  return bytes;
}

bool DiskFiles::exists(const std::string& name) {
  struct stat about {};
  return lstat(name.c_str(), &about) == 0 || errno != ENOENT;
}

bool DiskFiles::write(const std::string& name, const std::string& bytes, std::string& why) {
  const std::string partial = name + ".part" + std::to_string(getpid());
  const int file = open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  bool good = file >= 0;
  for (std::size_t at = 0; good && at < bytes.size();) {
    const ssize_t put = ::write(file, bytes.data() + at, bytes.size() - at);
    good = put > 0;
    if (good) at += static_cast<std::size_t>(put);
  }
  if (!good) why = std::strerror(errno);
  if (file >= 0 && close(file) != 0 && good) {
    why = std::strerror(errno);
    good = false;
  }
  if (good && std::rename(partial.c_str(), name.c_str()) != 0) {
    why = std::strerror(errno);
    good = false;
  }
  if (!good && file >= 0) unlink(partial.c_str());
  return good;
}

}  // namespace zs::cli
