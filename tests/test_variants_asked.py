"""What leadership asks of the Mentougou season: every variant is solved and clean, and is what its README says."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import planner
from planner.calendar import age_on
from planner.domain import Instance, SiteKind
from planner.result import Result, SolveStatus
from planner.scenario import Scenario
from planner.stages.supply import staffing_on
from planner.sweeping.figures import moves

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "mentougou-2025"
VARIANTS = sorted(path.stem for path in (FOLDER / "variants").glob("*.yaml"))
DAY = date(2025, 7, 1)


@cache
def loaded(variant: str = "base") -> Scenario:
    return planner.load(FOLDER, variant)


@cache
def solved(variant: str = "base") -> Result:
    return planner.solve(loaded(variant))


def instance(variant: str = "base") -> Instance:
    return loaded(variant).instance


def empty(result: Result) -> tuple[int, int]:
    """Clinics without a village doctor, and the residents they serve."""
    sites = [result.scenario.instance.site[s.site_id] for s in result.sites_after if s.uncovered]
    return len(sites), sum(site.population for site in sites)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_solved_to_proof_and_passes_its_audit(variant: str) -> None:
    assert solved(variant).status is SolveStatus.OPTIMAL


def test_all_are_in_the_readme_with_what_they_found() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for variant in VARIANTS:
        assert readme.count(f"`{variant}`") >= 2, variant
    assert "本方案 {} 处，服务 {} 人".format(*empty(solved())) in readme
    for variant in ("over-65-gone", "ten-fewer"):
        clinics, residents = empty(solved(variant))
        assert f"无人 {clinics} 处，服务 {residents} 人" in readme
        assert f"{clinics} clinics empty, serving {residents}" in readme
    assert empty(solved("rules-2021"))[0] == 16


# Everyone of 65 or over gone ------------------------------------------------------------------------------------


def test_nobody_of_sixty_five_is_in_post_and_nobody_younger_was_sent_away() -> None:
    scenario = loaded("over-65-gone")
    facts = scenario.instance
    assert facts == instance()
    there = {p.id for people in staffing_on(DAY, facts, scenario.policy).in_post.values() for p in people}
    before = {p.id for people in staffing_on(DAY, facts, loaded().policy).in_post.values() for p in people}
    old = {p.id for p in facts.people if p.birth_date is not None and age_on(p.birth_date, DAY) >= 65}
    assert there == before - old
    assert before & old


# Villages under 800 people sharing clinics ----------------------------------------------------------------------


def test_the_script_writes_the_variant_byte_for_byte(tmp_path: Path) -> None:
    script = FOLDER / "synthetic_sharing.py"
    subprocess.run([sys.executable, "-B", str(script), str(tmp_path / "made.yaml")], check=True)
    assert (tmp_path / "made.yaml").read_bytes() == (FOLDER / "variants" / "small-villages-share.yaml").read_bytes()


def test_only_small_integrated_clinics_close_and_every_village_goes_to_one_of_its_centre() -> None:
    before, after = instance(), instance("small-villages-share")
    closed = before.site.keys() - after.site.keys()
    assert len(closed) == 63
    assert all(before.site[c].kind is SiteKind.CLINIC and before.site[c].integrated_on(DAY) for c in closed)
    assert max(before.site[c].population for c in closed) < 800
    old = {v.id: v.site_id for v in before.villages}
    for village in after.villages:
        was, now = before.site[old[village.id] or ""], after.site[village.site_id or ""]
        assert now.id == was.id or (was.id in closed and now.centre_id == was.centre_id and now.integrated_on(DAY))


def test_residents_doctors_and_wishes_move_with_the_villages() -> None:
    before, after = instance(), instance("small-villages-share")
    assert sum(s.population for s in before.sites) == sum(s.population for s in after.sites)
    for site in after.sites:
        if site != before.site[site.id]:
            assert site.population == sum(v.population for v in after.villages if v.site_id == site.id)
            assert site.posts is not None and site.posts >= min(4, -(-site.population // 1000))
    assert after.person.keys() == before.person.keys()
    closed = before.site.keys() - after.site.keys()
    went = {p.id: p.site_id for p in after.people}
    for person in before.people:
        if person.site_id in closed:
            host = {v.site_id for v in after.villages if before_site(v.id) == person.site_id}
            assert {went[person.id]} == host
        else:
            assert went[person.id] == person.site_id
    assert len(after.wishes) == len(before.wishes)


def before_site(village: str) -> str | None:
    return next(v.site_id for v in instance().villages if v.id == village)


def test_fewer_clinics_leave_fewer_vacancies_than_graduates() -> None:
    result = solved("small-villages-share")
    assert sum(c.vacant_before for c in result.centres_after) == sum(o.placed for o in result.outcomes) == 18
    assert sum(not o.placed for o in result.outcomes) == 12


# Postings of three years ----------------------------------------------------------------------------------------


def test_three_year_postings_leave_the_season_alone() -> None:
    assert solved("three-year-postings").plan.placements == solved().plan.placements


def test_three_year_postings_move_people_less_often() -> None:
    def moved(variant: str) -> int:
        scenario = loaded(variant)
        short = replace(scenario, instance=replace(scenario.instance, horizon_years=2))
        return moves(short.instance, planner.outlook(short, workers=1).plan)

    assert moved("three-year-postings") < moved("base")


def test_pay_of_2021_changes_who_pays_what_and_places_nobody_elsewhere() -> None:
    now, then = solved(), solved("pay-2021")
    assert [(p.person_id, p.site_id) for p in then.plan.placements] == [
        (p.person_id, p.site_id) for p in now.plan.placements
    ]
    items = {(m.item, m.funder.value) for m in then.accounts.money}
    assert {("insurance_subsidy", "district"), ("employer_share_deducted", "person")} <= items
    assert not {item for item, _ in items} & {"rural_allowance", "employer_insurance", "employer_housing_fund"}
    assert "city" not in {funder for _, funder in items}
