"""What is typed into a form, checked against it."""

from collections.abc import Callable, Mapping

from duecourse.commands.transaction import Transaction
from duecourse.errors import InvalidInput
from duecourse.forms import check_submission
from duecourse.model.json import Json


def check(
    tx: Transaction,
    form_key: int | None,
    variables: Mapping[str, Json],
    visible: Callable[[], Mapping[str, Json]] = dict,
) -> None:
    """Raise InvalidInput, naming each field, unless the values fit the form; without a form anything does.

    ``visible`` gives the variables that whoever fills in the form can see.
    """
    if form_key is None:
        return
    form = tx.installation.definitions.form(tx.session, form_key)
    wrong = check_submission(form, variables, visible=visible(), environment=tx.environment())
    if wrong:
        named = ", ".join(error.field for error in wrong)
        raise InvalidInput(f"correct these fields: {named}", fields=wrong)
