"""python regex_loop.py PATTERNS.json FOLDER: the expressions one by one with `regex`."""

from __future__ import annotations

import json
import os
import sys

import regex


def main(patterns: str, folder: str) -> None:
    """Print a line for each hit."""
    with open(patterns, encoding="utf-8") as stream:
        compiled = [(name, regex.compile(text)) for name, text in json.load(stream).items()]
    for file in sorted(os.listdir(folder)):
        with open(os.path.join(folder, file), encoding="utf-8") as stream:
            text = stream.read()
        hits = [f"{file} {name} {m.start()} {m[0]}\n" for name, one in compiled for m in one.finditer(text)]
        sys.stdout.write("".join(hits))


if __name__ == "__main__":
    main(*sys.argv[1:])
