"""Clauses on who may enter a village-doctor post: qualification, licence, health, agreement, scope."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from planner.accounts import Measure
from planner.clause import Clause
from planner.domain import Credential, Instance, Person, Plan, Record, Role, Site, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.text import Text

Whom = Literal["recruits", "everyone"]
"""Whom a condition of entry reaches: new recruits alone, or directed graduates too."""

Licence = Literal["physician", "assistant", "rural_assistant"]

FAVOURABLE = frozenset({Upshot.DONE, Upshot.PASSED, Upshot.GRANTED})
"""Results that say yes."""


def latest(instance: Instance, clause: str, person: Person, day: date) -> Record | None:
    """Return the last record of a person under a clause up to a day, if there is any."""
    found = [r for r in instance.records_about.get((clause, person.id), ()) if r.day <= day]
    return found[-1] if found else None


def attested(instance: Instance, clause: str, person: Person, day: date) -> bool:
    """Whether the last record of a person under a clause up to a day says yes."""
    record = latest(instance, clause, person, day)
    return record is not None and record.result in FAVOURABLE


def reached(person: Person, applies_to: Whom) -> bool:
    """Whether a condition of entry reaches a person."""
    return person.role is Role.RECRUIT or (applies_to == "everyone" and person.role is Role.GRADUATE)


def _holds(person: Person, licences: tuple[Licence, ...], day: date) -> bool:
    """Planning: whether a person holds one of the licences on a day."""
    return person.credential in licences and (person.licensed_on is None or person.licensed_on <= day)


class Qualification(Clause):
    """A new entrant holds a medical degree, a licence, or the certificate, one of them or all asked for.

    ``combine=or``: any one suffices (JZ22-4.2-d); ``and``: degree and licence both (MTGR-7-c). A record of this
    clause that says yes stands for a document the roster has no column for (the TCM specialty licence). A degree
    that is not given is not held against anyone: a plan that relies on it is told so.
    """

    family: ClassVar[str] = "qualification"
    degrees: tuple[str, ...]
    licences: tuple[Licence, ...]
    combine: Literal["and", "or"]
    certificate_suffices: Literal["yes", "no"]
    applies_to: Whom

    def statement(self) -> Text:
        return say(
            "eligibility.qualification",
            who=say(f"eligibility.whom.{self.applies_to}"),
            degrees="、".join(self.degrees),
            combine=say(f"eligibility.combine.{self.combine}"),
            licences=Text(*(joint.join(parts) for joint, parts in self._named())),
            certificate=say(f"eligibility.certificate.{self.certificate_suffices}"),
        )

    def _named(self) -> tuple[tuple[str, list[str]], tuple[str, list[str]]]:
        texts = [say(f"eligibility.licence.{name}") for name in self.licences]
        return ("、", [t.zh for t in texts]), (", ", [t.en for t in texts])

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        if not reached(person, self.applies_to) or attested(instance, self.id, person, day):
            return None
        degree = not person.degree or person.degree in self.degrees
        licence = _holds(person, self.licences, day)
        certified = self.certificate_suffices == "yes" and person.credential is Credential.CERTIFICATE
        if (degree and licence) if self.combine == "and" else (degree or licence or certified):
            return None
        return say("eligibility.qualification.bar", name=person.name, day=day, held=self._held(person))

    def _held(self, person: Person) -> Text:
        degree = person.degree or say("eligibility.degree.unknown")
        return say("eligibility.held", degree=degree, licence=say(f"eligibility.licence.{person.credential}"))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Newcomers without it; and those for whom it hangs on a degree that nobody gave."""
        for person, _ in ledger.placed:
            if not reached(person, self.applies_to) or attested(ledger.instance, self.id, person, ledger.day):
                continue
            held = [ledger.licensed(person) and person.credential.value in self.licences]
            if person.degree:
                held.append(person.degree in self.degrees)
            if self.combine == "or" and self.certificate_suffices == "yes":
                held.append(person.credential is Credential.CERTIFICATE)
            good = all(held) if self.combine == "and" else any(held)
            if good and (person.degree or self.combine == "or"):
                continue
            unknown = not person.degree and (good or self.combine == "or")
            yield Finding(
                clause=self.id,
                subject=person.id,
                status=Status.MISSED if unknown else Status.VIOLATED,
                actual=f"{person.degree} {person.credential}".strip(),
                limit="、".join(self.degrees),
                message=say("eligibility.qualification.unknown", name=person.name)
                if unknown
                else say("eligibility.qualification.bar", name=person.name, day=ledger.day, held=self._held(person)),
            )


class CertificateTraining(Clause):
    """The certificate alone is not enough: county training was passed, and is on record (JZ22-4.2-e).

    It reaches whoever has no other qualification: no licence, and no degree among ``degrees``.
    """

    family: ClassVar[str] = "certificate_training"
    degrees: tuple[str, ...]

    def statement(self) -> Text:
        return say("eligibility.training", degrees="、".join(self.degrees))

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        enters = person.role in {Role.RECRUIT, Role.GRADUATE}
        if not enters or person.credential is not Credential.CERTIFICATE or person.degree in self.degrees:
            return None
        if attested(instance, self.id, person, day):
            return None
        return say("eligibility.training.bar", name=person.name, day=day, clause=self.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        trained = {
            r.person_id: r.result in FAVOURABLE
            for r in ledger.instance.records_of.get(self.id, ())
            if r.day <= ledger.day
        }
        for person, _ in ledger.placed:
            only = person.credential == "certificate" and person.degree not in self.degrees
            if only and not trained.get(person.id, False):
                message = say("eligibility.training.bar", name=person.name, day=ledger.day, clause=self.id)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)


