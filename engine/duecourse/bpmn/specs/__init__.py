"""The specs that SpiffWorkflow runs, one per kind of BPMN element, with the standard's meaning."""
