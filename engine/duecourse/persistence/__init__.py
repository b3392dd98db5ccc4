"""The database: tables, transactions, and what is read and written, one module per noun.

Only ``session.transact`` commits.
"""
