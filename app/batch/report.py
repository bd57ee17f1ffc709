"""报告. The summary as a page of HTML with plots, complete in itself: it loads nothing from anywhere."""

import html
import io
from typing import Final

from matplotlib.figure import Figure

from app.batch.summary import Summary
from app.batch.summary_table import FEN_IN_A_YUAN, OUTCOMES, yuan

STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a}"
    "table{border-collapse:collapse}td,th{padding:.2em 1em .2em 0;text-align:left}td.n{text-align:right}"
    "svg{max-width:100%;height:auto}"
)
MOST_BARS: Final = 16


def page(summary: Summary, name: str) -> str:
    """报告页. Outcomes, charges, waits and findings."""
    parts = [
        "<!doctype html><html lang='zh-CN'><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width'>",
        f"<title>{html.escape(name)}</title><style>{STYLE}</style><h1>{html.escape(name)}</h1>",
        f"<p>{summary.answered:,} 人已测算 people answered; {summary.refused:,} 行不是个案 rows are no case.</p>",
        f"<p>应收 To collect: <b>{yuan(summary.to_collect_fen)}</b> 元 yuan</p>",
        "<h2>结论 Outcomes</h2>",
        _rows({OUTCOMES.get(each, each): count for each, count in summary.outcomes.items()}),
        _bars(summary.outcomes, "Outcome", "people"),
        "<h2>等待期 Months to wait</h2>",
        _bars(_by_number(summary.waits), "Months to wait", "people to collect from"),
        "<h2>应缴 Charges</h2>",
        _bars(_in_yuan(summary.charges), "Charge (yuan)", "people to collect from"),
        "<h2>参保情形 Bases</h2>",
        _rows(summary.bases),
        "<h2>发现 Findings</h2>",
        _rows(summary.findings),
        "<h2>待询 Questions</h2>",
        _rows(summary.questions),
    ]
    return "\n".join(parts) + "\n"


def _rows(counts: dict[str, int]) -> str:
    lines = [
        f"<tr><td>{html.escape(name)}</td><td class='n'>{count:,}</td></tr>"
        for name, count in sorted(counts.items(), key=lambda each: -each[1])
    ]
    return f"<table>{''.join(lines)}</table>" if lines else "<p>–</p>"


def _by_number(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda each: int(each[0])))


def _in_yuan(charges: dict[str, int]) -> dict[str, int]:
    """金额. The most frequent charges in yuan, the others together."""
    most = sorted(charges.items(), key=lambda each: -each[1])[:MOST_BARS]
    shown = {f"{int(fen) / FEN_IN_A_YUAN:g}": count for fen, count in sorted(most, key=lambda each: int(each[0]))}
    rest = sum(charges.values()) - sum(shown.values())
    return shown | ({"other": rest} if rest else {})


def _bars(counts: dict[str, int], of_what: str, counted: str) -> str:
    """柱状图. A bar for each, as an SVG image in the page."""
    if not counts:
        return "<p>–</p>"
    figure = Figure(figsize=(9, 3.2), layout="constrained")
    axes = figure.subplots()
    bars = axes.bar(list(counts), list(counts.values()), color="#2a6f97")
    axes.bar_label(bars, fmt="{:,.0f}", fontsize=8)
    axes.set(xlabel=of_what, ylabel=counted)
    axes.spines[["top", "right"]].set_visible(False)
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None})
    svg = drawn.getvalue()
    return svg[svg.index("<svg") :]
