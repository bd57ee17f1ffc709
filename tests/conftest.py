"""What all tests share: how Hypothesis searches.

`make test` says the same twice running, so its search is not random; `make fuzz` looks for news. Random lives are
marked `no_cover`: every branch must be reached by tests that say what they expect of it, and counting doubles the time.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("test", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=int(os.environ.get("CANBAO_FUZZ_EXAMPLES", "2000")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fuzz" if "CANBAO_FUZZ_EXAMPLES" in os.environ else "test")
