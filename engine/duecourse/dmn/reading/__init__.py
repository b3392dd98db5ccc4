"""From the bytes of a DMN file to the typed model, or to what is wrong with it."""
