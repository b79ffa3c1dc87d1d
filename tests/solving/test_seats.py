"""The engine of layers 1 and 2: worked example, counterexamples, odd corners, and agreement with the definition."""

import random
from fractions import Fraction

import numpy as np
import pytest
from solving.seat_oracle import Tiny, answer, lawful, levels_of, random_tiny, seat_keys, vector
from solving.seat_oracle_large import answer_large, random_larger

from planner.solving import flows
from planner.solving.levels import dense_levels, vacancy_levels
from planner.solving.seats import Matching, Season, allocate

MATCHINGS: tuple[Matching, ...] = ("counts_then_preference", "rank_maximal", "serial")
READINGS = ("after_each", "once_exhaust", "once_round")


def season_of(tiny: Tiny) -> Season:
    return Season.of(
        tiny.levels,
        tiny.options,
        tiny.code_order,
        tiny.matching,  # type: ignore[arg-type]  # plain text in the oracle
        area=tiny.area,
        hub_parent=tiny.hub_parent,
        centre_hub=tiny.centre_hub,
    )


def placed(
    centres: list[tuple[int, int, int]],
    lists: list[str],
    matching: Matching = "counts_then_preference",
    update: str = "after_each",
) -> str:
    """Place people with lists like "BA" over centres A, B, ... given as (vacant, posts, clinics); "-" is unplaced."""
    options = [[("ABCDEFGH".index(letter), rank) for rank, letter in enumerate(mine, 1)] for mine in lists]
    allocation = allocate(Season.of(levels_of(centres, update), options, matching=matching))
    return "".join("ABCDEFGH"[c] if c >= 0 else "-" for c in allocation.centre)


# The worked example of the register (MTG25-2.1-a to -d), all readings.

FOUR = [(2, 6, 5), (3, 9, 8), (3, 4, 4), (2, 9, 8)]
SIX = ["ACBD", "BADC", "CBAD", "DCBA", "CDAB", "BDCA"]


def test_worked_example_recomputed_after_each() -> None:
    assert placed(FOUR, SIX) == "ABCCCB"


def test_worked_example_serial() -> None:
    assert placed(FOUR, SIX, "serial") == "CCBACB"


def test_worked_example_ranked_once() -> None:
    assert placed(FOUR, SIX, update="once_exhaust") == "CBCBCB"


def test_worked_example_ranked_once_one_per_round() -> None:
    assert placed(FOUR, SIX, update="once_round") == "ABCDCB"


# What other ways of computing it get wrong; the lawful answer each time.


def test_case_1_equal_rates_go_to_more_clinics_and_not_to_fewer_posts() -> None:
    assert placed([(1, 2, 1), (2, 4, 2)], ["AB"]) == "B"
    assert sorted(placed([(2, 3, 1), (3, 6, 3)], ["AB"] * 3)) == ["A", "B", "B"]


def test_case_2_min_max_is_blind_to_the_best_rate() -> None:
    assert placed([(1, 5, 1), (2, 10, 1), (1, 9, 1)], ["CBA"]) == "B"


def test_case_3_a_sum_of_rates_left_favours_small_centres() -> None:
    assert placed([(4, 8, 1), (1, 3, 1)], ["BA"]) == "A"


def test_case_4_a_sum_of_squares_does_too() -> None:
    assert placed([(3, 10, 1), (1, 4, 1)], ["BA"]) == "A"


def test_case_5_no_wish_outweighs_a_rate() -> None:
    assert placed([(1, 11, 1), (2, 11, 1), (3, 10, 1)], ["ACB", "BAC"]) == "CC"


def test_case_6_no_number_of_wishes_outweighs_a_level() -> None:
    centres = [(1, 2, 1), (1, 3, 1), (1, 4, 1), (1, 5, 1), (1, 6, 1)]
    assert placed(centres, ["EA", "AB", "BC", "CD"]) == "ABCD"


def test_case_7_a_third_is_a_third() -> None:
    assert sorted(placed([(3, 6, 1), (1, 3, 2)], ["AB", "AB"])) == ["A", "B"]


