"""Signatures in the format of `ssh-keygen -Y`, made and checked with Ed25519 keys; needs the extra `sign`.

The format is OpenSSH's PROTOCOL.sshsig: whoever has ssh-keygen can check a bundle without this program.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256, sha512
from typing import TYPE_CHECKING, NamedTuple

from scorer.bundle.fault import unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE = "fazhi-scorecard"
EXTRA = "pip install '.[sign]'"
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_KIND = b"ssh-ed25519"
_HASHES = {b"sha256": sha256, b"sha512": sha512}
_BEGIN = b"-----BEGIN SSH SIGNATURE-----\n"
_END = b"-----END SSH SIGNATURE-----\n"
_COLUMNS = 70
_RAW = 32  # bytes of an Ed25519 key


class Key(NamedTuple):
    """A public key."""

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """As ssh-keygen -l shows it."""
        return "SHA256:" + b64encode(sha256(_blob(self)).digest()).rstrip(b"=").decode()


def sign(message: bytes, key_file: bytes, password: bytes | None, name: str) -> bytes:
    """The signature of a message by the private key that a file holds, as ssh-keygen -Y sign writes it.

    `ScorerError` where the file holds no Ed25519 key, or the password does not open it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    try:
        private = load_ssh_private_key(key_file, password)
    except TypeError:  # with a password none is wanted, or the other way round
        raise unusable("locked-key", name) from None
    except (ValueError, UnsupportedAlgorithm):
        raise unusable("bad-password" if password else "no-private-key", name) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise unusable("key-kind", name)
    key = Key(private.public_key().public_bytes_raw())
    signature = _text(_KIND) + _text(private.sign(_signed(message, b"sha512")))
    blob = _MAGIC + _VERSION + _text(_blob(key)) + _text(NAMESPACE.encode()) + _text(b"") + _text(b"sha512")
    return _armoured(blob + _text(signature))


def public_keys(data: bytes, name: str) -> tuple[Key, ...]:
    """The Ed25519 keys of a .pub file or a file of allowed signers, a line each; `ScorerError` where there is none."""
    found = []
    for line in data.split(b"\n"):
        words = line.split()
        if _KIND in words[:-1] and not line.lstrip().startswith(b"#"):
            try:
                kind, raw = _texts(b64decode(words[words.index(_KIND) + 1], validate=True))
            except ValueError:
                continue
            if kind == _KIND and len(raw) == _RAW:
                found.append(Key(raw))
    if not found:
        raise unusable("no-public-key", name)
    return tuple(found)


def signer(message: bytes, signature: bytes) -> Key | None:
    """Whose signature of a message this is; None where it is none, for another use, or of other bytes.

    Only that the key made it is proved, not whose key it is: hold it against the keys that you know.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        data = b64decode(signature.removeprefix(_BEGIN).removesuffix(_END).replace(b"\n", b""), validate=True)
        if _armoured(data) != signature or data[:10] != _MAGIC + _VERSION:
            return None
        blob, namespace, _, named_hash, signed = _texts(data[10:])
        kind, raw = _texts(blob)
        signed_kind, proof = _texts(signed)
        if (kind, signed_kind, namespace) != (_KIND, _KIND, NAMESPACE.encode()) or named_hash not in _HASHES:
            return None
        Ed25519PublicKey.from_public_bytes(raw).verify(proof, _signed(message, named_hash))
    except (ValueError, InvalidSignature):
        return None
    return Key(raw)


def _armoured(data: bytes) -> bytes:
    """The bytes of a signature as its file holds them."""
    encoded = b64encode(data)
    lines = [encoded[at : at + _COLUMNS] + b"\n" for at in range(0, len(encoded), _COLUMNS)]
    return _BEGIN + b"".join(lines) + _END


def _signed(message: bytes, named_hash: bytes) -> bytes:
    """What is signed of a message."""
    digest = _HASHES[named_hash](message).digest()
    return _MAGIC + _text(NAMESPACE.encode()) + _text(b"") + _text(named_hash) + _text(digest)


def _blob(key: Key) -> bytes:
    """A public key as SSH writes it."""
    return _text(_KIND) + _text(key.raw)


def _text(data: bytes) -> bytes:
    """A string as SSH writes it: its length in four bytes, and its bytes."""
    return len(data).to_bytes(4, "big") + data


def _texts(data: bytes) -> list[bytes]:
    """The strings that some bytes consist of; ValueError where they do not."""
    return list(_strings(data))


def _strings(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        end = at + 4 + size
        if at + 4 > len(data) or end > len(data):
            raise ValueError("a string is longer than what holds it")
        yield data[at + 4 : end]
        at = end
