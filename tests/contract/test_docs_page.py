"""The documentation page is whole, and loads nothing from anywhere but this service."""

import re


def test_every_part_of_the_page_is_served_and_is_ours(server):
    page = server.asked("GET", "/docs")
    assert (page.status, page.headers["content-type"].split(";")[0]) == (200, "text/html")
    parts = re.findall(r'(?:src|href|data-openapi)="([^"]*)"', page.body.decode())
    ours = [part for part in parts if not part.startswith("data:")]
    assert len(ours) == 4
    for part in ours:
        assert part.startswith("/"), part
        assert not part.startswith("//"), part
        answer = server.asked("GET", part)
        assert answer.status == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert len(answer.body) > 100


def test_the_parts_say_what_they_are_so_that_a_browser_takes_them(server):
    types = {
        "swagger-ui.css": "text/css",
        "swagger-ui-bundle.js": "text/javascript",
        "start.js": "text/javascript",
    }
    for name, media_type in types.items():
        assert server.asked("GET", f"/docs/{name}").headers["content-type"].startswith(media_type)


def test_the_page_may_load_from_this_service_alone(server):
    policy = server.asked("GET", "/docs").headers["content-security-policy"]
    sources = {source for rule in policy.split("; ") for source in rule.split(" ")[1:]}
    assert sources <= {"'self'", "'none'", "data:"}
    assert "script-src 'self';" in policy


def test_nothing_else_of_the_folder_is_served(server):
    for name in ("index.html", "VERSION", "NOTICE", "..%2f..%2f__init__.py", "%2e%2e/%2e%2e/__init__.py"):
        assert server.asked("GET", f"/docs/{name}").status == 404


def test_the_start_page_leads_to_it(server):
    answer = server.asked("GET", "/")
    assert answer.status == 200
    assert b'<a href="/docs"' in answer.body
