"""The waiting period for OpenFisca-Core, as its documentation would have it: entities, variables, parameters."""

from datetime import date

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FIRST_YEAR = 2025
Household = build_entity(
    key="household", plural="households", label="Household", roles=[{"key": "member", "plural": "members"}]
)
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
SINCE = "2025-01-01"
PARAMETERS = {
    "waiting": {
        "fixed_months": {"values": {SINCE: {"value": 3}}},
        "neutral_employee_months": {"values": {SINCE: {"value": 3}}},
        "days_of_a_month": {"values": {SINCE: {"value": 30}}},
    }
}


class fee_paid(Variable):  # noqa: N801 (OpenFisca names variables so)
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Whether the resident fee was paid for the year"


class employed(Variable):  # noqa: N801
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Whether the month was covered by the employee scheme"


class in_window(Variable):  # noqa: N801
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Whether the fee of the year is paid inside the payment window"


class paid_on(Variable):  # noqa: N801
    value_type = date
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The day on which the fee of the year is paid"


class neutral(Variable):  # noqa: N801
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Whether the year counts neither as enrolled nor as lapse"

    def formula(person, period, parameters):
        months = sum(person("employed", month) * 1 for month in period.get_subperiods(DateUnit.MONTH))
        return months >= parameters(period).waiting.neutral_employee_months


class lapse_years(Variable):  # noqa: N801
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Lapse years since the last year enrolled"

    def formula(person, period):
        # A loop, for a formula that asks for itself in the year before is cut off in silence.
        lapses = np.zeros(person.count, int)
        for year in range(FIRST_YEAR, period.start.year):
            paid = person("fee_paid", str(year))
            lapses = np.where(paid, 0, lapses + ~person("neutral", str(year)))
        return lapses


class waiting_months(Variable):  # noqa: N801
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Fixed and variable wait together"

    def formula(person, period, parameters):
        lapses = person("lapse_years", period)
        fixed = parameters(period).waiting.fixed_months * ((lapses >= 1) | ~person("in_window", period))
        return fixed + np.maximum(lapses - 1, 0)


class first_covered_day(Variable):  # noqa: N801
    value_type = date
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The day after the last of the wait"

    def formula(person, period, parameters):
        opening = np.datetime64(period.start.date, "D")
        starts_on = np.where(person("in_window", period), opening, person("paid_on", period))
        days = person("waiting_months", period) * parameters(period).waiting.days_of_a_month
        return starts_on + days.astype("m8[D]")


def system():
    """All of it."""
    made = TaxBenefitSystem([Person, Household])
    made.parameters = ParameterNode(data=PARAMETERS)
    for variable in (
        fee_paid, employed, in_window, paid_on, neutral, lapse_years, waiting_months, first_covered_day,
    ):  # fmt: skip
        made.add_variable(variable)
    return made
