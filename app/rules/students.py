"""大中专院校学生. New students enrolled at home, and fees paid ahead for the length of schooling.

"新入学大中专院校学生，入学当年已参加户籍地或常住地居民医保，且在学校所在地参加次年居民医保的，医保待遇享受期为缴费当年
9月1日至次年12月31日；原已按照学制年限缴纳居民医保费的大中专院校学生（含应届毕业生），医保待遇享受期统一延长至当年的
12月31日。" (Hunan 2025, item 3)
Reading: R20, R41 (an entry still to come).
"""

from datetime import date

from app.model.case import Person
from app.model.life import Life, Payment
from app.model.policy import Students


def new_student(payment: Payment, life: Life) -> bool:
    """新生. Whether a student enrolled at home in the year of entry buys the next year at school, in that year."""
    school = life.person.school
    if school is None or not payment.through_school:
        return False
    entry_year = school.entered_on.year
    at_home = life.enrolled.get(entry_year)
    return (
        payment.year == entry_year + 1
        and payment.paid_on.year == entry_year
        and at_home is not None
        and not at_home.through_school
    )


def new_student_starts_on(payment: Payment, students: Students) -> date:
    """起算日. 1 September of the year of payment."""
    return date(payment.paid_on.year, *students.new_student_cover_from)


def years_paid_ahead(person: Person, on: date) -> range:
    """预缴年度. The coverage years paid ahead at school, the year of entry first: who has graduated keeps them too."""
    school = person.school
    if school is None or school.prepaid_until is None or school.entered_on > on:
        return range(0)
    return range(school.entered_on.year, school.prepaid_until + 1)


def ahead_unknown(year: int, life: Life) -> bool:
    """预缴未知. Whether a student of whom no school is told may have paid ahead: the year before is not on record."""
    before = life.enrolled.get(year - 1)
    untold = life.person.category == "college_student" and life.person.school is None
    return untold and (before is None or before.planned)


def entry_to_come(person: Person, on: date) -> bool:
    """尚未入学. Whether fees are told of as paid ahead, from an entry that lies after the day of the question."""
    school = person.school
    return school is not None and school.prepaid_until is not None and school.entered_on > on
