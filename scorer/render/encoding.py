"""Plain values -> JSON on one line, by the encoder that `json` itself runs on; `json` and its `re` start slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

try:
    from _json import encode_basestring, make_encoder
except ImportError:
    from json import dumps

    def encode(value: Any) -> str:
        """JSON of plain values, characters as they are."""
        return dumps(value, ensure_ascii=False)

else:

    def _refused(value: object) -> str:
        raise TypeError(f"no JSON for {type(value).__name__}")

    # No look-out for circles, no indent, and the separators and flags of `json.dumps`.
    _pieces = make_encoder(None, _refused, encode_basestring, None, ": ", ", ", False, False, True)

    def encode(value: Any) -> str:
        """JSON of plain values, characters as they are."""
        return encode_basestring(value) if isinstance(value, str) else "".join(_pieces(value, 0))
