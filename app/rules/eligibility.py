"""参保资格. Who enrols in which scheme, where, and through whom.

"职工随单位参加职工基本医疗保险（以下简称职工医保）。灵活就业人员、农民工、新就业形态人员可以选择在户籍地、就业地、常住地按规定
参加职工医保或城乡居民基本医疗保险（以下简称居民医保）。居民（含中小学学生及学龄前儿童）可以选择在户籍地、常住地按规定参加
居民医保……大中专院校（含本科高校、高职、专科学校和中职学校）、技工学校学生原则上以学校为单位整体参加居民医保，不得在原户籍地
重复参保，参保缴费实行一年一缴，不得按学制年限一次性缴费。" (Hunan 2025, item 1)
Reading: R20b (students pay year by year), R31 (those on benefit), R32b (what is certain, and what is not).
"""

from datetime import date

from app.model.case import Person
from app.model.life import Life, Payment
from app.model.place import Eligibility, Place, Whereabouts, same_pool

CHOOSERS = frozenset({"flexible_worker", "migrant_worker", "new_form_worker"})


def places_of(person: Person | Whereabouts, eligibility: Eligibility) -> tuple[tuple[str, str | None], ...]:
    """可参保地. The places where the person may join the resident scheme, each with its area (null: not known)."""
    known = {
        "hukou": person.hukou_area,
        "residence": person.residence_area,
        "workplace": person.workplace_area,
        "school": person.school_area,
    }
    places: tuple[Place, ...] = (
        eligibility.worker_places if person.category in CHOOSERS else eligibility.resident_places
    )
    named = ("school", *places) if person.category == "college_student" else places
    return tuple([(place, known[place]) for place in named])


def admitted(places: tuple[tuple[str, str | None], ...], area: str) -> bool | None:
    """可在此参保. Whether one of the places lies in the pooling area; null where it may, for all that is known."""
    fits = [same_pool(known, area) for _, known in places]
    if True in fits:
        return True
    return False if fits and None not in fits else None


def employed(person: Person, day: date, life: Life) -> bool:
    """在职职工. Whether somebody is an employee whose employee cover has not ended by the day."""
    return person.category == "employee" and life.break_day(day) is None


def not_admitted(seeker: Whereabouts, eligibility: Eligibility) -> bool:
    """不能在此参保. Whether every place where the person may enrol is known, and none lies here."""
    if seeker.employed or seeker.category == "welfare_institution_child":
        return False
    return admitted(places_of(seeker, eligibility), seeker.area) is False


def prepaying(payment: Payment, person: Person, planned: tuple[int, ...], eligibility: Eligibility) -> bool:
    """按学制预缴. Whether a student pays for a further year, beyond the next one that is to begin."""
    if not eligibility.students_yearly or person.category != "college_student":
        return False
    return any(payment.paid_on.year < year < payment.year for year in planned)
