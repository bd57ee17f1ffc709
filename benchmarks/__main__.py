"""All benchmarks, one after the other: `make bench`."""

from benchmarks import http, in_process

in_process.main()
print()
http.main()
