"""Put numbers into words for the Collector panel."""


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: ``1 object``, ``2,000 objects``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def duration(seconds: float) -> str:
    """Write a duration with two or three figures: ``85 µs``, ``1.2 ms``, ``3.45 s``."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 0.1:
        return f"{seconds * 1e3:.1f} ms"
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
