-- The 20 indicators of spec.md in Lua 5.4 and LuaJIT. Rates and amounts are hundredths; a quotient is
-- made whole before it is taken, so every number here is a whole one and exact.
--
--   eco20.lua csv IN.csv OUT.csv            rows in, rows out, one at a time
--   eco20.lua memory IN.csv REPEATS [OUT]   columns -> columns, a loop an indicator; prints rows a second
--   eco20.lua unit IN.csv REPEATS           one row that is parsed already; prints microseconds
local NX, NS = 34, 20
local RATE, COUNT, FACT, CHOICE = 1, 2, 3, 4
local KIND = {
  FACT, FACT, FACT, FACT, FACT, FACT, RATE, COUNT, COUNT, RATE, COUNT, FACT, CHOICE, FACT, RATE, COUNT, RATE,
  RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, COUNT, COUNT,
}
local floor, clock = math.floor, os.clock
local has_ffi, ffi = pcall(require, "ffi")

local function prop(d, step, rate) -- 按比例, half up to 0.01
  if d <= 0 then return 0 end
  local n = d * rate + step / 2
  return (n - n % step) / step
end
local function whole(d, step, rate) -- 不足一档不扣
  if d <= 0 then return 0 end
  return (d - d % step) / step * rate
end
local function part(d, step, rate) -- 不足一档按一档扣
  if d <= 0 then return 0 end
  local n = d + step - 1
  return (n - n % step) / step * rate
end
local function left(v) if v > 0 then return v end return 0 end

-- One indicator each, of its columns.
local s01 = function(a, b, c) local n = a + b + c if n == 3 then return 200 end return n * 50 end
local s02 = function(a, b) return (a + b) * 100 end
local s03 = function(a, x) if a == 0 then return 0 end return left(300 - prop(8000 - x, 100, 10)) end
local s04 = function(due, done) if done == 0 then return 0 end return left(300 - whole(due - done, 1, 50)) end
local s05 = function(x) return left(300 - part(8000 - x, 100, 10)) end
local s06 = function(n, a) if n == 0 then return 200 end return a * 100 end
local s07 = function(c) return 200 - c * 100 end
local s08 = function(a, x, m)
  if m < 12 then return 0 end
  if a == 1 and x >= 8000 then return 300 end
  if x >= 6000 then return 200 end
  if x >= 5000 then return 100 end
  return 0
end
local s09 = function(x, base) return left(200 - whole(base - x, 100, 50)) end
local s10 = function(x, base) return left(200 - whole(base - x, 50000, 50)) end
local s11 = function(x, base) return left(200 - prop(base - x, 100, 50)) end
local s12 = function(x, base) return left(200 - part(base - x, 50000, 50)) end
local s13 = function(x, base) return left(200 - whole(base - x, 20000, 50)) end
local s14 = function(x) return left(400 - prop(10000 - x, 100, 20)) end
local s15 = function(x)
  if x >= 9500 then return 400 end
  if x >= 8000 then return 300 end
  if x >= 7000 then return 200 end
  if x >= 6000 then return 100 end
  return 0
end
local s16 = function(x) return left(400 - prop(5000 - x, 100, 10)) end
local s17 = function(x, base) return left(300 - whole(base - x, 100, 10)) end
local s18 = function(x) return left(300 - part(3000 - x, 100, 10)) end
local s19 = function(x, n) return left(300 - prop(10000 - x, 100, 10) - n * 100) end
local s20 = function(n) return left(300 - n * 100) end

local function score_row(x, s)
  s[1], s[2], s[3], s[4] = s01(x[1], x[2], x[3]), s02(x[4], x[5]), s03(x[6], x[7]), s04(x[8], x[9])
  s[5], s[6], s[7], s[8] = s05(x[10]), s06(x[11], x[12]), s07(x[13]), s08(x[14], x[15], x[16])
  s[9], s[10], s[11], s[12] = s09(x[17], x[18]), s10(x[19], x[20]), s11(x[21], x[18]), s12(x[22], x[23])
  s[13], s[14], s[15], s[16] = s13(x[24], x[25]), s14(x[26]), s15(x[27]), s16(x[28])
  s[17], s[18], s[19], s[20] = s17(x[29], x[30]), s18(x[31]), s19(x[32], x[33]), s20(x[34])
  local total = 0
  for k = 1, NS do total = total + s[k] end
  return total, total >= 5200 and 1 or total >= 4800 and 2 or 3
end

-- In.
local CHOICES = { ["明显改善"] = 0, ["未组织推进"] = 1, ["恶化"] = 2 }
local function parse_row(line, x)
  local find, sub = string.find, string.sub
  local comma = find(line, ",", 1, true)
  local name, at = sub(line, 1, comma - 1), comma + 1
  for c = 1, NX do
    comma = find(line, ",", at, true) or #line + 1
    local cell, kind = sub(line, at, comma - 1), KIND[c]
    if kind == RATE then
      x[c] = floor(tonumber(cell) * 100 + 0.5) -- exact: two decimals, below 2^53 hundredths
    elseif kind == COUNT then
      x[c] = floor(tonumber(cell))
    elseif kind == FACT then
      x[c] = cell == "是" and 1 or 0
    else
      x[c] = CHOICES[cell]
    end
    at = comma + 1
  end
  return name
end

