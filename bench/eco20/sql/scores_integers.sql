-- The 20 scores, the total and the grade of every row of `units`, in hundredths: SQLite and PostgreSQL.
-- For /*once*/ the benchmark writes what keeps a score from being worked out again in the total and in
-- the grade: OFFSET 0 in PostgreSQL; LIMIT -1 in SQLite, where GREATEST is called max.
WITH scored AS (
  SELECT id,
    CASE WHEN x01 + x02 + x03 = 3 THEN 200 ELSE 50 * (x01 + x02 + x03) END AS s01,
    100 * (x04 + x05) AS s02,
    CASE WHEN x06 = 0 THEN 0 ELSE GREATEST(0, 300 - (GREATEST(0, 8000 - x07) * 10 + 50) / 100) END AS s03,
    CASE WHEN x09 = 0 THEN 0 ELSE GREATEST(0, 300 - 50 * GREATEST(0, x08 - x09)) END AS s04,
    GREATEST(0, 300 - (GREATEST(0, 8000 - x10) + 99) / 100 * 10) AS s05,
    CASE WHEN x11 = 0 THEN 200 WHEN x12 = 1 THEN 100 ELSE 0 END AS s06,
    CASE x13 WHEN '明显改善' THEN 200 WHEN '未组织推进' THEN 100 ELSE 0 END AS s07,
    CASE WHEN x14 = 1 AND x15 >= 8000 AND x16 >= 12 THEN 300 WHEN x15 >= 6000 AND x16 >= 12 THEN 200
         WHEN x15 >= 5000 AND x16 >= 12 THEN 100 ELSE 0 END AS s08,
    GREATEST(0, 200 - GREATEST(0, x18 - x17) / 100 * 50) AS s09,
    GREATEST(0, 200 - GREATEST(0, x20 - x19) / 50000 * 50) AS s10,
    GREATEST(0, 200 - (GREATEST(0, x18 - x21) * 50 + 50) / 100) AS s11,
    GREATEST(0, 200 - (GREATEST(0, x23 - x22) + 49999) / 50000 * 50) AS s12,
    GREATEST(0, 200 - GREATEST(0, x25 - x24) / 20000 * 50) AS s13,
    GREATEST(0, 400 - (GREATEST(0, 10000 - x26) * 20 + 50) / 100) AS s14,
    CASE WHEN x27 >= 9500 THEN 400 WHEN x27 >= 8000 THEN 300 WHEN x27 >= 7000 THEN 200 WHEN x27 >= 6000 THEN 100
         ELSE 0 END AS s15,
    GREATEST(0, 400 - (GREATEST(0, 5000 - x28) * 10 + 50) / 100) AS s16,
    GREATEST(0, 300 - GREATEST(0, x30 - x29) / 100 * 10) AS s17,
    GREATEST(0, 300 - (GREATEST(0, 3000 - x31) + 99) / 100 * 10) AS s18,
    GREATEST(0, 300 - (GREATEST(0, 10000 - x32) * 10 + 50) / 100 - 100 * x33) AS s19,
    GREATEST(0, 300 - 100 * x34) AS s20
  FROM units /*once*/),
totalled AS (
  SELECT *, s01 + s02 + s03 + s04 + s05 + s06 + s07 + s08 + s09 + s10 + s11 + s12 + s13 + s14 + s15 + s16 + s17 + s18
            + s19 + s20 AS total
  FROM scored /*once*/)
SELECT *, CASE WHEN total >= 5200 THEN '良好' WHEN total >= 4800 THEN '达标' ELSE '未达标' END AS grade FROM totalled
