"""账册措辞. Findings, refusals and entries for people, in Chinese and English."""

import re
from typing import Final

from app.ledger.entry import Entry
from app.ledger.errors import (
    BrokenLedgerError,
    Fault,
    LedgerError,
    LedgerExistsError,
    LedgerUnavailableError,
    MissingLedgerError,
    Reason,
)
from app.ledger.finding import Finding, Kind

KINDS: Final[dict[Kind, str]] = {
    "changed": "留存后内容被改动。 changed after it was kept",
    "swapped": "被换到别的位置。 in another's place",
    "rechained": "与上一条接不上，其中一条被重做。 does not follow the one before: one of the two was made anew",
    "dropped": "不见了。 is missing",
    "added": "账首不知道有这一条，是另加的。 was added: the head does not tell of it",
    "unreadable": "读不出来。 cannot be read",
    "wrong_head": "账首与分录不符。 the head does not tell what the entries do",
    "damaged": "文件损坏。 the file is damaged",
    "other_form": "表或保护与本程序所建的不同。 a table or guard is not as this program makes it",
    "not_a_ledger": "不是账册。 is no ledger",
    "missing_receipt": "账册中没有这张回执。 the ledger has no such receipt",
    "other_receipt": "与所持摘要不符，该条或之前的被重做。 not the digest held: it, or one before it, was made anew",
}
FAULTS: Final[dict[Fault, str]] = {
    "unreadable": "文件损坏，请用 canbao ledger verify 查看并恢复备份。 is damaged; verify it, restore a backup",
    "not_a_ledger": "不是账册，请核对路径。 is no ledger; see to the path",
    "other_form": "表或保护被改过，或由别的版本建立。 has other tables or guards, or is of another version",
    "wrong_head": "账尾被改动，请用 canbao ledger verify 查看。 its end was changed; see canbao ledger verify",
    "old_sqlite": "SQLite 版本太旧，请用 make install 安装。 this SQLite is too old; make install brings another",
}
REASONS: Final[dict[Reason, str]] = {
    "locked": "正被别的程序占用，请稍后再试。 is in use by another program; try again soon",
    "gone": "文件不见了。 the file is gone",
    "read_only": "没有写入权限或磁盘只读，请检查。 may not be written; see to its permissions and to the disk",
    "full": "磁盘已满或配额已用完。 the disk is full, or a quota used up",
    "broken": "文件损坏，请用 canbao ledger verify 查看。 the file is damaged; see canbao ledger verify",
}
FAILING: Final = "读写失败，请检查磁盘和权限。 cannot be read or written; see to disk and permissions"


def finding_line(finding: Finding) -> str:
    """一行. A finding for people, whatever the file holds."""
    words = [KINDS[finding.kind]]
    if finding.through is not None:
        words.append(f"(… {finding.through})")
    if finding.place is not None:
        words.append(f"(→ {finding.place})")
    words += [f"({finding.detail})"] if finding.detail else []
    place = " ".join(str(each) for each in (finding.number, finding.id) if each is not None)
    line = " ".join([f"{place}:" if place else "", f"{finding.kind}:", *words]).strip()
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in line)


def refusal(path: object, error: LedgerError) -> str:
    """不能用. Why nothing can be done with a ledger, and what to do."""
    match error:
        case MissingLedgerError():
            words = "没有这个账册，请用 canbao ledger begin 建立。 no such ledger; canbao ledger begin makes one"
        case LedgerExistsError():
            words = "已经存在，请换一个名字。 is there already; give another name"
        case BrokenLedgerError():
            words = FAULTS[error.fault]
        case LedgerUnavailableError():
            words = REASONS.get(error.reason, FAILING)
        case _:
            words = FAILING
    return f"{path}: {words}"


def held(entry: Entry) -> str:
    """凭据. What to keep elsewhere, to hold the ledger against one day: receipt number and link of the chain."""
    return f"{entry.id}:{entry.chain.hex()}"


HELD: Final = re.compile(r"([0-9a-z]{1,64}):([0-9a-fA-F]{64})")
"""凭据写法. As `held` writes it."""
