"""The items of a text of law, found from its headings alone: what the register of items has to account for."""

import re
from collections.abc import Iterator

NUMERALS = "一二三四五六七八九十"
CHAPTER = re.compile(rf"([{NUMERALS}]+)、(.*)")
ARTICLE = re.compile(rf"[（(]([{NUMERALS}]+)[）)]\s*(.*)")
POINT = re.compile(r"([0-9]+)\.\s*(.*)")
CLOSING = re.compile(r"本.{1,6}自.+施行")
LEVELS = (CHAPTER, ARTICLE, POINT)


def items(text: str) -> dict[str, str]:
    """The words of each item by its id: every heading that has words of its own, or nothing below it."""
    whole = list(_headings(text))
    running = _articles_run_on(whole)
    found = {}
    for place, (path, words) in enumerate(whole):
        below = place + 1 < len(whole) and len(whole[place + 1][0]) > len(path)
        if not below or words.partition("。")[2].strip():
            found[_named(path, running=running)] = words
    return found


def number(numeral: str) -> int:
    """A Chinese numeral up to 99 as a number."""
    tens, ten, ones = numeral.rpartition("十")
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 * bool(ten) + (NUMERALS.index(ones) + 1 if ones else 0)


def _headings(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each heading as its numerals from the chapter down, with its title and the words up to the next heading."""
    path: tuple[str, ...] = ()
    words = ""
    for line in map(str.strip, text.splitlines()):
        if path and CLOSING.match(line):
            yield path, words
            path, words = ("末段",), line
            continue
        for depth, level in enumerate(LEVELS):
            if (heading := level.match(line)) and len(path) >= depth:
                if path:
                    yield path, words
                path, words = (*path[:depth], heading[1]), heading[2]
                break
        else:
            words += line
    if path:
        yield path, words


def _articles_run_on(headings: list[tuple[tuple[str, ...], str]]) -> bool:
    """Whether the articles are numbered through the whole text, and not anew in each chapter."""
    articles = [path[:2] for path, _ in headings if len(path) == 2]
    return len({article for _, article in articles}) == len(articles) and len({chapter for chapter, _ in articles}) > 1


def _named(path: tuple[str, ...], *, running: bool) -> str:
    if len(path) == 1:
        return path[0]
    if running:
        return str(number(path[1]))
    return f"{path[0]}（{path[1]}）{''.join(path[2:])}"
