from duecourse.persistence import forms
from duecourse.persistence.forms import Form
from tests.databases import Database
from tests.persistence import samples


def test_a_definition_keeps_its_versions_of_forms(database: Database) -> None:
    with database.sessions() as session:
        samples.definition(session)
        for version in (1, 2):
            forms.add(
                session,
                Form(
                    key=100 + version,
                    form_id="decision",
                    version=version,
                    resource_name="decision.form",
                    deployment_key=samples.DEPLOYMENT,
                    content=b"{}",
                    checksum=str(version),
                ),
            )
        forms.bind(session, samples.DEFINITION, {"decision": 101})
        forms.bind(session, samples.DEFINITION, {})

        latest = forms.latest(session, "decision")

        assert latest is not None
        assert latest.version == 2
        assert forms.next_version(session, "decision") == 3
        assert forms.bound(session, samples.DEFINITION) == {"decision": 101}
