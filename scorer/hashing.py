"""SHA-256 without OpenSSL, whose loading costs a sixth of the time the program takes to start."""

from __future__ import annotations

try:
    from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    try:
        from _sha2 import sha256  # type: ignore[import-not-found, no-redef, unused-ignore]
    except ImportError:
        from hashlib import sha256

__all__ = ["sha256"]
