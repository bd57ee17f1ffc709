"""政策一览. What an area is answered from, subject by subject, and what of each document is modelled, as tables."""

from rich.table import Column, Table

from app.policies.register import Register
from app.policies.told_area import AreaTold

HEADINGS = (
    "主题 subject",
    "年度 years",
    "内容 value",
    "地区 area",
    "出处 source",
    "可靠程度 confidence",
    "核对 checked",
)


def as_table(told: AreaTold) -> Table:
    """表. The versions for people."""
    title = f"{told.answered_from or told.area} {told.name['zh']} {told.name['en']}"
    table = Table(*HEADINGS, title=title, caption=_caption(told), show_lines=True)
    for row in told.versions:
        value = "\n".join(f"{name} = {_words(said)}" for name, said in row.value.items())
        note = "" if row.standing == "in_force" else f" ({row.standing})"
        years = f"{row.from_year}…" if row.until_year is None else f"{row.from_year}…{row.until_year}"
        table.add_row(
            row.subject,
            str(row.from_year) if row.from_year == row.until_year else years,
            f"每年 each year, 如 e.g. {row.from_year}:\n{value}" if row.recurs else value or "照原文 as its text says",
            row.area,
            f"{row.document}\n{row.item}",
            row.confidence + note,
            row.checked.isoformat(),
        )
    return table


def _caption(told: AreaTold) -> str:
    if not told.modelled:
        return "未收录，本地区不作回答。 not modelled: nothing is answered for this area"
    ends = [f"{subject.subject} {subject.known_until}" for subject in told.subjects if subject.known_until is not None]
    parts = [f"已知至 known until: {', '.join(ends)}"] if ends else []
    if missing := [subject.subject for subject in told.subjects if subject.state == "not_modelled"]:
        parts.append(f"未知 not known: {', '.join(missing)}")
    return "; ".join([*parts, told.revision])


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {inner}" for key, inner in value.items() if inner is not None)
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        return "\n  ".join(["", *map(_words, value)])
    if isinstance(value, list | tuple):
        return ("-" if all(isinstance(part, int) for part in value) else ", ").join(map(str, value))
    return "未知 not known" if value is None else str(value)


def as_items(register: Register) -> Table:
    """条目表. The items of documents for people: modelled by what, or left out and why."""
    names = (
        "文件 document",
        "条 item",
        "标题 title",
        "状态 state",
        "规则、读法、案例 rules, readings, cases",
        "未答 left out",
    )
    table = Table(*[Column(name, overflow="fold") for name in names], show_lines=True)
    for document, items in register.items():
        for item in items:
            named = "\n".join(", ".join(part) for part in (item.rules, item.readings, item.cases) if part)
            why = f"{item.because}: " if item.because else ""
            left = why + "\n".join(item.left_out.values()) if item.left_out else ""
            title = "\n".join(item.title.values())
            table.add_row(document, item.id, title, item.state, named, left)
    return table
