"""One service and one Chromium for all tests of pages; each test has a tab of its own, which must keep its promises.

Playwright keeps an event loop running for as long as it lives, so it lives no longer than the tests of this package.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.desk import Desk
from tests.contract.keeping import keeping
from tests.contract.process import served

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 15_000
"""Milliseconds until a page that does not come to it is given up; machines that test are busy."""
WATCH = """
  window.violations = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.violations.push(`${violatedDirective} ${blockedURI}`));
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counter")
    with served(folder, keeping(folder)) as running:
        yield running


@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def window(chromium, server):
    """The one tab of all tests, with whatever it asked for and whatever went wrong in its scripts."""
    context = chromium.new_context(base_url=server.url)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked, errors = [], []
    context.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/livez")
    return page, asked, errors


@pytest.fixture
def tab(window, server):
    """A tab as new, that asks nobody but the service, breaks no rule of the page, and has no error in its scripts."""
    page, asked, errors = window
    page.set_viewport_size({"width": 1024, "height": 720})
    page.evaluate("sessionStorage.clear(), localStorage.clear()")
    asked.clear()
    errors.clear()
    yield page
    page.unroute_all()
    page.emulate_media(media="screen")
    violations = page.evaluate("window.violations ?? []")
    assert ({urlsplit(url).netloc for url in asked}, violations, errors) == ({urlsplit(server.url).netloc}, [], [])


@pytest.fixture
def desk(tab):
    """The counter page, open, with a clerk at its keyboard."""
    return Desk(tab).opened()
