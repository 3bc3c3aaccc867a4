# Sources that are made at build time, below <build>/generated. Nothing generated is committed.
set(ZS_GENERATED ${CMAKE_CURRENT_BINARY_DIR}/generated)

# compiler/wording/traditional_table.inc: lines {traditional, simplified}, from OpenCC's t2s.
function(zs_traditional_table)
  set(table ${ZS_GENERATED}/compiler/wording/traditional_table.inc)
  add_executable(zs_make_traditional_table cmake/make_traditional_table.cc)
  zs_warnings(zs_make_traditional_table)
  target_link_libraries(zs_make_traditional_table PRIVATE OpenCC::opencc)
  set_target_properties(zs_make_traditional_table PROPERTIES
                        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/cmake)
  add_custom_command(OUTPUT ${table}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${ZS_GENERATED}/compiler/wording
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0
            $<TARGET_FILE:zs_make_traditional_table> ${table}
    DEPENDS zs_make_traditional_table
    COMMENT "Making the table of traditional characters" VERBATIM)
  add_custom_target(zs_make_table DEPENDS ${table})
  add_library(zs_traditional_table INTERFACE)
  add_dependencies(zs_traditional_table zs_make_table)
  target_include_directories(zs_traditional_table INTERFACE ${ZS_GENERATED})
endfunction()

# zs_grammar: the parser that ANTLR makes of grammar/ZhunshengParser.g4, as #include
# "ZhunshengParser.h" in namespace zs::gen. Only compiler/syntax/antlr links it. Old C++ and no
# warnings: the generated text is not ours. The tool is run inside the folder with a relative
# name, else the machine's path lands in the output.
function(zs_grammar)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/grammar)
  set(out ${ZS_GENERATED}/grammar)
  file(GLOB grammar CONFIGURE_DEPENDS ${folder}/ZhunshengParser.g4)
  if(NOT grammar)
    message(STATUS "grammar/ZhunshengParser.g4 is not there: no parser")
    add_library(zs_grammar INTERFACE)
    return()
  endif()
  set(sources "")
  foreach(name IN ITEMS Parser ParserVisitor ParserBaseVisitor)
    list(APPEND sources ${out}/Zhunsheng${name}.cpp ${out}/Zhunsheng${name}.h)
  endforeach()
  add_custom_command(OUTPUT ${sources}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${out}
    COMMAND ${ANTLR_TOOL} -encoding UTF-8 -Werror -Dlanguage=Cpp -no-listener -visitor
            -package zs::gen -o ${out} ZhunshengParser.g4
    DEPENDS ${grammar} WORKING_DIRECTORY ${folder}
    COMMENT "Making the parser" VERBATIM)
  add_library(zs_grammar STATIC ${sources})
  target_compile_options(zs_grammar PRIVATE -w)
  set_target_properties(zs_grammar PROPERTIES CXX_STANDARD 17 CXX_CLANG_TIDY "")
  target_include_directories(zs_grammar SYSTEM PUBLIC ${out})
  target_link_libraries(zs_grammar PUBLIC ANTLR::runtime)
endfunction()

# stdlib/wording/*.zs and stdlib/constructions/*.zs inside the program, behind stdlib/embedded_wording.h.
function(zs_embedded_wording)
  set(out ${ZS_GENERATED}/stdlib/embedded_wording.cc)
  file(GLOB files CONFIGURE_DEPENDS stdlib/wording/*.zs stdlib/constructions/*.zs)
  list(SORT files)
  string(REPLACE ";" "|" joined "${files}")
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${joined}" -DOUT=${out}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding the wording" VERBATIM)
  set(ZS_EMBEDDED_WORDING ${out} PARENT_SCOPE)
endfunction()
