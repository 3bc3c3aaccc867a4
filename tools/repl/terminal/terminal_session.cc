#include "tools/repl/terminal/terminal_session.h"

#include <dirent.h>
#include <fmt/format.h>
#include <langinfo.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>

#include "runtime/io/blanks.h"
#include "tools/repl/gather_lines.h"
#include "tools/repl/repl.h"
#include "tools/repl/terminal/line_editor.h"
#include "tools/repl/terminal/long_run.h"
#include "tools/repl/terminal/signals.h"
#include "tools/repl/terminal/state_folder.h"
#include "tools/repl/terminal/term_type.h"

namespace zs::repl {
namespace {

// The session speaks UTF-8 whatever the locale says: a bare machine has none but POSIX.
void speak_utf8() {
  if (std::setlocale(LC_CTYPE, "") && std::string_view(nl_langinfo(CODESET)) == "UTF-8") return;
  for (const char* name : {"C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"})
    if (std::setlocale(LC_CTYPE, name)) return;
}

std::vector<std::string> files_like(const std::string& begin) {
  const std::size_t slash = begin.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : begin.substr(0, slash + 1);
  const std::string stem = begin.substr(folder.size());
  std::vector<std::string> names;
  DIR* open = opendir(folder.empty() ? "." : folder.c_str());
  if (!open) return names;
  while (const dirent* entry = readdir(open)) {
    std::string name = entry->d_name;
    if (!name.starts_with(stem) || (name.front() == '.' && stem.empty())) continue;
    name.insert(0, folder);
    struct stat about {};
    if (stat(name.c_str(), &about) == 0 && S_ISDIR(about.st_mode)) name += "/";
    names.push_back(std::move(name));
  }
  closedir(open);
  std::sort(names.begin(), names.end());
  return names;
}

class TerminalSession {
 public:
  TerminalSession(const cli::Options& options, cli::Files& files)
      : options_(options),
        dumb_(is_dumb_terminal()),
        repl_({files, manner_for(options),
               [this](const std::function<std::string()>& work) {
                 return text_of_process(signals_, work);
               },
               [this](std::function<void()> work) {
                 return finished_in_time(signals_, std::move(work), abandoned_);
               },
               files_like}),
        editor_(
            signals_,
            [this](const std::string& before) {
              Repl::Completion made = repl_.complete(before);
              return LineEditor::Completion{made.begin, std::move(made.candidates)};
            },
            dumb_) {}

  cli::Status run() {
    greet();
    open_store();
    if (!options_.rules.empty() || !options_.data.empty()) {
      const Answer answer = repl_.start(options_.rules, options_.data);
      show(answer);
      if (answer.changed && journal_) keep_start();
    }
    find_left();
    loop();
    if (journal_) {
      journal_->leave(repl_.has_unsaved());
      if (repl_.has_unsaved())
        print(say({"没有保存的内容留着,下次输入 恢复 可以接着做\n",
                   "what is not saved is kept; :restore takes it up next time\n"}));
    }
    if (abandoned_) {  // a thread that was given up may still run
      std::fflush(stdout);
      _exit(0);
    }
    return cli::Status::Done;
  }

 private:
  Manner manner_for(const cli::Options& options) const {
    Manner manner;
    manner.language = options.language;
    manner.drawn = !dumb_;
    return manner;
  }
  std::string say(const Words& both) const { return both.in(options_.language); }
  static void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
  }
  void greet() const {
    print(say({"准绳:输入规则、数据或命令。不知从哪里开始,输入:帮助\n",
               "Zhunsheng: type rules, data or commands. Not sure where to begin? :help\n"}));
  }

  void open_store() {
    std::string name;
    Words why;
    const auto folder = state_folder(name, why);
    if (!folder) {
      const char* home = std::getenv("HOME");
      if (home && *home && name.starts_with(std::string(home) + "/"))
        name = "~" + name.substr(std::string_view(home).size());
      print(say({fmt::format("不能写{}({}):这次不记历史,异常退出也不能恢复\n", name, why.zh),
                 fmt::format("cannot write {} ({}): no history, and nothing to restore after a "
                             "crash\n",
                             name, why.en)}));
      return;
    }
    history_.emplace(*folder);
    journal_.emplace(*folder);
    for (const std::string& text : history_->load()) editor_.remember(text);
  }

  // What an earlier session left: taken up at once after a crash, offered otherwise.
  void find_left() {
    if (!journal_) return;
    left_ = journal_->take_left();
    if (!left_) return;
    if (left_->crashed && options_.rules.empty() && options_.data.empty()) {
      restore();
      return;
    }
    print(
        say({fmt::format("上次有没保存的内容({}步),接着做:恢复;不要了:放弃\n", left_->texts.size()),
             fmt::format("{} unsaved steps of last time: :restore takes them up, :discard drops "
                         "them\n",
                         left_->texts.size())}));
  }

