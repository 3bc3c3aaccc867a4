#include "tools/repl/terminal/state_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tools/cli/disk_files.h"

namespace zs::repl {
namespace {

using nlohmann::json;

constexpr std::size_t kMostHistory = 2000;

std::string one_line(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

bool make_folders(const std::string& name) {
  for (std::size_t at = 1; at != std::string::npos;) {
    at = name.find('/', at);
    if (at != std::string::npos) ++at;
    const std::string part = name.substr(0, at);
    if (mkdir(part.c_str(), 0700) != 0 && errno != EEXIST && access(part.c_str(), X_OK) != 0)
      return false;
  }
  return true;
}

std::string all_of(int file) {
  std::string text;
  char buffer[65536];
  lseek(file, 0, SEEK_SET);
  for (ssize_t got; (got = read(file, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  return text;
}

// The whole lines of a file; what a killed program left half written is not among them.
std::vector<json> records_of(const std::string& text) {
  std::vector<json> records;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) break;
    json record = json::parse(text.substr(at, end - at), nullptr, false);
    if (!record.is_discarded()) records.push_back(std::move(record));
    at = end + 1;
  }
  return records;
}

void write_all(int file, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t put = write(file, text.data() + at, text.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return;
    at += static_cast<std::size_t>(put);
  }
}

}  // namespace

std::optional<std::string> state_folder(std::string& name, Words& why) {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  if (state && *state == '/')
    name = std::string(state) + "/zhunsheng";
  else if (home && *home)
    name = std::string(home) + "/.local/state/zhunsheng";
  else {
    name = "~";
    why = {"没有设定HOME", "HOME is not set"};
    return std::nullopt;
  }
  if (!make_folders(name) || access(name.c_str(), W_OK | X_OK) != 0) {
    why = cli::system_reason(errno);
    return std::nullopt;
  }
  // Root may write anywhere, but not on a disk that takes nothing: try.
  const std::string probe = name + "/.probe-" + std::to_string(getpid());
  const int file = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    why = cli::system_reason(errno);
    return std::nullopt;
  }
  close(file);
  unlink(probe.c_str());
  return name;
}

std::vector<std::string> HistoryFile::load() {
  std::vector<std::string> all;
  const int file = ::open(name_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return all;
  flock(file, LOCK_EX);
  for (const json& record : records_of(all_of(file)))
    if (record.is_string()) all.push_back(record.get<std::string>());
  if (all.size() > kMostHistory) {
    all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(kMostHistory / 2));
    std::string kept;
    for (const std::string& one : all) kept += one_line(one);
    if (ftruncate(file, 0) == 0) {
      lseek(file, 0, SEEK_SET);
      write_all(file, kept);
    }
  }
  close(file);
  return all;
}

void HistoryFile::add(const std::string& text) {
  const int file = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  flock(file, LOCK_EX);
  write_all(file, one_line(text));
  close(file);
}

Journal::~Journal() {
  if (file_ >= 0) close(file_);
  give_back();
}

bool Journal::open() {
  if (file_ >= 0) return true;
  for (int i = 0; i < 100; ++i) {
    name_ = folder_ + "/session-" + std::to_string(getpid()) + "-" + std::to_string(i) + ".jsonl";
    file_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (file_ >= 0) break;
    if (errno != EEXIST) return false;
  }
  // The lock lasts as long as the program: whoever can take it knows that the program is gone.
  if (file_ >= 0) flock(file_, LOCK_EX | LOCK_NB);
  return file_ >= 0;
}

void Journal::put(const std::string& line) {
  if (open()) write_all(file_, line);
}

void Journal::add(const std::string& text) { put(one_line({{"typed", text}})); }
void Journal::saved() { put(one_line({{"saved", true}})); }

void Journal::leave(bool unsaved) {
  if (file_ < 0) return;
  if (unsaved)
    put(one_line({{"left", true}}));
  else
    unlink(name_.c_str());
}

std::optional<Journal::Left> Journal::take_left() {
  struct Found {
    std::string name;
    struct timespec changed;
  };
  std::vector<Found> found;
  DIR* folder = opendir(folder_.c_str());
  if (!folder) return std::nullopt;
  while (const dirent* entry = readdir(folder)) {
    const std::string name = entry->d_name;
    if (!name.starts_with("session-") || !name.ends_with(".jsonl")) continue;
    struct stat about {};
    if (stat((folder_ + "/" + name).c_str(), &about) == 0)
      found.push_back({folder_ + "/" + name, about.st_mtim});
  }
  closedir(folder);
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return a.changed.tv_sec != b.changed.tv_sec ? a.changed.tv_sec > b.changed.tv_sec
                                                : a.changed.tv_nsec > b.changed.tv_nsec;
  });
  std::optional<Left> left;
  std::size_t kept = 0;
  for (const Found& one : found) {
    const int file = ::open(one.name.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {  // its session is still there
      close(file);
      continue;
    }
    Left content;
    bool saved = true;
    for (const json& record : records_of(all_of(file))) {
      if (!record.is_object()) continue;
      if (record.contains("typed") && record["typed"].is_string()) {
        content.texts.push_back(record["typed"].get<std::string>());
        saved = false;
      }
      if (record.contains("saved")) saved = true;
      if (record.contains("left")) content.crashed = false;
    }
    constexpr std::size_t kMostKept = 20;
    if (content.texts.empty() || saved || ++kept > kMostKept) {
      unlink(one.name.c_str());
      close(file);
    } else if (!left) {
      left = std::move(content);
      left_file_ = file;
      left_name_ = one.name;
    } else {
      close(file);
    }
  }
  return left;
}

void Journal::give_back() {
  if (left_file_ >= 0) close(left_file_);
  left_file_ = -1;
}

void Journal::drop_left() {
  if (left_file_ < 0) return;
  unlink(left_name_.c_str());
  give_back();
}

}  // namespace zs::repl
