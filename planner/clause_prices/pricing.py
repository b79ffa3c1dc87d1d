"""This module is where the what-ifs of each clause are laid out, solved and priced."""

import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.clause import Clause
from planner.clause_prices.values import DOWN, OPTION, SUSPEND, UP, Difference, Measure, Number, Price, PriceList
from planner.messages import say
from planner.parameter import Range
from planner.problem import Problem, ScenarioError
from planner.result import Goal
from planner.scenario import Scenario
from planner.scenario.packs import parameter_types
from planner.sweeping.axes import change, suspension
from planner.sweeping.engine import solve_variations
from planner.sweeping.figures import MOVES
from planner.sweeping.members import Answer, MemberStatus, Variation

BASE = "base"
"""The id of the baseline among the members."""

BASE_SHARE = 4
"""How many times as long as another member the baseline gets: what is open in it is open in every difference."""

COVERAGE = ("uncovered", "uncovered_residents", "highest_rate")
"""Indicators that rank right after the number placed: what leadership asks of a rule first."""

OTHERS = ("first_wishes", "unplaced")
"""Indicators that rank after the goals of the season."""

LABELS = frozenset({"assumption"})
"""Parameters that say how sure a value is, not what the law asks: changing one changes no plan."""


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A what-if before it is solved."""

    variation: Variation
    clause: Clause
    done: str
    parameter: str = ""
    before: str = ""
    after: str = ""


def price_list(
    scenario: Scenario,
    *,
    ahead: bool = False,
    time_limit: float = 10.0,
    workers: int | None = None,
    scheduler: str | None = None,
    told: Callable[[int, int], None] | None = None,
) -> PriceList:
    """Solve every one-clause what-if of a scenario and return the exact differences, ranked.

    ``ahead`` adds the years ahead; ``time_limit`` is seconds per member, and what is not proven by then is told as
    lying between its bounds. ``told`` hears how many members of how many are done. Members run on ``workers``
    processes, or on the Dask cluster at ``scheduler``. A member that is refused, infeasible or out of time is a row
    that says so. Raises ScenarioError where the baseline itself has no plan.
    """
    entries = tuple(_entries(scenario))
    asked = [Variation(id=BASE), *(entry.variation for entry in entries)]
    answers: dict[str, Answer] = {}
    solved = solve_variations(
        scenario,
        asked,
        ahead=ahead,
        time_limit=time_limit,
        workers=workers,
        scheduler=scheduler,
        longer={BASE: BASE_SHARE * time_limit},
    )
    for answer in solved:
        answers[answer.id] = answer
        if told:
            told(len(answers), len(asked))
    base = answers[BASE]
    if base.status not in {MemberStatus.OPTIMAL, MemberStatus.FEASIBLE}:
        raise ScenarioError([Problem(scenario.name, 0, "", "", base.message or say("sweep.infeasible"))])
    measures = tuple(_measures(base))
    prices = [_price(entry, answers[entry.variation.id], measures) for entry in entries]

    def rank(price: Price) -> tuple[bool, tuple[Number, ...]]:
        effects = (price.differences.get(m.key) for m in measures)
        return not price.solved, tuple(-d.certain if d else 0 for d in effects)

    return PriceList(scenario=scenario, measures=measures, prices=tuple(sorted(prices, key=rank)))


def _entries(scenario: Scenario) -> Iterator[_Entry]:
    """Yield every what-if of one clause that can bear on a plan, in the order of precedence of the clauses."""
    for clause in (c for c in scenario.policy.clauses if c.decides):
        yield _Entry(variation=Variation(id=f"{clause.id}=off", amendments=(suspension(clause.id),)),
                     clause=clause, done=SUSPEND)  # fmt: skip
        for name, hint in parameter_types(type(clause)).items():
            if name in LABELS:
                continue
            now = getattr(clause, name)
            for done, value in _steps(hint, now):
                variation = Variation(
                    id=f"{clause.id}.{name}={_word(value)}", amendments=(change(clause.id, {name: value}),)
                )
                yield _Entry(
                    variation=variation, clause=clause, done=done, parameter=name, before=_word(now), after=_word(value)
                )


def _steps(hint: object, now: object) -> Iterator[tuple[str, object]]:
    """Yield what a parameter may be one step away: a number down and up within its range, or each other reading."""
    if isinstance(now, bool):
        yield OPTION, not now
    elif typing.get_origin(hint) is typing.Literal:
        yield from ((OPTION, other) for other in typing.get_args(hint) if other != now)
    elif isinstance(now, int) and typing.get_origin(hint) is typing.Annotated:
        allowed: Range = typing.get_args(hint)[1]
        for done, value in ((DOWN, now - allowed.step), (UP, now + allowed.step)):
            if allowed.least <= value <= allowed.most:
                yield done, value


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _measures(base: Answer) -> Iterator[Measure]:
    """Yield what the baseline is measured by, in the order in which effects are ranked."""
    values = _values(base)
    label = {g.goal: (g.label, g.clause) for g in base.goals}
    label |= {f"outlook_{g.goal}": (g.label, g.clause) for g in base.ahead}
    label |= {name: (say(f"sweep.figure_{name}"), "") for name in (*COVERAGE, *OTHERS, MOVES)}
    season = [g.goal for g in base.goals if g.goal != "placed"]
    ahead = [f"outlook_{g.goal}" for g in base.ahead]
    for key in ("placed", *COVERAGE, *season, *OTHERS, *ahead, MOVES):
        if key in values:
            value, least, most = values[key]
            text, clause = label[key]
            yield Measure(key=key, label=text, clause=clause, value=value, least=least, most=most)


def _values(answer: Answer) -> dict[str, tuple[Number, Number | None, Number | None]]:
    """Return each measure of a member with the bounds between which it lies, None where none is known."""

    def bounded(goal: Goal) -> tuple[Number, Number | None, Number | None]:
        return goal.value, min(goal.value, goal.bound), max(goal.value, goal.bound)

    values = {g.goal: bounded(g) for g in answer.goals} | {f"outlook_{g.goal}": bounded(g) for g in answer.ahead}
    proven = all(g.proven for g in answer.goals)
    for name in (*COVERAGE, *OTHERS, MOVES):
        figure = answer.figures.get(name, "")
        if figure != "":
            number = figure if isinstance(figure, int) else Fraction(figure)
            # Moves follow from the one plan in hand among many that are as good: no bound on them is known.
            bound = number if proven and name != MOVES else None
            values[name] = (number, bound, bound)
    return values


def _price(entry: _Entry, answer: Answer, measures: Sequence[Measure]) -> Price:
    values = _values(answer)
    return Price(
        id=entry.variation.id,
        clause=entry.clause.id,
        title=entry.clause.title,
        done=entry.done,
        parameter=entry.parameter,
        before=entry.before,
        after=entry.after,
        status=answer.status,
        differences={m.key: _difference(m, *values[m.key]) for m in measures if m.key in values},
        message=answer.message,
    )


def _difference(base: Measure, value: Number, least: Number | None, most: Number | None) -> Difference:
    if base.least is None or base.most is None or least is None or most is None:
        return Difference(value=value - base.value, least=None, most=None)
    return Difference(value=value - base.value, least=least - base.most, most=most - base.least)
