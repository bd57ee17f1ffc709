"""账册格式. The tables of a ledger, and the triggers that let it only grow."""

from typing import Final

APPLICATION: Final = 0x43414E42
"""文件标识. `PRAGMA application_id`: CANB."""
FORM: Final = 1
"""格式版本. `PRAGMA user_version`."""
TABLES: Final = """
CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  request BLOB NOT NULL CHECK (length(request) = 32),
  kept_at TEXT NOT NULL,
  revision TEXT NOT NULL,
  before BLOB NOT NULL CHECK (length(before) = 32),
  chain BLOB NOT NULL CHECK (length(chain) = 32),
  asked BLOB NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (caller, key)
) STRICT;
CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  origin BLOB NOT NULL CHECK (length(origin) = 32),
  entries INTEGER NOT NULL,
  chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
"""
FIRST_HEAD: Final = "INSERT INTO head (one, origin, entries, chain) VALUES (1, ?1, 0, ?1)"
"""账首. The head of a ledger without entries: its chain begins with random bytes of its own."""
GUARDS: Final = """
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.number IS NOT (SELECT entries + 1 FROM head) OR NEW.before IS NOT (SELECT chain FROM head)
  OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM entry WHERE caller = NEW.caller AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'an entry is new and follows the last one'); END;
CREATE TRIGGER entry_becomes_the_head AFTER INSERT ON entry
BEGIN UPDATE head SET entries = NEW.number, chain = NEW.chain; END;
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is not changed'); END;
CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is not deleted'); END;
CREATE TRIGGER head_grows BEFORE UPDATE ON head
WHEN NEW.one IS NOT OLD.one OR NEW.origin IS NOT OLD.origin OR NEW.entries IS NOT OLD.entries + 1
BEGIN SELECT RAISE(ABORT, 'the head moves on by one entry'); END;
CREATE TRIGGER head_is_not_deleted BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head is not deleted'); END;
CREATE TRIGGER head_is_alone BEFORE INSERT ON head
BEGIN SELECT RAISE(ABORT, 'there is one head'); END;
"""
COLUMNS: Final = "id, caller, key, request, kept_at, revision, asked, content, number, before, chain"
"""列. In the order of the fields of `Entry`."""
INSERT: Final = f"INSERT INTO entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
BY_KEY: Final = f"SELECT {COLUMNS} FROM entry WHERE caller = ? AND key = ?"
BY_ID: Final = f"SELECT {COLUMNS} FROM entry WHERE id = ?"
LATEST: Final = f"SELECT {COLUMNS} FROM entry WHERE ?1 IS NULL OR caller = ?1 ORDER BY number DESC LIMIT ?2"
BETWEEN: Final = f"SELECT {COLUMNS} FROM entry WHERE number BETWEEN ? AND ? ORDER BY number LIMIT ?"
HEAD: Final = "SELECT origin, entries, chain FROM head"
SCHEMA: Final = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
