"""Doing things at the same time."""

import threading
from collections.abc import Callable, Iterable

from duecourse.errors import DuecourseError


def at_once(works: Iterable[Callable[[], object]]) -> list[DuecourseError]:
    """Let threads do all this at once; return the errors that a caller can act on. Any other one fails."""
    found = list(works)
    barrier = threading.Barrier(len(found))
    errors: list[DuecourseError] = []
    broken: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except DuecourseError as error:
            errors.append(error)
        except BaseException as error:  # noqa: BLE001 - handed on to the test
            broken.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    return errors
