#include "tools/cli/disk_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace zs::cli {

std::optional<std::string> DiskFiles::read(const std::string& name, std::string& why) {
  const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
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

namespace {

class DiskReader : public ByteReader {
 public:
  DiskReader(int file, std::optional<std::uint64_t> size) : file_(file), size_(size) {}
  ~DiskReader() override { close(file_); }
  std::optional<std::size_t> read(char* to, std::size_t size, std::string& why) override {
    ssize_t got = 0;
    do got = ::read(file_, to, size);
    while (got < 0 && errno == EINTR);
    if (got >= 0) return static_cast<std::size_t>(got);
    why = std::strerror(errno);
    return std::nullopt;
  }
  std::optional<std::uint64_t> size() const override { return size_; }

 private:
  int file_;
  std::optional<std::uint64_t> size_;
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

  bool write(std::string_view bytes, std::string& why) override {
    while (!bytes.empty()) {
      const ssize_t put = ::write(file_, bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) return failed(why);
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
  }

  bool finish(std::string& why) override {
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
  static bool failed(std::string& why) {
    why = std::strerror(errno);
    return false;
  }

  std::string name_, partial_;
  int file_ = -1;
  bool nameless_ = false;
};

}  // namespace

bool DiskFiles::write(const std::string& name, const std::string& bytes, std::string& why) {
  const std::unique_ptr<ByteWriter> file = create(name, why);
  return file && file->write(bytes, why) && file->finish(why);
}

std::unique_ptr<ByteReader> DiskFiles::open(const std::string& name, std::string& why) {
  const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  const bool good = file >= 0 && fstat(file, &about) == 0 && !S_ISDIR(about.st_mode);
  if (!good) {
    why = std::strerror(file >= 0 && S_ISDIR(about.st_mode) ? EISDIR : errno);
    if (file >= 0) close(file);
    return nullptr;
  }
  const bool sized = S_ISREG(about.st_mode);
  return std::make_unique<DiskReader>(
      file, sized ? std::optional(static_cast<std::uint64_t>(about.st_size)) : std::nullopt);
}

// Only a regular file can be replaced whole; a device or a pipe is written as it comes.
std::unique_ptr<ByteWriter> DiskFiles::create(const std::string& name, std::string& why) {
  auto file = std::make_unique<DiskWriter>(name);
  if (file->is_open()) return file;
  why = std::strerror(errno);
  return nullptr;
}

}  // namespace zs::cli
