//! Praxis: many clinics, one program.

#![forbid(unsafe_code)]

mod commands;
mod config;
mod ground;
mod logs;
mod serve;

use std::process::ExitCode;

use clap::Parser as _;

/// Requests are many small pieces of memory that live for a millisecond.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let command = commands::Praxis::parse();
    let config = match config::Config::load() {
        Ok(config) => config,
        Err(error) => return refuse(&error),
    };
    logs::start(&config);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&error),
    };
    match runtime.block_on(commands::run(command, config)) {
        Ok(code) => code,
        Err(error) => refuse(error.as_ref()),
    }
}

fn refuse(error: &(dyn std::error::Error + 'static)) -> ExitCode {
    commands::complain(error);
    ExitCode::FAILURE
}
