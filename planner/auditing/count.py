"""This module is where the auditor counts a season afresh: posts, people in post, the pool, and each centre's gaps."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.domain import COVER_ROLES, LICENSED, Instance, Person, Plan, Role, Site
from planner.faces.moves import DispatchRule, ExemptRule
from planner.faces.people import EntryRule, ExitRule, MonthsRule, ReadinessRule, StartRule
from planner.faces.seats import AbovePostsRule, CapRule, MeasureRule, PostsRule, Tally
from planner.faces.training import SitInRule
from planner.finding import Finding
from planner.ledger import Ledger
from planner.messages import say
from planner.policy import Policy
from planner.text import Text

NO_LIMIT = 1_000_000
"""Places of a clinic where people may be placed above the posts and no cap is in force."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """The auditor's own count; ``finished`` gives the day from which each person of the pool may be placed."""

    instance: Instance
    policy: Policy
    plan: Plan
    posts: Mapping[str, int]
    finished: Mapping[str, date]
    barred: Mapping[str, Text]

    def on(self, day: date) -> "Headcount":
        """Count who is where on a day."""
        return headcount(self.instance, self.policy, day)

    def tally(self, centre_id: str, heads: "Headcount") -> Tally:
        """Count a centre's gaps on the day of a headcount, site by site (MTG25-2.1-b)."""
        measure = self.policy.only(MeasureRule)
        short = posts = bare = unstaffed = clinics = places = 0
        for site in self.instance.sites_of[centre_id]:
            if measure is None or not measure.in_scope(site, heads.day):
                continue
            clinics += 1
            posts += self.posts[site.id]
            there, coming = len(heads.in_post.get(site.id, ())), len(heads.reserved.get(site.id, ()))
            gap = self.posts[site.id] - there
            short += gap if gap > 0 else 0
            free = self._places(site, there + coming)
            places += free
            if there == 0 and gap > 0:
                unstaffed += 1
                bare += 1 if free else 0
        by_clinics = measure is not None and measure.basis == "unstaffed_clinics"
        return Tally(
            centre_id=centre_id,
            short=unstaffed if by_clinics else short,
            of=clinics if by_clinics else posts,
            vacant=short,
            posts=posts,
            bare=bare,
            clinics=clinics,
            room=places if posts else 0,
        )

    def tallies(self, heads: "Headcount") -> dict[str, Tally]:
        """Count every centre's gaps; what a town declared is used up by its centres one after another."""
        measure = self.policy.only(MeasureRule)
        found: dict[str, Tally] = {}
        used: Counter[str] = Counter()
        for centre in self.instance.centres:
            own = self.tally(centre.id, heads)
            declared = None if measure is None else measure.declared(centre)
            if declared is not None:
                open_posts = max(0, declared[1] - used[declared[0]])
                own = own if own.room <= open_posts else replace(own, room=open_posts)
                used[declared[0]] += own.room
            found[centre.id] = own
        return found

    def _places(self, site: Site, taken: int) -> int:
        """Count free places of a site up to the first limit that is met."""
        rule = self.policy.only(AbovePostsRule)
        limit = self.posts[site.id] if rule is None or not rule.above_posts else NO_LIMIT
        for cap in self.policy.having(CapRule):
            limit = cap.most() if cap.most() < limit else limit
        return limit - taken if limit > taken else 0

    def ledger(self, departures: Mapping[str, tuple[Finding, ...]]) -> Ledger:
        """Return the count as the checks of the clauses read it."""
        heads = self.on(self.instance.placement_date)
        measure = self.policy.only(MeasureRule)
        in_scope = (s.id for s in self.instance.sites if measure is None or measure.in_scope(s, heads.day))
        return Ledger(
            instance=self.instance,
            roster=self._roster(),
            plan=self.plan,
            day=heads.day,
            posts=self.posts,
            in_post=heads.in_post,
            cover=heads.cover,
            reserved=heads.reserved,
            in_scope=frozenset(in_scope),
            pool=tuple(self.instance.person[p] for p in sorted(self.finished)),
            barred=self.barred,
            departures=departures,
            exempt=frozenset(
                p.id for p in self.instance.people for rule in self.policy.having(ExemptRule) if rule.exempt(p)
            ),
            most=min((cap.most() for cap in self.policy.having(CapRule)), default=None),
            sendable=self._sendable(),
            visited=self._visited(),
            in_force=self.policy.clause,
            set_aside=frozenset(d.clause.id for d in self.policy.displaced),
            texts=self._texts(),
        )

    def _roster(self) -> Instance:
        gone = {p.id: self._last(p) for p in self.instance.people}
        left = (p if gone[p.id] is None else replace(p, leaves_on=gone[p.id]) for p in self.instance.people)
        return replace(self.instance, people=tuple(left))

    def _last(self, person: Person) -> date | None:
        """Return the first day on which a rule no longer lets a person serve, None where that is not yet over.

        Whoever has gone stays gone, so that the day is found by halving.
        """
        day, rules = self.instance.placement_date, self.policy.having(ExitRule)

        def serves(number: int) -> bool:
            return all(rule.serving(person, date.fromordinal(number), self.instance) for rule in rules)

        early, late = date(1900, 1, 1).toordinal(), day.toordinal()
        if serves(late) or (person.leaves_on is not None and person.leaves_on <= day):
            return None
        while early < late:
            middle = (early + late) // 2
            early, late = (middle + 1, late) if serves(middle) else (early, middle)
        return date.fromordinal(late)

    def _texts(self) -> frozenset[str]:
        silent = (n.clause for n in self.policy.not_modelled)
        return frozenset((*self.policy.clause, *(d.clause.id for d in self.policy.displaced), *silent))

    def _visited(self) -> frozenset[tuple[str, int]] | None:
        rule = self.policy.only(SitInRule)
        days: dict[str, set[date]] = defaultdict(set)
        for visit in self.instance.sit_ins if rule else ():
            days[visit.site_id].add(visit.day)
        years = {(site, day.year) for site, found in days.items() for day in found}
        return frozenset((s, y) for s, y in years if rule.regular(days[s], y)) if rule else None

    def _sendable(self) -> Mapping[str, date] | None:
        rules = self.policy.having(DispatchRule)
        days = {p.id: [rule.sendable_from(p) for rule in rules] for p in self.instance.people}
        return {code: max(d for d in held if d) for code, held in days.items() if all(held)} if rules else None


