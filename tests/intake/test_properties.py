"""What holds of any payload: nothing is dropped, nothing is made up, and neither order nor spelling matters."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake import FORMATS
from app.intake.foreign import Row, UnreadableError
from app.intake.identity_number import CHECK_DIGITS, WEIGHTS, birth_date_in
from app.intake.months import runs
from tests.intake.payloads import BEGINNING, IDENTITY, MISSING, PAYMENT, ROWS, payload

formats = pytest.mark.parametrize("name", FORMATS)
drawn = st.data()
fewer = settings(max_examples=settings().max_examples // 4)
PAID = {"clct_type": "10", "clct_flag": "1", "revs_flag": "Z"}


def rows_of(data, name, most=6):
    return data.draw(st.lists(ROWS[name], max_size=most))


def told_of_case(told):
    return {name: told[name] for name in ("history", "person", "unknown_years")}


def said(told):
    """What is found, wherever it stands."""
    return Counter(f"{each['code']} {each['consequence']} {each['record']}" for each in told["findings"])


def cells(row):
    """What a row says in its cells, by plain names; empty where it cannot be read."""
    plain = Row("", {name.replace("_", "").lower(): [value] for name, value in row.items()})
    try:
        return {name: plain.text(name) for name in row}
    except UnreadableError:
        return {}


@formats
@fewer
@given(data=drawn)
def test_every_row_is_in_the_history_or_in_a_finding(taken, name, data):
    rows = rows_of(data, name)
    told = taken(name, payload(name, rows))
    found = {each["pointer"] for each in told["findings"]}
    for index, row in enumerate(rows):
        if f"{BEGINNING[name]}{index}" not in found:
            assert name not in {"nhsa-1101", "tax-enrolment"}
            assert is_in(told["history"], cells(row)), row


def is_in(history, row):
    """Whether a row of payment is wholly in the history: each of its months in a spell, each of its years bought."""
    if "sfssqQsrq" in row:
        year = int(row["sfssqZzrq"][:4])
        return {year} == {each["year"] for each in history if each["kind"] == "resident" and each["year"] == year}
    first, last = row["accrym_begn"], row["accrym_end"]
    if row["insutype"] == "390":
        years = set(range(int(first[:4]), int(last[:4]) + 1))
        return years <= {each["year"] for each in history if each["kind"] == "resident"}
    begins, ends = f"{first[:4]}-{first[4:]}", f"{last[:4]}-{last[4:]}"
    return any(each["kind"] == "employee" and each["from"] <= begins and ends <= each["to"] for each in history)


@formats
@fewer
@given(data=drawn)
def test_the_order_of_rows_changes_nothing(taken, name, data):
    rows = rows_of(data, name)
    shuffled = data.draw(st.permutations(rows))
    one, other = taken(name, payload(name, rows)), taken(name, payload(name, shuffled))
    assert told_of_case(one) == told_of_case(other)
    assert said(one) == said(other)


@formats
@fewer
@given(data=drawn)
def test_a_row_said_again_changes_nothing_of_the_case(taken, name, data):
    rows = rows_of(data, name)
    assert told_of_case(taken(name, payload(name, rows))) == told_of_case(taken(name, payload(name, [*rows, *rows])))


@formats
@fewer
@given(data=drawn)
def test_every_spelling_of_a_missing_value_is_the_same(taken, name, data):
    rows = rows_of(data, name)
    spelled = [
        {key: data.draw(st.sampled_from(MISSING)) if is_missing(value) else value for key, value in row.items()}
        for row in rows
    ]
    left_out = [{key: value for key, value in row.items() if not is_missing(value)} for row in rows]
    one = taken(name, payload(name, rows))
    assert one == taken(name, payload(name, spelled)) == taken(name, payload(name, left_out))


def is_missing(value):
    return value is None or value in MISSING


@formats
@fewer
@given(data=drawn)
def test_numbers_and_texts_are_the_same(taken, name, data):
    rows = rows_of(data, name)
    as_text = [{key: str(value) if type(value) is int else value for key, value in row.items()} for row in rows]
    as_number = [{key: int(value) if is_number(value) else value for key, value in row.items()} for row in rows]
    one = taken(name, payload(name, rows))
    assert one == taken(name, payload(name, as_text)) == taken(name, payload(name, as_number))


def is_number(value):
    return isinstance(value, str) and value.isdecimal()


@formats
@fewer
@given(data=drawn)
def test_no_year_is_bought_that_no_row_says_is_paid(taken, name, data):
    rows = [cells(row) for row in rows_of(data, name)]
    told = taken(name, payload(name, rows))
    for record in told["history"]:
        if record["kind"] == "resident":
            assert any(says_paid(name, row, record) for row in rows), record
            assert not any(takes_back(row, record["year"]) for row in rows), record
    bought = {record["year"] for record in told["history"] if record["kind"] == "resident"}
    assert not bought & set(told["unknown_years"])


def says_paid(name, row, record):
    """Whether a row says that the whole of a record's year was paid on its day."""
    december, year = f"{record['year']}12", str(record["year"])
    if name == "tax-receipts":
        ends, day = row.get("sfssqZzrq") or "", row.get("rkrq") or ""
        return (
            row.get("zsxmDm") == "10212"
            and ends[:4] + ends[5:7] >= december
            and digits(day) == digits(record["paid_on"])
        )
    if name == "gd-90100":
        row = {"revs_flag": None} | row | {"revs_flag": "Z"}
    whole = (row.get("accrym_begn") or "9") <= december and (row.get("accrym_end") or "") >= december
    paid = PAID.items() <= row.items() and row.get("insutype") == "390"
    return (
        whole
        and paid
        and year <= (row["accrym_end"])[:4]
        and digits(row["clct_time"] or "") == digits(record["paid_on"])
    )


