"""Fixtures and settings of the test suite."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

import likelier
import likelier.testing
from likelier import _device
from tests.device import Device, EmulatedLibrary, emulated_engine

settings.register_profile("reproducible", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("search", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "reproducible"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require-gpu", action="store_true", help="fail where tests on a GPU would be skipped")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "device" not in metafunc.fixturenames:
        return
    kinds = ["emulated"]
    if metafunc.config.getoption("--require-gpu") or likelier.cuda_available():
        kinds.append("gpu")
    metafunc.parametrize("device", kinds, indirect=True)


@pytest.fixture
def device(request: pytest.FixtureRequest) -> Iterator[Device]:
    """Run the test on an emulated device, and on a real one where there is one."""
    if request.param == "gpu":
        available = likelier.cuda_available()
        assert available, available.reason
        yield Device(emulated=False)
        return
    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation of a device is not built (cmake --build ... --target _cuda_emulated)")
    with _device.replaced_by(engine, EmulatedLibrary()):
        yield Device(emulated=True)


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