-- Out.
local GRADE = { "良好", "达标", "未达标" }
local TEXT = {} -- hundredths up to the largest total
for v = 0, 5400 do TEXT[v] = string.format("%d.%02d", floor(v / 100), v % 100) end
local function header()
  local cells = { "单位编号" }
  for k = 1, NS do cells[k + 1] = string.format("s%02d", k) end
  return table.concat(cells, ",") .. ",总分,等级\n"
end
local function row_text(cells, name, s, total, grade)
  cells[1] = name
  for k = 1, NS do cells[k + 1] = TEXT[s[k]] end
  cells[NS + 2], cells[NS + 3] = TEXT[total], GRADE[grade]
  return table.concat(cells, ",")
end

local function csv(in_name, out_name)
  local input, output = assert(io.open(in_name, "rb")), assert(io.open(out_name, "wb"))
  output:setvbuf("full", 1048576)
  output:write(header())
  input:read("*l")
  local x, s, cells = {}, {}, {}
  for line in input:lines() do
    local name = parse_row(line, x)
    local total, grade = score_row(x, s)
    output:write(row_text(cells, name, s, total, grade), "\n")
  end
  input:close()
  assert(output:close())
end

-- Columns: arrays of doubles in LuaJIT, tables in Lua.
local function column(rows)
  if has_ffi then return ffi.new("double[?]", rows + 1) end
  local values = {}
  for i = 1, rows do values[i] = 0 end
  return values
end
local function load_columns(in_name)
  local rows = -1
  for _ in io.lines(in_name) do rows = rows + 1 end
  local columns, names, x, row = {}, {}, {}, 0
  for c = 1, NX do columns[c] = column(rows) end
  local input = assert(io.open(in_name, "rb"))
  input:read("*l")
  for line in input:lines() do
    row = row + 1
    names[row] = parse_row(line, x)
    for c = 1, NX do columns[c][row] = x[c] end
  end
  input:close()
  return rows, columns, names
end

-- A loop of its own for each indicator, so that it can be compiled for it alone.
local LOOP = [[
  local score = ...
  return function(rows, out, total, %s)
    for i = 1, rows do
      local v = score(%s)
      out[i] = v
      total[i] = total[i] + v
    end
  end]]
local function loop_of(score, count)
  local names, values = {}, {}
  for k = 1, count do names[k], values[k] = "c" .. k, "c" .. k .. "[i]" end
  local text = LOOP:format(table.concat(names, ","), table.concat(values, ","))
  return assert((loadstring or load)(text))(score)
end
local PARTS = {
  { s01, 1, 2, 3 }, { s02, 4, 5 }, { s03, 6, 7 }, { s04, 8, 9 }, { s05, 10 }, { s06, 11, 12 }, { s07, 13 },
  { s08, 14, 15, 16 }, { s09, 17, 18 }, { s10, 19, 20 }, { s11, 21, 18 }, { s12, 22, 23 }, { s13, 24, 25 },
  { s14, 26 }, { s15, 27 }, { s16, 28 }, { s17, 29, 30 }, { s18, 31 }, { s19, 32, 33 }, { s20, 34 },
}
local function memory(in_name, repeats, out_name)
  local rows, columns, names = load_columns(in_name)
  local out, total, grade, loops = {}, column(rows), column(rows), {}
  for k = 1, NS do out[k], loops[k] = column(rows), loop_of(PARTS[k][1], #PARTS[k] - 1) end
  local times = {}
  for i = 1, repeats + 1 do
    local begin = clock()
    for r = 1, rows do total[r] = 0 end
    for k = 1, NS do
      local part = PARTS[k]
      loops[k](rows, out[k], total, columns[part[2]], columns[part[3]], columns[part[4]])
    end
    for r = 1, rows do
      local t = total[r]
      grade[r] = t >= 5200 and 1 or t >= 4800 and 2 or 3
    end
    if i > 1 then times[i - 1] = clock() - begin end -- the first compiles the loops
  end
  table.sort(times)
  print(string.format("memory_rows_s %.0f", rows / times[floor((repeats + 1) / 2)]))
  if not out_name then return end
  local output, s, cells = assert(io.open(out_name, "wb")), {}, {}
  output:write(header())
  for r = 1, rows do
    for k = 1, NS do s[k] = out[k][r] end
    output:write(row_text(cells, names[r], s, total[r], grade[r]), "\n")
  end
  assert(output:close())
end

local function unit(in_name, repeats)
  local units, sum = {}, 0
  local input = assert(io.open(in_name, "rb"))
  input:read("*l")
  for line in input:lines() do
    local x = {}
    parse_row(line, x)
    units[#units + 1] = x
    if #units == 512 then break end
  end
  input:close()
  local times, s = {}, {}
  for i = 1, repeats do
    local begin = clock()
    for _ = 1, 20 do
      for r = 1, #units do sum = sum + score_row(units[r], s) end
    end
    times[i] = (clock() - begin) / (20 * #units) * 1e6
  end
  table.sort(times)
  assert(sum > 0)
  print(string.format("unit_us %.4f", times[floor((repeats + 1) / 2)]))
end

local mode = arg[1]
if mode == "csv" then
  csv(arg[2], arg[3])
elseif mode == "memory" then
  memory(arg[2], tonumber(arg[3]), arg[4])
elseif mode == "unit" then
  unit(arg[2], tonumber(arg[3]))
else
  os.exit(2)
end
