#include "tools/cli/options.h"

#include <fmt/format.h>

#include <array>
#include <boost/program_options.hpp>

namespace zs::cli {
namespace {

namespace po = boost::program_options;

struct Verb {
  Command command;
  const char* name;
  const char* chinese;
  const char* usage;
  const char* zh;
  const char* en;
};

constexpr std::array kVerbs = {
    Verb{Command::Eval, "eval", "评分", "RULES DATA", "给每个单位评分,说明理由",
         "score every unit and say why"},
    Verb{Command::Check, "check", "检查", "RULES", "推行前检查规则",
         "what is wrong or open in the rules"},
    Verb{Command::Read, "read", "释义", "RULES", "把每个指标用规范的话念一遍",
         "print every indicator back in canonical words"},
    Verb{Command::Inputs, "inputs", "数据项", "RULES", "列出要填报的每个数据项",
         "every input that the rules want"},
    Verb{Command::Test, "test", "测试", "RULES", "运行规则里的示例,看哪些条款没有走到",
         "run the examples of the rules; which clauses they never reach"},
    Verb{Command::Format, "format", "排版", "RULES", "把规则文件排整齐,不改字句",
         "lay out the rules, the words untouched"},
    Verb{Command::Diff, "diff", "对比", "OLD NEW", "两版规则的意思有什么不同",
         "what changed in meaning between two versions"},
    Verb{Command::Explain, "explain", "说明", "RULES DATA", "每个单位在哪里失分,还差多少",
         "where each unit lost points, and how far it is from more"},
    Verb{Command::Repl, "repl", "交互", "[RULES [DATA]]", "一行一行地试规则和数据",
         "try rules and data line by line"},
};

po::options_description described(Language language) {
  const bool zh = language == Language::Chinese;
  po::options_description all(zh ? "选项" : "Options");
  const auto say = [&](const char* chinese, const char* english) { return zh ? chinese : english; };
  auto add = all.add_options();
  add("help,h", say("显示这一页", "show this page"));
  add("lang", po::value<std::string>(), say("zh 或 en", "zh or en"));
  add("format,f", po::value<std::string>(),
      say("text、json、csv 或 jsonl", "text, json, csv or jsonl"));
  add("output,o", po::value<std::string>(), say("写到文件", "write to a file"));
  add("explain", say("逐条说明理由", "say why, clause by clause"));
  add("summary", say("只列总分和名次", "totals and ranks only"));
  add("unit", po::value<std::vector<std::string>>(),
      say("只看这个单位(可重复)", "only this unit (repeatable)"));
  add("unit-column", po::value<std::string>(),
      say("单位名称所在的列", "the column that names the units"));
  add("missing", po::value<std::string>(),
      say("缺数怎么办:range(给范围)、zero(按零分)、error", "missing data: range, zero or error"));
  add("jobs,j", po::value<int>(),
      say("csv、jsonl用几个线程,不写是全部处理器",
          "threads for csv and jsonl; all processors unless told"));
  add("rejects", po::value<std::string>(),
      say("csv、jsonl:数据的全部问题写到这个文件",
          "csv and jsonl: all problems of the data go to this file"));
  add("strict", say("把假定也当作错误", "treat assumptions as errors"));
  add("check", say("format:只看哪些行要改,不输出", "format: only say which lines would change"));
  add("lock", po::value<std::string>(),
      say("read、eval:读法要与这个文件里确认过的一致",
          "read, eval: readings must be those confirmed in this file"));
  add("update", say("read --lock:重新确认", "read --lock: confirm anew"));
  add("stage", po::value<std::string>(),
      say("read:words、plan、tree 或 readings", "read: words, plan, tree or readings"));
  add("wording", po::value<std::vector<std::string>>(),
      say("本单位的用语文件(可重复)", "a file of your own wording (repeatable)"));
  add("text", po::value<std::string>(), say("直接写一条规则", "one rule, without a file"));
  add("title", po::value<std::string>(), say("这条规则的指标名称", "title of that rule"));
  add("points", po::value<std::string>(), say("这条规则的分值", "points of that rule"));
  add("data", po::value<std::string>(), say("数据(文件或JSON)", "data (a file or JSON)"));
  add("cases", po::value<std::string>(),
      say("check:把各界限上的用例和得分写到这个文件(csv或json)",
          "check: write cases at every boundary with their scores (csv or json)"));
  add("goal", po::value<std::string>(),
      say("explain:要达到的等级", "explain: the grade to be reached"));
  add("cliff", po::value<std::string>(),
      say("check:一处差多少才算陡,按分值的百分比,不写是50",
          "check: how large a jump is reported, in percent of the points; 50 unless told"));
  return all;
}

Language language_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang=en") return Language::English;
    if (arguments[i] == "--lang" && i + 1 < arguments.size() && arguments[i + 1] == "en")
      return Language::English;
  }
  return Language::Chinese;
}