class HealthRecord(Clause):
    """A new entrant is in good health, which a certificate on record shows (MTGR-7-b).

    ``asked=always`` bars whoever has none on record; ``once_kept`` begins to ask when the scenario keeps any record of
    this clause, since a county that keeps none in the tables has said nothing of anyone's health.
    """

    family: ClassVar[str] = "health_record"
    asked: Literal["once_kept", "always"]

    def statement(self) -> Text:
        return say("eligibility.health", asked=say(f"eligibility.health.{self.asked}"))

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        kept = self.asked == "always" or self.id in instance.records_of
        if not kept or person.role not in {Role.RECRUIT, Role.GRADUATE} or attested(instance, self.id, person, day):
            return None
        return say("eligibility.health.bar", name=person.name, day=day, clause=self.id)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        records = ledger.instance.records_of.get(self.id, ())
        if not records and self.asked == "once_kept":
            return
        fit = {r.person_id: r.result in FAVOURABLE for r in records if r.day <= ledger.day}
        for person, _ in ledger.placed:
            if not fit.get(person.id, False):
                message = say("eligibility.health.bar", name=person.name, day=ledger.day, clause=self.id)
                yield Finding(clause=self.id, subject=person.id, status=Status.VIOLATED, message=message)


class PerformingOnly(Clause):
    """Only graduates who are performing their agreement are placed (MTG25-1-b).

    The last record of this clause decides: failed is a breach, refused a release; without one she is performing.
    """

    family: ClassVar[str] = "performing_only"

    def statement(self) -> Text:
        return say("eligibility.performing")

    def bar(self, person: Person, day: date, instance: Instance) -> Text | None:
        record = latest(instance, self.id, person, day) if person.role is Role.GRADUATE else None
        if record is None or record.result in FAVOURABLE:
            return None
        why = say(f"eligibility.performing.{record.result}")
        return say("eligibility.performing.bar", name=person.name, day=record.day, why=why)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        status = {r.person_id: r for r in ledger.instance.records_of.get(self.id, ()) if r.day <= ledger.day}
        for person, _ in ledger.placed:
            record = status.get(person.id)
            if record and person.role is Role.GRADUATE and record.result in {Upshot.FAILED, Upshot.REFUSED}:
                why = say(f"eligibility.performing.{record.result}")
                yield Finding(
                    clause=self.id,
                    subject=person.id,
                    status=Status.VIOLATED,
                    actual=record.result.value,
                    message=say("eligibility.performing.bar", name=person.name, day=record.day, why=why),
                )


class LicenceUrged(Clause):
    """Graduates pass the licence examination as early as they can: how many have when training ends (MTG25-2.2-d)."""

    family: ClassVar[str] = "licence_urged"
    decides: ClassVar[bool] = False
    licences: tuple[Licence, ...]

    def statement(self) -> Text:
        texts = [say(f"eligibility.licence.{name}") for name in self.licences]
        return say("eligibility.urged", licences=Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts)))

    def _outstanding(self, cohort: tuple[Person, ...], day: date) -> tuple[Person, ...]:
        return tuple(p for p in cohort if not _holds(p, self.licences, day))

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterator[Measure]:
        """Of the graduates whose training is over on the day of placement, the share that is licensed."""
        day = instance.placement_date
        cohort = tuple(
            p for p in instance.people if p.role is Role.GRADUATE and p.available_from and p.available_from <= day
        )
        if cohort:
            missing = self._outstanding(cohort, day)
            named = say("eligibility.urged.of", names="、".join(p.name for p in missing) or "—")
            share = Fraction(100 * (len(cohort) - len(missing)), len(cohort))
            yield Measure(clause=self.id, day=day, of=named, value=share, target=None, met=None, unit="%")

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        cohort = [p for p in ledger.pool if p.role is Role.GRADUATE]
        missing = [p for p in cohort if not (ledger.licensed(p) and p.credential.value in self.licences)]
        if missing:
            held = f"{len(cohort) - len(missing)}/{len(cohort)}"
            yield Finding(
                clause=self.id,
                subject="",
                status=Status.MISSED,
                actual=held,
                message=say("eligibility.urged.missing", held=held, names="、".join(p.name for p in missing)),
            )


class RuleScope(Clause):
    """Whom the rules are for: doctors approved by the county and registered at a public clinic (JZ22-3-a).

    A clinic of which nobody said whose premises it has is taken to be public, and a doctor approved unless a record
    of this clause says failed or refused.
    """

    family: ClassVar[str] = "rule_scope"
    decides: ClassVar[bool] = False
    requires: tuple[Literal["county_approval", "public_clinic"], ...]

    def statement(self) -> Text:
        texts = [say(f"eligibility.scope.{name}") for name in self.requires]
        return say("eligibility.scope", requires=Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts)))

    def outside(self, person: Person, site: Site, day: date, instance: Instance) -> Text | None:
        """Return why the rules are not for a doctor at a site, None when they are."""
        if "public_clinic" in self.requires and site.public_premises is False:
            return say("eligibility.scope.private", name=person.name, site=site.name)
        record = latest(instance, self.id, person, day)
        if "county_approval" in self.requires and record is not None and record.result not in FAVOURABLE:
            return say("eligibility.scope.unapproved", name=person.name, site=site.name, day=record.day)
        return None

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        for site in ledger.instance.sites:
            for person in ledger.staff(site):
                why = self.outside(person, site, ledger.day, ledger.instance)
                if why is not None:
                    yield Finding(clause=self.id, subject=person.id, status=Status.MISSED, message=why)
