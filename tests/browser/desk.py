"""A clerk at the counter page, who has a keyboard and no mouse."""

from typing import Self, get_args

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from app.model.case import Category

CATEGORIES = get_args(Category)


def holding(page: Page, pattern: str) -> list[Route]:
    """The questions that wait for an answer from now on; the service does not get them until they are let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(pattern, hold)
    return held


def without_violations(page: Page) -> None:
    """Nothing on the page is known to shut anybody out."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


class Desk:
    """The page, and what a clerk does with it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.press = page.keyboard.press
        self.type = page.keyboard.insert_text

    def opened(self) -> Self:
        self.page.goto("/")
        expect(self.page.locator("#birth_date")).to_be_focused()
        return self

    def person(self, birth_date: str, category: str, on: str, area: str = "430100") -> Self:
        """Fills in the first four fields, from the one in focus on, ending in the first year of the plan."""
        self.typed(birth_date)
        self.press(str(CATEGORIES.index(category) + 1))
        self.press("Tab")
        self.typed(area)
        self.typed(on)
        return self

    def typed(self, text: str) -> Self:
        self.press("Control+a")
        self.type(text)
        self.press("Tab")
        return self

    def to(self, id_: str) -> Self:
        """Tabs on until a control has the focus."""
        for _ in range(80):
            if self.focused == id_:
                return self
            self.press("Tab")
        raise AssertionError(f"{id_} is not reached")

    def paid(self, **days: str) -> Self:
        """Says of years that they are paid, and when; leaves the focus in the year after."""
        for year, day in days.items():
            self.to(f"year-{year[1:]}")
            self.press("1")
            self.typed(day)
        return self

    def asked(self) -> Self:
        """Presses Enter, and waits for the verdict to have the focus."""
        self.press("Enter")
        expect(self.page.locator("#verdict")).to_be_focused()
        return self

    def until(self, held: list[Route], count: int) -> None:
        """Waits until so many questions are held, and a little longer, in case there are more."""
        for _ in range(150):
            self.page.wait_for_timeout(100)
            if len(held) >= count:
                break
        self.page.wait_for_timeout(100)
        assert len(held) == count

    @property
    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.id")

    @property
    def outcome(self) -> str | None:
        return self.page.locator("#verdict").get_attribute("data-outcome")

    def told(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def shown(self, selector: str) -> bool:
        return self.page.locator(selector).is_visible()
