-- `raw` in PostgreSQL's exact decimals.
CREATE VIEW units AS SELECT id,
  x01 = '是' AS x01, x02 = '是' AS x02, x03 = '是' AS x03, x04 = '是' AS x04, x05 = '是' AS x05, x06 = '是' AS x06,
  CAST(x07 AS numeric(12, 2)) AS x07, CAST(x08 AS integer) AS x08, CAST(x09 AS integer) AS x09,
  CAST(x10 AS numeric(12, 2)) AS x10, CAST(x11 AS integer) AS x11, x12 = '是' AS x12, x13, x14 = '是' AS x14,
  CAST(x15 AS numeric(12, 2)) AS x15, CAST(x16 AS integer) AS x16, CAST(x17 AS numeric(12, 2)) AS x17,
  CAST(x18 AS numeric(12, 2)) AS x18, CAST(x19 AS numeric(12, 2)) AS x19, CAST(x20 AS numeric(12, 2)) AS x20,
  CAST(x21 AS numeric(12, 2)) AS x21, CAST(x22 AS numeric(12, 2)) AS x22, CAST(x23 AS numeric(12, 2)) AS x23,
  CAST(x24 AS numeric(12, 2)) AS x24, CAST(x25 AS numeric(12, 2)) AS x25, CAST(x26 AS numeric(12, 2)) AS x26,
  CAST(x27 AS numeric(12, 2)) AS x27, CAST(x28 AS numeric(12, 2)) AS x28, CAST(x29 AS numeric(12, 2)) AS x29,
  CAST(x30 AS numeric(12, 2)) AS x30, CAST(x31 AS numeric(12, 2)) AS x31, CAST(x32 AS numeric(12, 2)) AS x32,
  CAST(x33 AS integer) AS x33, CAST(x34 AS integer) AS x34
FROM raw;
