# cmake -DFILES=a|b -DOUT=x.cc -P embed.cmake: defines zs::embedded_wording() over the bytes of
# the files. Long texts become several literals, cut after a line: compilers limit one literal.
set(limit 16000)
string(REPLACE "|" ";" FILES "${FILES}")
set(entries "")
set(count 0)
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" text)
  if(text MATCHES "\r")
    message(FATAL_ERROR "${file}: has carriage returns, which a compiler would drop")
  endif()
  set(literals "")
  string(LENGTH "${text}" length)
  while(length GREATER limit)
    string(SUBSTRING "${text}" 0 ${limit} chunk)
    string(FIND "${chunk}" "\n" cut REVERSE)
    if(cut EQUAL -1)
      message(FATAL_ERROR "${file}: a line of more than ${limit} bytes")
    endif()
    math(EXPR cut "${cut} + 1")
    string(SUBSTRING "${text}" 0 ${cut} chunk)
    string(SUBSTRING "${text}" ${cut} -1 text)
    string(LENGTH "${text}" length)
    string(APPEND literals "R\"~zs~(${chunk})~zs~\"\n")
  endwhile()
  string(APPEND literals "R\"~zs~(${text})~zs~\"sv")
  string(APPEND entries "    {\"${name}\"sv,\n${literals}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUT}" "// Made by cmake/embed.cmake; do not edit.
#include \"stdlib/embedded_wording.h\"

#include <array>

namespace zs {
using namespace std::string_view_literals;

std::span<const EmbeddedFile> embedded_wording() {
  static constexpr std::array<EmbeddedFile, ${count}> kFiles{{
${entries}  }};
  return kFiles;
}

}  // namespace zs
")
