"""Clauses on what a clinic is: owned by whom, a unit of whom, headed by one person, counted as integrated or not."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from planner.accounts import Duty
from planner.clause import Clause
from planner.domain import Instance, Record, Site, SiteKind, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text
from planner.villages import home_villages

TAKEN_BACK = frozenset({Upshot.FAILED, Upshot.REFUSED})
"""Results of a record that say no: not found so, not granted, no longer so."""


def _clinics(instance: Instance) -> tuple[Site, ...]:
    return tuple(s for s in instance.sites if s.kind is SiteKind.CLINIC)


def _records(clause: str, site: Site, ledger: Ledger) -> list[Record]:
    """What is on record of a clinic under a clause up to the day, oldest first."""
    held = ledger.instance.records_of.get(clause, ())
    return [r for r in held if r.site_id == site.id and r.day <= ledger.day]


class CountsAsClinic(Clause):
    """A clinic counts only if its premises are public and it is under integrated management (JZ22-3-b)."""

    family: ClassVar[str] = "counts_as_clinic"
    decides: ClassVar[bool] = False
    clinic_requires: tuple[Literal["public_ownership", "integrated_management"], ...]

    def statement(self) -> Text:
        asked = [say(f"network.counts.{name}") for name in self.clinic_requires]
        return say("network.counts", asked=Text("、".join(a.zh for a in asked), " and ".join(a.en for a in asked)))

    def counts(self, site: Site, day: date) -> bool | None:
        """Whether a site counts as a clinic on a day, None where it is not known whose its premises are."""
        if site.kind is not SiteKind.CLINIC:
            return False
        if "integrated_management" in self.clinic_requires and not site.integrated_on(day):
            return False
        return site.public_premises if "public_ownership" in self.clinic_requires else True

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Clinics entered as integrated that do not count all the same."""
        for site in _clinics(ledger.instance):
            if site.integrated_on(ledger.day) and self.counts(site, ledger.day) is False:
                message = say("network.counts.private", name=site.name)
                yield Finding(clause=self.id, subject=site.id, status=Status.MISSED, message=message)


class RunByCentre(Clause):
    """A clinic is integrated only once the centre runs it (MTGR-6-a).

    The day of the change is the clinic's ``integrated_from``. A record of this clause is a clinic handed over to the
    centre on its day; one that failed or was refused says that somebody else still runs it.
    """

    family: ClassVar[str] = "run_by_centre"
    decides: ClassVar[bool] = False
    run_by: Literal["centre"]
    initial_owners: tuple[str, ...]

    def statement(self) -> Text:
        return say("network.run_by", owners="、".join(self.initial_owners))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        every = [r for r in ledger.instance.records_of.get(self.id, ()) if r.site_id is not None]
        for site in _clinics(ledger.instance):
            mine = [r for r in every if r.site_id == site.id]
            if not mine or not site.integrated_on(ledger.day):
                continue
            held = [r for r in mine if r.day <= ledger.day]
            if not held or held[-1].result in TAKEN_BACK:
                message = say("network.run_by.other", name=site.name, day=ledger.day)
                yield Finding(clause=self.id, subject=site.id, status=Status.MISSED, message=message)


