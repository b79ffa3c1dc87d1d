"""compare.html: plans side by side as leadership reads them, in a real browser, checked against the tables."""

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import HOSTILE, county, with_instance
from test_page import Reader, Tags

from planner.comparing.differences import clinic_changes, person_changes
from planner.comparing.indicators import indicators
from planner.comparing.reckoned import books
from planner.comparison import Comparison, Indicator, Member, Step, StepKind
from planner.domain import Placement, Plan, Wish
from planner.report.compare_folder import write_comparison
from planner.report.compare_page import compare_page
from planner.result import Result, SolveStatus
from planner.text import Language, Text, plain

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

RATES, WISH = "MTG25-2.1-a", "MTG25-2.1-d"


def moved(result: Result, places: Mapping[str, tuple[str, str] | None]) -> Result:
    """The same season with some graduates at other clinics, or nowhere; counts of clinics and centres follow."""
    at: dict[str, tuple[str | None, str | None]] = {
        o.person_id: places.get(o.person_id, (o.centre_id, o.site_id)) or (None, None)
        for o in result.outcomes
    }  # fmt: skip
    sites, centres = Counter(s for _, s in at.values()), Counter(c for c, _ in at.values())
    return replace(
        result,
        plan=Plan(placements=tuple(Placement(person_id=p, centre_id=c, site_id=s) for p, (c, s) in at.items())),
        sites_after=tuple(
            replace(s, staff=s.staff_before + sites[s.site_id], uncovered=not s.staff_before + sites[s.site_id])
            for s in result.sites_after
        ),
        centres_after=tuple(
            replace(c, vacant_after=c.vacant_before - centres[c.centre_id]) for c in result.centres_after
        ),
    )


def member(name: str, result: Result) -> Member:
    return Member(
        name=name, title=Text(f"情景{name}", f"variant {name}"), scenario=result.scenario, status=result.status,
        plan=result.plan, goals=result.goals, sites=result.sites_after, centres=result.centres_after,
        notes=result.notes,
    )  # fmt: skip


def compared(results: Mapping[str, Result], behind: Mapping[str, tuple[str, ...]]) -> Comparison:
    """These plans side by side, each difference put down to the steps given by person."""
    steps = tuple(
        Step(key=key, kind=StepKind.CLAUSE, label=plain(key))
        for key in sorted({k for ks in behind.values() for k in ks})
    )
    first, *others = (member(name, result) for name, result in results.items())
    members = (first, *(replace(m, path=steps) for m in others))
    return Comparison(
        members=members,
        indicators=tuple(indicators(members, books(members))),
        people=tuple(c for at, m in enumerate(members) if at for c in person_changes(first, m, at, behind)),
        clinics=tuple(clinic_changes(members)),
        summary=(Text("其一：有得有失。", "one: some gain, some lose."),),
        notices=(Text("请看清楚", "mind this"),),
    )


def three(season: Result) -> Comparison:
    """The worked example; with two graduates in each other's place and a third elsewhere in her centre; with fewer."""
    base = moved(season, {})
    site = {p.person_id: p.site_id or "" for p in base.plan.placements}
    swapped = moved(season, {"G1": ("B", site["G2"]), "G2": ("A", site["G1"]), "G3": ("C", "C01")})
    fewer = moved(season, {"G6": None, "G7": ("D", "D08")})
    behind = {"G1": (RATES,), "G2": (RATES, WISH), "G3": (WISH,), "G6": (WISH,), "G7": (RATES,)}
    return compared({"base": base, "swapped": swapped, "fewer": fewer}, behind)


@pytest.fixture
def comparison(season: Result) -> Comparison:
    return three(season)


