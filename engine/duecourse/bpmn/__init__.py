"""Execution of BPMN: compiling a diagram and moving tokens through it. The only importer of SpiffWorkflow.

A command is applied to the state of a case by :func:`duecourse.bpmn.execution.execute`, which returns what
happened (effects) and what changed (delta). No database, no clock and no random number is used in here.
"""