const Verb* find_verb(const std::string& word) {
  for (const Verb& verb : kVerbs)
    if (word == verb.name || word == verb.chinese) return &verb;
  return nullptr;
}

std::string names_of_verbs() {
  std::string names;
  for (const Verb& verb : kVerbs)
    names += fmt::format("{}{}({})", names.empty() ? "" : "、", verb.name, verb.chinese);
  return names;
}

class OptionReader {
 public:
  explicit OptionReader(const std::vector<std::string>& arguments) : arguments_(arguments) {}

  ParsedOptions run() {
    Options& options = parsed_.options;
    options.language = language_of(arguments_);
    if (arguments_.empty() || arguments_[0] == "--help" || arguments_[0] == "-h" ||
        arguments_[0] == "help" || arguments_[0] == "帮助")
      return std::move(parsed_);
    if (arguments_[0].starts_with("--lang")) {
      const std::size_t skip = arguments_[0] == "--lang" ? 2 : 1;
      if (arguments_.size() <= skip || arguments_[skip].starts_with("-")) return std::move(parsed_);
      arguments_.erase(arguments_.begin(), arguments_.begin() + static_cast<std::ptrdiff_t>(skip));
    }
    const Verb* verb = find_verb(arguments_[0]);
    if (!verb) {
      fail(Words(fmt::format("没有“{}”这个命令,有:{}", arguments_[0], names_of_verbs()),
                 fmt::format("there is no command \"{}\"; there are: {}", arguments_[0],
                             names_of_verbs())));
      return std::move(parsed_);
    }
    options.command = verb->command;
    read_flags();
    return std::move(parsed_);
  }

 private:
  void fail(const Words& words) {
    if (parsed_.problem.empty()) parsed_.problem = words.in(parsed_.options.language);
  }

