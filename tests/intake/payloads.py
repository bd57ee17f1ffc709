"""Drawn payloads: rows as other systems write them, plain and crooked, and where the rows of each format stand."""

from hypothesis import strategies as st

MISSING = [None, "", "null", "NULL"]
DAYS = ["2024-11-02", "2025-01-01", "2025-09-03 00:00:00", "2026-01-31", "2026-10-31", "20261101", "2026-11-21"]
ODD_DAYS = ["1900-01-01", "2026-02-30", "9999-12-31", "昨天", 20, True]
MONTHS = ["202401", "202412", "202501", "202506", "202512", "202601", "202610", "202612", "202701", "202712"]
AREAS = ["430100", "430199", "440300"]


def cell(*plain, odd=()):
    """The values of a cell: those that say something, and those that are missing or crooked."""
    return list(plain), [*plain, *MISSING, *odd]


def row(**cells):
    """A row whose every cell says something, or one of whose cells is anything, or all of them are."""
    plain = {name: st.sampled_from(values) for name, (values, _) in cells.items()}
    anything = {name: st.sampled_from(values) for name, (_, values) in cells.items()}
    one_off = st.sampled_from(sorted(cells)).flatmap(lambda name: st.fixed_dictionaries(plain | {name: anything[name]}))
    return st.one_of(st.fixed_dictionaries(plain), one_off, st.fixed_dictionaries({}, optional=anything))


DAY = cell(*DAYS, odd=ODD_DAYS)
ENROLMENT = row(
    insutype=cell("310", "390", 310, odd=["320", "39999"]),
    insuplc_admdvs=cell(*AREAS, odd=["43", 430100]),
    psn_insu_stas=cell("1", "2", "4", 1, odd=["0", "3", "7"]),
    psn_insu_date=DAY,
    paus_insu_date=DAY,
    psn_type=cell("1101", "1103", "1501", "1404", odd=["99"]),
)
IDENTITY = row(
    psn_idet_type=cell("2303", "2304", "2308", odd=["2102"]), psn_type_lv=cell("1", "3"), begntime=DAY, endtime=DAY
)
PAYMENT = row(
    insutype=cell("310", "390", odd=["510"]),
    poolarea_no=cell(*AREAS),
    accrym_begn=cell("202501", "202501", "202601", "202506", odd=["202513"]),
    accrym_end=cell("202512", "202512", "202612", "202610", odd=["999912"]),
    clct_type=cell("10", "10", "10", "20", odd=["30"]),
    clct_flag=cell("1", odd=["0", "4"]),
    revs_flag=cell("Z", odd=["+", "-"]),
    clct_time=DAY,
)
RECEIPT = row(
    zsxmDm=cell("10212", odd=["10210"]),
    sbjbjgDm=cell("4306024306000000000", odd=["4306"]),
    sfssqQsrq=cell("2025-01-01", "2026-01-01", "2027-01-01", odd=["2025-07-01"]),
    sfssqZzrq=cell("2025-12-31", "2026-12-31", "2027-12-31", odd=["2026-06-30"]),
    rkrq=DAY,
    sjje=cell("400.00", 400, odd=["-400.00", "0", "?"]),
)
LEVY = row(zsxmdm=cell("10212", odd=["10210"]), ksjfny=cell(*MONTHS), zzjfny=cell("999912", *MONTHS))
ROWS = {
    "nhsa-1101": ENROLMENT,
    "nhsa-payments": PAYMENT,
    "gd-90100": PAYMENT,
    "tax-enrolment": LEVY,
    "tax-receipts": RECEIPT,
}
BEGINNING = {
    "nhsa-1101": "/output/insuinfo/",
    "nhsa-payments": "/data/",
    "gd-90100": "/output/",
    "tax-enrolment": "/body/response/cbdjxxlist/v/0/jfxzxxlist/v/",
    "tax-receipts": "/data/",
}
"""What the pointer to a row begins with."""


def payload(name, rows):
    """A payload of the format with these rows."""
    head = {"infcode": 0, "respond_time": "20261121093000456"}
    match name:
        case "nhsa-1101":
            return head | {"output": {"baseinfo": {"brdy": "1990-05-01"}, "insuinfo": rows}}
        case "gd-90100":
            return head | {"output": rows}
        case "tax-enrolment":
            response = {"cbdjxxlist": {"v": [{"jfxzxxlist": {"v": rows}}]}}
            return {"head": {"retCode": "000000"}, "body": {"response": response}}
    return {"data": rows}
