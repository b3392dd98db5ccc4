"""The REST interface: one module per resource, shaped as the Orchestration Cluster API of Camunda 8."""
