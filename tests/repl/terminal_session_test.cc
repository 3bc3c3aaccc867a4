// The session on a terminal where a transcript cannot say it: signals, several at once, long
// pastes.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/repl/terminal_child.h"

namespace zs::test {
namespace {

namespace fs = std::filesystem;

class TerminalSession : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() / ("zs-terminal-" + std::to_string(getpid()) + "-" +
                                     testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "home");
  }
  void TearDown() override { fs::remove_all(folder_); }
  TerminalChild::Setting setting() const {
    return {folder_.string(), {{"TERM", "xterm"}}, 100, 200};
  }
  fs::path state() const { return folder_ / "home" / ".local" / "state" / "zhunsheng"; }
  static bool shows(TerminalChild& child, const std::string& text) {
    return child.screen().text().find(text) != std::string::npos;
  }

  fs::path folder_;
};

std::string many_facts(int count) {
  static const char* kDigits[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  std::string text;
  for (int i = 0; i < count; ++i)
    text += std::string("完成任务") + kDigits[i / 10] + kDigits[i % 10] + "的得1分;";
  return "1. 任务(" + std::to_string(count) + "分)\n   " + text + "\n";
}

TEST_F(TerminalSession, CtrlCStopsALongCheck) {
  std::ofstream(folder_ / "long.zs") << many_facts(40);
  TerminalChild child(setting());
  ASSERT_TRUE(child.start({"long.zs"}));
  ASSERT_TRUE(child.stop_after("检查")) << child.screen().text();
  EXPECT_TRUE(shows(child, "停下了")) << child.screen().text();
  ASSERT_TRUE(child.type("完成任务甲甲=是\r"));
  EXPECT_TRUE(shows(child, "1 / 40") || shows(child, "[1, 40] / 40")) << child.screen().text();
}

TEST_F(TerminalSession, CtrlCCancelsTheLineAndNothingElse) {
  TerminalChild child(setting());
  ASSERT_TRUE(child.start({}));
  ASSERT_TRUE(child.type("有台账的得1分\r"));
  ASSERT_TRUE(child.type("有台账=否,这一行不要了\003"));
  ASSERT_TRUE(child.type("得分\r"));
  EXPECT_TRUE(shows(child, "[0, 1] / 1")) << child.screen().text();
}

TEST_F(TerminalSession, TwoAtOnceKeepApart) {
  TerminalChild one(setting()), other(setting());
  ASSERT_TRUE(one.start({}));
  ASSERT_TRUE(other.start({}));
  ASSERT_TRUE(one.type("有台账的得1分\r"));
  ASSERT_TRUE(other.type("有制度的得2分\r"));
  ASSERT_TRUE(one.type("有台账=是\r"));
  ASSERT_TRUE(other.type("有制度=是\r"));
  one.kill_it();
  // The other session is still there: only what the killed one left is taken up.
  TerminalChild next(setting());
  ASSERT_TRUE(next.start({}));
  EXPECT_TRUE(shows(next, "恢复了2步")) << next.screen().text();
  ASSERT_TRUE(next.type("得分\r"));
  EXPECT_TRUE(shows(next, "有台账,得1分")) << next.screen().text();
  EXPECT_FALSE(shows(next, "有制度")) << next.screen().text();
  ASSERT_TRUE(other.type("得分\r"));
  EXPECT_TRUE(shows(other, "有制度,得2分")) << other.screen().text();
}

TEST_F(TerminalSession, EveryKilledSessionIsTakenUpOnce) {
  for (const char* rule : {"有台账的得1分\r", "有制度的得2分\r"}) {
    TerminalChild child(setting());
    ASSERT_TRUE(child.start({"--lang", "zh"}));
    ASSERT_TRUE(child.type("放弃\r"));
    ASSERT_TRUE(child.type(rule));
    child.kill_it();
  }
  TerminalChild child(setting());
  ASSERT_TRUE(child.start({}));
  EXPECT_TRUE(shows(child, "恢复了")) << child.screen().text();
}

TEST_F(TerminalSession, AHalfWrittenJournalIsReadAsFarAsItGoes) {
  {
    TerminalChild child(setting());
    ASSERT_TRUE(child.start({}));
    ASSERT_TRUE(child.type("有台账的得1分\r"));
    child.kill_it();
  }
  for (const auto& entry : fs::directory_iterator(state()))
    if (entry.path().extension() == ".jsonl")
      std::ofstream(entry.path(), std::ios::app) << "{\"typed\":\"有台";
  TerminalChild child(setting());
  ASSERT_TRUE(child.start({}));
  EXPECT_TRUE(shows(child, "恢复了1步")) << child.screen().text();
}

TEST_F(TerminalSession, FilesAreForTheirOwnerOnly) {
  TerminalChild child(setting());
  ASSERT_TRUE(child.start({}));
  ASSERT_TRUE(child.type("有台账的得1分\r"));
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(state())) {
    struct stat about {};
    ASSERT_EQ(stat(entry.path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 2U);  // the history and the journal
}

TEST_F(TerminalSession, ALongPasteComesWhole) {
  std::string text = "1. 任务(300分)\r";
  for (int i = 0; i < 300; ++i) text += "   完成第" + std::to_string(i + 1) + "项工作的得1分;\r";
  TerminalChild child(setting());
  ASSERT_TRUE(child.start({}));
  ASSERT_TRUE(child.type("\033[200~" + text + "\033[201~"));
  ASSERT_TRUE(child.type("\r"));
  ASSERT_TRUE(child.type("完成第300项工作=是\r"));
  EXPECT_TRUE(shows(child, "[1, 300] / 300")) << child.screen().text();
}

TEST_F(TerminalSession, HangingUpLeavesWhatWasTyped) {
  {
    TerminalChild child(setting());
    ASSERT_TRUE(child.start({}));
    ASSERT_TRUE(child.type("有台账的得1分\r"));
    child.hang_up();
    EXPECT_TRUE(child.wait_for_end());
  }
  TerminalChild child(setting());
  ASSERT_TRUE(child.start({}));
  EXPECT_TRUE(shows(child, "恢复")) << child.screen().text();
}

}  // namespace
}  // namespace zs::test
