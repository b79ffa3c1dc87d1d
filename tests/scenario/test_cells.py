"""What may stand in a cell, and what is refused: both sides of each limit."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from planner.domain import Credential, Role
from planner.scenario.cells import (
    CODE,
    CODES,
    COUNT,
    DAY,
    LATITUDE,
    LONGITUDE,
    MONTH,
    QUANTITY,
    RANK,
    TEXT,
    YES_NO,
    CellFault,
    CellType,
)
from planner.scenario.schema import CREDENTIAL, ROLE, ZONE


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (DAY, "2025-07-01", date(2025, 7, 1)),
        (DAY, "2025/7/1", date(2025, 7, 1)),
        (DAY, "2025.7.1", date(2025, 7, 1)),
        (DAY, "2025年7月1日", date(2025, 7, 1)),
        (DAY, "２０２５年７月１日", date(2025, 7, 1)),
        (DAY, "20250701", date(2025, 7, 1)),
        (DAY, 20250701.0, date(2025, 7, 1)),
        (DAY, 45839.0, date(2025, 7, 1)),
        (DAY, "45839", date(2025, 7, 1)),
        (DAY, datetime.combine(date(2025, 7, 1), time()), date(2025, 7, 1)),
        (DAY, "2025-07-01 00:00:00", date(2025, 7, 1)),
        (DAY, "1900-01-01", date(1900, 1, 1)),
        (MONTH, "2025-09", date(2025, 9, 1)),
        (MONTH, "2025年9月", date(2025, 9, 1)),
        (MONTH, date(2025, 9, 17), date(2025, 9, 1)),
        (CODE, 110109001001.0, "110109001001"),
        (CODE, "110109001001.0", "110109001001"),
        (CODE, 110109001001, "110109001001"),
        (CODE, " Ｃ０１ ", "C01"),
        (CODE, "012", "012"),
        (CODE, "110101198701022345", "110101198701022345"),
        (CODES, "C1；C2,C3、C4", frozenset({"C1", "C2", "C3", "C4"})),
        (CODES, 12.0, frozenset({"12"})),
        (TEXT, "=HYPERLINK(1)", "=HYPERLINK(1)"),
        (TEXT, " 甲\n乙 ", "甲 乙"),
        (COUNT, "1,200", 1200),
        (COUNT, "１２", 12),
        (COUNT, 0.0, 0),
        (RANK, 1.0, 1),
        (QUANTITY, 87.1, Decimal("87.1")),
        (QUANTITY, 87.10000000000001, Decimal("87.1")),
        (LONGITUDE, "116.1", 116.1),
        (YES_NO, "是", True),
        (YES_NO, "No", False),
        (YES_NO, 1.0, True),
        (YES_NO, "true", True),
        (ROLE, "定向毕业生", Role.GRADUATE),
        (ROLE, "Graduate", Role.GRADUATE),
        (CREDENTIAL, "乡村全科执业助理医师", Credential.RURAL_ASSISTANT),
    ],
)
def test_a_cell_reads_as(kind: CellType, cell: object, value: object) -> None:
    assert kind.read(cell) == value  # type: ignore[arg-type]  # parametrised over every type of cell


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (DAY, "2025-02-29"),
        (DAY, "1987-13-02"),
        (DAY, "1899-12-31"),
        (DAY, "2101-01-01"),
        (DAY, "1987"),
        (DAY, 1987.0),
        (DAY, "2025年7月"),
        (DAY, "85.7.1"),
        (DAY, "不详"),
        (MONTH, "2025-13"),
        (MONTH, "九月"),
        (CODE, 1.101011987010224e17),
        (CODE, "1.10101E+17"),
        (TEXT, 1.101011987010224e17),
        (COUNT, "-1"),
        (COUNT, "1.5"),
        (COUNT, "约100"),
        (COUNT, "nan"),
        (RANK, "0"),
        (QUANTITY, "-0.1"),
        (QUANTITY, "inf"),
        (LONGITUDE, "39.9"),
        (LATITUDE, "116.1"),
        (YES_NO, "2"),
        (ROLE, "村长"),
        (ZONE, "山"),
    ],
)
def test_a_cell_is_refused(kind: CellType, cell: object) -> None:
    with pytest.raises(CellFault):
        kind.read(cell)  # type: ignore[arg-type]  # parametrised over every type of cell


def test_an_unknown_word_names_the_nearest_and_every_choice() -> None:
    with pytest.raises(CellFault) as fault:
        CREDENTIAL.read("执业助里医师")
    assert "执业助理医师" in fault.value.text.zh and "rural_assistant" in fault.value.text.en
