# shellcheck shell=bash
# A PostgreSQL for one run of the tests: made, started, and gone with the script. Sourced by ./test.

room=''
test_postgres_bin=''

# Where a file is made fastest: in memory where there is plenty, for a test's database is a thousand small files.
fastest_folder() {
  local free memory
  free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }') || true
  memory=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo 2>/dev/null) || true
  # What is built and tried out there has to run, too.
  if [ -w /dev/shm ] && ! grep -q ' /dev/shm .*noexec' /proc/mounts &&
    [ "${free:-0}" -ge 4194304 ] && [ "${memory:-0}" -ge 8388608 ]; then
    printf /dev/shm
  else
    printf /tmp
  fi
}

# A folder for all that the tests make and nobody keeps; gone with the script.
open_room() {
  # Not below TMPDIR: a socket's path has to be short, and the server's account has to reach it.
  room=$(mktemp -d "$(fastest_folder)/praxis-test.XXXXXXXX")
  trap close_room EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  chmod 711 "$room"
  mkdir -m 1777 "$room/tmp"
  export TMPDIR=$room/tmp
}

close_room() {
  local status=$?
  if [ -f "$room/postgres/data/postmaster.pid" ]; then
    as_postgres "$test_postgres_bin/pg_ctl" stop -s -w -m immediate -D "$room/postgres/data" >/dev/null 2>&1 || true
  fi
  rm -rf "$room"
  exit "$status"
}

# PostgreSQL refuses to run as root.
as_postgres() (
  cd /
  if ! is_root; then
    "$@"
  elif command -v runuser >/dev/null; then
    runuser -u postgres -- "$@"
  else
    sudo -n -u postgres "$@"
  fi
)

# Starts the server and sets TEST_DATABASE_URL, the superuser's. Nothing in it survives, so nothing is synced to disk.
# Its folder lets nobody else in, so no password is asked for: to prove one takes longer than many a test's queries.
start_test_postgres() {
  local folder=$room/postgres
  test_postgres_bin=$(find_postgres)
  mkdir -m 700 "$folder"
  ! is_root || chown -R postgres "$folder"
  as_postgres "$test_postgres_bin/initdb" --no-sync --no-instructions --encoding=UTF8 --locale=C --auth=trust \
    --username=postgres -D "$folder/data" >/dev/null
  as_postgres tee -a "$folder/data/postgresql.conf" >/dev/null <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 300
max_locks_per_transaction = 256
shared_buffers = 256MB
fsync = off
full_page_writes = off
synchronous_commit = off
jit = off
timezone = 'UTC'
SETTINGS
  as_postgres "$test_postgres_bin/pg_ctl" start -s -w -l "$folder/log" -D "$folder/data" ||
    { cat "$folder/log" >&2; return 1; }
  export TEST_DATABASE_URL="postgresql://postgres@localhost/postgres?host=${folder//\//%2F}"
}
