"""Old Word files (.doc) and those of WPS (.wps): read by a program that knows them, whichever is installed.

antiword first, then catdoc, then LibreOffice; where a file has automatic numbers, LibreOffice first, for only it
writes them out.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryDirectory
from threading import Timer

from scorer.errors import InputError
from scorer.model import Note
from scorer.reading.limits import Deadline, Limits, over
from scorer.reading.lines import Lines, row
from scorer.reading.reader import damaged, encrypted, fault
from scorer.reading.reading import Reading

_KIND = "DOC/WPS (OLE)"
_BYTES_A_CHARACTER = 4
_WORD = "WordDocument".encode("utf-16-le")
_OTHERS = {"Workbook": "XLS", "PowerPoint Document": "PPT", "EncryptedPackage": "DOCX"}
_LISTS = 0x2EE  # where the header tells the size of the table of lists in use
# What LibreOffice must not do: run macros, follow links, lock files. Group of its settings, name, value.
_FORBIDDEN = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Misc", "UseLocking", "false"),
    ("Writer/Content/Update", "Link", "0"),
)


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a file in the old binary format of Word."""
    for stream, kind in _OTHERS.items():
        if stream.encode("utf-16-le") in data and _WORD not in data:
            if kind == "DOCX":
                raise encrypted(kind, name)
            message = f"看来是 {kind} 文件，不是报告正文"
            raise fault("binary", message, "另存为 .docx 或 .txt 再试", name, kind=kind)
    if _WORD not in data:
        raise damaged(_KIND, name)
    header = _header(data)
    if len(header) > 12 and header[11] & 1:
        raise encrypted(_KIND, name)
    listed = _has_lists(header)
    deadline = Deadline(limits, name)
    tried = 0
    for program in sorted(_PROGRAMS, key=lambda program: listed and program not in _WITH_NUMBERS):
        convert = _PROGRAMS[program]
        found = shutil.which(program)
        if not found:
            continue
        tried += 1
        try:
            with TemporaryDirectory(prefix="score-") as folder:
                reading = convert(found, data, folder, limits, deadline)
        except (OSError, subprocess.SubprocessError, InputError) as error:
            if isinstance(error, InputError) and error.code == "limit":
                error.file = name
                raise
            continue
        if re.search(r"\w", reading.text):
            if len(reading.text) > limits.characters:
                raise over(limits, "characters", name)
            notes = [*reading.notes, Note("converted", 1, program)]
            if listed and program not in _WITH_NUMBERS:
                notes.append(Note("numbers-lost", 1, program))
            return reading._replace(notes=tuple(notes))
    if tried:
        raise damaged(_KIND, name)
    message = "旧版 Word（.doc）和 WPS 文件要借助其他程序读取，这台机器上没有"
    mend = "安装 antiword 或 catdoc（apt install antiword）或 LibreOffice，或另存为 .docx"
    raise fault("converter", message, mend, name)


def _header(data: bytes) -> bytes:
    """The first bytes of the stream that holds the text; it stands at the start of a sector."""
    for at in range(512, min(len(data), 4_000_000), 512):
        if data[at : at + 2] == b"\xec\xa5":
            return data[at : at + 1024]
    return b""


def _has_lists(header: bytes) -> bool:
    """Whether paragraphs of the file are numbered automatically: its table of lists in use is not empty."""
    size = int.from_bytes(header[_LISTS : _LISTS + 4], "little")
    return 4 < size < 10_000_000


def _run(command: list[str], folder: str, limits: Limits, deadline: Deadline) -> bytes:
    """What a program prints, as much as may be a text; it is stopped when its time is over or it prints more."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
    most = limits.characters * _BYTES_A_CHARACTER
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as running:
        clock = Timer(deadline.left(), _stop, (running,))
        clock.start()
        try:
            assert running.stdout is not None
            printed = running.stdout.read(most + 1)
            if len(printed) > most:
                raise over(limits, "characters", folder)
            failed = running.wait() != 0
        finally:
            clock.cancel()
            if running.poll() is None:
                _stop(running)
    deadline.left()
    if failed and not printed.strip():
        raise subprocess.SubprocessError
    return printed


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End a program that we started, and those that it started where the system keeps them together."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()


def _file(data: bytes, folder: str) -> str:
    path = os.path.join(folder, "report.doc")
    with open(path, "wb") as stream:
        stream.write(data)
    return path


def _antiword(program: str, data: bytes, folder: str, limits: Limits, deadline: Deadline) -> Reading:
    printed = _run([program, "-w", "0", "-m", "UTF-8.txt", "-i", "1", _file(data, folder)], folder, limits, deadline)
    return _reading(printed.decode("utf-8", "replace"))


def _catdoc(program: str, data: bytes, folder: str, limits: Limits, deadline: Deadline) -> Reading:
    printed = _run([program, "-w", "-d", "utf-8", _file(data, folder)], folder, limits, deadline)
    return _reading(printed.decode("utf-8", "replace"))


def _reading(printed: str) -> Reading:
    """Lines as printed; rows of tables, which stand between bars, in our own form."""
    lines = Lines()
    for line in printed.replace("\r", "").replace("\f", "\n").split("\n"):
        bare = line.strip(" \t\x07")
        if len(bare) > 2 and bare[0] == bare[-1] == "|":
            lines.add(row([cell.strip() for cell in bare[1:-1].split("|")]))
        else:
            lines.add(bare.replace("[pic]", ""))
    return Reading(lines.text()[0], "doc")


def _office(program: str, data: bytes, folder: str, limits: Limits, deadline: Deadline) -> Reading:
    """By LibreOffice into .docx: in a profile of its own, and without network where that can be cut."""
    from scorer.reading import docx

    profile = os.path.join(folder, "profile", "user")
    os.makedirs(profile)
    with open(os.path.join(profile, "registrymodifications.xcu"), "w", encoding="utf-8") as stream:
        stream.write(_settings())
    path = _file(data, folder)
    command = [
        program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", folder, path,
    ]  # fmt: skip
    _run([*_without_network(), *command], folder, limits, deadline)
    result = os.path.join(folder, "report.docx")
    if os.path.getsize(result) > limits.unpacked:
        raise over(limits, "unpacked", result)
    with open(result, "rb") as stream:
        return docx.read(stream.read(), "report.docx", limits)._replace(encoding="doc")


def _settings() -> str:
    """A profile of LibreOffice that forbids what a stranger's file could ask for."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{group}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for group, name, value in _FORBIDDEN
    )
    return f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _without_network() -> list[str]:
    """A prefix under which a program sees no network, where this system lets anyone make one."""
    unshare = shutil.which("unshare")
    if not unshare:
        return []
    words = [unshare, "--user", "--map-root-user", "--net", "--"]
    done = subprocess.run([*words, "true"], capture_output=True, check=False, timeout=10)
    return words if done.returncode == 0 else []


_Convert = Callable[[str, bytes, str, Limits, Deadline], Reading]
_PROGRAMS: dict[str, _Convert] = {
    "antiword": _antiword,
    "catdoc": _catdoc,
    "soffice": _office,
    "libreoffice": _office,
}
_WITH_NUMBERS = ("soffice", "libreoffice")
