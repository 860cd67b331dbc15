#!/bin/sh
# sh install.sh [folder]    installs score from this folder; no network is used
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for python in python3.11 python3 python; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
        exec "$python" "$here/install.py" "$@"
    fi
done
echo '没有找到 Python 3.11，请先安装。 Python 3.11 was not found; install it first.' >&2
exit 1
