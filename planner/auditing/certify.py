"""This module is where the cut-off lines of a plan are checked as its certificate: integers only, no solver."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planner.auditing.order import JudgedTurn
from planner.certificate import Breach, CentreLine, Fault, breaches_of_lines
from planner.domain import Lines
from planner.finding import Finding, Status
from planner.messages import say


def certify(turns: Sequence[JudgedTurn], lines: Lines, clause: str) -> Iterator[Finding]:
    """Yield a finding for each test that lines and placements fail, or one saying that they prove the plan lawful."""
    sound = True
    for number, turn in enumerate(turns, start=1):
        given = lines.get(number, {})
        open_centres = [c for c, levels in turn.season.levels.items() if levels]
        missing = [c for c in open_centres if c not in given]
        for centre in missing:
            yield _finding(clause, centre, "missing", centre=centre)
        sound = sound and not missing
        if missing:
            continue
        for breach in _breaches(turn, given, open_centres):
            sound = False
            centre = open_centres[breach.centre] if breach.centre >= 0 else ""
            person = list(turn.season.ranks)[breach.person] if breach.person >= 0 else ""
            yield _finding(clause, person or centre, breach.fault, centre=centre, person=person)
    if sound:
        yield Finding(clause=clause, subject="", status=Status.MET, message=say("audit.certificate.ok"))


def _breaches(turn: JudgedTurn, given: Mapping[str, int | None], centres: list[str]) -> tuple[Breach, ...]:
    place = {c: i for i, c in enumerate(centres)}
    held = Counter(turn.seated.values())
    return breaches_of_lines(
        [CentreLine(levels=turn.season.levels[c], filled=held[c], price=given[c]) for c in centres],
        [[place[c] for c in ranks] for ranks in turn.season.ranks.values()],
        [None if (c := turn.seated[p]) is None else place.get(c, -1) for p in turn.season.ranks],
    )


def _finding(clause: str, subject: str, fault: Fault | str, **values: str) -> Finding:
    message = say("audit.certificate", detail=say(f"audit.certificate.{fault}", **values))
    return Finding(clause=clause, subject=subject, status=Status.VIOLATED, message=message)
