"""The platforms that a kit is for: what their wheels are tagged, and what markers of requirements mean there."""

from __future__ import annotations

import platform
import sys
from typing import NamedTuple

PYTHON = "3.11"  # of the machines that the kit is for
# 2.28 is what the distributions of offices have at least; a wheel that needs a newer glibc is not taken.
_LINUX = (
    "manylinux1", "manylinux_2_5", "manylinux2010", "manylinux_2_12", "manylinux2014", "manylinux_2_17",
    "manylinux_2_24", "manylinux_2_26", "manylinux_2_27", "manylinux_2_28",
)  # fmt: skip


class Platform(NamedTuple):
    """A platform by the name that the kit gives it."""

    name: str
    tags: tuple[str, ...]  # of wheels, the most widely usable first
    system: str  # as platform.system() says
    machine: str  # as platform.machine() says, in small letters

    @property
    def markers(self) -> dict[str, str]:
        """The environment in which markers of requirements are evaluated."""
        windows = self.system == "Windows"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{PYTHON}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": self.machine.upper() if windows else self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.system,
            "platform_version": "",
            "python_full_version": f"{PYTHON}.0",
            "python_version": PYTHON,
            "sys_platform": "win32" if windows else "linux",
        }


def _linux(machine: str) -> Platform:
    return Platform(f"linux-{machine}", tuple(f"{tag}_{machine}" for tag in _LINUX), "Linux", machine)


PLATFORMS = (_linux("x86_64"), _linux("aarch64"), Platform("windows-amd64", ("win_amd64",), "Windows", "amd64"))


def here() -> Platform | None:
    """The platform that this program runs on; None where the kit is not for it."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" != PYTHON:
        return None
    system, machine = platform.system(), platform.machine().lower()
    return next((one for one in PLATFORMS if (one.system, one.machine) == (system, machine)), None)
