"""Pure values and rules of Upcall: standard library only, no I/O, no clock, no Qt."""
