#!/usr/bin/env bash
# The README from the wheel, and the suite, with the oldest declared dependencies on the oldest Python and the newest on
# the others. Needs uv.
#
#     tools/matrix.sh [--readme] [oldest] [middle] [newest]
#
# Without names all three run; with --readme only the README does. An interpreter that is not available is named, and the
# others run. tests/test_packaging.py is left out: notebooks are committed as the libraries of constraints.txt print them.
set -u
cd "$(dirname "$0")/.."
root=$PWD
target=$root/build/matrix
mkdir -p "$target"
failed=0
suite=yes
chosen=""
for word in "$@"; do
  case "$word" in
    --readme) suite=no ;;
    oldest | middle | newest) chosen="$chosen $word" ;;
    *) echo "unknown: $word (--readme, oldest, middle, newest)" >&2; exit 2 ;;
  esac
done
if command -v pyenv >/dev/null 2>&1; then # uv does not look behind pyenv's shims
  for version in $(pyenv versions --bare); do PATH="$(pyenv prefix "$version")/bin:$PATH"; done
fi

run() { # name python lock [options of pytest]
  case "${chosen:-$1}" in *"$1"*) ;; *) return ;; esac
  local home="$target/$1"
  uv venv --quiet --clear --python "$2" "$home" || { echo "$1: no Python $2 here, and uv could not fetch one"; failed=1; return; }
  uv pip install --quiet --python "$home/bin/python" --requirement "$3" "$wheel" || { failed=1; return; }
  echo "$1: $("$home/bin/python" --version), README from the wheel"
  (cd "$target" && MPLBACKEND=agg "$home/bin/python" -I -m doctest -o NORMALIZE_WHITESPACE -o ELLIPSIS "$root/README.md") || failed=1
  [ "$suite" = yes ] || return
  uv pip install --quiet --python "$home/bin/python" --requirement "$3" --editable . --group dev || { failed=1; return; }
  echo "$1: $("$home/bin/python" --version), the suite"
  "$home/bin/python" -m pytest --numprocesses auto -p no:cacheprovider --ignore=tests/test_packaging.py "${@:4}" || failed=1
}

rm -rf "$target/dist"
uv build --quiet --wheel --out-dir "$target/dist" . || exit 1
wheel=$(echo "$target"/dist/*.whl)
# Old libraries call what newer ones beneath them deprecate (matplotlib 3.9 calls pyparsing): that is not ours to mend.
run oldest 3.11 locks/oldest.txt -W ignore::DeprecationWarning
run middle 3.12 locks/newest.txt
run newest 3.13 locks/newest.txt
[ "$failed" = 0 ] && echo "the matrix passes"
exit $failed
