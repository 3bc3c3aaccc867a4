// What the hand-written programs share: numbers into a buffer, one row of the input out of its
// bytes, and a file in by chunks that threads claim, its result out in order.
#pragma once
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

#include "eco20.h"

namespace eco {

// A buffer that is large enough before a chunk is begun; nothing here checks for room.
struct Out {
  std::vector<char> buf;
  char* p = nullptr;

  void reserve(size_t n) {
    if (buf.size() < n) buf.resize(n);
    p = buf.data();
  }
  template <size_t N>
  Out& operator<<(const char (&s)[N]) {
    memcpy(p, s, N - 1);
    p += N - 1;
    return *this;
  }
  Out& str(const char* s, size_t n) {
    memcpy(p, s, n);
    p += n;
    return *this;
  }
  Out& cstr(const char* s) { return str(s, strlen(s)); }
  Out& digits(uint64_t v) {
    char t[20];
    int n = 0;
    do t[n++] = char('0' + v % 10);
    while (v /= 10);
    while (n) *p++ = t[--n];
    return *this;
  }
  // Hundredths with two decimals: 2.60.
  Out& fixed(i64 c) {
    if (c < 0) *p++ = '-', c = -c;
    digits(uint64_t(c) / 100);
    *p++ = '.';
    *p++ = char('0' + c / 10 % 10);
    *p++ = char('0' + c % 10);
    return *this;
  }
  // Hundredths without trailing zeros: 2.6.
  Out& num(i64 c) {
    if (c < 0) *p++ = '-', c = -c;
    digits(uint64_t(c) / 100);
    if (c %= 100) {
      *p++ = '.';
      *p++ = char('0' + c / 10);
      if (c % 10) *p++ = char('0' + c % 10);
    }
    return *this;
  }
};

// The name and the 34 values of the row at `p`; the begin of the next row.
inline const char* parse_row(const char* p, const char* end, const char*& id, size_t& idn, i64* x) {
  const char* q = (const char*)memchr(p, ',', size_t(end - p));
  id = p;
  idn = size_t(q - p);
  p = q + 1;
  for (int c = 0; c < NX; c++) {
    switch (COLS[c].kind) {
      case BOOL:
        x[c] = memcmp(p, "是", 3) == 0;
        p += 3;
        break;
      case ENUM: {
        const char* e = p;
        while (*e != ',') e++;
        x[c] = e - p == 12 ? 0 : e - p == 15 ? 1 : 2;
        p = e;
        break;
      }
      default: {
        bool neg = *p == '-';
        p += neg;
        i64 v = 0;
        while (uint8_t(*p - '0') < 10) v = v * 10 + (*p++ - '0');
        if (COLS[c].kind != COUNT) {
          v *= 100;
          if (*p == '.') {
            p++;
            if (uint8_t(*p - '0') < 10) {
              v += (*p++ - '0') * 10;
              if (uint8_t(*p - '0') < 10) v += *p++ - '0';
            }
          }
        }
        x[c] = neg ? -v : v;
      }
    }
    p++;  // comma or newline
  }
  return p;
}

// Every row of the file IN to the file OUT: `put(out, id, idn, x, scores, total, grade)` appends
// one. A chunk is `chunk` bytes of input; its result is at most `growth` times as long.
template <class Put>
int convert(const char* in_name, const char* out_name, int threads, const Out& header, size_t chunk,
            size_t growth, Put put) {
  int fd = open(in_name, O_RDONLY), fo = open(out_name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  struct stat st;
  if (fd < 0 || fo < 0 || fstat(fd, &st)) return 1;
  const size_t size = size_t(st.st_size);
  const char* in = (const char*)mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  const char* end = in + size;
  const char* body = (const char*)memchr(in, '\n', size) + 1;
  auto all = [&](const char* b, const char* e) {
    while (b < e) {
      ssize_t w = write(fo, b, size_t(e - b));
      if (w <= 0) exit(1);
      b += w;
    }
  };
  if (header.p) all(header.buf.data(), header.p);
  const size_t chunks = (size_t(end - body) + chunk - 1) / chunk;
  auto edge = [&](size_t k) {  // first line start at or after body + k * chunk
    if (k == 0) return body;
    if (k >= chunks) return end;
    const char* p = body + k * chunk - 1;
    const char* q = (const char*)memchr(p, '\n', size_t(end - p));
    return q ? q + 1 : end;
  };
  std::atomic<size_t> next{0};
  size_t turn = 0;
  std::mutex m;
  std::condition_variable cv;
  auto work = [&] {
    Out o;
    i64 x[NX], s[NS], total;
    int g;
    const char* id;
    size_t idn;
    for (size_t k; (k = next++) < chunks;) {
      const char *p = edge(k), *e = edge(k + 1);
      o.reserve(size_t(e - p) * growth + 65536);
      while (p < e) {
        p = parse_row(p, e, id, idn, x);
        score_row(x, s, total, g);
        put(o, id, idn, x, s, total, g);
      }
      std::unique_lock<std::mutex> l(m);
      cv.wait(l, [&] { return turn == k; });
      all(o.buf.data(), o.p);
      turn++;
      cv.notify_all();
    }
  };
  std::vector<std::thread> pool;
  for (int t = 1; t < threads; t++) pool.emplace_back(work);
  work();
  for (auto& t : pool) t.join();
  return close(fo);
}

}  // namespace eco
