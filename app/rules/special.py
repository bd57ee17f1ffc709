"""其他特殊情形. Persons whom the text leaves to a separate document.

"复转军人、刑满释放人员等其他特殊情形的医保参保另行规定" (Hunan 2025, closing lines)
Reading: R29.
"""

from app.model.case import Person
from app.model.policy import Special


def ruled_elsewhere(person: Person, special: Special | None) -> bool:
    """另行规定. Whether the person has a status that a separate document governs."""
    if special is None or not person.special_status:
        return False
    return any(status in special.elsewhere for status in person.special_status)
