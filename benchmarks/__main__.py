"""All benchmarks, one after the other: `make bench`."""

from benchmarks import http, in_process, ledger, lines, options

in_process.main()
print()
options.main()
print()
http.main()
print()
lines.main()
print()
ledger.main()
