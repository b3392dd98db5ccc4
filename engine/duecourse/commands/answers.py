"""Answers that are kept so that a repeated request gets the same one."""

from datetime import timedelta

from duecourse.commands.installation import Installation, perform
from duecourse.model.identity import SYSTEM
from duecourse.persistence import idempotency


def forget_old(installation: Installation) -> int:
    """Delete the answers that are older than the setting allows; return how many they were."""
    before = installation.system_clock() - timedelta(days=installation.settings.answers_kept_days)
    return perform(installation, SYSTEM, lambda tx: idempotency.forget(tx.session, before))