def digits(day):
    return day.replace("-", "")[:8]


def takes_back(row, year):
    first, last = (row.get("accrym_begn") or "9"), (row.get("accrym_end") or "")
    refund = row.get("clct_type") == "20" and row.get("clct_flag") == "1" and row.get("revs_flag") == "Z"
    readable = row.get("insutype") == "390" and first <= last and last != "999912" and first != "202513"
    return refund and readable and first[:4] <= str(year) <= last[:4]


@fewer
@given(rows=st.lists(ROWS["nhsa-1101"], max_size=8), held=st.lists(IDENTITY, max_size=4))
def test_enrolment_buys_no_year_and_proves_no_month_but_the_certain_one(taken, rows, held):
    given_ = payload("nhsa-1101", rows)
    given_["output"]["idetinfo"] = held
    told = taken("nhsa-1101", given_)
    assert told["unknown_years"] == [2025, 2026, 2027]
    for record in told["history"]:
        assert record["kind"] == "employee"
        assert record["from"] == "2026-11" or record["from"] == record["to"] == record["ended_on"][:7]
        assert record["ended_on"] is None or record["ended_on"] < "2026-11-21"
    found = {each["pointer"] for each in told["findings"]}
    kept = sum(f"/output/idetinfo/{index}" not in found for index in range(len(held)))
    assert len(told["person"].get("hardship", [])) <= kept


@formats
@fewer
@given(data=drawn)
def test_what_is_not_told_is_unknown_never_unpaid(taken, name, data):
    rows = rows_of(data, name)
    told = taken(name, payload(name, rows))
    bought = {record["year"] for record in told["history"] if record["kind"] == "resident"}
    neither = {2025, 2026, 2027} - bought - set(told["unknown_years"])
    assert not neither or name == "nhsa-payments"
    if neither:
        spoken = [int(row["accrym_begn"][:4]) for row in map(cells, rows) if months_told(row)]
        until = [int(row["accrym_end"][:4]) for row in map(cells, rows) if months_told(row)]
        assert min(spoken) <= min(neither) <= max(neither) <= max(until)
        assert "unpaid_as_recorded" in {each["code"] for each in told["findings"]}


def months_told(row):
    return row.get("insutype") == "390" and row.get("accrym_begn") and row.get("accrym_end")


