"""分配. Which needs the balances pay: as many as can be in full, then the earlier ones of the request, exact in fen.

A set of needs can be paid in full if, for every set of accounts, the needs that only these accounts may pay come to no
more than these accounts hold (Gale's theorem on flows; sums of money can be split at will). The room left under each
such bound therefore answers every question here, and no flow has to be computed. To choose the most needs is
NP-hard when they may be paid by different accounts. Of needs with the same payers some most numerous choice takes the
smallest, so the search is only for how many of each such group to take, within `MOST_LOOKS`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

MOST_LOOKS: Final = 3_000_000
"""搜索上限. Bounds looked at before the search ends with the best so far; some tenths of a second."""


class Claim(NamedTuple):
    """待付. A need as the allocation sees it: its amount, the accounts that may pay it, the preferred first."""

    amount_fen: int
    payers: tuple[int, ...]
    divisible: bool


class Allocation(NamedTuple):
    """分配结果. For each claim, what each account pays and how much more it would take; whether more is impossible."""

    shares: tuple[dict[int, int], ...]
    short_fen: tuple[int, ...]
    exact: bool


def allocation(balances_fen: Sequence[int], claims: Sequence[Claim], most_looks: int = MOST_LOOKS) -> Allocation:
    """分配. Most claims in full, the earlier first among equals; then what is left goes to divisible ones in order."""
    room = Room(balances_fen, claims)
    search = Search(room, claims, most_looks)
    taken = {place: claims[place].amount_fen for place in search.chosen()}
    exact = room.looks < most_looks
    short = [0] * len(claims)
    for place, claim in enumerate(claims):
        if place not in taken:
            left = room.under(place)
            short[place] = max(0, claim.amount_fen - left)
            taken[place] = min(left, claim.amount_fen) if claim.divisible or not short[place] else 0
            room.take(place, taken[place])
    shares = room.split(balances_fen, [taken[place] for place in range(len(claims))])
    return Allocation(shares, tuple(short), exact)


class Room:
    """余地. For every set of accounts that some claims share, what they hold beyond what is claimed of them alone."""

    def __init__(self, balances_fen: Sequence[int], claims: Sequence[Claim]) -> None:
        self.looks = 0
        self.payers = [frozenset(claim.payers) for claim in claims]
        self._order = [claim.payers for claim in claims]
        unions = {frozenset[int](): None}
        for payers in dict.fromkeys(self.payers):
            unions |= dict.fromkeys([union | payers for union in unions])
        self._unions = list(unions)
        self._room = [sum(balances_fen[each] for each in union) for union in unions]
        self._place = {union: place for place, union in enumerate(unions)}
        self._bounds = {
            payers: [place for place, union in enumerate(unions) if payers <= union] for payers in set(self.payers)
        }

    def under(self, place: int) -> int:
        """可用. The most that can still be claimed by the payers of a claim, in fen."""
        return self.left(self.payers[place])

    def left(self, payers: frozenset[int]) -> int:
        """可用. The most that can still be claimed of the payers of some claim, in fen."""
        bounds = self._bounds[payers]
        self.looks += len(bounds)
        return min([self._room[bound] for bound in bounds])

    def together(self, payers: frozenset[int]) -> int:
        """合计. What a union of payers holds beyond what is claimed of them alone, in fen."""
        return self._room[self._place[payers]]

    def take(self, place: int, amount_fen: int) -> None:
        """占用. Claim an amount, or give it back where it is negative."""
        self.take_from(self.payers[place], amount_fen)

    def take_from(self, payers: frozenset[int], amount_fen: int) -> None:
        """占用. Claim an amount of the payers of some claim."""
        for bound in self._bounds[payers]:
            self._room[bound] -= amount_fen

    def split(self, balances_fen: Sequence[int], taken_fen: Sequence[int]) -> tuple[dict[int, int], ...]:
        """分担. Who pays what of what is taken: in order, by the preferred account as much as others can spare."""
        left = list(balances_fen)
        shares: list[dict[int, int]] = []
        for place, amount_fen in enumerate(taken_fen):
            owed = amount_fen
            shares.append({})
            for account in self._order[place]:
                if paid := self._spared(place, account, min(owed, left[account])):
                    owed -= paid
                    left[account] -= paid
                    shares[place][account] = paid
        return tuple(shares)

    def _spared(self, place: int, account: int, wanted_fen: int) -> int:
        """让出. The most of what is wanted that an account can pay of a claim, so that all others can still be paid."""
        own = self.payers[place]
        others = [bound for bound, union in enumerate(self._unions) if account in union and not own <= union]
        amount = min([wanted_fen, *(self._room[bound] for bound in others)])
        for bound in others:
            self._room[bound] -= amount
        return amount


class Group(NamedTuple):
    """同组. Places of claims with the same payers, the smallest first, and what the first of them come to."""

    payers: frozenset[int]
    places: tuple[int, ...]
    sums_fen: tuple[int, ...]


class Search:
    """搜索. For the most claims that can be paid in full together."""

    def __init__(self, room: Room, claims: Sequence[Claim], most_looks: int) -> None:
        self._room = room
        self._claims = claims
        self._most_looks = most_looks
        self._best: tuple[int, ...] = ()

    def chosen(self) -> set[int]:
        """选中. Of the most numerous choices the one with the earliest claims, which are taken from the room."""
        possible = [place for place, claim in enumerate(self._claims) if claim.payers]
        best = self._most(possible, len(possible))
        most, kept = len(best), set[int]()
        for index, place in enumerate(possible):
            amount = self._claims[place].amount_fen
            if place not in best:
                if amount > self._room.under(place):
                    continue
                self._room.take(place, amount)
                with_it = self._most(possible[index + 1 :], most - len(kept) - 1)
                if len(kept) + 1 + len(with_it) < most:
                    self._room.take(place, -amount)
                    continue
                best = with_it
            else:
                self._room.take(place, amount)
            kept.add(place)
        return kept

    def _most(self, places: Sequence[int], enough: int) -> set[int]:
        """最多. The most of these claims beyond what is taken; any choice of `enough` of them will do."""
        by_payers: dict[frozenset[int], list[int]] = {}
        for place in places:
            by_payers.setdefault(self._room.payers[place], []).append(place)
        groups = [self._group(payers, held) for payers, held in by_payers.items()]
        groups.sort(key=lambda group: (len(group.payers), group.places))
        rest = [self._joined(groups[index:]) for index in range(len(groups))]
        self._best = ()
        self._deeper(groups, rest, (), enough)
        return set(self._best)

    def _deeper(self, groups: Sequence[Group], rest: Sequence[Group], chosen: tuple[int, ...], enough: int) -> None:
        """深入. Every number of claims of the first group, with all that the other groups may add to it."""
        if len(chosen) > len(self._best):
            self._best = chosen
        if not groups or len(self._best) >= enough or self._room.looks >= self._most_looks:
            return
        fitting = [bisect_right(group.sums_fen, self._room.left(group.payers)) - 1 for group in groups]
        at_most = bisect_right(rest[0].sums_fen, self._room.together(rest[0].payers)) - 1
        if len(chosen) + min(sum(fitting), at_most) <= len(self._best):
            return
        first = groups[0]
        for count in range(fitting[0], -1, -1):
            self._room.take_from(first.payers, first.sums_fen[count])
            self._deeper(groups[1:], rest[1:], chosen + first.places[:count], enough)
            self._room.take_from(first.payers, -first.sums_fen[count])

    def _joined(self, groups: Sequence[Group]) -> Group:
        payers = frozenset[int]().union(*(group.payers for group in groups))
        return self._group(payers, [place for group in groups for place in group.places])

    def _group(self, payers: frozenset[int], places: Sequence[int]) -> Group:
        ordered = sorted(places, key=lambda place: (self._claims[place].amount_fen, place))
        sums = tuple(accumulate((self._claims[place].amount_fen for place in ordered), initial=0))
        return Group(payers, tuple(ordered), sums)
