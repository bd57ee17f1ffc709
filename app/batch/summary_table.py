"""汇总表. The summary for reading at a terminal, in Chinese and English."""

from typing import Final

from rich.table import Table

from app.batch.summary import Summary

FEN_IN_A_YUAN: Final = 100
OUTCOMES: Final = {
    "collect": "可以收费 collect",
    "collect_with_wait": "收费，有等待期 collect, with a wait",
    "do_not_collect": "不予收费 do not collect",
    "needs_facts": "缺事实 facts are missing",
    "needs_policy": "缺政策 policy is not known",
    "out_of_scope": "另行规定 ruled elsewhere",
}


def yuan(fen: int) -> str:
    """元. An amount in yuan."""
    return f"{fen / FEN_IN_A_YUAN:,.2f}"


def table(summary: Summary) -> Table:
    """汇总表. Outcomes, money and waits."""
    shown = Table("", "人数 people", "比例 share", box=None, pad_edge=False)
    for column in shown.columns[1:]:
        column.justify = "right"
    for outcome, words in OUTCOMES.items():
        if count := summary.outcomes.get(outcome, 0):
            shown.add_row(words, f"{count:,}", f"{count / summary.answered:.2%}")
    if summary.refused:
        shown.add_row("不是个案 no case", f"{summary.refused:,}", "")
    shown.add_row("应收（元）to collect (yuan)", yuan(summary.to_collect_fen), "")
    for months, count in sorted(summary.waits.items(), key=lambda each: int(each[0])):
        words = f"等待 {months} 个月 wait of {months} months" if months != "0" else "无等待期 no wait"
        shown.add_row(words, f"{count:,}", f"{count / (sum(summary.waits.values())):.2%}")
    return shown
