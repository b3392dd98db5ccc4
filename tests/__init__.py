"""Tests mirror the source; beside them stand the runners of cases, conformance and benchmarks."""
