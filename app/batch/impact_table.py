"""影响表. An impact study for reading at a terminal, in Chinese and English."""

from rich.console import Console
from rich.table import Table

from app.batch.impact import Awards, Impact
from app.batch.summary_table import yuan


def _of_awards(found: Awards | None) -> list[tuple[str, int]]:
    """激励. Nothing where no award can be another one."""
    if found is None:
        return []
    return [
        ("激励不同 award changed", found.changed),
        ("激励提高 award raised", found.raised),
        ("激励降低 award lowered", found.lowered),
    ]


def tables(found: Impact) -> None:
    """影响表. Who is told otherwise, in money and days, because of which figures, with examples."""
    console = Console()
    shown = Table("", "人数 people", box=None, pad_edge=False)
    shown.columns[1].justify = "right"
    for words, count in [
        ("人 people", found.people),
        ("不是个案 no case", found.refused),
        ("结果不同 told otherwise", found.changed),
        ("多缴 pay more", found.pay_more),
        ("少缴 pay less", found.pay_less),
        ("更晚享受 covered later", found.covered_later),
        ("更早享受 covered sooner", found.covered_sooner),
        ("可多修复 more to repair", found.more_to_repair),
        ("可少修复 less to repair", found.less_to_repair),
        *_of_awards(found.awards),
    ]:
        shown.add_row(words, f"{count:,}")
    shown.add_section()
    for pair, count in found.outcomes.items():
        shown.add_row(pair, f"{count:,}")
    for rule, count in found.rules.items():
        shown.add_row(f"规则 by the rule {rule}", f"{count:,}")
    for parameter, count in found.parameters.items():
        shown.add_row(f"因为 because of {parameter}", f"{count:,}")
    console.print(shown)
    console.print(
        f"金额 money: {yuan(found.more_fen)} 元 yuan; 天数 days: {found.later_days:,}; "
        f"待遇日 days of cover: {found.covered_days:,}; 可修复月数 months to repair: {found.repairable_months:,}"
    )
    if found.awards:
        fen = found.awards.least_more_fen, found.awards.most_more_fen
        console.print(f"大病保险额度 award limits: {yuan(min(fen))} … {yuan(max(fen))} 元 yuan")
    for each in found.examples:
        changes = ", ".join(f"{name}: {before} → {after}" for name, (before, after) in each.changes.items())
        line = f"例 e.g. {each.id} ({each.people:,}): {changes}"
        console.print("".join(filter(str.isprintable, line)), markup=False, soft_wrap=True)
