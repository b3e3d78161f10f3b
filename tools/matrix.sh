#!/usr/bin/env bash
# The suite and the README, with the oldest declared dependencies on the oldest Python and the newest on the others. Needs uv.
# An interpreter that is not to be had is named, and the others run.
set -u
cd "$(dirname "$0")/.."
root=$PWD
target=$root/build/matrix
mkdir -p "$target"
failed=0
if command -v pyenv >/dev/null 2>&1; then # uv does not look behind pyenv's shims
  for version in $(pyenv versions --bare); do PATH="$(pyenv prefix "$version")/bin:$PATH"; done
fi

run() { # name python lock
  local home="$target/$1"
  uv venv --quiet --clear --python "$2" "$home" || { echo "$1: no Python $2 here, and uv could not fetch one"; failed=1; return; }
  uv pip install --quiet --python "$home/bin/python" --requirement "$3" "$wheel" || { failed=1; return; }
  echo "$1: Python $2, README from the wheel"
  (cd "$target" && "$home/bin/python" -m doctest -o NORMALIZE_WHITESPACE -o ELLIPSIS "$root/README.md") || failed=1
  uv pip install --quiet --python "$home/bin/python" --requirement "$3" --editable . --group dev || { failed=1; return; }
  echo "$1: Python $2, the suite"
  "$home/bin/python" -m pytest --numprocesses auto -p no:cacheprovider --ignore=tests/test_packaging.py || failed=1
}

uv build --quiet --wheel --out-dir "$target/dist" . || exit 1
wheel=$(ls -t "$target"/dist/*.whl | head -1)
run oldest 3.11 locks/oldest.txt
run middle 3.12 locks/newest.txt
run newest 3.13 locks/newest.txt
exit $failed
