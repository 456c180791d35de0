"""Shared text between reports, and the dispatches they rest on."""
