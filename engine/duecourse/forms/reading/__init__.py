"""Reading a form-js schema into the typed model of a form."""
