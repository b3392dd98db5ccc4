import pytest

from duecourse.errors import NotFound
from duecourse.model.identity import Actor
from duecourse.persistence import forms as stored
from duecourse.persistence.forms import Form
from duecourse.persistence.session import reading
from duecourse.persistence.tables import user_task
from duecourse.queries import forms
from tests.databases import Database
from tests.persistence.samples import DEFINITION, DEPLOYMENT, ROOT

MEMBER = Actor(1, "ann", frozenset({"panel"}))
FORM = Form(
    key=60,
    form_id="decision",
    version=1,
    resource_name="decision.form",
    deployment_key=DEPLOYMENT,
    content=b"{}",
    checksum="0",
)


def test_the_form_of_a_task(world: Database) -> None:
    with reading(world.sessions) as session:
        assert forms.of_user_task(session, MEMBER, ROOT + 2) is None
    with world.sessions() as session:
        stored.add(session, FORM)
        session.execute(user_task.update().values(form_key=60))
        session.commit()

    with reading(world.sessions) as session:
        assert forms.of_user_task(session, MEMBER, ROOT + 2) == FORM
        with pytest.raises(NotFound):
            forms.of_user_task(session, Actor(2, "bob"), ROOT + 2)
        with pytest.raises(NotFound, match="form 5"):
            forms.get(session, 5)


def test_the_forms_of_a_definition(world: Database) -> None:
    with world.sessions() as session:
        stored.add(session, FORM)
        stored.bind(session, DEFINITION, {"decision": 60})
        session.commit()

    with reading(world.sessions) as session:
        assert forms.of_definition(session, DEFINITION) == {"decision": FORM}
        assert forms.of_definition(session, 5) == {}
