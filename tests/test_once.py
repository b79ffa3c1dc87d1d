"""A function of frozen values reckons once for the same objects, and anew for any other."""

from planner.once import once


def test_the_same_objects_are_reckoned_once_and_equal_ones_anew() -> None:
    asked: list[tuple[object, ...]] = []

    @once
    def joined(one: object, other: object = None) -> str:
        asked.append((one, other))
        return f"{one}{other}"

    first, equal = [1], [1]
    assert joined(first) == joined(first) == "[1]None"
    assert len(asked) == 1
    joined(equal)
    assert len(asked) == 2, "an equal roster is another roster"
    assert joined(equal, other=first) == "[1][1]"
    assert joined(equal, first) == "[1][1]"
    assert joined(equal) == "[1]None"
    assert len(asked) == 5, "only the last answer is kept"
