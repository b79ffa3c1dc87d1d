"""This package is where it is said what planning and auditing may ask of a clause: its faces, two of each.

Every face has a planning side (what stages ask) and, where a number or a verdict can be derived in two ways, an
auditing side that the planning side never calls. The two are formulated differently on purpose; the agreement
tests hold them together.
"""

from typing import TypeGuard, TypeVar

Face = TypeVar("Face")
_known: dict[tuple[type[object], type[object]], bool] = {}


def has(clause: object, face: type[Face]) -> TypeGuard[Face]:
    """Return whether a clause has a face: a family has it or has it not, so one clause answers for all others.

    It is what ``isinstance`` says of these protocols, which looks their members up anew each time it is asked.
    """
    key = (type(clause), face)
    if key not in _known:
        _known[key] = all(hasattr(clause, member) for member in vars(face) if not member.startswith("_"))
    return _known[key]