class KeptOut(Clause):
    """Clinics without public health duties or essential medicines, or to be demolished, stay out (XX21-3.1.1-d).

    Demolition is that of the clinic or of the village it stands in. The other two are on record: a record of this
    clause that failed, whose note says which, until a later one that passed.
    """

    family: ClassVar[str] = "kept_out"
    decides: ClassVar[bool] = False
    exclude_if_any: tuple[Literal["no_public_health", "no_essential_medicines", "demolition_plan"], ...]

    def statement(self) -> Text:
        reasons = [say(f"network.kept_out.{name}") for name in self.exclude_if_any]
        return say("network.kept_out", reasons=Text("、".join(r.zh for r in reasons), ", ".join(r.en for r in reasons)))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Clinics integrated on the day that ought to stay out, and why."""
        home = home_villages(ledger.instance)
        razed = {v.id for v in ledger.instance.villages if v.demolition}
        for site in _clinics(ledger.instance):
            if not site.integrated_on(ledger.day):
                continue
            why = self._why(site, site.demolition or home.get(site.id) in razed, ledger)
            if why is not None:
                message = say("network.kept_out.integrated", name=site.name, why=why)
                yield Finding(clause=self.id, subject=site.id, status=Status.VIOLATED, message=message)

    def _why(self, site: Site, demolition: bool, ledger: Ledger) -> Text | None:
        if demolition and "demolition_plan" in self.exclude_if_any:
            return say("network.kept_out.demolition_plan")
        held = _records(self.id, site, ledger)
        if held and held[-1].result in TAKEN_BACK:
            return say("network.kept_out.on_record", day=held[-1].day, note=held[-1].note)
        return None


class OneParent(Clause):
    """Each clinic is the unit of one township hospital, which manages it (JZ22-4.1-e, XX21-3.1.2-a).

    Another hospital beside that of the table is told by a record of this clause with its ``centre_id``. Where the
    hospital owns the premises (``premises_owner=hospital``), a clinic in private ones is named.
    """

    family: ClassVar[str] = "one_parent"
    decides: ClassVar[bool] = False
    parent_institutions_per_clinic: Annotated[int, Range(1, 9)]
    premises_owner: Literal["hospital", "any"]
    legal_representative: str

    def statement(self) -> Text:
        return say(
            "network.parent",
            count=self.parent_institutions_per_clinic,
            owner=say(f"network.parent.{self.premises_owner}"),
            head=say("network.parent.legal", head=self.legal_representative) if self.legal_representative else "",
        )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for site in _clinics(ledger.instance):
            known = {r.centre_id for r in _records(self.id, site, ledger) if r.result not in TAKEN_BACK}
            parents = [c.id for c in ledger.instance.centres if c.id in {site.centre_id, *known}]
            if len(parents) != self.parent_institutions_per_clinic:
                message = say(
                    "network.parent.count",
                    name=site.name,
                    count=len(parents),
                    limit=self.parent_institutions_per_clinic,
                    names="、".join(ledger.instance.centre[p].name for p in parents) or site.centre_id,
                )
                yield self._wrong(site, str(len(parents)), message)
            elif self.premises_owner == "hospital" and site.integrated and site.public_premises is False:
                yield self._wrong(site, "0", say("network.parent.private", name=site.name))

    def _wrong(self, site: Site, actual: str, message: Text) -> Finding:
        limit = str(self.parent_institutions_per_clinic)
        return Finding(
            clause=self.id, subject=site.id, status=Status.VIOLATED, actual=actual, limit=limit, message=message
        )


class OneHead(Clause):
    """Each clinic has one person in charge (JZ22-4.1-d).

    A record of this clause names a head of a clinic from its day on; one that failed or was refused relieves her.
    Without any such record nothing is known of heads.
    """

    family: ClassVar[str] = "one_head"
    decides: ClassVar[bool] = False
    clinic_heads: Annotated[int, Range(1, 9)]

    def statement(self) -> Text:
        return say("network.head", count=self.clinic_heads)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        if not ledger.instance.records_of.get(self.id):
            return
        for site in _clinics(ledger.instance):
            last = {r.person_id: r.result for r in _records(self.id, site, ledger)}
            heads = [ledger.instance.person[p].name for p in sorted(p for p in last if p) if last[p] not in TAKEN_BACK]
            if len(heads) != self.clinic_heads:
                names = Text("、".join(heads) or "无", ", ".join(heads) or "nobody")
                message = say(
                    "network.head.count", name=site.name, count=len(heads), names=names, limit=self.clinic_heads
                )
                yield Finding(
                    clause=self.id,
                    subject=site.id,
                    status=Status.VIOLATED,
                    actual=str(len(heads)),
                    limit=str(self.clinic_heads),
                    message=message,
                )


class HomeClinicMoved(Clause):
    """A clinic in a doctor's own home has moved to premises of the village by a day (MTGR-5-b).

    A record of this clause that failed says that a clinic is in a home; one that was done or passed, that it moved on
    its day. Without records nothing is known: private premises need not be a home.
    """

    family: ClassVar[str] = "home_clinic_moved"
    decides: ClassVar[bool] = False
    home_clinic_move_deadline: date

    def statement(self) -> Text:
        return say("network.moved", day=self.home_clinic_move_deadline)

    def _moved_on(self, instance: Instance) -> dict[str, date | None]:
        """The day each clinic on record moved, None for one still in a home."""
        moved: dict[str, date | None] = {}
        for record in instance.records_of.get(self.id, ()):
            if record.site_id is not None:
                moved[record.site_id] = None if record.result in TAKEN_BACK else record.day
        return moved

    def duties(self, instance: Instance, first: date, last: date) -> Iterator[Duty]:
        """Planning: the clinics still in a home, due on the last day."""
        deadline = self.home_clinic_move_deadline
        still = [s for s, day in self._moved_on(instance).items() if s in instance.site and (day or date.max) > first]
        if still and first <= deadline <= last:
            names = "、".join(instance.site[s].name for s in sorted(still))
            what = say("network.moved.due", count=len(still), names=names)
            by = say("network.moved.by")
            yield Duty(clause=self.id, day=deadline, what=what, by=by, count=len(still))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        deadline = self.home_clinic_move_deadline
        for code, day in self._moved_on(ledger.instance).items():
            late = ledger.day > deadline if day is None else day > deadline
            if code in ledger.instance.site and late:
                name = ledger.instance.site[code].name
                how = say("network.moved.not") if day is None else say("network.moved.on", day=day)
                yield Finding(
                    clause=self.id,
                    subject=code,
                    status=Status.MISSED,
                    actual="" if day is None else day.isoformat(),
                    limit=deadline.isoformat(),
                    message=say("network.moved.late", name=name, how=how, deadline=deadline),
                )
