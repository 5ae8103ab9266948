"""High-precision references (mpmath) for the tests."""
