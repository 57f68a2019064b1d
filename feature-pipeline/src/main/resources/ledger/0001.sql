-- What arrived. The newest row is never pruned, so that seq never runs backwards.
CREATE TABLE arrival (
  seq INTEGER PRIMARY KEY,
  identity BLOB NOT NULL UNIQUE, -- first 16 bytes of SHA-256 over source, NUL, id
  time INTEGER NOT NULL,         -- event time, milliseconds
  received INTEGER NOT NULL      -- by the store's clock, milliseconds, never decreasing with seq
);
-- The bytes as they came: pruned first when the disk budget is met.
CREATE TABLE body (
  seq INTEGER PRIMARY KEY,
  event BLOB NOT NULL
);
CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- Interval counts. `interval` is the number of the interval since the epoch. Time comes first in
-- the key: a commit touches one or two pages, and a window is one scan.
CREATE TABLE demand (
  interval INTEGER NOT NULL,
  item INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  voided INTEGER NOT NULL,
  cooked INTEGER NOT NULL,
  discarded INTEGER NOT NULL,
  PRIMARY KEY (interval, item)
) WITHOUT ROWID;
CREATE TABLE presence (
  interval INTEGER NOT NULL,
  zone INTEGER NOT NULL,
  entered INTEGER NOT NULL,
  "left" INTEGER NOT NULL,
  PRIMARY KEY (interval, zone)
) WITHOUT ROWID;
CREATE TABLE availability (
  item INTEGER NOT NULL,
  time INTEGER NOT NULL,
  available INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (item, time)
) WITHOUT ROWID;
-- kind: 0 promotion, 1 weather, 2 opening hours. subject: an item, or 0 for all.
-- starts, ends: milliseconds; for opening hours the epoch day twice.
-- a, b: depth, 0; temperature, rain; opens, closes in seconds of the day.
CREATE TABLE fact (
  kind INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  a REAL NOT NULL,
  b REAL NOT NULL,
  time INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (kind, subject, starts, ends)
) WITHOUT ROWID;
CREATE TABLE quarantine (
  seq INTEGER PRIMARY KEY,
  received INTEGER NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  source TEXT,
  id TEXT,
  event BLOB NOT NULL
);
-- How far each sink (the cloud, for one) has taken the events.
CREATE TABLE cursor (sink TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
-- How far each partition of an event topic was taken into this ledger.
CREATE TABLE source_offset (
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (topic, partition)
) WITHOUT ROWID;
-- What this ledger was made with and cannot change: the length of its intervals.
CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
