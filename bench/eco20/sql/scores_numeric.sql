-- The same in PostgreSQL's exact decimals, as a table of an office would be kept.
WITH scored AS (
  SELECT id,
    CASE WHEN x01 AND x02 AND x03 THEN 2 ELSE 0.5 * (x01::int + x02::int + x03::int) END AS s01,
    2 - CASE WHEN x04 THEN 0 ELSE 1 END - CASE WHEN x05 THEN 0 ELSE 1 END AS s02,
    CASE WHEN NOT x06 THEN 0 ELSE GREATEST(0, 3 - ROUND(GREATEST(0, 80 - x07) * 0.1, 2)) END AS s03,
    CASE WHEN x09 = 0 THEN 0 ELSE GREATEST(0, 3 - 0.5 * GREATEST(0, x08 - x09)) END AS s04,
    GREATEST(0, 3 - CEIL(GREATEST(0, 80 - x10)) * 0.1) AS s05,
    CASE WHEN x11 = 0 THEN 2 WHEN x12 THEN 1 ELSE 0 END AS s06,
    CASE x13 WHEN '明显改善' THEN 2 WHEN '未组织推进' THEN 1 ELSE 0 END AS s07,
    CASE WHEN x14 AND x15 >= 80 AND x16 >= 12 THEN 3 WHEN x15 >= 60 AND x16 >= 12 THEN 2
         WHEN x15 >= 50 AND x16 >= 12 THEN 1 ELSE 0 END AS s08,
    GREATEST(0, 2 - FLOOR(GREATEST(0, x18 - x17)) * 0.5) AS s09,
    GREATEST(0, 2 - FLOOR(GREATEST(0, x20 - x19) / 500) * 0.5) AS s10,
    GREATEST(0, 2 - ROUND(GREATEST(0, x18 - x21) * 0.5, 2)) AS s11,
    GREATEST(0, 2 - CEIL(GREATEST(0, x23 - x22) / 500) * 0.5) AS s12,
    GREATEST(0, 2 - FLOOR(GREATEST(0, x25 - x24) / 200) * 0.5) AS s13,
    GREATEST(0, 4 - ROUND(GREATEST(0, 100 - x26) * 0.2, 2)) AS s14,
    CASE WHEN x27 >= 95 THEN 4 WHEN x27 >= 80 THEN 3 WHEN x27 >= 70 THEN 2 WHEN x27 >= 60 THEN 1 ELSE 0 END AS s15,
    GREATEST(0, 4 - ROUND(GREATEST(0, 50 - x28) * 0.1, 2)) AS s16,
    GREATEST(0, 3 - FLOOR(GREATEST(0, x30 - x29)) * 0.1) AS s17,
    GREATEST(0, 3 - CEIL(GREATEST(0, 30 - x31)) * 0.1) AS s18,
    GREATEST(0, 3 - ROUND(GREATEST(0, 100 - x32) * 0.1, 2) - x33) AS s19,
    GREATEST(0, 3 - x34) AS s20
  FROM units /*once*/),
totalled AS (
  SELECT *, s01 + s02 + s03 + s04 + s05 + s06 + s07 + s08 + s09 + s10 + s11 + s12 + s13 + s14 + s15 + s16 + s17 + s18
            + s19 + s20 AS total
  FROM scored /*once*/)
SELECT *, CASE WHEN total >= 52 THEN '良好' WHEN total >= 48 THEN '达标' ELSE '未达标' END AS grade FROM totalled
