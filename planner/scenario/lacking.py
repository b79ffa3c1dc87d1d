"""This module is where it is told which facts a roster lacks, and what can then not be computed: once each, by name."""

from collections import Counter
from collections.abc import Iterator

from planner.calendar import add_months, day_before
from planner.domain import Instance, Role
from planner.messages import say
from planner.policy import Policy
from planner.scale import ITEMS
from planner.scenario.cells import did_you_mean
from planner.scenario.rows import Tables
from planner.text import Text, join, plain

NAMED = 6
"""People named in one remark; the count tells of the rest."""


def lacking(tables: Tables, instance: Instance, policy: Policy) -> Iterator[Text]:
    """Yield a remark for each fact that people lack: how many of them, and which clauses in force say nothing then."""
    undated = sum(person.birth_date is None for person in instance.people)
    if undated and (by_age := [c.id for c in policy.clauses if c.by_age]):
        clauses = join([plain(code) for code in by_age], "、", ", ")
        yield say("reading.no_birth_date", count=undated, all=len(instance.people), clauses=clauses)
    # A blank reads as no credential, as the table says; a figure that rests on blanks must not pass for a count.
    blank = sum(row.values.get("credential") is None for row in tables.get("people", ()))
    if blank:
        yield say("reading.no_credential", count=blank, all=len(instance.people))
    students = [p for p in instance.people if p.role is Role.GRADUATE and p.site_id is None]
    undated = sum(p.graduated_on is None and p.available_from is None for p in students)
    if undated:
        yield say("reading.no_graduation", count=undated)
    yield from _unread(tables, policy)
    towns = {c.town for c in instance.centres if c.town}
    named = [*(v.town for v in instance.villages), *(p.home_town for p in instance.people)]
    if towns and (strange := Counter(t for t in named if t and t not in towns)):
        told = [Text(f"{t}{(hint := did_you_mean(t, towns)).zh}", f"{t}{hint.en}") for t in sorted(strange)[:NAMED]]
        yield say("reading.town_without_centre", count=strange.total(), towns=join(told, "、", ", "))
    day = instance.placement_date
    over = [w.clause for w in instance.waivers if w.until is not None and w.until < day]
    if over:
        clauses = join([plain(code) for code in sorted(set(over))], "、", ", ")
        yield say("reading.waivers_over", count=len(over), day=day, clauses=clauses)
    end = add_months(instance.placement_date, 12 * instance.horizon_years)
    if ahead := sum(r.day >= end for r in instance.records):
        yield say("reading.records_ahead", count=ahead, end=day_before(end))
    late = [p.name for p in instance.people if p.site_id is not None and p.since is not None and p.since >= end]
    if late:
        yield say(
            "reading.arrives_after",
            count=len(late),
            end=day_before(end),
            names=join([plain(n) for n in late[:NAMED]], "、", ", "),
        )


def _unread(tables: Tables, policy: Policy) -> Iterator[Text]:
    """Yield a remark for each amount of the pay scale under a name that nothing looks up: mistyped, as a rule."""
    named = {item for c in policy.clauses if isinstance(items := getattr(c, "items", ()), tuple) for item in items}
    words = [*ITEMS, *ITEMS.values(), *named]
    for row in tables.get("pay_scale", ()):
        item = row.text("item")
        if item and item not in words:
            yield say(
                "reading.no_such_item", where=row.where, row=row.number, item=item, hint=did_you_mean(item, words)
            )
