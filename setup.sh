#!/usr/bin/env bash
# Installs what is missing, and nothing twice: `./setup.sh run` for the program, `./setup.sh dev` for its tests as well,
# `./setup.sh lock` to write the lock files anew. Needs Debian 12 or a kin, Python 3.11 or 3.12, and root or sudo only
# where a system package is missing.
set -euo pipefail
cd "$(dirname "$0")"

SYSTEM=(tesseract-ocr tesseract-ocr-eng libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libgl1 libglib2.0-0 bubblewrap libseccomp2)
# What tests drive besides: a browser, and a database server of their own.
SYSTEM_DEV=(chromium postgresql-15)
what=${1:-run}

say() { printf 'setup: %s\n' "$*" >&2; }

install_system() {
  local missing=() p
  for p in "${SYSTEM[@]}" "$@"; do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "these system packages are missing; install them as root and run this again:"
      say "  apt-get install ${missing[*]}"
      exit 5
    fi
    as=(sudo)
  fi
  say "installing ${missing[*]}"
  "${as[@]}" apt-get update -qq
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

find_python() {
  local p
  for p in python3.12 python3.11 python3; do
    if command -v "$p" >/dev/null && "$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null; then
      command -v "$p"
      return
    fi
  done
  say "Python 3.11 or 3.12 is needed: apt-get install python3 python3-venv"
  exit 5
}

make_venv() {
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null && return
  local python
  python=$(find_python)
  rm -rf .venv
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    install_system python3-venv
  fi
  say "making .venv with $("$python" -V)"
  "$python" -m venv .venv
}

# A stamp holds the digest of what was installed, so that a second run costs nothing.
stamp() { cat pyproject.toml "$@" | sha256sum | cut -d' ' -f1; }

sync() {
  local lock=$1 digest
  digest=$(stamp requirements-tools.lock "$lock")
  [ "$(cat ".venv/.installed-$lock" 2>/dev/null)" = "$digest" ] && return
  say "installing Python packages of $lock"
  [ -x .venv/bin/uv ] || .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-tools.lock
  .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r "$lock"
  .venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
  # The sandboxed reader cannot write, so what Python keeps of its modules is made here, once.
  .venv/bin/python -c 'import pipeline.pictures.cut, pipeline.reading.ocr.page, pipeline.reading.child'
  echo "$digest" >".venv/.installed-$lock"
}

lock() {
  local name
  for name in requirements-tools requirements requirements-dev; do
    .venv/bin/uv pip compile -q --python-platform x86_64-manylinux_2_36 --python-version 3.11 --generate-hashes --no-header "$name.in" -o "$name.lock"
  done
}

case $what in
  dev) install_system "${SYSTEM_DEV[@]}" ;;
  *) install_system ;;
esac
make_venv
case $what in
  run) sync requirements.lock ;;
  dev) sync requirements-dev.lock ;;
  lock) sync requirements-dev.lock && lock ;;
  *) say "unknown: $what (run, dev or lock)"; exit 2 ;;
esac
