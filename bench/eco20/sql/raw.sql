-- The CSV as it is read: text.
CREATE TABLE raw (id text,
  x01 text, x02 text, x03 text, x04 text, x05 text, x06 text, x07 text, x08 text, x09 text, x10 text, x11 text,
  x12 text, x13 text, x14 text, x15 text, x16 text, x17 text, x18 text, x19 text, x20 text, x21 text, x22 text,
  x23 text, x24 text, x25 text, x26 text, x27 text, x28 text, x29 text, x30 text, x31 text, x32 text, x33 text,
  x34 text);