@pytest.fixture
def reader(browser: "Chrome", comparison: Comparison, tmp_path: Path) -> Reader:
    return Reader(browser, write_comparison(comparison, tmp_path / "out", "zh"), "compare.html")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_names_no_address_but_namespaces(comparison: Comparison, language: Language) -> None:
    html = compare_page(comparison, language)
    assert set(re.findall(r"[a-z]+://[^\s'\"<>)]+", html)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(link|img|iframe|object|embed)\b|\bsrc=|@import|url\((?!data:|#)", html)
    assert "default-src 'none'" in html
    assert html == compare_page(comparison, language), "equal comparisons, equal pages"


def test_the_page_speaks_one_language(comparison: Comparison) -> None:
    chinese, english = compare_page(comparison, "zh"), compare_page(comparison, "en")
    assert "去向不同的人" in chinese and "People whose place differs" not in chinese
    assert "People whose place differs" in english and "去向不同的人" not in english
    assert "one: some gain, some lose." in english and "mind this" in english and "proven optimal" in english


def test_names_are_text_on_the_page(hostile: Result) -> None:
    parser = Tags()
    parser.feed(compare_page(three(hostile), "zh"))
    assert parser.tags.count("script") == 1 and "b" in parser.tags
    shown = " ".join(parser.text)
    assert f"{HOSTILE[1]} (G1)" in shown and HOSTILE[0] in shown


def test_rates_are_exact_and_differences_say_whether_they_are_better(comparison: Comparison) -> None:
    rate = Indicator(key="r", part="season", label=plain("rate"), clause="X-1", better="less",
                     values=(Fraction(3, 4), Fraction(2, 3), None), bounds=(None,) * 3,
                     proven=(True, True, False))  # fmt: skip
    open_ = replace(rate, key="o", values=(5, 7, 5), bounds=(5, 4, None), proven=(True, False, False), better=None)
    yuan = replace(rate, key="m", part="money", values=(Decimal("10.50"), Decimal("1200.00"), None))
    mean = replace(rate, key="h", values=(Fraction(5, 2), Fraction(3, 2), Fraction(2)), better=None)
    html = compare_page(replace(comparison, indicators=(rate, open_, yuan, mean)), "en")
    assert "<b>3/4 (75.0%)</b>" in html and "<b>2/3 (66.7%)</b>" in html
    assert '<span class="change better"><i>▼</i> 1/12 (8.3%) better</span>' in html
    assert '<b>7 (bound 4)</b> <span class="change "><i>▲</i> 2</span>' in html
    assert '<b>1,200.00</b> <span class="change worse"><i>▲</i> 1,189.50 worse</span>' in html
    assert '<span class="change "><i>▼</i> 1</span>' in html and '<span class="change "><i>▼</i> 1/2</span>' in html
    assert "<b>5</b> <small>not proven optimal</small></td>" in html


def test_a_member_without_a_plan_says_why_and_the_rest_stands(comparison: Comparison) -> None:
    failed = Member(
        name="impossible", title=plain("t"), scenario=comparison.baseline.scenario, status=SolveStatus.INFEASIBLE,
        failure=Text("不存在这样的安排", "no such plan"),
    )  # fmt: skip
    members = (*comparison.members, failed)
    html = compare_page(
        replace(comparison, members=members, indicators=tuple(indicators(members, books(members))),
                clinics=tuple(clinic_changes(members))), "en",
    )  # fmt: skip
    assert "no plan: no such plan" in html and "no plan exists" in html
    assert '<small class="why">no such plan</small></th>' in html
    assert '<option value="2">fewer</option>' in html
    assert html.count('<option value="3">impossible</option>') == 1, "to be filtered by, but not on a map"


def test_without_coordinates_there_is_no_map(season: Result) -> None:
    sites = tuple(replace(s, lon=None, lat=None) for s in season.scenario.instance.sites)
    centres = tuple(replace(c, lon=None, lat=None) for c in season.scenario.instance.centres)
    html = compare_page(three(with_instance(season, sites=sites, centres=centres, outline=())), "zh")
    assert 'class="map"' not in html and 'id="compare_people"' in html


# In a browser ---------------------------------------------------------------------------------------------------


def rows_of(reader: Reader, member: str) -> list[dict[str, str]]:
    return [r for r in reader.table("compare_people") if r["member"] == member]


def figures(reader: Reader, member: int) -> tuple[int, ...]:
    names = ("gains", "loses", "other", "covered", "uncovered")
    return tuple(int(reader.total(f"{name}-{member}")) for name in names)


def expected(reader: Reader, member: str) -> tuple[int, ...]:
    verdicts = Counter(r["verdict"] for r in rows_of(reader, member))
    without = {(r["site_id"], r["member"]): r["half_years"] != "0" for r in reader.table("compare_clinics")}
    pairs = [(without[s, "base"], without[s, member]) for s in {s for s, _ in without}]
    others = sum(verdicts.values()) - verdicts["gains"] - verdicts["loses"]
    return verdicts["gains"], verdicts["loses"], others, pairs.count((True, False)), pairs.count((False, True))


def view(reader: Reader, side: str) -> str:
    box = reader.chrome.execute_script(
        "return document.querySelector(arguments[0]).getAttribute('viewBox')", f"#{side} svg.map"
    )
    return str(box)


def marks(reader: Reader, side: str, look: str) -> set[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map(m => m.dataset.id)"
    return set(reader.chrome.execute_script(script, f"#{side} .marks .m.{look}"))


def test_a_reader_sees_what_the_tables_say(reader: Reader, comparison: Comparison) -> None:
    people = reader.rows("compare_people")
    given = reader.table("compare_people")
    assert [(row[0], row[1].split("(")[1][:-1]) for row in people] == [(r["member"], r["person_id"]) for r in given]
    assert len(reader.rows("compare_clinics")) == len({r["site_id"] for r in reader.table("compare_clinics")}) > 0
    for at, name in ((1, "swapped"), (2, "fewer")):
        assert figures(reader, at) == expected(reader, name) and sum(figures(reader, at)) > 0
    told = {(r["indicator"], r["member"]): r["value"] for r in reader.table("compare_indicators")}
    for key in ("unstaffed", "vacant", "moved"):
        for at, m in enumerate(comparison.members):
            cell = reader.find(f"#indicators tr[data-key='{key}'] td[data-member='{at}'] b").text
            assert cell.replace(",", "") == told[key, m.name]
    assert reader.complaints() == []


def test_filtering_twice_keeps_tables_and_totals_right(reader: Reader) -> None:
    from selenium.webdriver.support.select import Select

    Select(reader.find("#clause")).select_by_value(WISH)
    under = [r for r in reader.table("compare_people") if WISH in r["steps"].split(";")]
    assert [row[1][-3:-1] for row in reader.rows("compare_people")] == [r["person_id"] for r in under]
    Select(reader.find("#member")).select_by_value("1")
    own = [r for r in under if r["member"] == "swapped"]
    assert [row[1][-3:-1] for row in reader.rows("compare_people")] == [r["person_id"] for r in own] == ["G2", "G3"]
    gains, loses = (sum(r["verdict"] == v for r in own) for v in ("gains", "loses"))
    assert figures(reader, 1)[:2] == (gains, loses)
    assert not reader.find("#totals [data-member='2']").is_displayed()
    reader.search("g3")
    assert [row[1] for row in reader.rows("compare_people")] == ["孙三 (G3)"]
    reader.search("没有这个人")
    assert reader.rows("compare_people") == [] and reader.find("#part-compare_people .none").is_displayed()
    reader.find("#filter button[type=reset]").click()
    reader.chrome.execute_async_script("setTimeout(arguments[0], 50)")
    assert figures(reader, 1) == expected(reader, "swapped")
    Select(reader.find("#area")).select_by_value("c:D")
    assert [row[1] for row in reader.rows("compare_people")] == ["郑七 (G7)"], "before or after at this centre"
    assert reader.complaints() == []


def test_differing_only_leaves_indicators_that_differ(reader: Reader) -> None:
    reader.find("#changed").click()
    values: dict[str, set[str]] = {}
    for r in reader.table("compare_indicators"):
        values.setdefault(r["indicator"], set()).add(r["value"])
    script = "return [...document.querySelectorAll('#indicators tr[data-key]:not([hidden])')].map(r => r.dataset.key)"
    assert set(reader.chrome.execute_script(script)) == {key for key, found in values.items() if len(found) > 1}


def test_sorting_is_by_number(reader: Reader) -> None:
    reader.find("#compare_people th:nth-child(5) button").click()
    ranks = [r["wish_rank_after"] or "999" for r in reader.table("compare_people")]
    shown = [row[4].split(" → ")[-1] for row in reader.rows("compare_people")]
    assert [int(s) if s.isdigit() else 999 for s in shown] == sorted(map(int, ranks))
    reader.find("#compare_clinics th:nth-child(3) button").click()
    reader.find("#compare_clinics th:nth-child(3) button").click()
    residents = [int(row[2]) for row in reader.rows("compare_clinics")]
    assert residents == sorted(residents, reverse=True)


def test_two_maps_move_together_and_show_what_differs(reader: Reader, comparison: Comparison) -> None:
    from selenium.webdriver.support.select import Select

    whole = view(reader, "left")
    reader.find("#left svg.map").send_keys("+")
    assert view(reader, "right") == view(reader, "left") != whole
    reader.find("#right svg.map").send_keys("0")
    assert view(reader, "left") == view(reader, "right")
    assert reader.find("#right [data-zoom=all]").is_displayed()

    base, swapped, fewer = comparison.members
    staff = [{s.site_id: (s.staff_before, s.staff) for s in m.sites} for m in (base, swapped, fewer)]
    assert marks(reader, "left", "differs") == {s for s in staff[0] if staff[0][s] != staff[1][s]}
    arrows = "return [...document.querySelectorAll('#right .arrows [data-person]')].map(a => a.dataset.person).sort()"
    assert reader.chrome.execute_script(arrows) == ["G1", "G2", "G3"]
    Select(reader.find("#left select")).select_by_visible_text("swapped")
    Select(reader.find("#right select")).select_by_visible_text("fewer")
    assert marks(reader, "right", "differs") == {s for s in staff[1] if staff[1][s] != staff[2][s]}
    assert reader.chrome.execute_script(arrows) == ["G1", "G2", "G3", "G7"], "G6 is placed on the left only"
    Select(reader.find("#member")).select_by_value("1")
    assert reader.find("#right select").get_attribute("value") == "1", "who filters by a plan sees it on the map"
    assert reader.complaints() == []


def test_a_row_by_keyboard_or_mouse_shows_on_both_maps(reader: Reader, comparison: Comparison) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    stops = "return document.querySelectorAll('#compare_people tbody tr[tabindex=\"0\"]').length"
    assert reader.chrome.execute_script(stops) == 1, "one tab stop for the table"
    first = reader.find("#compare_people tbody tr:nth-child(1)")
    reader.chrome.execute_script("arguments[0].focus()", first)
    first.send_keys(Keys.ARROW_DOWN)
    second = reader.chrome.switch_to.active_element
    assert second.get_attribute("data-id") == "G2"
    second.send_keys(Keys.SPACE)
    places = {m.plan.placement["G2"].site_id for m in comparison.members[:2]}
    assert marks(reader, "left", "picked") == marks(reader, "right", "picked") == places
    assert "钱二 (G2)" in reader.find("#picked").text and view(reader, "left") == view(reader, "right")
    second.send_keys(Keys.ESCAPE)
    assert marks(reader, "left", "picked") == set()
    reader.find("#left [data-zoom=all]").click()
    reader.chrome.execute_script("document.querySelector('.pair').scrollIntoView({block: 'center'})")
    ActionChains(reader.chrome).move_to_element(reader.find("#left .marks [data-id='D08']")).click().perform()
    assert "丁后村卫生室" in reader.find("#picked").text and "仍无医生" in reader.find("#picked").text
    assert marks(reader, "right", "picked") == {"D08"}
    reader.find("#only").click()
    assert [row[0] for row in reader.rows("compare_clinics")] == ["丁后村卫生室 (D08)"]
    row = reader.find("#compare_clinics tbody tr:not([hidden])")
    row.click()
    assert marks(reader, "left", "picked") == {"D08"}
    assert reader.complaints() == []


def test_an_attackers_names_run_nothing(browser: "Chrome", hostile: Result, tmp_path: Path) -> None:
    reader = Reader(browser, write_comparison(three(hostile), tmp_path / "out", "en"), "compare.html")
    reader.find("#compare_people tbody tr").click()
    assert reader.chrome.execute_script("return document.querySelectorAll('script').length") == 1
    assert HOSTILE[1] in reader.find("#picked").text
    assert reader.complaints() == []


def test_it_prints_on_a4_across(reader: Reader) -> None:
    printed = reader.chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = b64decode(printed["data"])
    assert pdf.startswith(b"%PDF")
    boxes = {tuple(map(float, found.split())) for found in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)}
    assert {(round(b[2]), round(b[3])) for b in boxes} == {(842, 595)}


def test_five_thousand_clinics_load_and_filter_quickly(browser: "Chrome", tmp_path: Path) -> None:
    made = county(5000, 300)
    people = tuple(o.person_id for o in made.outcomes)
    wishes = tuple(Wish(person_id=p, rank=1, centre_id=made.scenario.instance.centres[0].id) for p in people)
    base = moved(with_instance(made, wishes=wishes), {})
    places = {o.person_id: (o.centre_id or "", o.site_id or "") for o in made.outcomes}
    turned = dict(zip(people, [*(places[p] for p in people[1:]), places[people[0]]], strict=True))
    plans = {"base": base, "turned": moved(base, turned), "fewer": moved(base, dict.fromkeys(people[:100]))}
    plans |= {f"more{n}": moved(base, dict.fromkeys(people[100 + n : 200])) for n in range(3)}
    (tmp_path / "compare.html").write_text(compare_page(compared(plans, {}), "zh"), encoding="utf-8")
    reader = Reader(browser, tmp_path, "compare.html")
    loaded = "const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd - t.startTime"
    took = reader.chrome.execute_script(loaded)
    print(f"six plans of 5,000 clinics: {took:.0f} ms, {(tmp_path / 'compare.html').stat().st_size / 1e6:.1f} MB")
    assert took < 6000, "2 s on a quiet machine; three times that on a busy one"
    filtered = (
        "const t = performance.now(), f = document.querySelector('#find'); f.value = '东'; "
        "f.dispatchEvent(new Event('input', {bubbles: true})); return performance.now() - t"
    )
    assert reader.chrome.execute_script(filtered) < 1500
    assert 0 < len(reader.rows("compare_people")) < 1000
    assert reader.complaints() == []
