"""What readers go by: endings and first bytes of files, and the faults they may raise."""

from __future__ import annotations

import sys

from scorer.errors import InputError

# What a folder or an archive is searched for; pictures and Markdown, which may be anything, are read by name only.
ENDINGS = (
    ".txt", ".html", ".htm", ".mhtml", ".mht", ".docx", ".docm", ".doc", ".wps", ".pdf", ".ofd", ".rtf", ".zip",
)  # fmt: skip

# First bytes -> kind.
MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/WPS (OLE)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
)


def ending(name: str) -> str:
    """The ending of a name in small letters, with its dot; empty where it has none."""
    last = name.rpartition("/")[2].rpartition("!")[2]
    stem, dot, suffix = last.rpartition(".")
    return "." + suffix.lower() if dot and stem else ""


def library(module: str, name: str, extra: str = "") -> object:
    """An optional library, or the message that names what to install."""
    try:
        __import__(module)  # importlib itself takes a while to load
        return sys.modules[module]
    except ImportError:
        package = module.partition(".")[0]
        wanted = f"pip install '.[{extra}]'" if extra else f"pip install {package}"
        raise fault(
            "library", f"缺少 {package}，读不了这种文件", f"安装：{wanted}", name, library=package, wanted=wanted
        ) from None


def fault(code: str, message: str, mend: str, name: str, **values: str) -> InputError:
    """A file that cannot be read, in words for who sent it."""
    return InputError(message, mend, file=name, code=code, values=values)


def damaged(kind: str, name: str) -> InputError:
    return fault("damaged", f"{kind} 文件已损坏或不完整", "换一份完整的文件，或重新导出再试", name, kind=kind)


def encrypted(kind: str, name: str) -> InputError:
    return fault("encrypted", f"{kind} 文件加了密码", "去掉密码，另存一份再试", name, kind=kind)
