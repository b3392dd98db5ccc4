"""What searches return, one module per noun: a frozen dataclass, and how it is searched for.

The fields have the names of the REST interface, which are those of Camunda 8.
"""