def test_case_8_a_fifth_is_two_tenths() -> None:
    assert placed([(1, 5, 2), (2, 10, 3)], ["AB"]) == "B"


def test_case_9_rates_are_not_compared_as_printed() -> None:
    assert sorted(placed([(2, 37, 1), (1, 30, 1)], ["AB", "AB"])) == ["A", "B"]


def test_case_10_a_person_moves_over_for_one_who_has_no_other_centre() -> None:
    assert placed([(1, 5, 1), (2, 10, 1)], ["AB", "A"]) == "BA"


def test_case_11_ranking_once_is_another_rule() -> None:
    assert sorted(placed([(1, 10, 1), (2, 11, 1)], ["AB", "AB"])) == ["A", "B"]
    assert placed([(1, 10, 1), (2, 11, 1)], ["AB", "AB"], update="once_exhaust") == "BB"


def test_case_12_a_full_tie_belongs_to_the_wishes_at_whatever_level_it_sits() -> None:
    assert placed([(1, 3, 1), (2, 6, 1)], ["BA"]) == "B"
    assert placed([(1, 2, 2), (2, 4, 2), (1, 5, 1), (1, 6, 1)], ["BA", "CD", "DC"]) == "BCD"


def test_case_13_most_first_wishes_is_not_the_least_sum() -> None:
    lists = ["BACD", "CDBA", "ACDB", "BCAD"]

    def ranks(where: str) -> list[int]:
        return sorted(mine.index(c) + 1 for mine, c in zip(lists, where, strict=True))

    assert sum(ranks(placed([(1, 2, 1)] * 4, lists))) == 6
    assert ranks(placed([(1, 2, 1)] * 4, lists, "rank_maximal")) == [1, 1, 1, 4]


def test_case_15_255_people_and_nine_ranks_do_not_wrap() -> None:
    options = [[(0, 2 + k % 7), (1, 9)] for k in range(254)] + [[(0, 1), (1, 9)]]
    allocation = allocate(Season.of([[0], [0] * 254], options, matching="rank_maximal"))
    assert allocation.centre[254] == 0


# Odd corners.


@pytest.mark.parametrize("matching", MATCHINGS)
def test_a_season_without_people_or_centres_is_quiet(matching: Matching) -> None:
    assert allocate(Season.of([], [], matching=matching)).centre.tolist() == []
    nobody = allocate(Season.of([[0, 2], []], [], matching=matching))
    assert nobody.count.tolist() == [0, 0]
    assert nobody.price.tolist() == [0, 3]
    nowhere = allocate(Season.of([], [[], []], matching=matching))
    assert nowhere.centre.tolist() == [-1, -1]
    hub_only = Season.of([], [[]], area=[0], hub_parent=[-1], matching=matching)
    assert allocate(hub_only).centre.tolist() == [-1]


def test_when_seats_run_out_the_best_standing_are_placed() -> None:
    assert placed([(1, 2, 1), (1, 3, 1)], ["AB", "A", "AB", "B"]) == "BA--"
    assert placed([(1, 2, 1), (1, 3, 1)], ["A", "AB", "AB"]) == "AB-"


