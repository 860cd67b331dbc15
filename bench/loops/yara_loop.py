"""python yara_loop.py RULES.yar FOLDER: all rules at once with yara-python; places are bytes."""

from __future__ import annotations

import os
import sys

import yara


def main(rules: str, folder: str) -> None:
    """Print a line for each hit."""
    compiled = yara.compile(filepath=rules)
    for file in sorted(os.listdir(folder)):
        found = compiled.match(os.path.join(folder, file))
        hits = [
            f"{file} {match.rule} {hit.offset} {hit.matched_length}\n"
            for match in found
            for string in match.strings
            for hit in string.instances
        ]
        sys.stdout.write("".join(hits))


if __name__ == "__main__":
    main(*sys.argv[1:])