@dataclass(frozen=True, kw_only=True)
class Headcount:
    """Who is where on a day, by site code, as the auditor finds them."""

    day: date
    in_post: Mapping[str, tuple[Person, ...]]
    cover: Mapping[str, tuple[Person, ...]]
    reserved: Mapping[str, tuple[Person, ...]]


def headcount(instance: Instance, policy: Policy, day: date) -> Headcount:
    """Walk the roster and sort everyone who has a site by what she is there on a day."""
    measure, start = policy.only(MeasureRule), policy.only(StartRule)
    found: dict[str, dict[str, list[Person]]] = {k: defaultdict(list) for k in ("in_post", "cover", "reserved")}
    for person in instance.people:
        left = person.leaves_on is not None and person.leaves_on <= day
        over_age = not all(rule.serving(person, day, instance) for rule in policy.having(ExitRule))
        if person.site_id not in instance.site or left or over_age:
            continue
        here = all(d is None or d <= day for d in (person.since, person.available_from))
        if start is not None and start.licence == "yes" and person.role == Role.GRADUATE:
            licensed = person.credential in LICENSED if person.licensed_on is None else person.licensed_on <= day
            here = here and licensed
        covers = person.role in COVER_ROLES and not (measure is not None and measure.cover_fills_post)
        if here:
            found["cover" if covers else "in_post"][person.site_id or ""].append(person)
        elif not covers and _waits(person, day, start):
            found["reserved"][person.site_id or ""].append(person)
    frozen = {kind: {site: tuple(people) for site, people in by.items()} for kind, by in found.items()}
    return Headcount(day=day, in_post=frozen["in_post"], cover=frozen["cover"], reserved=frozen["reserved"])


