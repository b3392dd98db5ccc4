"""What an author may have meant by a name that is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Final

MOST_NAMES: Final = 1_000
MOST_HINTS: Final = 100


@dataclass(slots=True)
class Hints:
    """Gives hints, so many and no more: comparing names costs more than everything else that lint does."""

    remaining: int = MOST_HINTS

    def meant(self, name: str, known: Iterable[str]) -> str:
        """Return " (did you mean 'x'?)" for the known name that is most like ``name``, "" for none.

        Case and signs between words do not count. Among more than 1,000 names only the first are looked at.
        """
        if self.remaining == 0:
            return ""
        self.remaining -= 1
        by_letters = {_letters(each): each for each in islice(known, MOST_NAMES)}
        close = get_close_matches(_letters(name), by_letters, n=1, cutoff=0.75)
        return f" (did you mean '{by_letters[close[0]]}'?)" if close else ""


def _letters(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())
