# shellcheck shell=bash
# What ./run and ./test stand on: finds or installs the tools, builds the browser's files.
# Sourced, never run. Works with the bash 3.2 of macOS.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
oldest_postgres=15
oldest_node=18

# Where cargo puts things, absolute: we leave the caller's current folder alone.
target_dir=${CARGO_TARGET_DIR:-target}
case $target_dir in /*) ;; *) target_dir=$root/$target_dir ;; esac
export CARGO_TARGET_DIR=$target_dir
# Queries are checked against the committed .sqlx, never against whatever DATABASE_URL points to.
export SQLX_OFFLINE=true

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$0: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 1
}

# step TITLE COMMAND...: says what is being done and how long it took.
step() {
  local title=$1 began=$SECONDS
  shift
  say "==> $title"
  "$@"
  local took=$((SECONDS - began))
  [ "$took" -lt 2 ] || say "    $title took $took s"
}

# in_root COMMAND...: runs it in the checkout.
in_root() (cd "$root" && "$@")

is_root() { [ "$(id -u)" = 0 ]; }

# add_packages PACKAGE...: installs Debian packages; fails where that is not possible.
apt_updated=no
add_packages() {
  command -v apt-get >/dev/null || return 1
  local as=()
  if ! is_root; then
    sudo -n true 2>/dev/null || return 1
    as=(sudo -n)
  fi
  # Never an upgrade: a PostgreSQL upgraded under a running server takes it down.
  local options=(-q -y --no-upgrade --no-install-recommends -o DPkg::Lock::Timeout=300)
  say "    installing: $*"
  if [ "$apt_updated" = no ]; then
    ${as[@]+"${as[@]}"} apt-get -q -o DPkg::Lock::Timeout=300 update >/dev/null || return 1
    apt_updated=yes
  fi
  ${as[@]+"${as[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install "$@" >/dev/null
}

# Prints what to type on this system: hint DEBIAN-PACKAGES HOMEBREW-PACKAGES
hint() {
  if [ "$(uname -s)" = Darwin ]; then
    printf 'brew install %s' "$2"
  else
    printf 'on Debian or Ubuntu: sudo apt-get install %s' "$1"
  fi
}

need_cargo() {
  command -v cargo >/dev/null || PATH=$PATH:$HOME/.cargo/bin
  cargo --version >/dev/null 2>&1 && return
  die 'Rust is missing.' \
    'Install it with rustup, as its site https://rustup.rs says, open a new shell and try again.' \
    'If rustup is there already: rustup default stable'
}

# Some crates hold C code, and Rust links through the system's compiler.
need_compiler() {
  command -v cc >/dev/null && return
  add_packages gcc libc6-dev && command -v cc >/dev/null && return
  die 'a C compiler is missing.' "$(hint 'gcc libc6-dev' gcc) (macOS: xcode-select --install)"
}

# Prints the folder of the newest PostgreSQL server's programs; the one on PATH goes first.
find_postgres() {
  local found dir version
  local dirs=()
  if found=$(command -v pg_ctl); then
    # A link in /usr/local/bin does not have its neighbours.
    while [ -L "$found" ]; do
      dir=$(cd "$(dirname "$found")" && pwd -P)
      found=$(readlink "$found")
      case $found in /*) ;; *) found=$dir/$found ;; esac
    done
    dirs+=("$(dirname "$found")")
  fi
  while IFS= read -r dir; do dirs+=("$dir"); done < <(
    # shellcheck disable=SC2012 # no odd names there, and find has no versions in order
    ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
      /usr/local/opt/postgresql@*/bin 2>/dev/null | sort -rV
  )
  for dir in ${dirs[@]+"${dirs[@]}"}; do
    if [ ! -x "$dir/initdb" ] || [ ! -x "$dir/psql" ] || [ ! -x "$dir/createdb" ]; then continue; fi
    version=$("$dir/postgres" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge "$oldest_postgres" ]; then
      printf '%s\n' "$dir"
      return
    fi
  done
  return 1
}

need_postgres() {
  find_postgres >/dev/null && return
  add_packages postgresql && find_postgres >/dev/null && return
  die "PostgreSQL $oldest_postgres or newer is missing." "$(hint postgresql postgresql@17)" \
    'Or set DATABASE_URL to a server that runs already.'
}

node_is_new_enough() {
  command -v npm >/dev/null && command -v node >/dev/null || return 1
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge "$oldest_node" ]
}

need_node() {
  node_is_new_enough && return
  add_packages nodejs npm && node_is_new_enough && return
  die "Node.js $oldest_node or newer, with npm, is missing." "$(hint 'nodejs npm' node)" \
    'If your system only has an older one: https://nodejs.org'
}

# One number for everything that the browser's files are made of.
inputs_of_assets() {
  (
    cd "$root"
    {
      find assets -path assets/dist -prune -o -type f ! -name .built -print
      printf '%s\n' package.json package-lock.json
    } | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum
    node --version
  )
}

# build_release BINARY...: of the whole workspace's features, so that no crate is built once for each of them.
# Cargo finds out by itself that there is nothing to do, and that quickly.
build_release() {
  local binaries=() name
  for name in "$@"; do binaries+=(--bin "$name"); done
  step 'cargo build --release' in_root cargo build --release --locked --workspace "${binaries[@]}"
}

build_assets() {
  local lock inputs modules=$root/node_modules
  lock=$(cksum <"$root/package-lock.json"; node --version)
  if [ "$lock" != "$(cat "$modules/.praxis-installed" 2>/dev/null)" ]; then
    step 'npm ci' in_root npm ci --no-audit --no-fund --loglevel=error >&2
    printf '%s\n' "$lock" >"$modules/.praxis-installed"
  fi
  inputs=$(inputs_of_assets)
  if [ "$inputs" != "$(cat "$root/assets/.built" 2>/dev/null)" ] || [ ! -d "$root/assets/dist" ]; then
    step 'npm run build' in_root npm run --silent build >&2
    printf '%s\n' "$inputs" >"$root/assets/.built"
  fi
}