  void restore() {
    if (!left_) {
      print(say({"没有可以恢复的\n", "there is nothing to restore\n"}));
      return;
    }
    const bool crashed = left_->crashed;
    std::size_t lost = 0;
    for (const std::string& text : left_->texts) {
      const Answer answer = repl_.take(text);
      lost += !answer.changed;
      if (answer.changed) journal_->add(text);
    }
    print(say(
        {fmt::format("{}恢复了{}步。不要的话输入:放弃\n", crashed ? "上次没有正常退出," : "",
                     left_->texts.size() - lost),
         fmt::format("{}{} steps were restored. To drop them: :discard\n",
                     crashed ? "last time ended abruptly; " : "", left_->texts.size() - lost)}));
    if (lost > 0)
      print(say({fmt::format("有{}步没有恢复成(文件变了或不在了)\n", lost),
                 fmt::format("{} steps could not be restored (files changed or gone)\n", lost)}));
    restored_ = true;
    left_.reset();
    journal_->drop_left();
    if (repl_.workspace().has_rules())
      print(total_line(repl_.workspace().plan(), repl_.workspace().look(), repl_.manner()));
  }

  void discard() {
    if (left_) {
      left_.reset();
      journal_->drop_left();
      print(say({"放弃了上次的内容\n", "what was left is dropped\n"}));
      return;
    }
    if (!restored_) {
      print(
          say({"没有恢复过什么;从头开始:清空\n", "nothing was restored; :clear starts afresh\n"}));
      return;
    }
    restored_ = false;
    const Answer answer = repl_.take("清空");
    keep("清空", answer);
    print(say({"放弃了恢复的内容,从头开始\n", "what was restored is dropped\n"}));
  }

  void keep_start() {
    journal_->add(
        "载入 \"" + (options_.rules.empty() ? options_.data : options_.rules) + "\"" +
        (options_.rules.empty() || options_.data.empty() ? "" : " \"" + options_.data + "\""));
    journal_->saved();
  }

  void keep(const std::string& text, const Answer& answer) {
    if (!journal_) return;
    if (answer.changed) journal_->add(text);
    if (answer.changed && !repl_.has_unsaved()) journal_->saved();
  }

  bool show(const Answer& answer) {
    print(answer.text);
    switch (answer.ask) {
      case Answer::Ask::Nothing:
        return true;
      case Answer::Ask::Leave:
        return false;
      case Answer::Ask::Restore:
        restore();
        return true;
      case Answer::Ask::Discard:
        discard();
        return true;
    }
    return true;
  }

  bool take(const std::string& text) {
    repl_.set_width(editor_.width());
    const bool unsaved = repl_.has_unsaved();
    const Answer answer = repl_.take(text);
    keep(text, answer);
    if (journal_ && unsaved && !repl_.has_unsaved() && !answer.changed) journal_->saved();
    return show(answer);
  }

  void remember(const std::string& text) {
    const std::string plain(trimmed(text));
    if (plain.empty() || plain == last_) return;
    last_ = plain;
    editor_.remember(plain);
    if (history_) history_->add(plain);
  }

  void loop() {
    LineGatherer gatherer;
    while (true) {
      std::string line;
      const std::string prompt =
          gatherer.is_open() ? say({"…空行结束> ", "…blank line ends> "}) : repl_.prompt();
      switch (editor_.read(prompt, line)) {
        case LineEditor::Got::End:
          for (const std::string& text : gatherer.finish()) {
            remember(text);
            take(text);
          }
          return;
        case LineEditor::Got::Interrupt:
          if (gatherer.is_open()) remember(gatherer.held());
          gatherer.drop();
          continue;
        case LineEditor::Got::Line:
          break;
      }
      if (!take_line(gatherer, line)) return;
    }
  }

  // A pasted line holds several.
  bool take_line(LineGatherer& gatherer, const std::string& typed) {
    const std::string line = repl_.without_prompts(typed);
    const bool pasted = line.find('\n') != std::string::npos;
    if (pasted && !gatherer.is_open() && is_comma_table(line)) {
      remember(line);
      return take(line);
    }
    std::vector<std::string> texts;
    const auto add = [&](std::vector<std::string> more) {
      for (std::string& text : more) texts.push_back(std::move(text));
    };
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\n', at), line.size());
      add(gatherer.add(std::string_view(line).substr(at, end - at)));
      at = end + 1;
    }
    if (pasted || line.find('\t') != std::string::npos) add(gatherer.finish());
    for (const std::string& text : texts) remember(text);
    for (const std::string& text : texts)
      if (!take(text)) return false;
    return true;
  }

  const cli::Options& options_;
  Signals signals_;
  bool dumb_;
  bool abandoned_ = false;
  Repl repl_;
  LineEditor editor_;
  std::optional<HistoryFile> history_;
  std::optional<Journal> journal_;
  std::optional<Journal::Left> left_;
  bool restored_ = false;
  std::string last_;
};

}  // namespace

cli::Status run_on_terminal(const cli::Options& options, cli::Files& files) {
  speak_utf8();
  return TerminalSession(options, files).run();
}

}  // namespace zs::repl