  void read_flags() {
    Options& options = parsed_.options;
    po::options_description all = described(options.language);
    all.add_options()("file", po::value<std::vector<std::string>>(), "");
    po::positional_options_description files;
    files.add("file", -1);
    po::variables_map values;
    try {
      const std::vector<std::string> rest(arguments_.begin() + 1, arguments_.end());
      po::store(
          po::command_line_parser(rest)
              .options(all)
              .positional(files)
              .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
              .run(),
          values);
    } catch (const po::error& problem) {
      fail(Words(fmt::format("{}。可用 --help 查看全部选项", chinese_problem(problem)),
                 fmt::format("wrong option: {}; see --help", problem.what())));
      return;
    }
    const auto text = [&](const char* name) {
      return values.count(name) ? values[name].as<std::string>() : std::string();
    };
    options.help = values.count("help") > 0;
    options.explain = values.count("explain") > 0;
    options.strict = values.count("strict") > 0;
    options.summary = values.count("summary") > 0;
    read_lock_flags(text("lock"), values.count("update") > 0);
    options.check = values.count("check") > 0;
    if (options.check && options.command != Command::Format)
      fail({"只有 format 有 --check", "only format takes --check"});
    options.output = text("output");
    options.unit_column = text("unit-column");
    options.title = text("title");
    options.stage = text("stage");
    if (values.count("wording"))
      options.wordings = values["wording"].as<std::vector<std::string>>();
    if (values.count("unit")) options.units = values["unit"].as<std::vector<std::string>>();
    if (values.count("text")) {
      options.text = text("text");
      options.explain = true;  // one rule is asked about to see why
    }
    if (values.count("points")) options.points = text("points");
    if (options.text && !options.lock.empty())
      fail({"--lock 用于规则文件,不用于 --text", "--lock is for a file of rules, not for --text"});
    choose("lang", text("lang"), {"zh", "en"});
    choose("missing", text("missing"), {"range", "zero", "error"});
    choose("stage", options.stage, {"words", "plan", "tree", "readings"});
    if (values.count("missing")) options.missing = text("missing");
    const std::string format = text("format");
    choose("format", format, {"text", "json", "csv", "jsonl"});
    if (format == "jsonl") options.format = Format::Jsonl;
    if (format == "jsonl" && options.command != Command::Eval)
      fail({"只有 eval 能输出 jsonl", "only eval writes jsonl"});
    options.rejects = text("rejects");
    if (values.count("jobs")) options.jobs = values["jobs"].as<int>();
    if (options.jobs < 0 || options.jobs > 1024)
      fail({"--jobs 应是1至1024的整数", "--jobs is a whole number from 1 to 1024"});
    if (format == "json") options.format = Format::Json;
    if (format == "csv") options.format = Format::Csv;
    if (format == "csv" && options.command != Command::Eval && options.command != Command::Inputs)
      fail({"只有 eval 和 inputs 能输出 csv", "only eval and inputs write csv"});
    options.cases = text("cases");
    options.goal = text("goal");
    options.cliff = text("cliff");
    if (values.count("cliff") && !Rational::from_decimal(options.cliff))
      fail({"--cliff 应是数,如 --cliff 30", "--cliff is a number, such as --cliff 30"});
    if (options.points && !Rational::from_decimal(*options.points))
      fail({"分值应是数,如 --points 3", "points are a number, such as --points 3"});
    std::vector<std::string> names;
    if (values.count("file")) names = values["file"].as<std::vector<std::string>>();
    place_files(names,
                values.count("data") ? std::optional<std::string>(text("data")) : std::nullopt);
  }

