"""Clauses on the pairing of hospitals with centres: who is paired with whom, who with nobody, and who could be."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from planner.clause import Clause
from planner.domain import Instance, Record, Upshot
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.parameter import Range
from planner.text import Text

_LEVEL = re.compile("([一二三])级")


class Pairing(Clause):
    """District hospitals are paired with centres, one to one, one to many or many to one (MTGR-12-a).

    A record of this clause names the centre and, in its note, the hospital or hospitals (``某某医院（二级）、…``);
    without a centre, hospitals that are paired with none yet. Once any hospital is on record, each centre without one
    and each hospital without a centre is reported, with the pair that could be made: neediest centres first, each with
    the hospital that has the fewest; a hospital left over with the centre in most need for each of its hospitals. A
    pair is proposed only where the modes and the level allow it, ties by code and name.
    """

    family: ClassVar[str] = "pairing"
    decides: ClassVar[bool] = False
    on_record: ClassVar[bool] = True
    pairing_modes: tuple[Literal["one_to_one", "one_to_many", "many_to_one"], ...]
    sender_level_min: Annotated[int, Range(1, 3)]

    def statement(self) -> Text:
        modes = [say(f"support.mode.{mode}") for mode in self.pairing_modes]
        said = Text("、".join(m.zh for m in modes), ", ".join(m.en for m in modes))
        return say("support.pairing", modes=said, level=self.sender_level_min)

    def _told(self, instance: Instance) -> Iterator[tuple[Record, str]]:
        """Yield each record with each hospital that it names."""
        for record in instance.records_of.get(self.id, ()):
            for name in re.split("[、,，;；]", record.note) if record.result is not Upshot.REFUSED else ():
                if name.strip():
                    yield record, name.strip()

    def pairs(self, instance: Instance) -> Mapping[str, tuple[str, ...]]:
        """Return the hospitals of each centre on record, by centre code."""
        found: dict[str, dict[str, None]] = {}
        for record, hospital in self._told(instance):
            if record.centre_id is not None:
                found.setdefault(record.centre_id, {})[hospital] = None
        return {centre: tuple(hospitals) for centre, hospitals in found.items()}

    def hospitals(self, instance: Instance) -> tuple[str, ...]:
        """Return every hospital on record, paired or not, by name."""
        return tuple(sorted({hospital for _, hospital in self._told(instance)}))

    def proposed(self, instance: Instance, need: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
        """Return pairs of centre and hospital for those without one; empty without any hospital on record."""
        pairs = {centre: list(hospitals) for centre, hospitals in self.pairs(instance).items()}
        load = Counter(hospital for hospitals in pairs.values() for hospital in hospitals)
        able = [hospital for hospital in self.hospitals(instance) if not self._too_low(hospital)]
        made: list[tuple[str, str]] = []

        def pair(centre: str, hospital: str) -> None:
            made.append((centre, hospital))
            pairs.setdefault(centre, []).append(hospital)
            load[hospital] += 1

        for centre in sorted(set(instance.centre) - set(pairs), key=lambda c: (-need.get(c, 0), c)):
            joined = {hospital for hospitals in pairs.values() if len(hospitals) > 1 for hospital in hospitals}
            sharing = "one_to_many" in self.pairing_modes
            open_to = [h for h in able if h not in joined and (not load[h] or sharing)]
            if open_to:
                pair(centre, min(open_to, key=lambda h: (load[h], h)))
        for hospital in [h for h in able if not load[h]] if "many_to_one" in self.pairing_modes else ():
            alone = [c for c in pairs if c in instance.centre and all(load[h] == 1 for h in pairs[c])]
            if alone:
                pair(min(alone, key=lambda c: (-Fraction(need.get(c, 0), len(pairs[c])), c)), hospital)
        return tuple(made)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        instance, hospitals = ledger.instance, self.hospitals(ledger.instance)
        pairs = self.pairs(instance)
        load = Counter(h for several in pairs.values() for h in several)
        need: Counter[str] = Counter()
        for site in instance.sites:
            need[site.centre_id] += max(0, ledger.posts[site.id] - len(ledger.in_post.get(site.id, ())))
        made = self.proposed(instance, need)
        to, of = dict(reversed(made)), {hospital: centre for centre, hospital in made}
        for code in (c.id for c in instance.centres if hospitals and c.id not in pairs):
            name = instance.centre[code].name
            could = say("support.pairing.could", whom=to[code]) if code in to else say("support.pairing.cannot")
            yield self._missed(code, say("support.pairing.alone", centre=name, need=need[code], could=could))
        told = set(to.values())
        for hospital in (h for h in hospitals if not load[h] and h not in told and not self._too_low(h)):
            whom = instance.centre[of[hospital]].name if hospital in of else ""
            could = say("support.pairing.could", whom=whom) if whom else say("support.pairing.cannot")
            yield self._missed(of.get(hospital, ""), say("support.pairing.idle", hospital=hospital, could=could))
        for code, several in pairs.items():
            place = instance.centre.get(code)
            for key in self._faults(several, load):
                name = place.name if place else code
                yield self._missed(code, say(f"support.pairing.{key}", centre=name, hospitals="、".join(several)))

    def _missed(self, subject: str, message: Text) -> Finding:
        return Finding(clause=self.id, subject=subject, status=Status.MISSED, message=message)

    def _too_low(self, hospital: str) -> bool:
        """Whether a hospital's level, where its name tells one, is below the least asked for."""
        found = _LEVEL.search(hospital)
        return found is not None and " 一二三".index(found[1]) < self.sender_level_min

    def _faults(self, hospitals: Sequence[str], load: Mapping[str, int]) -> Iterator[str]:
        shared, several = any(load[h] > 1 for h in hospitals), len(hospitals) > 1
        mode = "many_to_one" if several else "one_to_many" if shared else "one_to_one"
        if (several and shared) or mode not in self.pairing_modes:
            yield "mode"
        if any(self._too_low(hospital) for hospital in hospitals):
            yield "level"