@fewer
@given(first=st.integers(0, 30), months=st.integers(0, 20), data=drawn)
def test_splitting_a_run_of_months_changes_nothing(taken, first, months, data):
    row = PAID | {"insutype": "310", "poolarea_no": "430100"}
    said_once = [row | {"accrym_begn": month(first), "accrym_end": month(first + months)}]
    cut = data.draw(st.integers(0, months))
    overlap = data.draw(st.integers(0, months - cut))
    said_twice = [
        row | {"accrym_begn": month(first), "accrym_end": month(first + cut + overlap)},
        row | {"accrym_begn": month(first + cut), "accrym_end": month(first + months)},
    ]
    one, other = (taken("nhsa-payments", payload("nhsa-payments", rows)) for rows in (said_once, said_twice))
    assert told_of_case(one) == told_of_case(other)


def month(number):
    return f"{2024 + number // 12}{number % 12 + 1:02}"


@fewer
@given(months=st.sets(st.integers(0, 60)))
def test_runs_of_months_are_those_months_with_space_between(months):
    found = runs(months)
    assert [month for run in found for month in run.each] == sorted(months)
    assert all(one.last + 1 < other.first for one, other in pairwise(found))


@fewer
@given(born=st.dates(dt.date(1900, 1, 1), dt.date(2026, 11, 21)), order=st.integers(0, 999), wrong=st.integers(1, 10))
def test_an_identity_number_tells_a_birth_by_its_check_digit_alone(taken, born, order, wrong):
    digits_ = f"000000{born:%Y%m%d}{order:03}".replace(" ", "0")
    place = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits_, strict=True)) % 11
    right, other = digits_ + CHECK_DIGITS[place], digits_ + CHECK_DIGITS[(place + wrong) % 11]
    assert birth_date_in(right) == birth_date_in(right.lower()) == born
    assert birth_date_in(other) is birth_date_in(digits_) is birth_date_in(right + "0") is None
    given_ = payload("nhsa-1101", [])
    given_["output"]["baseinfo"] = {"certno": right, "psn_cert_type": "01"}
    told = taken("nhsa-1101", given_)
    assert told["person"]["birth_date"] == born.isoformat()
    assert "birth_date_from_number" in {each["code"] for each in told["findings"]}
    given_["output"]["baseinfo"] |= {"brdy": (born - dt.timedelta(days=1)).isoformat()}
    assert "birth_date" not in taken("nhsa-1101", given_)["person"]
    given_["output"]["baseinfo"] = {"certno": right, "psn_cert_type": "08"}
    assert "birth_date" not in taken("nhsa-1101", given_)["person"]


def test_an_identity_number_of_no_day_tells_no_birth():
    digits_ = "00000019900230001"
    place = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits_, strict=True)) % 11
    assert birth_date_in(digits_ + CHECK_DIGITS[place]) is None


def test_of_too_many_records_the_latest_are_taken(taken):
    rows = [
        PAID
        | {
            "insutype": "310",
            "poolarea_no": f"{430000 + number}",
            "accrym_begn": month(number % 30),
            "accrym_end": month(number % 30),
        }
        for number in range(600)
    ]
    told = taken("nhsa-payments", payload("nhsa-payments", rows))
    assert len(told["history"]) == 400
    assert told["history"][-1]["from"] == "2026-06"
    assert "too_many_records" in {each["code"] for each in told["findings"]}
    rows = [{"psn_idet_type": "2303", "begntime": f"2025-01-{day:02}"} for day in range(1, 32)]
    given_ = payload("nhsa-1101", [])
    given_["output"]["idetinfo"] = rows + [{"psn_idet_type": "2304", "begntime": f"2025-02-{day:02}"} for day in (1, 2)]
    told = taken("nhsa-1101", given_)
    assert len(told["person"]["hardship"]) == 32
    assert told["person"]["hardship"][-1] == {"category": "destitute", "from": "2025-02-02", "to": None}
    assert "too_many_records" in {each["code"] for each in told["findings"]}


@fewer
@given(rows=st.lists(PAYMENT, max_size=5))
def test_the_last_twelve_months_settle_no_year_by_silence(taken, rows):
    told = taken("gd-90100", payload("gd-90100", rows))
    bought = {record["year"] for record in told["history"] if record["kind"] == "resident"}
    assert set(told["unknown_years"]) == {2025, 2026, 2027} - bought
