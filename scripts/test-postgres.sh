# shellcheck shell=bash
# A PostgreSQL for one run of the tests: made, started, and gone with the script. Sourced by ./test.

test_postgres=''
test_postgres_bin=''

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

stop_test_postgres() {
  local status=$?
  if [ -n "$test_postgres" ]; then
    as_postgres "$test_postgres_bin/pg_ctl" stop -s -w -m immediate -D "$test_postgres/data" >/dev/null 2>&1 || true
    rm -rf "$test_postgres"
  fi
  exit "$status"
}

# Starts the server and sets TEST_DATABASE_URL, the superuser's. Nothing in it survives, so nothing is synced to disk.
start_test_postgres() {
  local password
  test_postgres_bin=$(find_postgres)
  # Not below TMPDIR: a socket's path has to be short, and the server's account has to reach it.
  test_postgres=$(mktemp -d /tmp/praxis-test.XXXXXXXX)
  trap stop_test_postgres EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s\n' "$password" >"$test_postgres/password"
  ! is_root || chown -R postgres "$test_postgres"
  as_postgres "$test_postgres_bin/initdb" --no-sync --no-instructions --encoding=UTF8 --locale=C --auth=scram-sha-256 \
    --username=postgres --pwfile="$test_postgres/password" -D "$test_postgres/data" >/dev/null
  as_postgres tee -a "$test_postgres/data/postgresql.conf" >/dev/null <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$test_postgres'
max_connections = 300
max_locks_per_transaction = 256
shared_buffers = 256MB
fsync = off
full_page_writes = off
synchronous_commit = off
jit = off
timezone = 'UTC'
SETTINGS
  as_postgres "$test_postgres_bin/pg_ctl" start -s -w -l "$test_postgres/log" -D "$test_postgres/data" ||
    { cat "$test_postgres/log" >&2; return 1; }
  export TEST_DATABASE_URL="postgresql://postgres:$password@localhost/postgres?host=${test_postgres//\//%2F}"
}
