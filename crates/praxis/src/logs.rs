//! Logs: JSON for machines, text on a terminal; never a value that a clinic typed.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::config::Config;

pub fn start(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let text = match config.log_format.as_str() {
        "text" => true,
        "json" => false,
        _ => std::io::stderr().is_terminal(),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if text { builder.compact().try_init() } else { builder.json().flatten_event(true).try_init() };
    // Only a second start could fail, and the first one's logs go on.
    drop(started);
}
