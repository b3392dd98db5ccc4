"""Who gets the user tasks of a lane."""

from typing import Final

from duecourse.diagram.elements import Lane

CANDIDATE_GROUP: Final = "duecourse:candidateGroup"


def groups_of(lane: Lane) -> tuple[str, ...]:
    """Return the candidate groups of a lane; those of a lane around it are not its own."""
    text = lane.properties.get(CANDIDATE_GROUP, "")
    return tuple(part.strip() for part in text.split(",") if part.strip())
