"""指标. What this process has answered, counted for Prometheus; one worker counts for itself alone."""

import resource
import time
from bisect import bisect_left
from collections import defaultdict
from typing import Final

SECONDS: Final = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1.0)
"""分档. Upper bounds of the histogram of answering times."""


class Metrics:
    """指标. Counts by route, method and status, and how long the answers of a route took."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._started = time.time()
        self._answers: defaultdict[tuple[str, str, int], int] = defaultdict(int)
        self._buckets: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(SECONDS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def go_on_from(self, before: "Metrics") -> None:
        """接续. Count on where the metrics of the policy before this one stopped."""
        vars(self).update({**vars(before), "revision": self.revision})

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """应答. Count one answer; a route is its template, so that labels are few and never personal."""
        self._answers[route, method, status] += 1
        self._buckets[route][bisect_left(SECONDS, seconds)] += 1
        self._seconds[route] += seconds

    def refused(self, status: int) -> None:
        """拒收. Count what was refused before it was a request."""
        self._answers["unparsed", "", status] += 1

    def text(self) -> bytes:
        """指标文本. All counts in the text format of Prometheus, version 0.0.4."""
        lines = [
            "# HELP canbao_requests_total Answers by route, method and status.",
            "# TYPE canbao_requests_total counter",
        ]
        for (route, method, status), count in sorted(self._answers.items()):
            labels = f'route="{route}",method="{method}",status="{status}"'
            lines.append(f"canbao_requests_total{{{labels}}} {count}")
        lines += self._histogram()
        lines += [
            "# HELP canbao_policy_info The policy data that answers rest on.",
            "# TYPE canbao_policy_info gauge",
            f'canbao_policy_info{{revision="{self.revision}"}} 1',
            *_process(self._started),
        ]
        return ("\n".join(lines) + "\n").encode()

    def _histogram(self) -> list[str]:
        lines = [
            "# HELP canbao_request_seconds Time from the whole request to the answer handed over.",
            "# TYPE canbao_request_seconds histogram",
        ]
        for route, buckets in sorted(self._buckets.items()):
            total = 0
            for bound, count in zip([*map(str, SECONDS), "+Inf"], buckets, strict=True):
                total += count
                lines.append(f'canbao_request_seconds_bucket{{route="{route}",le="{bound}"}} {total}')
            lines.append(f'canbao_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'canbao_request_seconds_count{{route="{route}"}} {total}')
        return lines


def _process(started: float) -> list[str]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return [
        "# HELP process_cpu_seconds_total User and system time spent.",
        "# TYPE process_cpu_seconds_total counter",
        f"process_cpu_seconds_total {usage.ru_utime + usage.ru_stime:.2f}",
        "# HELP process_peak_memory_bytes The most memory ever resident.",
        "# TYPE process_peak_memory_bytes gauge",
        f"process_peak_memory_bytes {usage.ru_maxrss * 1024}",
        "# HELP process_start_time_seconds Start of the process since the epoch.",
        "# TYPE process_start_time_seconds gauge",
        f"process_start_time_seconds {started:.0f}",
    ]
