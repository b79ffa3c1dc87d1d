"""What checks of staffing find over the years: spans of half-years in which a clinic has too few or too many people."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from planner.calendar import Period
from planner.domain import Person, Site
from planner.finding import Finding, Status
from planner.ledger import Ledger, span_name, spans
from planner.messages import say


def too_many(clause: str, site: Site, most: int, ledger: Ledger, status: Status) -> Iterator[Finding]:
    """Yield a row of this status for each span above the most people allowed (XX21-3.2.1-c).

    Where the roster alone brings that about, and nobody is sent there, no plan could avoid it: it is missed.
    """
    for made in (True, False):
        over = [
            p
            for p in ledger.periods
            if len(here := ledger.present(site.id, p)) > most and made == any(ledger.sent(d, site.id) for d in here)
        ]
        for span in spans(over):
            people = max(_inside(site, span, ledger), key=len)
            yield Finding(
                clause=clause,
                subject=site.id,
                status=status if made else Status.MISSED,
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
