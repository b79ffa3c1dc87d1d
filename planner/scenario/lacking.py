"""This module is where it is told which facts a roster lacks, and what can then not be computed: once each, by name."""

from collections.abc import Iterator

from planner.domain import Instance, Role
from planner.messages import say
from planner.policy import Policy
from planner.scenario.rows import Tables
from planner.text import Text, join, plain


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
