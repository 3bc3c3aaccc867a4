#include "tools/repl/terminal/line_editor.h"

#include <histedit.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cwchar>

#include "runtime/base/source.h"
#include "tools/repl/terminal/key_reader.h"
#include "tools/repl/terminal/wide_text.h"

namespace zs::repl {

class LineEditor::Hidden {
 public:
  Hidden(Signals& signals, Completer completer, bool dumb)
      : keys_(STDIN_FILENO, signals),
        completer_(std::move(completer)),
        signals_(signals),
        dumb_(dumb) {
    if (dumb_) return;
    history_ = history_winit();
    HistEventW event;
    history_w(history_, &event, H_SETSIZE, 2000);
    history_w(history_, &event, H_SETUNIQUE, 1);
    edit_ = el_init("zhunsheng", stdin, stdout, stderr);
    if (!edit_) {
      dumb_ = true;
      return;
    }
    el_wset(edit_, EL_CLIENTDATA, this);
    el_wset(edit_, EL_EDITOR, L"emacs");
    el_wset(edit_, EL_SIGNAL, 0);
    el_wset(edit_, EL_PROMPT, &Hidden::prompt_of);
    el_wset(edit_, EL_HIST, history_w, history_);
    el_wset(edit_, EL_GETCFN, &Hidden::get_key);
    el_wset(edit_, EL_ADDFN, L"zs-complete", L"complete", &Hidden::complete_key);
    el_wset(edit_, EL_BIND, L"\t", L"zs-complete", nullptr);
    // The library's own search takes a wide character for the key of its last byte.
    el_wset(edit_, EL_ADDFN, L"zs-search", L"search", &Hidden::search_key);
    el_wset(edit_, EL_BIND, L"^R", L"zs-search", nullptr);
    for (const auto& [key, command] :
         {std::pair{L"\033[3~", L"ed-delete-next-char"}, std::pair{L"\033[H", L"ed-move-to-beg"},
          std::pair{L"\033[F", L"ed-move-to-end"}, std::pair{L"\033[1~", L"ed-move-to-beg"},
          std::pair{L"\033[4~", L"ed-move-to-end"}, std::pair{L"\033OH", L"ed-move-to-beg"},
          std::pair{L"\033OF", L"ed-move-to-end"}, std::pair{L"\033[1;5C", L"em-next-word"},
          std::pair{L"\033[1;5D", L"ed-prev-word"}})
      el_wset(edit_, EL_BIND, key, command, nullptr);
    // Characters are written anew rather than shifted: a shift by columns would tear wide ones.
    for (const wchar_t* shift : {L"ic", L"dc", L"IC", L"DC", L"im", L"ei"})
      el_wset(edit_, EL_SETTC, shift, L"", nullptr);
  }
  ~Hidden() {
    if (edit_) el_end(edit_);
    if (history_) history_wend(history_);
  }

  Got read(const std::string& prompt, std::string& line) {
    return dumb_ ? read_plain(prompt, line) : read_edited(prompt, line);
  }

  void remember(const std::string& text) {
    if (!history_) return;
    HistEventW event;
    entries_.push_back(with_signs(wide_text(text)));
    history_w(history_, &event, H_ENTER, entries_.back().c_str());
  }

 private:
  Got read_edited(const std::string& prompt, std::string& line) {
    prompt_ = wide_text(prompt);
    interrupted_ = false;
    write_out("\033[?2004h");
    int count = 0;
    const wchar_t* got = el_wgets(edit_, &count);
    write_out("\033[?2004l");
    if (interrupted_) {
      write_out("^C\r\n");
      return Got::Interrupt;
    }
    if (!got || count <= 0) {
      write_out("\r\n");
      return Got::End;
    }
    std::wstring text(got, static_cast<std::size_t>(count));
    while (!text.empty() && (text.back() == L'\n' || text.back() == L'\r')) text.pop_back();
    std::replace(text.begin(), text.end(), kBreakSign, L'\n');
    std::replace(text.begin(), text.end(), kTabSign, L'\t');
    line = utf8_text(text);
    return Got::Line;
  }

  // The system edits the line.
  Got read_plain(const std::string& prompt, std::string& line) {
    write_out(prompt);
    line.clear();
    while (true) {
      if (const std::size_t end = plain_.find('\n'); end != std::string::npos) {
        line = plain_.substr(0, end);
        plain_.erase(0, end + 1);
        return Got::Line;
      }
      char buffer[4096];
      const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
      if (signals_.take().interrupt) {
        plain_.clear();
        write_out("\n");
        return Got::Interrupt;
      }
      if (got < 0) continue;
      if (got == 0) {
        line = std::move(plain_);
        plain_.clear();
        return line.empty() ? Got::End : Got::Line;
      }
      plain_.append(buffer, static_cast<std::size_t>(got));
    }
  }

  static void write_out(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
  }

  static std::wstring with_signs(std::wstring text) {
    std::replace(text.begin(), text.end(), L'\n', kBreakSign);
    std::replace(text.begin(), text.end(), L'\t', kTabSign);
    return text;
  }

  static Hidden* self(EditLine* edit) {
    Hidden* found = nullptr;
    el_wget(edit, EL_CLIENTDATA, &found);
    return found;
  }

  static wchar_t* prompt_of(EditLine* edit) { return self(edit)->prompt_.data(); }

