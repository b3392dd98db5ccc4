"""Variables, set from outside."""

from collections.abc import Mapping

from duecourse.commands import cases
from duecourse.commands.transaction import Transaction
from duecourse.commands.words import check_names
from duecourse.errors import NotFound
from duecourse.history.commands import SetVariables
from duecourse.model.json import Json
from duecourse.persistence import element_instances
from duecourse.persistence.keys import local_of, root_of


def set_variables(
    tx: Transaction, element_instance_key: int, variables: Mapping[str, Json], *, local: bool = False
) -> None:
    """Set variables as an active element sees them: in its own scope (``local``), or where they are declared.

    Raises InvalidInput for a name that no expression could use, NotFound, and NotActive (409).
    """
    check_names(variables)
    if not element_instances.scopes_of(tx.session, element_instance_key):
        raise NotFound(f"there is no element instance {element_instance_key}")
    command = SetVariables(element=local_of(element_instance_key), variables=dict(variables), local=local)
    cases.step(tx, root_of(element_instance_key), command)
