"""Diagrams: the typed model of a BPMN file and its reader."""
