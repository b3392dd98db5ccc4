"""Forms, as tasks and start events show them."""

from pydantic import Field
from starlette.responses import Response

from duecourse.persistence.forms import Form
from duecourse_api.rest.schema import TENANT, Answer, Key, answer


class FormAnswer(Answer):
    """One version of a form; ``schema`` is its form-js schema, as text."""

    form_key: Key
    form_id: str
    version: int
    form_schema: str = Field(serialization_alias="schema")
    tenant_id: str = TENANT


def form_answer(form: Form) -> Response:
    """Return a 200 with a form."""
    return answer(
        FormAnswer(
            form_key=form.key,
            form_id=form.form_id,
            version=form.version,
            form_schema=form.content.decode(),
        )
    )
