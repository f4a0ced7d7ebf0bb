"""Upcall: a desktop upload manager that shows what your server answered."""

__version__ = "0.1.0"
