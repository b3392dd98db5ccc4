"""Variables, set from outside."""

from collections.abc import Mapping

from duecourse.commands import cases
from duecourse.commands.transaction import Transaction
from duecourse.errors import FieldError, InvalidInput
from duecourse.history.commands import SetVariables
from duecourse.model.json import Json
from duecourse.persistence.keys import local_of, root_of


def set_variables(
    tx: Transaction, element_instance_key: int, variables: Mapping[str, Json], *, local: bool = False
) -> None:
    """Set variables as an active element sees them: in its own scope (``local``), or where they are declared.

    Raises InvalidInput for a name that no expression could use, NotFound, and NotActive (409).
    """
    wrong = tuple(FieldError(name, "is not a name") for name in variables if not name.isidentifier())
    if wrong:
        raise InvalidInput("names of variables are letters, digits and _", fields=wrong)
    command = SetVariables(element=local_of(element_instance_key), variables=dict(variables), local=local)
    cases.step(tx, root_of(element_instance_key), command)
