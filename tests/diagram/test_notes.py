"""What is kept without meaning, and said to be."""

from duecourse.diagram.elements import Note
from duecourse.diagram.reader import read
from duecourse.diagram.report import MOST
from tests.diagram.breaking import COMPLETE, line_of


def note(part: str, element: str, what: str) -> Note:
    """Return the note on something in the line of a part of the file."""
    return Note(line_of(part), element, f"{what} is kept, but has no meaning")


def test_what_has_no_meaning_is_noted_in_the_order_of_the_lines() -> None:
    assert read(COMPLETE.encode()).notes == (
        note("<bpmn:extension ", "Complete", "extension"),
        note("<bpmn:itemDefinition ", "Item", "itemDefinition"),
        note("<bpmn:interface ", "Interface", "interface"),
        note("<bpmn:resource ", "Resource", "resource"),
        note("<bpmn:dataStore ", "Archive", "dataStore"),
        note("<bpmn:partnerEntity ", "Entity", "partnerEntity"),
        note("<bpmn:partnerRole ", "Role", "partnerRole"),
        note("<bpmn:endPoint ", "End_point", "endPoint"),
        note("<bpmn:signal ", "Signal_unused", "signal"),
        Note(
            line_of('<bpmn:error id="Refused"'),
            "Refused",
            "the attribute structureRef is kept, but has no meaning (in 2 places)",
        ),
        note('<bpmn:process id="Office"', "Office", "the attribute definitionalCollaborationRef"),
        note('name="colour"', "Office", "the property 'colour'"),
        note("<vendor:sheet", "Office", "sheet of urn:vendor"),
        note('vendor:shade="dark"', "Read", "the attribute shade of urn:vendor"),
        note("evaluatesToTypeRef", "On_day_definition", "the attribute evaluatesToTypeRef"),
        note('itemSubjectRef="Item"', "File_data", "the attribute itemSubjectRef"),
        Note(
            line_of('<bpmn:process id="Other"'),
            "Other",
            "the process is not executable: nothing in it is read",
        ),
        note("<bpmn:relationship ", "Complete", "relationship"),
    )


def test_the_marks_of_modelling_tools_have_no_meaning() -> None:
    template = 'zeebe:modelerTemplate="x" zeebe:modelerTemplateVersion="1" modeler:anything="y"'
    text = COMPLETE.replace('<bpmn:task id="Stamp"', f'<bpmn:task {template} id="Stamp"')

    added = set(read(text.encode()).notes) - set(read(COMPLETE.encode()).notes)

    assert {each.text for each in added} == {
        f"the attribute {name} of http://camunda.org/schema/zeebe/1.0 is kept, but has no meaning"
        for name in ("modelerTemplate", "modelerTemplateVersion")
    }


def test_there_are_no_more_notes_than_anybody_reads() -> None:
    inside = "".join(f"<vendor:n{number} />" for number in range(MOST + 50))
    text = COMPLETE.replace("<vendor:fold /></vendor:sheet>", f"</vendor:sheet>{inside}")

    before, notes = read(COMPLETE.encode()).notes, read(text.encode()).notes

    assert len(notes) == MOST + 1
    assert [each.text for each in notes if each.text.startswith("more is kept")] == [
        f"more is kept, but has no meaning (in {len(before) + 50} places)"
    ]
