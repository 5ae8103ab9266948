"""Fixtures and settings of the test suite."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

import likelier
import likelier.testing

settings.register_profile("reproducible", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("search", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "reproducible"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "large: more than 2^31 elements, a few seconds each")


@pytest.fixture(params=likelier.testing.available_isas())
def isa(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run the test on every instruction set that this machine has."""
    with likelier.testing.force_isa(request.param):
        yield request.param


@pytest.fixture
def threads() -> Iterator[None]:
    """Restore the number of threads after the test."""
    count = likelier.get_num_threads()
    yield
    likelier.set_num_threads(count)