def _waits(person: Person, day: date, start: StartRule | None) -> bool:
    """A post is lost only by a graduate without a licence, and only under that reading of the 2021 text."""
    lost = start is not None and not start.keeps_post and person.role == Role.GRADUATE
    licensed = person.credential in LICENSED or (person.licensed_on or date.max) <= day
    return licensed or not lost


def count(instance: Instance, policy: Policy, plan: Plan) -> Count:
    """Count a season afresh for a plan."""
    finished: dict[str, date] = {}
    barred: dict[str, Text] = {}
    for person in instance.people:
        if person.role not in {Role.GRADUATE, Role.RECRUIT} or person.site_id is not None:
            continue
        verdict = may_be_placed(person, instance, policy)
        if isinstance(verdict, date):
            finished[person.id] = verdict
        else:
            barred[person.id] = verdict
    posts = {s.id: _posts(s, policy) for s in instance.sites}
    return Count(instance=instance, policy=policy, plan=plan, posts=posts, finished=finished, barred=barred)


def _posts(site: Site, policy: Policy) -> int:
    """The smallest number of posts with which every standard in force is content, down to the caps."""
    wanted = site.posts
    if wanted is None:
        wanted = 0
        while not all(rule.suffices(site, wanted) for rule in policy.having(PostsRule)):
            wanted += 1
    for cap in policy.having(CapRule):
        wanted = cap.most() if wanted > cap.most() else wanted
    return wanted


def _months_between(start: date, end: date) -> int:
    """Whole months from one day to another; a month whose day does not exist is complete on its last day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    from calendar import monthrange

    last = monthrange(end.year, end.month)[1]
    return months if end.day >= start.day or end.day == last else months - 1


def ended_by(person: Person, day: date, instance: Instance, policy: Policy) -> Text | None:
    """Return which rule no longer lets a person serve on a day, with its clause, None where all of them do."""
    for rule in policy.having(ExitRule):
        if not rule.serving(person, day, instance):
            return say("eligibility.left.rule", why=rule.why(person, instance), clause=rule.id)
    return None


def may_be_placed(person: Person, instance: Instance, policy: Policy) -> date | Text:
    """Return the day whose vacancies count for a person, or why she may not be placed this season."""
    day = instance.placement_date
    moment = policy.only(ReadinessRule)
    if person.leaves_on is not None and person.leaves_on <= day:
        return say("reasons.gone", name=person.name, day=person.leaves_on, why=say("eligibility.left.roster"))
    if (ended := ended_by(person, day, instance, policy)) is not None:
        return say("audit.over_age", name=person.name, why=ended)
    for rule in policy.having(EntryRule):
        if (bar := rule.bar(person, day, instance)) is not None:
            return say("reasons.barred", why=bar, clause=rule.id)
    if person.role == Role.RECRUIT:
        if person.available_from is not None and person.available_from > day:
            return say("reasons.still_training", name=person.name, day=person.available_from)
        own = person.available_from if moment is not None and moment.reference != "placement_date" else None
        return own or day
    at_graduation = moment is not None and moment.at_graduation
    done = person.graduated_on if at_graduation and person.graduated_on else person.available_from
    if done is None:
        if person.graduated_on is None:
            return say("reasons.no_finish_date", name=person.name)
        lengths = [rule.months(person.track) for rule in policy.having(MonthsRule)]
        if not lengths or None in lengths:
            return say("reasons.no_finish_date", name=person.name)
        needed = sum(n or 0 for n in lengths)
        if _months_between(person.graduated_on, day) < needed:
            return say("audit.months_short", name=person.name, needed=needed, start=person.graduated_on)
        if moment is None or moment.reference == "placement_date":
            return day
        from planner.calendar import add_months

        done = add_months(person.graduated_on, needed)
    if done > day:
        return say("reasons.still_training", name=person.name, day=done)
    if moment is None or moment.reference == "placement_date":
        return day
    return (person.graduated_on or done) if moment.reference == "graduation_date" else done
