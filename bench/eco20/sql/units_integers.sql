-- `raw` in whole numbers: facts 0 and 1, rates and amounts in hundredths (they have two decimals).
CREATE VIEW units AS SELECT id,
  CASE x01 WHEN '是' THEN 1 ELSE 0 END AS x01, CASE x02 WHEN '是' THEN 1 ELSE 0 END AS x02,
  CASE x03 WHEN '是' THEN 1 ELSE 0 END AS x03, CASE x04 WHEN '是' THEN 1 ELSE 0 END AS x04,
  CASE x05 WHEN '是' THEN 1 ELSE 0 END AS x05, CASE x06 WHEN '是' THEN 1 ELSE 0 END AS x06,
  CAST(REPLACE(x07, '.', '') AS integer) AS x07, CAST(x08 AS integer) AS x08, CAST(x09 AS integer) AS x09,
  CAST(REPLACE(x10, '.', '') AS integer) AS x10, CAST(x11 AS integer) AS x11,
  CASE x12 WHEN '是' THEN 1 ELSE 0 END AS x12, x13, CASE x14 WHEN '是' THEN 1 ELSE 0 END AS x14,
  CAST(REPLACE(x15, '.', '') AS integer) AS x15, CAST(x16 AS integer) AS x16,
  CAST(REPLACE(x17, '.', '') AS integer) AS x17, CAST(REPLACE(x18, '.', '') AS integer) AS x18,
  CAST(REPLACE(x19, '.', '') AS integer) AS x19, CAST(REPLACE(x20, '.', '') AS integer) AS x20,
  CAST(REPLACE(x21, '.', '') AS integer) AS x21, CAST(REPLACE(x22, '.', '') AS integer) AS x22,
  CAST(REPLACE(x23, '.', '') AS integer) AS x23, CAST(REPLACE(x24, '.', '') AS integer) AS x24,
  CAST(REPLACE(x25, '.', '') AS integer) AS x25, CAST(REPLACE(x26, '.', '') AS integer) AS x26,
  CAST(REPLACE(x27, '.', '') AS integer) AS x27, CAST(REPLACE(x28, '.', '') AS integer) AS x28,
  CAST(REPLACE(x29, '.', '') AS integer) AS x29, CAST(REPLACE(x30, '.', '') AS integer) AS x30,
  CAST(REPLACE(x31, '.', '') AS integer) AS x31, CAST(REPLACE(x32, '.', '') AS integer) AS x32,
  CAST(x33 AS integer) AS x33, CAST(x34 AS integer) AS x34
FROM raw;
