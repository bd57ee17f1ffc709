"""账户与费用. Each account held against each need: may it pay, by which way, and what would have to be known.

The law of a need is that of the year of its day, in the area of the account; transfers are made on
the day of the request.
Reading: R27, R28, R28b.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.assess.family_ties import Family, Found
from app.model.family import FamilyCase, FamilyPerson, Need, Way, areas_of
from app.model.family_aid import Because, FamilyQuestion, FamilyQuestionCode, Verdict
from app.model.family_law import Reach
from app.model.kinship import Kin
from app.model.place import same_pool
from app.model.policy import Policy, YearLaw
from app.rules.family_aid import (
    Judged,
    enrolled_on,
    enrolment_judged,
    institution_judged,
    relative_judged,
    transfer_judged,
    use_judged,
    way,
)
from app.rules.kinship import kin, kinships

NATION = "000000"
VERDICTS: tuple[Verdict, ...] = ("refused", "needs_facts", "needs_policy")
"""先后. A refusal that nothing unknown could change comes first, then what may be asked for (R42)."""
QUESTIONS: Mapping[Because, FamilyQuestionCode] = {
    "step": "upbringing",
    "birth_family": "birth_family",
    "contradiction": "contradiction",
    "designated_unknown": "designated",
    "enrolment_unknown": "enrolment",
    "wallet_unknown": "wallet",
}


class Pair(NamedTuple):
    """一对. An account and a need: the word on them, the kinship, the laws it rests on, and what to ask."""

    account: int
    need: int
    kin: Kin
    verdict: Verdict
    because: Because
    way: Way | None
    law: YearLaw
    reach: YearLaw
    elsewhere: bool
    questions: tuple[FamilyQuestion, ...]


class Judging:
    """判断. The accounts and needs of one family, and which of them count at all."""

    def __init__(self, case: FamilyCase, family: Family, policy_of: Callable[[str], Policy]) -> None:
        self.case = case
        self.family = family
        self.policies = {area: policy_of(area) for area in areas_of(case)}
        self.revision = policy_of(NATION).revision
        self.found: list[Found] = []
        self.accounts = {place for place in range(len(case.accounts)) if self._account_counts(place)}
        self.needs = {place for place in range(len(case.needs)) if self._need_counts(place)}
        self._kinships: dict[str, dict[str, list[Kin]]] = {}

    def pairs(self, need: int) -> list[Pair]:
        """各账户. What each account may do for a need."""
        return [self._pair(account, need) for account in range(len(self.case.accounts))]

    def day(self, need: Need) -> date:
        """费用发生日. The day of a need."""
        return need.on or self.case.on

    def _pair(self, account: int, need: int) -> Pair:
        held, wanted = self.case.accounts[account], self.case.needs[need]
        policy = self.policies[held.area]
        law, reach = policy.of(self.day(wanted).year), policy.of(self.case.on.year)
        kinship = self._kin(held.holder, wanted.beneficiary, law)
        same = same_pool(held.area, wanted.area) is True
        if account not in self.accounts or need not in self.needs:
            because: Because = "no_personal_account" if held.scheme == "resident" else "not_counted"
            return Pair(account, need, kinship, "refused", because, None, law, reach, not same, ())
        by = way(wanted.area, held.area, reach.reach, same=same)
        words = self._words(kinship, wanted, law, reach.reach, by)
        verdict, because = min(words, key=lambda word: VERDICTS.index(word.verdict), default=_allowed(by))
        asked = [word for word in words if word.verdict == "needs_facts"] if verdict == "needs_facts" else []
        questions = tuple([self._question(word, kinship, need) for word in asked])
        return Pair(account, need, kinship, verdict, because, by, law, reach, not same, questions)

    def _words(self, kinship: Kin, need: Need, law: YearLaw, reach: Reach | None, by: Way | None) -> list[Judged]:
        """各条规则. What every rule has to say of an account and a need."""
        if (account := law.family_account) is None:
            return [Judged("needs_policy", "rule_unknown")]
        then, now = (self._enrolled(need.beneficiary, day) for day in (self.day(need), self.case.on))
        words = [
            relative_judged(kinship, account),
            use_judged(need.kind, account),
            institution_judged(need, account),
            enrolment_judged(need.kind, account, enrolled=then),
        ]
        if by is None:
            words.append(Judged("needs_policy", "reach_unknown"))
        if by == "wallet" and reach is not None:
            opened = self._person(need.beneficiary).wallet_opened
            words.append(transfer_judged(need.kind, reach, enrolled=now, opened=opened))
        return [word for word in words if word is not None]

    def _kin(self, holder: str, person: str, law: YearLaw) -> Kin:
        if holder not in self._kinships:
            self._kinships[holder] = kinships(self.family.edges, holder)
        relatives = law.family_account.relatives if law.family_account else ()
        return kin(self._kinships[holder].get(person, ()), relatives)

    def _person(self, name: str) -> FamilyPerson:
        return self.case.people[self.family.places[name]]

    def _enrolled(self, name: str, day: date) -> bool | None:
        """参保. Whether somebody is enrolled on a day; a spell that cannot be leaves it open, unless another has it."""
        spells = self._person(name).enrolment
        if spells is None:
            return None
        possible = tuple(
            [(each.from_on, each.to_on) for each in spells if each.to_on is None or each.from_on <= each.to_on]
        )
        return enrolled_on(possible, day) or (False if len(possible) == len(spells) else None)

    def _question(self, word: Judged, kinship: Kin, need: int) -> FamilyQuestion:
        person = self.family.places[self.case.needs[need].beneficiary]
        pointers = {"designated": f"/needs/{need}/designated"}
        pointers |= {"enrolment": f"/people/{person}/enrolment", "wallet": f"/people/{person}/wallet_opened"}
        code = QUESTIONS[word.because]
        return FamilyQuestion(code, pointers.get(code) or _doubtful(kinship, code))

    def _account_counts(self, place: int) -> bool:
        account, found = self.case.accounts[place], len(self.found)
        pool = self.policies[account.area].area
        held = {(each.holder, self.policies[each.area].area, each.scheme) for each in self.case.accounts[:place]}
        if account.scheme == "resident":
            self.found.append(("no_personal_account", f"/accounts/{place}/scheme"))
        elif (account.holder, pool, account.scheme) in held:
            self.found.append(("account_twice", f"/accounts/{place}"))
        self._there(account.holder, self.case.on, f"/accounts/{place}/holder")
        return len(self.found) == found

    def _need_counts(self, place: int) -> bool:
        need, found = self.case.needs[place], len(self.found)
        if self.day(need) > self.case.on:
            self.found.append(("future_need", f"/needs/{place}/on"))
        self._there(need.beneficiary, self.day(need), f"/needs/{place}/beneficiary")
        return len(self.found) == found

    def _there(self, name: str, day: date, pointer: str) -> None:
        """在场. Note a person who is not among the people, or not yet born."""
        if name not in self.family.places:
            self.found.append(("unknown_person", pointer))
        elif (born := self._person(name).birth_date) is not None and born > day:
            self.found.append(("not_born", pointer))


def impossible_enrolment(people: Sequence[FamilyPerson]) -> list[Found]:
    """时段颠倒. Spells of enrolment that end before they begin."""
    return [
        ("impossible_enrolment", f"/people/{place}/enrolment/{index}")
        for place, person in enumerate(people)
        for index, spell in enumerate(person.enrolment or ())
        if spell.to_on is not None and spell.to_on < spell.from_on
    ]


def _allowed(by: Way | None) -> Judged:
    return Judged("allowed", "allowed_by_wallet" if by == "wallet" else "allowed")


def _doubtful(kinship: Kin, code: FamilyQuestionCode) -> str:
    """存疑之处. The tie to look at again; a step-child that no tie names yet is to be added to the ties."""
    ties = next(edge.ties for edge in kinship.path if edge.doubt == kinship.doubt)
    if code == "upbringing":
        return f"/ties/{ties[0]}/brought_up" if len(ties) == 1 else "/ties"
    return f"/ties/{ties[0]}"
