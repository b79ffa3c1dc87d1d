"""report.html as a file: whole, escaped, without network; and as a reader uses it, in a real browser."""

import csv
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import HOSTILE, county

from planner.report import write_run
from planner.report.notebook import result_html
from planner.report.page import page
from planner.result import Result
from planner.text import Language

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement


class Tags(HTMLParser):
    """Collects tags and the text of table cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_names_no_address_but_namespaces(season: Result, language: Language) -> None:
    html = page(season, season.notes, language)
    addresses = set(re.findall(r"[a-z]+://[^\s'\"<>)]+", html))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(link|img|iframe|object|embed)\b|\bsrc=|@import|url\((?!data:|#)", html)
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_the_page_speaks_one_language(season: Result) -> None:
    chinese, english = page(season, season.notes, "zh"), page(season, season.notes, "en")
    assert '<html lang="zh-CN">' in chinese and "安置结果" in chinese and "Placements" not in chinese
    assert '<html lang="en">' in english and "Placements" in english and "安置结果" not in english


def test_the_page_says_status_policy_and_what_is_left_out(season: Result) -> None:
    html = page(season, season.notes, "en")
    for words in (
        "proven optimal",
        "draft, not in force",
        "rates are recomputed after each placement",
        "home town first",
        "the 2025 text rules otherwise",
        "does not bear on placement",
        "all people are invented",
        "Graduates not placed this season: 1",
        "no seat was left",
        "郑七 (G7)",
    ):
        assert words in html, words


def test_names_are_text_on_the_page(hostile: Result) -> None:
    parser = Tags()
    parser.feed(page(hostile, hostile.notes, "zh"))
    assert parser.tags.count("script") == 1
    assert {*HOSTILE} <= {t.strip() for t in parser.text}
    assert "<script" not in result_html(hostile).replace("&lt;script", "")


def test_equal_results_give_equal_pages(season: Result) -> None:
    assert page(season, season.notes, "zh") == page(season, season.notes, "zh")


def test_an_empty_season_still_makes_a_page(season: Result) -> None:
    from dataclasses import replace

    from conftest import with_instance

    empty = replace(
        with_instance(season, centres=(), sites=(), people=(), wishes=(), outline=()), seats=(), cutoffs=(),
        outcomes=(), centres_after=(), sites_after=(), findings=(), goals=(), notes=(),
    )  # fmt: skip
    html = page(empty, (), "zh")
    assert 'id="map"' not in html and "0/0" in html


# In a browser ---------------------------------------------------------------------------------------------------


class Reader:
    """Someone who reads the page: what she sees and what she can press."""

    def __init__(self, chrome: "Chrome", folder: Path, page: str = "report.html") -> None:
        self.chrome, self.folder = chrome, folder
        chrome.get((folder / page).as_uri())

    def find(self, selector: str) -> "WebElement":
        from selenium.webdriver.common.by import By

        return self.chrome.find_element(By.CSS_SELECTOR, selector)

    def rows(self, table: str) -> list[list[str]]:
        """The rows of a table that are not hidden, as lists of cell texts, in the order shown."""
        script = (
            "return [...document.querySelectorAll('#' + arguments[0] + ' tbody tr')]"
            ".filter(r => r.offsetParent !== null && !r.hidden)"
            ".map(r => [...r.cells].map(c => c.textContent.trim()))"
        )
        shown: list[list[str]] = self.chrome.execute_script(script, table)
        return shown

    def search(self, words: str) -> None:
        box = self.find("#find")
        box.clear()
        box.send_keys(words)

    def total(self, name: str) -> str:
        return self.find(f"#total-{name}").text

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def complaints(self) -> list[str]:
        return [str(entry["message"]) for entry in self.chrome.get_log("browser")]  # type: ignore[no-untyped-call]  # selenium has no type here


@pytest.fixture
def reader(browser: "Chrome", season: Result, tmp_path: Path) -> Reader:
    return Reader(browser, write_run(season, tmp_path / "run", with_report=True, language="zh"))


def test_a_reader_sees_what_the_tables_say(reader: Reader) -> None:
    for name in ("placements", "seats", "centres_after", "compliance", "goals"):
        assert len(reader.rows(name)) == len(reader.table(name)), name
    assert len(reader.rows("sites_after")) == len(reader.table("sites_after")) + 1, "and the clinic not integrated"
    centres = reader.table("centres_after")
    before, after = (sum(int(r[f"vacant_{w}"]) for r in centres) for w in ("before", "after"))
    placed = [r for r in reader.table("placements") if r["status"] == "placed"]
    assert reader.total("vacant") == f"{before} → {after}"
    assert reader.total("people") == f"{len(placed)}/{len(reader.table('placements'))}"
    clinics = reader.table("sites_after")
    bare = [sum(r[k] == "0" for r in clinics) for k in ("staff_before", "staff")]
    assert reader.total("unstaffed") == f"{bare[0]} → {bare[1]}"
    assert reader.complaints() == []


def test_filtering_twice_keeps_tables_and_totals_right(reader: Reader) -> None:
    from selenium.webdriver.support.select import Select

    centre = reader.table("centres_after")[1]
    Select(reader.find("#area")).select_by_value(f"c:{centre['centre_id']}")
    own = [r for r in reader.table("placements") if r["centre_id"] == centre["centre_id"]]
    assert [row[0].split("(")[1] for row in reader.rows("placements")] == [f"{r['person_id']})" for r in own]
    assert reader.total("vacant") == f"{centre['vacant_before']} → {centre['vacant_after']}"
    assert len(reader.rows("seats")) == sum(r["centre_id"] == centre["centre_id"] for r in reader.table("seats"))
    reader.search("吴六")
    assert [row[0] for row in reader.rows("placements")] == ["吴六 (G6)"]
    assert len(reader.rows("sites_after")) == 1
    assert reader.total("people") == "1/1" and reader.rows("centres_after") == []
    reader.find("#filter button[type=reset]").click()
    time.sleep(0.1)
    assert len(reader.rows("placements")) == len(reader.table("placements"))
    reader.search("g3")
    assert [row[0] for row in reader.rows("placements")] == ["孙三 (G3)"], "codes are found in any case"
    reader.search("没有这个人")
    assert reader.rows("placements") == [] and reader.find("#part-placements .none").is_displayed()
    assert reader.complaints() == []


def test_a_clause_keeps_what_came_about_under_it(reader: Reader) -> None:
    from selenium.webdriver.support.select import Select

    Select(reader.find("#clause")).select_by_visible_text("MTGR-8-a")
    assert [row[1] for row in reader.rows("compliance")] == ["MTGR-8-a"]
    assert [row[0] for row in reader.rows("sites_after")] == ["丁后村卫生室"], "the clinic of which it was found"
    assert reader.rows("placements") == [] and reader.total("people") == "0/0"
    Select(reader.find("#clause")).select_by_visible_text("MTG25-2.1-d")
    placed = [r for r in reader.table("placements") if r["clause"] == "MTG25-2.1-d"]
    assert len(reader.rows("placements")) == len(placed) and reader.rows("compliance") == []
    assert len(reader.rows("sites_after")) == len({r["site_id"] for r in placed if r["site_id"]})
    assert reader.complaints() == []


def test_changed_only_keeps_what_changed(reader: Reader) -> None:
    reader.find("#changed").click()
    changed = [r for r in reader.table("centres_after") if r["vacant_before"] != r["vacant_after"]]
    assert len(reader.rows("centres_after")) == len(changed) == 3
    moved = [r for r in reader.table("sites_after") if r["staff_before"] != r["staff"]]
    assert len(reader.rows("sites_after")) == len(moved) == 6
    assert len(reader.rows("placements")) == 6


def test_sorting_is_exact_by_number_and_back(reader: Reader) -> None:
    heads = "#centres_after th:nth-child(4)"
    reader.find(f"{heads} button").click()
    assert reader.find(heads).get_attribute("aria-sort") == "ascending"
    assert [row[3] for row in reader.rows("centres_after")] == ["2/9", "3/9", "2/6", "3/4"]
    reader.find(f"{heads} button").click()
    assert reader.find(heads).get_attribute("aria-sort") == "descending"
    assert [row[3] for row in reader.rows("centres_after")] == ["3/4", "3/9", "2/6", "2/9"], (
        "equal rates keep their order"
    )
    reader.search("镇")
    assert [row[3] for row in reader.rows("centres_after")] == ["3/4", "3/9", "2/6", "2/9"], "a filter keeps the order"


def test_a_clinic_is_picked_by_keyboard_from_the_table_and_by_mouse_on_the_map(reader: Reader) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    go = reader.find("#placements tbody tr:nth-child(1) [data-go='A05']")
    reader.chrome.execute_script("arguments[0].focus()", go)
    go.send_keys(Keys.ENTER)
    picked = reader.find("#picked").text
    assert "赵一 (G1)" in picked and "甲镇" in picked
    assert reader.chrome.execute_script("return document.querySelector('#map').viewBox.baseVal.width < 1000")
    reader.find("#zoom-all").click()
    reader.chrome.execute_script("document.querySelector('#map').scrollIntoView({block: 'center'})")
    ActionChains(reader.chrome).move_to_element(reader.find("#marks [data-id='D08']")).click().perform()
    assert "仍无医生" in reader.find("#picked").text
    assert not reader.find("#tip").get_attribute("hidden")
    reader.find("#map").send_keys("+")
    assert reader.chrome.execute_script("return document.querySelector('#map').viewBox.baseVal.width") == 800
    reader.find("#only").click()
    assert [row[0] for row in reader.rows("sites_after")] == ["丁后村卫生室"]
    assert reader.complaints() == []


def test_our_typeface_is_the_one_in_use(reader: Reader) -> None:
    assert reader.chrome.execute_script("return document.fonts.check('16px PlanSC', '门头沟安置')")
    assert (
        reader.chrome.execute_script("return [...document.fonts].map(f => f.family + f.status).join()")
        == "PlanSCloaded"
    )


def test_an_attackers_names_run_nothing(browser: "Chrome", hostile: Result, tmp_path: Path) -> None:
    reader = Reader(browser, write_run(hostile, tmp_path / "run", with_report=True, language="en"))
    reader.search("alert")
    assert len(reader.rows("placements")) == 2, "the graduate of that name and the one at the clinic of that name"
    reader.find("#placements tbody tr:not([hidden]) .go").click()
    assert reader.chrome.execute_script("return document.querySelectorAll('script').length") == 1
    assert HOSTILE[0] in reader.find("#picked").text
    assert reader.complaints() == []


def test_five_thousand_clinics_load_and_filter_quickly(browser: "Chrome", tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(page(county(5000, 300), (), "zh"), encoding="utf-8")
    reader = Reader(browser, tmp_path)
    loaded = "const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd - t.startTime"
    assert reader.chrome.execute_script(loaded) < 6000, "2 s on a quiet machine; three times that on a busy one"
    filtered = (
        "const t = performance.now(), f = document.querySelector('#find'); f.value = '东'; "
        "f.dispatchEvent(new Event('input', {bubbles: true})); return performance.now() - t"
    )
    assert reader.chrome.execute_script(filtered) < 1500
    assert 0 < len(reader.rows("sites_after")) < 5000
