"""docs/performance.md: each benchmark writes its own section, with machine, versions and date."""

import os
import platform
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

PAGE: Final = Path(__file__).parents[1] / "docs" / "performance.md"
END: Final = "<!-- to here -->"


def put(command: str, section: str) -> None:
    """Write the section of a command into the page, between its marks, and show it."""
    begin = f"<!-- {command} writes from here -->"
    before, _, rest = PAGE.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{begin}\n\n{section.strip()}\n\n{END}{after}", "utf-8")
    print(section)


def machine(*packages: str, **others: str) -> str:
    """Date, system, cores, load, and the versions of packages here and elsewhere."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    found = {name: version(name) for name in packages} | {name.replace("_", "-"): text for name, text in others.items()}
    versions = "".join(f", {name} {text}" for name, text in found.items())
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return (
        f"{today}, {system}, Python {platform.python_version()}{versions}, {os.cpu_count()} virtual cores, "
        f"load {os.getloadavg()[1]:.1f} at the end"
    )