def test_the_price_of_a_centre_is_the_level_at_which_one_more_graduate_would_be_placed_there() -> None:
    allocation = allocate(Season.of([[0, 2], [1, 3], []], [[(0, 1), (1, 2)], [(1, 1)]]))
    assert allocation.centre.tolist() == [0, 1]
    assert allocation.price.tolist() == [2, 3, 4]
    rng = random.Random(11)
    for _ in range(80):
        tiny = random_tiny(rng, "after_each", "counts_then_preference")
        before = vector(tiny, lawful(tiny)[0])
        for centre, price in enumerate(allocate(season_of(tiny)).price.tolist()):
            more = tiny._replace(options=[*tiny.options, [(centre, 1)]], area=[*tiny.area, -1])
            after = vector(more, lawful(more)[0])
            gained = [level for level, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
            assert gained == ([price] if price < len(before) else []), (tiny, centre)


def test_an_area_is_anywhere_in_it_at_one_rank_after_the_last() -> None:
    tree = {"hub_parent": [-1, 0], "centre_hub": [1, 1, 0]}
    season = Season.of([[0], [0], [0]], [[(2, 1)], [(2, 1)], []], area=[0, 0, 1], **tree)
    assert season.area_rank.tolist() == [2, 2, 1]
    assert allocate(season).centre.tolist() == [2, 0, 1]
    later = Season.of([[0], [0], [0]], [[(2, 1)], [(2, 1)], []], [2, 1, 0], area=[0, 0, 1], **tree)
    assert allocate(later).centre.tolist() == [2, 1, 0]


def test_equal_standing_is_settled_by_code_and_equal_ranks_by_centre_code() -> None:
    equal = [[(0, 1), (1, 1)], [(0, 1), (1, 1)]]
    assert allocate(Season.of([[0], [0]], equal, [0, 1])).centre.tolist() == [0, 1]
    assert allocate(Season.of([[0], [0]], equal, [1, 0])).centre.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("levels", "options", "order", "fault"),
    [
        ([[1, 0]], [], [], "levels must not decrease"),
        ([[0]], [[(1, 1)]], [0], "options must name a centre"),
        ([[0]], [[(0, 1), (0, 2)]], [0], "a person lists a centre once"),
        ([[0]], [[(0, 0)]], [0], "ranks begin at 1"),
        ([[0]], [[(0, 1)]], [1], "code_order must be a permutation"),
    ],
)
def test_what_is_no_season_is_refused(
    levels: list[list[int]], options: list[list[tuple[int, int]]], order: list[int], fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        Season.of(levels, options, order)


# Agreement with the definition.


@pytest.mark.parametrize("matching", MATCHINGS)
@pytest.mark.parametrize("update", READINGS)
def test_tiny_seasons_agree_with_enumeration(update: str, matching: str) -> None:
    rng = random.Random(f"{update} {matching}")
    for _ in range(600):
        tiny = random_tiny(rng, update, matching)
        assert tuple(allocate(season_of(tiny)).centre.tolist()) == answer(tiny), tiny


@pytest.mark.parametrize("matching", MATCHINGS)
def test_solving_in_small_batches_changes_nothing(matching: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "BATCH", 1)
    rng = random.Random(matching)
    for _ in range(300):
        tiny = random_tiny(rng, "after_each", matching)
        assert tuple(allocate(season_of(tiny)).centre.tolist()) == answer(tiny), tiny


@pytest.mark.parametrize("matching", MATCHINGS[:2])
def test_larger_seasons_agree_with_one_flow_on_unbounded_integers(matching: str) -> None:
    rng = random.Random(matching)
    for _ in range(60):
        season = random_larger(rng, matching)
        assert tuple(allocate(season_of(season)).centre.tolist()) == answer_large(season), season


def test_levels_at_scale_are_the_levels_of_exact_fractions() -> None:
    rng = random.Random(5)
    for update in READINGS:
        for _ in range(60):
            facts = [(rng.randint(0, 4), rng.randint(4, 12), rng.randint(1, 3)) for _ in range(rng.randint(0, 6))]
            table = np.array(facts, dtype=np.int64).reshape(-1, 3)
            start, level, many = vacancy_levels(table[:, 0], table[:, 1], table[:, 2], update)
            exact, count = dense_levels([seat_keys(*f, update) for f in facts])
            assert many == count
            assert [tuple(level[start[c] : start[c + 1]].tolist()) for c in range(len(facts))] == list(exact)


def test_levels_keep_the_vacancy_in_the_rate_where_fewer_seats_can_be_filled() -> None:
    table = (np.array([2, 1]), np.array([4, 3]), np.array([1, 1]))
    start, level, many = vacancy_levels(*table, capacity=np.array([1, 1]))
    assert (start.tolist(), level.tolist(), many) == ([0, 1, 2], [0, 1], 2)
    assert dense_levels([[Fraction(2, 4)], [Fraction(1, 3)]]) == (((0,), (1,)), 2)


def test_levels_refuse_posts_too_large_to_compare_exactly() -> None:
    with pytest.raises(ValueError, match="posts"):
        vacancy_levels(np.array([1]), np.array([1 << 20]), np.array([1]))
