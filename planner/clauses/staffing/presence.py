"""What checks of staffing find over the years: spans of half-years in which a clinic has too few or too many people."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from planner.calendar import Period
from planner.domain import Lock, Person, Site
from planner.finding import Finding, Status
from planner.ledger import Ledger, span_name, spans
from planner.messages import say


def locked_at(person_id: str, place: str, period: Period, ledger: Ledger) -> Lock | None:
    """Return the decision already taken that has a person at a site or centre on a day of a period, if any."""
    for lock in ledger.instance.locks_of.get(person_id, ()):
        overlaps = (lock.start or date.min) <= period.end and period.start <= (lock.end or date.max)
        if overlaps and (lock.site_id or lock.centre_id) == place:
            return lock
    return None


def too_many(clause: str, site: Site, most: int, ledger: Ledger, status: Status) -> Iterator[Finding]:
    """Yield a row of this status for each span above the most people allowed (XX21-3.2.1-c).

    Where the roster alone brings that about, and nobody is sent there, no plan could avoid it: it is missed. Where
    those sent there are locked there, the decision stands as an exception on record.
    """
    over: dict[Status, list[Period]] = defaultdict(list)
    for period in ledger.periods:
        here = ledger.present(site.id, period)
        sent = [d for d in here if ledger.sent(d, site.id)]
        if len(here) > most:
            bound = all(locked_at(d.id, site.id, period, ledger) for d in sent)
            over[(Status.WAIVED if bound else status) if sent else Status.MISSED].append(period)
    for made, periods in over.items():
        for span in spans(periods):
            people = max(_inside(site, span, ledger), key=len)
            inside = [p for p in ledger.periods if span[0] <= p <= span[1]]
            locks = (locked_at(d.id, site.id, p, ledger) for d in people for p in inside)
            why = next((lock.why for lock in locks if lock is not None), "")
            found = Finding(
                clause=clause,
                subject=site.id,
                status=made,
                period=span_name(span),
                actual=str(len(people)),
                limit=str(most),
                message=say(
                    "clauses.clinic_cap.over_then",
                    name=site.name,
                    span=span_name(span),
                    staff=len(people),
                    people="、".join(p.name for p in people),
                    cap=most,
                ),
            )
            kept = say("audit.locked", message=found.message, why=why)
            yield replace(found, message=kept) if made is Status.WAIVED else found


def below_standard(clause: str, site: Site, suffices: Callable[[Site, int], bool], ledger: Ledger) -> Iterator[Finding]:
    """Yield a row for each span in which fewer people than a staffing standard asks for are at a clinic.

    Everyone there counts, also who fills no post: the standard is read as service to the people, and what the outlook
    calls posts short is counted the same way.
    """
    for span in spans(p for p in ledger.periods if not suffices(site, len(ledger.present(site.id, p)))):
        fewest = min(len(people) for people in _inside(site, span, ledger))
        wanted = next(n for n in range(fewest, 1_000_000) if suffices(site, n))
        yield Finding(
            clause=clause,
            subject=site.id,
            status=Status.MISSED,
            period=span_name(span),
            actual=str(fewest),
            limit=str(wanted),
            message=say(
                "clauses.short_then",
                name=site.name,
                population=site.population,
                span=span_name(span),
                staff=fewest,
                limit=wanted,
            ),
        )


def too_few(clause: str, clinics: Sequence[Site], least: int, ledger: Ledger, share: bool) -> Iterator[Finding]:
    """Yield a row for each span in which a clinic of a centre has fewer people than the least (MTGR-8-a).

    Where people may share, each of another clinic of the centre can stand in at one by timetable, which is told.
    """
    alone: dict[str, list[Period]] = defaultdict(list)
    shared: dict[tuple[str, str], list[Period]] = defaultdict(list)
    for period in ledger.periods:
        bare = [s for s in clinics if len(ledger.present(s.id, period)) < least]
        sharers = [p for s in clinics if s not in bare for p in ledger.present(s.id, period)] if share else []
        for site in bare:
            if sharers:
                shared[site.id, sharers.pop(0).name].append(period)
            else:
                alone[site.id].append(period)
    for site in clinics:
        for span in spans(alone[site.id]):
            fewest = min(len(people) for people in _inside(site, span, ledger))
            yield Finding(
                clause=clause,
                subject=site.id,
                status=Status.MISSED,
                period=span_name(span),
                actual=str(fewest),
                limit=f">={least}",
                message=say(
                    f"clauses.one_per_clinic.{'few' if fewest else 'uncovered'}",
                    site=site.name,
                    population=site.population,
                    span=span_name(span),
                    staff=fewest,
                ),
            )
    for (code, name), periods in shared.items():
        at = ledger.instance.site[code].name
        for span in spans(periods):
            yield Finding(
                clause=clause,
                subject=code,
                status=Status.MET,
                period=span_name(span),
                message=say("clauses.one_per_clinic.shared_then", site=at, name=name, span=span_name(span)),
            )


def _inside(site: Site, span: tuple[Period, Period], ledger: Ledger) -> list[tuple[Person, ...]]:
    return [ledger.present(site.id, p) for p in ledger.periods if span[0] <= p <= span[1]]
