"""The container of a compiled process's specs."""

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.specs import WorkflowSpec


class ProcessSpec(BpmnProcessSpec):
    """The specs of one process by name, without SpiffWorkflow's own start and end specs.

    Those would claim the names "Start" and "End", which belong to the elements of a diagram.
    """

    def __init__(self, name: str) -> None:
        WorkflowSpec.__init__(self, name=name)
        self.io_specification = None
        self.data_objects: dict[str, object] = {}
        self.data_stores: dict[str, object] = {}
        self.correlation_keys: dict[str, object] = {}
        self.bpmn_start_events: list[object] = []
