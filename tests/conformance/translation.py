"""betsy's neutral tokens, said in our dialect: scripts and conditions become FEEL, the structure stays.

betsy rewrites its files for each engine; ``tools/dialect.py`` beside the suite shows the tokens. A mark that
a script would log is read from the history instead, by the id of the script's element.
"""

import re
from typing import Final

from lxml import etree

from duecourse.diagram.xml import BPMN, ZEEBE

KEY: Final = '="betsy"'
MARK: Final = "betsy_mark"
LOGGED: Final = "betsy_logged"
ERROR_JOB: Final = "betsy_error"

_EXPRESSIONS: Final = frozenset(
    {
        "conditionExpression",
        "loopCondition",
        "condition",
        "completionCondition",
        "activationCondition",
        "loopCardinality",
    }
)
_SCRIPTS: Final = {
    "SET_STRING_DATA": ('="String"', "data"),
    "LOG_DATA": ("=data", LOGGED),
    "INCREMENT_INTEGER_VARIABLE": ("=integerVariable + 1", "integerVariable"),
    "INCREMENT_INTEGER_VARIABLE_AND_LOG": ("=integerVariable + 1", "integerVariable"),
}
_MARKS: Final = {"INCREMENT_INTEGER_VARIABLE_AND_LOG": "INCREMENT_correct", "CREATE_MARKER_FILE": "MARKER"}


def bpmn(name: str) -> str:
    """Return the full name of a BPMN element."""
    return f"{{{BPMN}}}{name}"


def translate(root: etree._Element) -> dict[str, str]:
    """Rewrite a file in place; return the mark of each element that leaves one, by element id."""
    marks: dict[str, str] = {}
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        if name == "scriptTask":
            _script(element, marks)
        elif name in _EXPRESSIONS and element.text and element.text.strip():
            element.text = _feel(element.text)
        elif name == "message":
            _extend(element, "subscription", correlationKey=KEY)
        elif _throws_message(element):
            _extend(element, "publishMessage", correlationKey=KEY, timeToLive="PT1H")
    return marks


def _script(task: etree._Element, marks: dict[str, str]) -> None:
    script = task.find(bpmn("script"))
    text = "" if script is None or script.text is None else script.text.strip()
    if script is None or not text:
        return
    task.remove(script)
    task.attrib.pop("scriptFormat", "")
    mark = _MARKS.get(text, text)
    if mark.startswith(("SCRIPT_", "INCREMENT_correct", "MARKER")):
        marks[task.get("id", "")] = mark
    if text == "THROW_ERROR":
        _extend(task, "taskDefinition", type=ERROR_JOB)
        return
    expression, result = _SCRIPTS.get(text, ("=null", MARK))
    _extend(task, "script", expression=expression, resultVariable=result)


def _throws_message(element: etree._Element) -> bool:
    if etree.QName(element).localname == "sendTask":
        return True
    throws = etree.QName(element).localname in ("endEvent", "intermediateThrowEvent")
    return throws and element.find(bpmn("messageEventDefinition")) is not None


def _feel(text: str) -> str:
    """Return a betsy expression as FEEL; one file has a stray ``>`` behind its condition."""
    found = re.sub(r"^\$\{(.*)\}$", r"\1", text.strip().rstrip(">").strip())
    found = re.sub(r'!\s*test\.contains\("(\w+)"\)', r'not(contains(test, "\1"))', found)
    return re.sub(r'test\.contains\("(\w+)"\)', r'contains(test, "\1")', found)


def _extend(element: etree._Element, name: str, **attributes: str) -> None:
    holder = element.find(bpmn("extensionElements"))
    if holder is None:
        holder = etree.Element(bpmn("extensionElements"))
        position = len(element.findall(bpmn("documentation")))
        element.insert(position, holder)
    etree.SubElement(holder, f"{{{ZEEBE}}}{name}", attributes)
