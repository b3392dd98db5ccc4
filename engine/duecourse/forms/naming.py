"""The names under which a form gives values."""

import re
from typing import Final

from duecourse.feel import FeelSyntaxError, builtin_names, parse

_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_FUNCTIONS: Final = builtin_names()


def wrong_name(name: str) -> str | None:
    """Say what is wrong with the name of a variable, as the end of a sentence; None if nothing is.

    A name that FEEL cannot read could be stored, but never used.
    """
    if _NAME.fullmatch(name) is None:
        return "must be letters, digits and underscores of ASCII, and not begin with a digit"
    if name in _FUNCTIONS:
        return None
    try:
        readable = name in parse(name).possible_variables
    except FeelSyntaxError:
        readable = False
    return None if readable else "is a word of FEEL, so no expression could use it"
