"""How problems are told: in the order of the lines, each with its line and its element."""

import pytest

from duecourse.diagram.problems import DiagramError
from duecourse.diagram.reader import read
from duecourse.errors import FieldError

TEXT = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
<transaction/>
<process id="P" isExecutable="true">
<startEvent id="S" colour="red"/><endEvent id="E"/>
<sequenceFlow sourceRef="S" targetRef="X"/>
</process>
</definitions>"""


def test_every_problem_is_told_with_its_line_and_the_nearest_id() -> None:
    with pytest.raises(DiagramError) as caught:
        read(TEXT.encode())

    said = [
        "line 2: transaction is not executed",
        "line 4, S: the attribute colour of startEvent is not executed",
        "line 5, P: targetRef: there is no element 'X'",
    ]
    assert caught.value.detail == said[0]
    assert str(caught.value) == "; ".join(said)
    assert caught.value.fields == (
        FieldError("line 2", said[0]),
        FieldError("S", said[1]),
        FieldError("P", said[2]),
    )
    assert [each.rule for each in caught.value.problems] == ["element", "attribute", "flow-ends"]


def test_what_an_element_lacks_because_a_part_of_it_was_refused_is_no_problem_of_its_own() -> None:
    text = TEXT.replace("<transaction/>\n", "\n").replace(' colour="red"', "").replace('"X"', '"C"')
    catch = '<intermediateCatchEvent id="C"><signalEventDefinition/></intermediateCatchEvent>'

    with pytest.raises(DiagramError) as caught:
        read(text.replace('<endEvent id="E"/>', f'{catch}<endEvent id="E"/>').encode())

    assert [str(each) for each in caught.value.problems] == [
        "line 4, C: signalEventDefinition is not executed",
    ]
