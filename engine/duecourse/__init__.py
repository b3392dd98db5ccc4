"""Run statutory procedures that are drawn as BPMN diagrams, and keep their history as the state."""
