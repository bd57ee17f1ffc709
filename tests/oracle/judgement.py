"""One life judged: what each payment buys, asked payment by payment and year by year.

Nothing is carried along. Every question (which fees does this payment see, how many lapse years lie
before it, which wait does it inherit) is asked again of the whole life, and where a fact is unknown the
question is asked once for every value that the fact may have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from .bases import BASES, World
from .days import Day, day_after, new_year, year_of, years_end
from .facts import Facts, Payment, Spell
from .figures import Figures

WAITING_BASES = {"in_window", "employee_transfer", "employee_transfer_next_year", "out_of_window"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a payment buys in one world. `free_from` is where its cover would start if nothing delayed it."""

    basis: str
    lapse_years: int
    fixed_months: int
    variable_months: int
    wait_from: Day | None
    free_from: Day


class Judgement:
    """The payments of a life, the planned ones last unless `planned` is false."""

    def __init__(self, facts: Facts, figures: Figures, *, planned: bool) -> None:
        self.facts, self.figures = facts, figures
        self.planned = facts.planned if planned else ()
        self.payments = sorted(facts.history + self.planned)
        self.employee_days = facts.employee_days()
        self.employee_months = facts.employee_months()
        self._counted: dict[Payment, bool] = {}
        self._verdicts: dict[Payment, tuple[Verdict, ...]] = {}
        self.repaired: dict[Payment, tuple[int, Day]] = {}
        for applied_on, years in facts.repairs:
            self._repair_of_the_past(applied_on, years)

    # -- which fees count, and who sees them -------------------------------------------------------

    def seen(self, by: Payment) -> list[Payment]:
        """The fees paid before this one, or the same day for an earlier year (R37, R40)."""
        return [fee for fee in self.payments if fee < by and self.counts(fee)]

    def counts(self, fee: Payment) -> bool:
        """R32, R41: the first fee for a year counts, unless it was paid before its window opened."""
        if fee not in self._counted:
            first = all(other.year != fee.year for other in self.seen(fee))
            self._counted[fee] = fee.planned or (first and bool(self.verdicts(fee)))
        return self._counted[fee]

    def counting(self) -> list[Payment]:
        return [fee for fee in self.payments if self.counts(fee)]

    def prepaid_years(self, on: Day) -> range:
        """R20: the years of schooling paid ahead on entering, as known on a day."""
        entered, until = self.facts.entered, self.facts.prepaid_until
        if entered is None or until is None or entered > on:
            return range(0)
        return range(year_of(entered), until + 1)

    def bought(self, by: Payment) -> set[int]:
        """The coverage years already enrolled when this fee is paid."""
        return {fee.year for fee in self.seen(by)} | set(self.prepaid_years(by.on))

    # -- the years ---------------------------------------------------------------------------------

    def standing(self, year: int, bought: set[int]) -> str:
        """R1: what a calendar year is, given the years enrolled."""
        if year < self.figures.count_from_year:
            return "uncounted"
        if year in bought:
            return "enrolled"
        if year <= year_of(self.facts.birth):
            return "uncounted"
        if self.facts.liable_year is not None and year <= self.facts.liable_year:
            return "uncounted"
        months = [month for month in range(year * 12, year * 12 + 12) if month in self.employee_months]
        return "neutral" if len(months) >= self.figures.neutral_months else "lapse"

    def lapse_years(self, fee: Payment) -> int:
        """R2: the lapse years since the last enrolled year, looking back year by year."""
        bought, lapses = self.bought(fee), 0
        for year in range(fee.year - 1, self.figures.count_from_year - 1, -1):
            standing = self.standing(year, bought)
            if standing == "enrolled":
                break
            lapses += standing == "lapse"
        return lapses

    def continuous_years(self, fee: Payment) -> int:
        """R23: enrolled years up to and with the one bought, back to the last lapse."""
        bought, years = self.bought(fee), 1
        for year in range(fee.year - 1, self.figures.count_from_year - 1, -1):
            standing = self.standing(year, bought)
            if standing == "lapse":
                break
            years += standing == "enrolled"
        return years

    # -- the window --------------------------------------------------------------------------------

    def inside(self, fee: Payment) -> bool | None:
        """R4, R39: is the fee paid inside the window of its year? None: nobody can tell yet."""
        if fee.word is not None:
            return fee.word
        if fee.year not in self.figures.windows:
            return True if fee.on < new_year(fee.year) else None
        opens, closes = self.figures.windows[fee.year]
        if opens is not None and fee.on < opens.toordinal():
            return not fee.local
        if fee.on > closes.toordinal():
            return False
        return True if fee.local or fee.on < new_year(fee.year) else None

    def too_early(self, fee: Payment) -> bool:
        """R35: before the window opens. What other areas took early was inside a window of theirs.

        R41: what was taken after the opening was taken, whatever is said of it; nobody would take it now.
        """
        if fee.word is True or not fee.local or fee.on >= new_year(fee.year):
            return False
        window = self.figures.windows.get(fee.year)
        unopened = window is not None and window[0] is not None and fee.on < window[0].toordinal()
        return unopened or (fee.planned and fee.word is False)

    # -- the unknown facts -------------------------------------------------------------------------

    def waivable(self, fee: Payment) -> bool:
        """R38: a newborn's fee for a year in which the province waives it."""
        birth_year = year_of(self.facts.birth)
        return (
            self.facts.area.startswith(self.figures.waiver_area)
            and birth_year in self.figures.newborn_waiver_years
            and birth_year == fee.year == year_of(fee.on)
        )

    def worlds(self, fee: Payment) -> Iterator[World]:
        inside, parent = self.inside(fee), self.facts.insured_parent
        insides = [True, False] if inside is None else [inside]
        waivers = [False] if not self.waivable(fee) else [True, False] if parent is None else [parent]
        ways = product(insides, waivers, self.entries(fee))
        return (World(inside=inside, waived=waived, entry=entry) for inside, waived, entry in ways)

    def entries(self, fee: Payment) -> list[Day | None]:
        """R19: the days on which care may have begun: if untold, for a fee of the past, early, with it or after it."""
        untold = self.facts.welfare_child and self.facts.entry is None and not fee.planned
        return [None, self.facts.birth, fee.on] if untold else [self.facts.entry]

    def verdicts(self, fee: Payment) -> tuple[Verdict, ...]:
        """Every answer that the unknown facts leave open; none where the fee may not be taken yet."""
        if fee not in self._verdicts:
            found = (self.verdict(fee, world) for world in self.worlds(fee))
            self._verdicts[fee] = tuple({verdict: None for verdict in found if verdict is not None})
        return self._verdicts[fee]

    def chosen(self, fee: Payment) -> Verdict:
        """The least favourable of the open answers."""

        def start(verdict: Verdict) -> Day:
            return self.first_covered(fee, verdict) or verdict.free_from

        return max(self.verdicts(fee), key=start)

    # -- one payment in one world ------------------------------------------------------------------

    def basis(self, fee: Payment, world: World) -> str | None:
        """R33: the first basis that fits."""
        fitting = (name for name, fits in BASES.items() if fits(self, fee, world))
        return next(fitting, None)

    def verdict(self, fee: Payment, world: World) -> Verdict | None:
        basis = self.basis(fee, world)
        if basis is None:
            return None
        lapse_years = self.lapse_years(fee)
        fixed, variable = self.months(fee, basis, lapse_years)
        wait_from = self.wait_day_one(fee, basis) if fixed else None
        return Verdict(basis, lapse_years, fixed, variable, wait_from, self.free_from(fee, basis, world))

    def months(self, fee: Payment, basis: str, lapse_years: int) -> tuple[int, int]:
        """R3, R4: fixed and variable months of waiting; none for years before the law (R43)."""
        if basis not in WAITING_BASES or fee.year < self.figures.count_from_year:
            return 0, 0
        if not lapse_years and basis != "out_of_window":
            return 0, 0
        beyond = range(self.figures.first_variable_lapse_year, lapse_years + 1)
        return self.figures.fixed_months, self.figures.variable_step_months * len(beyond)

    def wait_day_one(self, fee: Payment, basis: str) -> Day:
        """R6, R13, R14: day 1 of the wait."""
        if basis == "in_window":
            return new_year(fee.year)
        if basis == "employee_transfer_next_year":
            return max(fee.on, new_year(fee.year))
        return fee.on

    def free_from(self, fee: Payment, basis: str, world: World) -> Day:
        """The first day of cover where there is no wait (R6, R13, R14, R16, R17, R19, R20)."""
        first = new_year(fee.year)
        if basis == "newborn":
            return self.facts.birth
        if basis == "welfare_child" and world.entry is not None:
            return max(first, world.entry)
        if basis == "new_student":
            return date(year_of(fee.on), self.figures.student_cover_month, 1).toordinal()
        if basis == "employee_transfer":
            return self.break_day(fee.on) or fee.on
        return fee.on if basis == "out_of_window" else first

    def break_day(self, on: Day) -> Day | None:
        """R12: the first day without employee cover, looked for day by day through the last 90 days."""
        if on in self.employee_days:
            return None
        for back in range(self.figures.transfer_days):
            if on - back - 1 in self.employee_days:
                return on - back
        return None

    # -- repair ------------------------------------------------------------------------------------

    def worth(self, fee: Payment) -> int:
        """R11: the lapse years still worth paying, one month each, down to the floor (R10)."""
        verdict = self.chosen(fee)
        left = verdict.fixed_months + verdict.variable_months - self.repaired_months(fee)
        worth = 0
        while worth < verdict.variable_months - self.repaired_months(fee) and (
            verdict.lapse_years < self.figures.floor_from_lapse_years or left - worth - 1 >= self.figures.floor_months
        ):
            worth += 1
        return worth

    def repaired_months(self, fee: Payment) -> int:
        return self.repaired.get(fee, (0, 0))[0]

    def repair(self, fee: Payment, on: Day, years: int) -> None:
        months = self.repaired_months(fee) + min(years, self.worth(fee))
        if months > self.repaired_months(fee):
            self.repaired[fee] = (months, on)

    def running_wait(self, on: Day) -> Payment | None:
        """R36: the latest payment whose wait runs on a day, worth repairing if any is; of one day the earliest year."""
        running = [
            fee
            for fee in self.counting()
            if not fee.planned
            and fee.on <= on < (self.first_covered(fee) or on)
            and self.chosen(fee).variable_months > self.repaired_months(fee)
        ]
        return max(running, default=None, key=lambda fee: (self.worth(fee) > 0, fee.on, -fee.year))

    def _repair_of_the_past(self, on: Day, years: int) -> None:
        fee = self.running_wait(on)
        if fee is not None:
            self.repair(fee, on, years)

    # -- cover -------------------------------------------------------------------------------------

    def first_covered(self, fee: Payment, verdict: Verdict | None = None) -> Day | None:
        """R7, R11: the first day after the payment's own wait, never before the day of repair."""
        verdict = verdict or self.chosen(fee)
        if verdict.wait_from is None:
            return None
        repaired, repaired_on = self.repaired.get(fee, (0, 0))
        months = verdict.fixed_months + verdict.variable_months - repaired
        return max(day_after(verdict.wait_from, months, self.figures.month_length), repaired_on)

    def carried_until(self, fee: Payment, *, at_best: bool = False) -> Day | None:
        """R8: the first day after the waits of earlier years that run past 1 January of this one.

        R20: or past 1 September of the year before, where cover would begin on that day.
        """
        pick = min if at_best else max
        ends = [
            pick(self.first_covered(earlier, verdict) or 0 for verdict in self.verdicts(earlier))
            for earlier in self.seen(fee)
            if earlier.year < fee.year and self.verdicts(earlier)
        ]
        latest = max(ends, default=0)
        begins = min(new_year(fee.year), self.chosen(fee).free_from)
        return latest if latest > begins else None

    def earliest_cover(self, fee: Payment) -> Day:
        """R6: cover starts neither before birth nor before the break day of the last spell, in its year.

        R40: nor, where it has not broken in that year, before such a spell began in it: the days before are the same
        whenever they are asked about.
        """
        spells = [spell for spell in self.facts.spells if spell.first <= fee.on]
        last = max(spells, key=_end, default=None)
        if last is None:
            return self.facts.birth
        ended = last.last is not None and last.last < self.facts.on
        floors = [last.first] if year_of(last.first) == fee.year else []
        if ended and year_of(last.last + 1) == fee.year:
            floors.append(last.last + 1)
        return max([self.facts.birth, *floors])

    def undelayed_from(self, fee: Payment) -> Day:
        """The first day of cover if no wait delayed it."""
        return max(self.chosen(fee).free_from, self.earliest_cover(fee))

    def starts(self, fee: Payment, verdict: Verdict | None = None, *, at_best: bool = False) -> Day:
        """The first day of cover, which may lie beyond the year bought (R8).

        At best: with the most favourable of the open answers for the fees of earlier years.
        """
        verdict = verdict or self.chosen(fee)
        own = self.first_covered(fee, verdict) or verdict.free_from
        return max(own, self.carried_until(fee, at_best=at_best) or 0, self.earliest_cover(fee))

    def cover(self, fee: Payment) -> range:
        """Every day that the payment covers; cover for a year ends on its 31 December."""
        return range(self.starts(fee), years_end(fee.year) + 1)

    def doubtful(self, fee: Payment) -> range:
        """The days that it covers only if the unknown facts are kind."""
        if not self.verdicts(fee):
            return range(new_year(fee.year), years_end(fee.year) + 1)
        best = min(self.starts(fee, verdict, at_best=True) for verdict in self.verdicts(fee))
        return range(best, min(self.starts(fee), years_end(fee.year) + 1))

    def waiting(self, fee: Payment) -> set[Day]:
        """The days, up to the end of the year bought, of its own wait and of the waits carried into it."""
        verdict, last = self.chosen(fee), years_end(fee.year)
        own: set[Day] = set()
        if verdict.wait_from is not None:
            own = set(range(verdict.wait_from, self.first_covered(fee) or 0))
        carried = set(range(new_year(fee.year), self.carried_until(fee) or 0))
        return {waits for waits in own | carried if waits <= last}

    def prepaid_cover(self) -> range:
        """R20: from entering (or 1 January) to 31 December of the last year paid ahead."""
        years = self.prepaid_years(self.facts.on)
        return range(self.facts.entered or 0, years_end(years[-1]) + 1) if years else range(0)


def _end(spell: Spell) -> float:
    return float("inf") if spell.last is None else spell.last
