#include "tools/cli/disk_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace zs::cli {
namespace {

const char* chinese_reason(int error) {
  switch (error) {
    case ENOENT:
      return "没有这个文件或文件夹";
    case EACCES:
    case EPERM:
      return "没有权限";
    case EISDIR:
      return "这是文件夹,不是文件";
    case ENOTDIR:
      return "路径中间有一段不是文件夹";
    case ENAMETOOLONG:
      return "文件名太长";
    case ELOOP:
      return "链接绕成了圈";
    case ENOSPC:
      return "磁盘已满";
    case EDQUOT:
      return "超出了磁盘配额";
    case EROFS:
      return "磁盘只能读,不能写";
    case EFBIG:
      return "文件太大";
    case EMFILE:
    case ENFILE:
      return "同时打开的文件太多";
    case EBUSY:
    case ETXTBSY:
      return "文件正被使用";
    case EIO:
      return "磁盘读写出错";
    default:
      return nullptr;
  }
}

}  // namespace

Words system_reason(int error) {
  const char* chinese = chinese_reason(error);
  const std::string other = "系统错误" + std::to_string(error);
  return {chinese ? std::string(chinese) : other, std::strerror(error)};
}

std::optional<std::string> DiskFiles::read(const std::string& name, Words& why) {
  const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (file < 0 || fstat(file, &about) != 0) {
    why = system_reason(errno);
    if (file >= 0) close(file);
    return std::nullopt;
  }
  if (S_ISDIR(about.st_mode)) {
    close(file);
    why = system_reason(EISDIR);
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
    why = system_reason(problem);
    return std::nullopt;
  }
  return bytes;
}

bool DiskFiles::exists(const std::string& name) {
  struct stat about {};
  return lstat(name.c_str(), &about) == 0 || errno != ENOENT;
}

bool DiskFiles::write(const std::string& name, const std::string& bytes, Words& why) {
  const std::string partial = name + ".part" + std::to_string(getpid());
  const int file = open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  bool good = file >= 0;
  for (std::size_t at = 0; good && at < bytes.size();) {
    const ssize_t put = ::write(file, bytes.data() + at, bytes.size() - at);
    good = put > 0;
    if (good) at += static_cast<std::size_t>(put);
  }
  if (!good) why = system_reason(errno);
  if (file >= 0 && close(file) != 0 && good) {
    why = system_reason(errno);
    good = false;
  }
  if (good && std::rename(partial.c_str(), name.c_str()) != 0) {
    why = system_reason(errno);
    good = false;
  }
  if (!good && file >= 0) unlink(partial.c_str());
  return good;
}

}  // namespace zs::cli
