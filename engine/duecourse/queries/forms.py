"""Reading forms."""

from duecourse.model.identity import Actor
from duecourse.persistence import forms
from duecourse.persistence.forms import Form
from duecourse.persistence.session import Session
from duecourse.queries import user_tasks
from duecourse.queries.finding import found


def get(session: Session, key: int) -> Form:
    """Return a form; raises NotFound."""
    return found(forms.get(session, key), "form", key)


def of_user_task(session: Session, actor: Actor, key: int) -> Form | None:
    """Return the form of a user task, or None if it has none; raises NotFound."""
    form_key = user_tasks.get(session, actor, key).form_key
    return None if form_key is None else get(session, form_key)


def of_definition(session: Session, definition_key: int) -> dict[str, Form]:
    """Return the forms that a process definition uses, by form id."""
    bound = forms.bound(session, definition_key)
    return {form_id: get(session, form_key) for form_id, form_key in sorted(bound.items())}
