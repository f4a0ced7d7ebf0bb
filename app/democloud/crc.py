"""CRC-64/XZ: running value over blocks and the joining of two values (reference/oss.md 2.7)."""

from __future__ import annotations

from functools import lru_cache

from fastcrc import crc64 as _crc64

REFLECTED_POLYNOMIAL = 0xC96C5795D7870F42
"""The ECMA-182 polynomial with its bits in reversed order."""

_ONE = 1 << 63
"""The polynomial 1: in the reflected form the constant term is the highest bit."""


def update(crc: int, data: bytes | bytearray | memoryview) -> int:
    """Give the CRC of everything so far plus ``data``; begin with 0."""
    return _crc64.xz(bytes(data) if isinstance(data, memoryview) else data, crc)


def combine(first: int, second: int, second_length: int) -> int:
    """Give the CRC of A + B from the CRC of A, the CRC of B and the length of B in bytes."""
    return _multiply(_byte_shift(second_length), first) ^ second


def _multiply(a: int, b: int) -> int:
    """Multiply two polynomials modulo the CRC's, both reflected."""
    product = 0
    for bit in range(63, -1, -1):
        if a >> bit & 1:
            product ^= b
        b = (b >> 1) ^ (REFLECTED_POLYNOMIAL if b & 1 else 0)
    return product


@lru_cache(maxsize=4096)
def _byte_shift(length: int) -> int:
    """Give x to the power of 8 * length; remembered, for most parts of a file are of one size."""
    result, power, exponent = _ONE, _ONE >> 1, length * 8
    while exponent:
        if exponent & 1:
            result = _multiply(power, result)
        power = _multiply(power, power)
        exponent >>= 1
    return result
