"""参保. `python -m app` is `canbao`."""

from app.cli import main

main()
