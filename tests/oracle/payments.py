"""A slow second reading of the allocation: every set of needs is tried, each by a flow found one path at a time."""

from itertools import combinations

Need = tuple[int, tuple[int, ...]]
"""An amount, and the accounts that may pay it."""


def most_in_full(balances: list[int], needs: list[Need]) -> tuple[int, ...]:
    """The places of the most needs that can be paid in full, the earliest among equals."""
    for count in range(len(needs), 0, -1):
        for places in combinations(range(len(needs)), count):
            chosen = [needs[place] for place in places]
            if flow(balances, chosen) == sum(amount for amount, _ in chosen):
                return places
    return ()


def flow(balances: list[int], needs: list[Need]) -> int:
    """The most that the balances pay of the needs, those in front served first."""
    till = Till(balances, needs)
    for place, (amount, _) in enumerate(needs):
        owed = amount
        while owed and (moved := till.served(place, owed, set())):
            owed -= moved
    return sum(balances) - sum(till.left)


class Till:
    """What is left on each account, and what each has paid of each need."""

    def __init__(self, balances: list[int], needs: list[Need]) -> None:
        self.needs = needs
        self.left = list(balances)
        self.paid: list[dict[int, int]] = [{} for _ in needs]

    def served(self, place: int, amount: int, seen: set[int]) -> int:
        """What one more path brings to a need: from an account, or from a need that another account can take over."""
        for account in self.needs[place][1]:
            if account not in seen:
                seen.add(account)
                moved = min(amount, self.left[account])
                self.left[account] -= moved
                if moved := moved or self.freed(place, account, amount, seen):
                    self.paid[place][account] = self.paid[place].get(account, 0) + moved
                    return moved
        return 0

    def freed(self, place: int, account: int, amount: int, seen: set[int]) -> int:
        """What other needs can do without from an account, because it is brought to them otherwise."""
        for other, shares in enumerate(self.paid):
            spare = min(amount, shares.get(account, 0))
            if other != place and spare and (moved := self.served(other, spare, seen)):
                shares[account] -= moved
                return moved
        return 0
