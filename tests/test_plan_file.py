"""An outlook edited by hand is read back from the workbook and audited."""

from pathlib import Path

import pytest
import xlsxwriter
from build import centre, clinic, county, doctor, policy

from planner.auditing import audit
from planner.calendar import Period
from planner.domain import Credential
from planner.finding import Status
from planner.problem import ScenarioError
from planner.scenario.plan_file import read_plan

RULES = policy("mentougou-2025", "mentougou-reform")


def workbook(path: Path, stints: list[list[str]], leave: list[list[str]] | None = None) -> Path:
    book = xlsxwriter.Workbook(path)
    sheets = {
        "安置结果": [["人员编码", "中心编码", "服务点编码"]],
        "排班明细": [["人员编码", "服务点编码", "起", "止"], *stints],
        "进修安排": [["人员编码", "服务点编码", "月份", "顶岗人编码"], *(leave or [])],
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    book.close()
    return path


@pytest.fixture
def instance():
    people = [
        doctor("D1", "a1", credential=Credential.CERTIFICATE),
        doctor("D2", "a2", credential=Credential.CERTIFICATE),
    ]
    return county([centre("A")], [clinic("a1", "A"), clinic("a2", "A")], people, horizon_years=1)


def test_a_certificate_holder_moved_by_hand_is_found_under_the_clause(tmp_path, instance):
    stints = [["D1", "a1", "2025H2", "2025H2"], ["D1", "a2", "2026H1", "2026H1"], ["村医D2", "a2", "2025H2", "2026H1"]]
    plan, _ = read_plan(workbook(tmp_path / "plan.xlsx", stints, [["D1", "a1", "2025-09", ""]]), instance)
    first = plan.assignments[0]
    assert (first.person_id, first.site_id, first.start) == ("D1", "a1", Period(2025, 2))
    assert plan.leave[0].covered_by is None
    bad = {f.clause for f in audit(instance, RULES, plan) if f.status is Status.VIOLATED}
    assert "MTGR-9-b" in bad


def test_the_outlook_left_as_it_was_breaks_nothing_of_the_careers(tmp_path, instance):
    stints = [["D1", "a1", "2025H2", "2026H1"], ["D2", "a2", "2025H2", "2026H1"]]
    plan, _ = read_plan(workbook(tmp_path / "plan.xlsx", stints), instance)
    bad = [f for f in audit(instance, RULES, plan) if f.status is Status.VIOLATED]
    assert not bad


def test_faults_of_an_edited_outlook_are_all_named(tmp_path, instance):
    stints = [["D1", "a1", "2025", "2026H1"], ["X9", "a2", "2025H2", "2026H3"]]
    with pytest.raises(ScenarioError) as caught:
        read_plan(workbook(tmp_path / "plan.xlsx", stints), instance)
    assert {(p.row, p.column) for p in caught.value.problems} == {(2, "起"), (3, "止"), (3, "人员编码")}
    assert all("排班明细" in p.where for p in caught.value.problems)