  static int get_key(EditLine* edit, wchar_t* key) {
    Hidden* hidden = self(edit);
    while (true) {
      switch (hidden->keys_.next(*key)) {
        case KeyReader::Got::Key:
          return 1;
        case KeyReader::Got::Resize:
          el_resize(edit);
          write_out("\r\033[J");
          el_wset(edit, EL_REFRESH);
          break;
        case KeyReader::Got::Interrupt:
          hidden->interrupted_ = true;
          return -1;
        case KeyReader::Got::End:
          return 0;
      }
    }
  }

  static unsigned char complete_key(EditLine* edit, wint_t) {
    const LineInfoW* line = el_wline(edit);
    const std::wstring before(line->buffer, line->cursor);
    return self(edit)->complete(edit, before);
  }

  unsigned char complete(EditLine* edit, const std::wstring& before) {
    const std::string text = utf8_text(before);
    const Completion found = completer_(text);
    if (found.candidates.empty()) return CC_REFRESH_BEEP;
    const std::wstring word = wide_text(text.substr(found.begin));
    std::wstring common = wide_text(found.candidates.front());
    for (const std::string& one : found.candidates) {
      const std::wstring other = wide_text(one);
      std::size_t same = 0;
      while (same < common.size() && same < other.size() && common[same] == other[same]) ++same;
      common.resize(same);
    }
    if (common.size() > word.size()) {
      const std::wstring more = common.substr(word.size());
      el_winsertstr(edit, more.c_str());
      return CC_REFRESH;
    }
    list(found.candidates);
    return CC_REDISPLAY;
  }

  static unsigned char search_key(EditLine* edit, wint_t) { return self(edit)->search(edit); }

  // Ctrl-R: what is typed is looked for in earlier lines, the newest first; Ctrl-R again goes
  // further back. Any other key takes the line that was found.
  unsigned char search(EditLine* edit) {
    std::wstring wanted, found;
    std::size_t at = entries_.size();
    const auto look_back = [&](std::size_t from) {
      for (std::size_t i = from; i-- > 0;)
        if (entries_[i].find(wanted) != std::wstring::npos) {
          at = i;
          found = entries_[i];
          return true;
        }
      return false;
    };
    bool taken = false, none = false;
    while (true) {
      std::string shown = "(Ctrl-R) " + utf8_text(wanted) + (none ? "?: " : ": ");
      for (wchar_t c : found) {
        const std::string one = utf8_text(std::wstring(1, c));
        if (display_width(shown) + display_width(one) >= screen_width() - 1) break;
        shown += one;
      }
      write_out("\r\033[J" + shown);
      wchar_t key = 0;
      const KeyReader::Got got = keys_.next(key);
      if (got == KeyReader::Got::Resize) continue;
      if (got != KeyReader::Got::Key) {
        interrupted_ = got == KeyReader::Got::Interrupt;
        break;
      }
      if (key == 0x12) {  // Ctrl-R
        none = !look_back(at);
      } else if (key == 0x7F || key == 0x08) {
        if (!wanted.empty()) wanted.pop_back();
        none = !look_back(entries_.size());
      } else if (key == 0x07) {  // Ctrl-G
        break;
      } else if (key >= 0x20) {
        wanted += key;
        none = !look_back(std::min(at + 1, entries_.size()));
      } else {
        taken = true;
        if (key != 0x1B) keys_.unread(key);
        break;
      }
    }
    write_out("\r\033[J");
    if (taken && !found.empty()) {
      const LineInfoW* line = el_wline(edit);
      el_cursor(edit, static_cast<int>(line->lastchar - line->cursor));
      el_wdeletestr(edit, static_cast<int>(line->lastchar - line->buffer));
      el_winsertstr(edit, found.c_str());
    }
    el_wset(edit, EL_REFRESH);
    return interrupted_ ? CC_EOF : CC_REDISPLAY;
  }

  void list(const std::vector<std::string>& candidates) const {
    constexpr std::size_t kMost = 60;
    std::string text = "\r\n";
    int column = 0;
    const int screen = screen_width();
    for (std::size_t i = 0; i < candidates.size() && i < kMost; ++i) {
      const int wide = display_width(candidates[i]) + 2;
      if (column > 0 && column + wide > screen) {
        text += "\r\n";
        column = 0;
      }
      text += candidates[i] + "  ";
      column += wide;
    }
    if (candidates.size() > kMost) text += "…";
    write_out(text + "\r\n");
  }

 public:
  static int screen_width() {
    struct winsize size {};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
  }

 private:
  KeyReader keys_;
  Completer completer_;
  Signals& signals_;
  bool dumb_;
  bool interrupted_ = false;
  std::wstring prompt_;
  std::string plain_;
  EditLine* edit_ = nullptr;
  HistoryW* history_ = nullptr;
  std::vector<std::wstring> entries_;  // of the history, oldest first
};

LineEditor::LineEditor(Signals& signals, Completer completer, bool dumb)
    : hidden_(std::make_unique<Hidden>(signals, std::move(completer), dumb)) {}
LineEditor::~LineEditor() = default;

LineEditor::Got LineEditor::read(const std::string& prompt, std::string& line) {
  return hidden_->read(prompt, line);
}
void LineEditor::remember(const std::string& text) { hidden_->remember(text); }
int LineEditor::width() const { return Hidden::screen_width(); }

}  // namespace zs::repl
