// sqlite ROWS REPEATS SCORES.sql: eco20 by SQLite through its C interface, table and result in memory, every row checked
// against eco20.h; then one unit after another by one prepared statement. Prints "metric value" lines.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "eco20.h"
using namespace eco;
using Clock = std::chrono::steady_clock;
static double since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }
static double median(std::vector<double>& v) { std::sort(v.begin(), v.end()); return v[v.size() / 2]; }

static sqlite3* db;
static void must(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
  exit(1);
}
static void run(const std::string& sql) { must(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr)); }
static sqlite3_stmt* prepare(const std::string& sql) {
  sqlite3_stmt* statement;
  must(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr));
  return statement;
}
static std::string name_of(int c) { char t[8]; snprintf(t, 8, "x%02d", c + 1); return t; }

// ?1 is the name, ?2 … the values.
static void bind(sqlite3_stmt* to, uint64_t row, const i64* x) {
  char id[24];
  snprintf(id, sizeof id, "U%08llu", (unsigned long long)row + 1);
  must(sqlite3_bind_text(to, 1, id, -1, SQLITE_TRANSIENT));
  for (int c = 0; c < NX; c++)
    must(COLS[c].kind == ENUM ? sqlite3_bind_text(to, c + 2, REL[x[c]], -1, SQLITE_STATIC) : sqlite3_bind_int64(to, c + 2, x[c]));
}
// Whether the row that `from` stands on has the scores of eco20.h. id, 20 scores, total, grade.
static bool right(sqlite3_stmt* from, const i64* x) {
  i64 s[NS], total;
  int g;
  score_row(x, s, total, g);
  bool same = sqlite3_column_int64(from, NS + 1) == total && !strcmp((const char*)sqlite3_column_text(from, NS + 2), GRADE[g]);
  for (int k = 0; k < NS; k++) same &= sqlite3_column_int64(from, k + 1) == s[k];
  return same;
}
static void differs(uint64_t row) { fprintf(stderr, "sqlite: row %llu differs\n", (unsigned long long)row + 1); exit(1); }

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const uint64_t rows = strtoull(argv[1], nullptr, 10);
  const int repeats = atoi(argv[2]);
  std::ifstream file(argv[3]);
  std::string scores(std::istreambuf_iterator<char>(file), {});
  i64 x[NX];

  must(sqlite3_open(":memory:", &db));
  std::string columns = "id", typed = "id TEXT", values = "?1";
  for (int c = 0; c < NX; c++) {
    columns += ", " + name_of(c);
    typed += ", " + name_of(c) + (COLS[c].kind == ENUM ? " TEXT" : " INTEGER");
    values += ", ?" + std::to_string(c + 2);
  }
  run("CREATE TABLE units (" + typed + "); BEGIN");
  sqlite3_stmt* insert = prepare("INSERT INTO units VALUES (" + values + ")");
  for (uint64_t r = 0; r < rows; r++) { gen_row(r, x); bind(insert, r, x); must(sqlite3_step(insert)); must(sqlite3_reset(insert)); }
  sqlite3_finalize(insert);
  run("COMMIT");
  std::vector<double> times;
  for (int k = 0; k < repeats; k++) {
    if (k > 0) run("DROP TABLE result");
    const auto begin = Clock::now();
    run("CREATE TABLE result AS " + scores);
    times.push_back(since(begin));
  }
  sqlite3_stmt* all = prepare("SELECT * FROM result ORDER BY rowid");
  uint64_t seen = 0;
  for (; sqlite3_step(all) == SQLITE_ROW; seen++) { gen_row(seen, x); if (!right(all, x)) differs(seen); }
  sqlite3_finalize(all);
  if (seen != rows) differs(seen);
  printf("memory_rows_s %.0f\n", double(rows) / median(times));
  sqlite3_close(db);

  // One unit: its values are bound, its scores read, every time.
  must(sqlite3_open(":memory:", &db));
  const size_t at = scores.find("WITH ") + 5;
  sqlite3_stmt* one = prepare("WITH units(" + columns + ") AS (VALUES (" + values + ")), " + scores.substr(at));
  constexpr uint64_t UNITS = 512;
  times.clear();
  for (int k = 0; k < 15; k++) {
    double spent = 0;
    for (uint64_t r = 0; r < UNITS; r++) {
      gen_row(r, x);
      const auto begin = Clock::now();
      bind(one, r, x);
      must(sqlite3_step(one));
      i64 sum = 0;
      for (int k = 0; k <= NS; k++) sum += sqlite3_column_int64(one, k + 1);
      spent += since(begin) + (sum < 0);
      if (!right(one, x)) differs(r);
      const auto again = Clock::now();
      must(sqlite3_reset(one));
      spent += since(again);
    }
    times.push_back(spent / UNITS);
  }
  printf("unit_us %.2f\n", median(times) * 1e6);
}
