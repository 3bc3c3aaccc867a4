#include "tools/cli/disk_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

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
    case EPIPE:
      return "读取的一方已经关闭";
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
  const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
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

namespace {

class DiskReader : public ByteReader {
 public:
  DiskReader(int file, std::optional<std::uint64_t> size) : file_(file), size_(size) {}
  ~DiskReader() override { close(file_); }
  std::optional<std::size_t> read(char* to, std::size_t size, Words& why) override {
    ssize_t got = 0;
    do got = ::read(file_, to, size);
    while (got < 0 && errno == EINTR);
    if (got >= 0) return static_cast<std::size_t>(got);
    why = system_reason(errno);
    return std::nullopt;
  }
  std::optional<std::uint64_t> size() const override { return size_; }

 private:
  int file_;
  std::optional<std::uint64_t> size_;
};

bool write_all(int file, std::string_view bytes, Words& why) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      why = system_reason(errno);
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

// A device or a pipe.
class OpenWriter : public ByteWriter {
 public:
  explicit OpenWriter(const std::string& name)
      : file_(::open(name.c_str(), O_WRONLY | O_CLOEXEC)) {}
  ~OpenWriter() override {
    if (file_ >= 0) close(file_);
  }
  bool is_open() const { return file_ >= 0; }
  bool write(std::string_view bytes, Words& why) override { return write_all(file_, bytes, why); }
  bool finish(Words& why) override {
    const int result = close(file_);
    file_ = -1;
    if (result != 0) why = system_reason(errno);
    return result == 0;
  }

 private:
  int file_ = -1;
};

// The file has no name until it is complete: whatever ends the program leaves nothing behind.
// Where the file system cannot do that, it has another name until then.
class DiskWriter : public ByteWriter {
 public:
  explicit DiskWriter(std::string name)
      : name_(std::move(name)), partial_(name_ + ".part" + std::to_string(getpid())) {
    const std::size_t slash = name_.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : name_.substr(0, slash + 1);
    file_ = ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    nameless_ = file_ >= 0;
    if (!nameless_)
      file_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  }
  ~DiskWriter() override {
    if (file_ < 0) return;
    close(file_);
    if (!nameless_) unlink(partial_.c_str());
  }
  bool is_open() const { return file_ >= 0; }

  bool write(std::string_view bytes, Words& why) override {
    good_ = good_ && write_all(file_, bytes, why);
    return good_;
  }

  bool finish(Words& why) override {
    if (!good_) return false;
    if (nameless_) {
      const std::string held = "/proc/self/fd/" + std::to_string(file_);
      unlink(partial_.c_str());
      if (linkat(AT_FDCWD, held.c_str(), AT_FDCWD, partial_.c_str(), AT_SYMLINK_FOLLOW) != 0)
        return failed(why);
      nameless_ = false;
    }
    const int file = file_;
    file_ = -1;
    if (close(file) == 0 && std::rename(partial_.c_str(), name_.c_str()) == 0) return true;
    failed(why);
    unlink(partial_.c_str());
    return false;
  }

 private:
  static bool failed(Words& why) {
    why = system_reason(errno);
    return false;
  }

  std::string name_, partial_;
  int file_ = -1;
  bool nameless_ = false;
  bool good_ = true;  // false: something could not be written, and the file never appears
};

}  // namespace

bool DiskFiles::write(const std::string& name, const std::string& bytes, Words& why) {
  const std::unique_ptr<ByteWriter> file = create(name, why);
  return file && file->write(bytes, why) && file->finish(why);
}

std::unique_ptr<ByteReader> DiskFiles::open(const std::string& name, Words& why) {
  const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  const bool good = file >= 0 && fstat(file, &about) == 0 && !S_ISDIR(about.st_mode);
  if (!good) {
    why = system_reason(file >= 0 && S_ISDIR(about.st_mode) ? EISDIR : errno);
    if (file >= 0) close(file);
    return nullptr;
  }
  const bool sized = S_ISREG(about.st_mode);
  return std::make_unique<DiskReader>(
      file, sized ? std::optional(static_cast<std::uint64_t>(about.st_size)) : std::nullopt);
}

// Only a regular file can be replaced whole; a device or a pipe is written as it comes. What a link
// points to is replaced, not the link.
std::unique_ptr<ByteWriter> DiskFiles::create(const std::string& link, Words& why) {
  std::string name = link;
  struct stat about {};
  if (stat(link.c_str(), &about) == 0) {
    if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)) {
      auto stream = std::make_unique<OpenWriter>(link);
      if (stream->is_open()) return stream;
      why = system_reason(errno);
      return nullptr;
    }
    std::error_code unknown;
    const std::filesystem::path real = std::filesystem::canonical(link, unknown);
    if (!unknown) name = real.string();
  }
  auto file = std::make_unique<DiskWriter>(name);
  if (file->is_open()) return file;
  why = system_reason(errno);
  return nullptr;
}

}  // namespace zs::cli
