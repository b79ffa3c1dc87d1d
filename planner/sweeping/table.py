"""This module is where a sweep is held as rows, and written as one tidy table."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.messages import say
from planner.scenario import Scenario
from planner.sweeping.axes import GRADUATES, Axis
from planner.sweeping.figures import SEASON, Figure
from planner.sweeping.members import MemberStatus
from planner.text import Text


@dataclass(frozen=True, kw_only=True)
class SweepRow:
    """One member: its settings by axis, how far it is solved, and its indicators, empty where there is no plan.

    ``synthetic`` counts people in it who do not exist; ``message`` says why it is not proven or has no plan.
    """

    id: str
    settings: Mapping[str, str]
    status: MemberStatus
    synthetic: int = 0
    figures: Mapping[str, Figure] = field(default_factory=dict)
    message: Text | None = None

    @property
    def solved(self) -> bool:
        """Whether there is a plan of everything that was asked."""
        return self.status in {MemberStatus.OPTIMAL, MemberStatus.FEASIBLE}


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """A grid of what-ifs, solved: one row per member in the order of the grid, the last axis running fastest.

    ``folder`` is where the members' run folders and ``sweep.csv`` are, None where nothing was written.
    """

    scenario: Scenario
    axes: tuple[Axis, ...]
    rows: tuple[SweepRow, ...]
    folder: Path | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of all indicators of any member, those of the season first."""
        return tuple(dict.fromkeys([*SEASON, *(name for row in self.rows for name in row.figures)]))

    @property
    def unsolved(self) -> tuple[SweepRow, ...]:
        """Members without a plan of everything that was asked."""
        return tuple(row for row in self.rows if not row.solved)

    def records(self) -> Iterator[dict[str, Figure]]:
        """Yield the rows as ``sweep.csv`` has them, by column: ``pandas.DataFrame(sweep.records())``."""
        for row in self.rows:
            yield {
                "member": row.id,
                **{axis.key: row.settings[axis.key] for axis in self.axes},
                **({"synthetic": row.synthetic} if any(axis.key == GRADUATES for axis in self.axes) else {}),
                "status": row.status.value,
                **{name: row.figures.get(name, "") for name in self.figures},
                "message_zh": row.message.zh if row.message else "",
                "message_en": row.message.en if row.message else "",
            }


def notes_text(sweep: Sweep, present: int) -> str:
    """Return what must be read beside the rows, in both languages; ``present`` counts the graduates there are."""
    notes = [say("sweep.note_rate")]
    if any(axis.key == GRADUATES for axis in sweep.axes):
        notes += [say("sweep.note_fewer"), say("sweep.note_synthetic", present=present)]
    lines = [sweep.scenario.title, *notes]
    return "".join(f"{line.zh}\n" for line in lines) + "\n" + "".join(f"{line.en}\n" for line in lines)


def csv_text(sweep: Sweep) -> str:
    """Return the rows of a sweep as CSV, the same text for the same sweep."""
    from planner.report.cells import guarded

    buffer = io.StringIO(newline="")
    records = list(sweep.records())
    writer = csv.DictWriter(buffer, list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: guarded(cell) for name, cell in record.items()} for record in records)
    return buffer.getvalue()
