"""This module is where a network of clinics is proposed: which village is served where, and what merging would save."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands import shared
from planner.commands.shared import shown, tell
from planner.messages import say
from planner.text import Language

if TYPE_CHECKING:
    from planner.policy import Amendment, Policy
    from planner.stages.network import Proposal


@click.command()
@shared.scenario
@shared.variant
@click.option("--regroup", is_flag=True, help="已有归属的村也重新划分 also villages that have a clinic")
@click.option("--merge", type=click.Choice(["optional", "always"]), help="可以合用的村：择优或一律合用 sharing")
@click.option("--near", type=click.IntRange(1, 100), metavar="KM", help="邻村相距不超过几公里 how close is close")
@click.option("--no-opening", is_flag=True, help="不新设村卫生室 open no clinic")
@click.option("--time-limit", type=click.FloatRange(min=0), default=60.0, show_default=True, help="秒 seconds")
@click.option("--out", type=click.Path(path_type=Path), help="写出地图、表格和情景 maps, tables and the what-if")
@click.option("--save", metavar="NAME", help="存为本方案的情景 save as a what-if of the scenario")
@shared.language
def network(
    scenario: Path,
    variant: str | None,
    regroup: bool,
    merge: str | None,
    near: int | None,
    no_opening: bool,
    time_limit: float,
    out: Path | None,
    save: str | None,
    lang: Language,
) -> None:
    """哪个村由哪个村卫生室服务：提出方案。 Propose which village is served by which clinic."""
    from planner.scenario import load
    from planner.scenario.amending import amended
    from planner.stages.network import Freedom, propose

    loaded = load(scenario, variant)
    amendments = _amendments(loaded.policy, merge, near)
    asked = amended(loaded, amendments, loaded.variant_name) if amendments else loaded
    if (merge or near) and not amendments:
        click.echo(say("network.no_sharing").pick(lang), err=True)
    proposal = propose(asked.instance, asked.policy, Freedom(regroup=regroup, opening=not no_opening), time_limit)
    _tell(proposal, asked.policy, lang)
    if out is not None or save is not None:
        from planner.report.network_folder import save_variant, write_network
        from planner.report.network_variant import posts_assumed, posts_told

        if assumed := posts_assumed(proposal, loaded.policy):
            tell(posts_told(assumed), lang)
        if out is not None:
            tell(say("cli.written", path=shown(write_network(proposal, loaded, amendments, out, lang))), lang)
        if save is not None:
            path = save_variant(proposal, loaded, amendments, save)
            tell(say("network.saved", path=shown(path), scenario=shown(scenario), name=save), lang)


def _amendments(policy: "Policy", merge: str | None, near: int | None) -> "tuple[Amendment, ...]":
    """What the options change of every clause in force that lets villages share."""
    from planner.faces.network import ShareRule
    from planner.policy import Amendment

    parameters: dict[str, object] = {"merge": merge} if merge else {}
    if near is not None:
        parameters |= {"near_km": near, "near_from": "given"}
    rules = policy.having(ShareRule) if parameters else ()
    return tuple(Amendment(clause=rule.id, parameters=parameters) for rule in rules)


def _tell(proposal: "Proposal", policy: "Policy", language: Language) -> None:
    """Say what was decided, how it stands, what it costs in travel, and what was not known."""
    from planner.faces.network import ShareRule
    from planner.report.network_tables import figures, place_name, tenths

    instance = proposal.instance
    if not instance.villages:
        tell(say("network.told.no_villages"), language)
    elif not proposal.free:
        tell(say("network.told.nothing", count=len(instance.villages)), language)
    before, after = figures(proposal, after=False), figures(proposal, after=True)
    tell(
        say(
            "network.told.clinics",
            before=before.clinics,
            after=after.clinics,
            opened=len(proposal.opened),
            closed=len(proposal.closed),
        ),
        language,
    )
    tell(say("network.told.bare", before=before.uncovered, after=after.uncovered, people=after.residents), language)
    times = {"mean_before": tenths(before.mean), "mean": tenths(after.mean)}
    tell(say("network.told.travel", farthest_before=before.farthest, farthest=after.farthest, **times), language)
    tell(say("network.told.moved", changed=len(proposal.changed), farther=len(proposal.farther)), language)
    for v in sorted(proposal.farther, key=lambda v: (-_longer(proposal, v.id), v.id))[:10]:
        old, new = proposal.before[v.id], proposal.after[v.id]
        said = {"name": v.name, "people": v.population, "place": place_name(new, proposal) or v.town}
        tell(say("network.told.farther", before=old.minutes, after=new.minutes, clause=new.clause, **said), language)
    for v in instance.villages:
        if proposal.after[v.id].how == "nobody":
            town = v.town or say("network.told.no_town")
            waived = proposal.after[v.id].clause
            key = "network.told.excused" if waived else "network.told.nobody"
            tell(say(key, name=v.name, town=town, people=v.population, clause=waived), language)
    for v in proposal.unfounded:
        place = place_name(proposal.after[v.id], proposal) or v.town
        tell(say("network.told.unfounded", name=v.name, people=v.population, place=place), language)
    for score in proposal.scores:
        told = say("network.proven") if score.proven else say("network.bound", bound=score.bound)
        tell(say("network.told.goal", goal=say(f"network.goal.{score.goal}"), value=score.value, proven=told), language)
    for rule in policy.having(ShareRule):
        tell(say("network.told.rule", clause=rule.id, statement=policy.clause[rule.id].statement()), language)
    for code, name in policy.awaited:
        if name == "near_km":
            tell(say("network.told.awaited", clause=code), language)
    unknown = sum(
        proposal.after[v.id].how != "nobody" and proposal.after[v.id].minutes is None for v in instance.villages
    )
    if unknown:
        tell(say("network.told.unknown", count=unknown), language)
    if empty := [v.name for v in instance.villages if not v.population]:
        names = "、".join(empty[:5]) + ("…" if len(empty) > 5 else "")
        tell(say("network.told.empty", count=len(empty), names=names), language)
    if instance.villages:
        tell(say("network.told.within"), language)


def _longer(proposal: "Proposal", code: str) -> int:
    return (proposal.after[code].minutes or 0) - (proposal.before[code].minutes or 0)
