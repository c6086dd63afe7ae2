//! What PostgreSQL is told: `praxis.conf` and `pg_hba.conf`, written anew at every start.

use std::path::Path;

/// Included at the end of `postgresql.conf`. What an operator sets with `alter system` still comes after it and wins.
pub(super) const FILE: &str = "praxis.conf";

/// Who may come in: with a password, through the socket. No network, no replication, no trusted user.
pub(super) const ACCESS: &str = "\
# Written by Praxis at every start.
local all all scram-sha-256
";

/// The settings of the cluster called `name` whose socket is in `socket`.
pub(super) fn text(name: &str, socket: &Path) -> String {
    // A list of paths: double quotes for a comma or space in one, and single ones around the value.
    let socket = socket.to_string_lossy().replace('\'', "''");
    format!(
        "\
# Written by Praxis at every start: changes here are lost. Use `alter system` for your own.

cluster_name = '{name}'
listen_addresses = ''
port = 5432
unix_socket_directories = '\"{socket}\"'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
ssl = off

max_connections = 200
shared_buffers = 128MB
jit = off

# A migration over all clinics holds locks on tables of many schemas.
max_locks_per_transaction = 256

# What was answered has to be on the disk.
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
timezone = 'UTC'
log_timezone = 'UTC'

# Nothing that a clinic typed may reach a log. Messages of failed statements quote it themselves
# (invalid input syntax for type date: \"...\"), so only the server's own doings are logged.
log_min_messages = log
log_statement = none
log_min_error_statement = panic
log_min_duration_statement = -1
log_min_duration_sample = -1
log_transaction_sample_rate = 0
log_duration = off
log_lock_waits = off
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
debug_print_parse = off
debug_print_rewritten = off
debug_print_plan = off

# A week of logs, a file for each day.
logging_collector = on
log_destination = 'stderr'
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_file_mode = 0600
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_checkpoints = off
"
    )
}
