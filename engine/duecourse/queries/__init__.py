"""The read side: one module per noun. A query sees what its transaction sees and changes nothing."""