  static std::string chinese_problem(const po::error& problem) {
    const auto* option = dynamic_cast<const po::error_with_option_name*>(&problem);
    const std::string name = option ? option->get_option_name() : std::string();
    if (dynamic_cast<const po::unknown_option*>(&problem))
      return fmt::format("没有“{}”这个选项", name);
    if (dynamic_cast<const po::multiple_occurrences*>(&problem))
      return fmt::format("选项“{}”只能写一次", name);
    if (const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&problem)) {
      using Syntax = po::invalid_syntax;
      if (syntax->kind() == Syntax::missing_parameter ||
          syntax->kind() == Syntax::empty_adjacent_parameter)
        return fmt::format("选项“{}”后面缺少内容", name);
      if (syntax->kind() == Syntax::extra_parameter)
        return fmt::format("选项“{}”后面不能带内容", name);
    }
    return name.empty() ? "选项写错了" : fmt::format("选项“{}”写错了", name);
  }

  void read_lock_flags(const std::string& lock, bool update) {
    Options& options = parsed_.options;
    options.lock = lock;
    options.update = update;
    const bool reads = options.command == Command::Read;
    if (!lock.empty() && !reads && options.command != Command::Eval)
      fail({"只有 read 和 eval 有 --lock", "only read and eval take --lock"});
    if (update && (!reads || lock.empty()))
      fail({"--update 要写成:zhunsheng read 规则.zs --lock 文件 --update",
            "--update is for: zhunsheng read RULES --lock FILE --update"});
  }

  std::string verb_name() const {
    for (const Verb& verb : kVerbs)
      if (verb.command == parsed_.options.command) return verb.name;
    return "";
  }

  void place_files(const std::vector<std::string>& names, const std::optional<std::string>& data) {
    Options& options = parsed_.options;
    if (options.help) return;
    const bool wants_data = options.command == Command::Eval || options.command == Command::Explain;
    std::size_t wanted = options.text ? 0 : 1;
    if (options.command == Command::Diff) wanted = 2;
    if (options.command == Command::Repl) wanted = std::min<std::size_t>(names.size(), 2);
    if (data) {
      const bool json = data->find_first_not_of(" \t\n") != std::string::npos &&
                        (*data)[data->find_first_not_of(" \t\n")] == '{';
      if (json || data->starts_with("["))
        options.inline_data = data;
      else
        options.data = *data;
    } else if (wants_data) {
      ++wanted;
    }
    if (names.size() < wanted) {
      if (options.command == Command::Diff)
        fail({"还缺文件,写法:zhunsheng diff 旧规则.zs 新规则.zs",
              "files are lacking; write: zhunsheng diff OLD NEW"});
      fail(wants_data ? Words("还缺文件,写法:zhunsheng eval 规则.zs 数据.csv",
                              "files are lacking; write: zhunsheng eval RULES DATA")
                      : Words(fmt::format("还缺规则文件,写法:zhunsheng {} 规则.zs", verb_name()),
                              fmt::format("the rules are lacking; write: zhunsheng {} RULES",
                                          verb_name())));
      return;
    }
    if (names.size() > wanted) {
      fail(Words(fmt::format("多了“{}”,不知做什么用", names[wanted]),
                 fmt::format("\"{}\" is one file too many", names[wanted])));
      return;
    }
    std::size_t at = 0;
    if (options.command == Command::Repl) {
      if (names.size() > 0) options.rules = names[0];
      if (names.size() > 1) options.data = names[1];
      return;
    }
    if (!options.text) options.rules = names[at++];
    if (wants_data && !data) options.data = names[at];
    if (options.command == Command::Diff) {
      options.rules = names[0];
      options.new_rules = names[1];
    }
    if (options.rules == "-" && options.data == "-")
      fail({"规则和数据不能都从标准输入读", "rules and data cannot both come from standard input"});
  }

  void choose(const char* name, const std::string& value,
              std::initializer_list<std::string> known) {
    if (value.empty()) return;
    std::string list;
    for (const std::string& one : known) {
      if (one == value) return;
      list += (list.empty() ? "" : "、") + one;
    }
    fail(Words(fmt::format("--{} 不能是“{}”,可以是:{}", name, value, list),
               fmt::format("--{} cannot be \"{}\"; it is one of: {}", name, value, list)));
  }

  std::vector<std::string> arguments_;
  ParsedOptions parsed_;
};

}  // namespace

ParsedOptions parse_options(const std::vector<std::string>& arguments) {
  return OptionReader(arguments).run();
}

std::string help_text(const Options& options) {
  const bool zh = options.language == Language::Chinese;
  std::string text;
  if (options.command == Command::Help) {
    text += zh ? "准绳:政策文字就是程序\n\n用法:zhunsheng 命令 [选项]\n\n命令:\n"
               : "Zhunsheng: policy wording that runs\n\nUsage: zhunsheng COMMAND "
                 "[OPTIONS]\n\nCommands:\n";
    for (const Verb& verb : kVerbs) {
      const std::string left = fmt::format("  {} ({}) {}", verb.name, verb.chinese, verb.usage);
      text += left +
              std::string(static_cast<std::size_t>(std::max(1, 34 - display_width(left))), ' ') +
              (zh ? verb.zh : verb.en) + "\n";
    }
    text += zh ? "\n每个命令都有 --help。\n" : "\nEvery command has --help.\n";
    return text;
  }
  for (const Verb& verb : kVerbs)
    if (verb.command == options.command)
      text += fmt::format("{}zhunsheng {} {}\n{}\n\n", zh ? "用法:" : "Usage: ", verb.name,
                          verb.usage, zh ? verb.zh : verb.en);
  std::ostringstream described_options;
  described_options << described(options.language);
  return text + described_options.str();
}

}  // namespace zs::cli
