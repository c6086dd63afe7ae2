//! The command line. Used by people and by scripts: what it prints for scripts is stable.

mod audit;
pub mod demo;
mod doctor;
mod import;
mod messages;
mod tenant;
mod user;

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::ground::{Ground, Outcome};

/// Many clinics, one program.
#[derive(Parser)]
#[command(name = "praxis", version, arg_required_else_help = true)]
pub struct Praxis {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the clinics until told to stop.
    Serve {
        /// Leave the background work to `praxis work` elsewhere.
        #[arg(long)]
        no_worker: bool,
    },
    /// Do the background work alone, until told to stop.
    Work,
    /// Bring every clinic's tables up to date.
    Migrate {
        /// Only say what is waiting.
        #[arg(long)]
        status: bool,
        #[arg(long)]
        json: bool,
    },
    /// Clinics: create, list, show, suspend, resume, domains.
    #[command(subcommand)]
    Tenant(tenant::TenantCommand),
    /// Staff of a clinic.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Tokens for devices and integrations.
    #[command(subcommand)]
    Token(user::TokenCommand),
    /// Bring data in.
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// The latest messages to patients: what a carrier would have sent.
    Messages(messages::Messages),
    /// The record of who did what.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Create the two demo clinics on an empty platform.
    Demo,
    /// Encryption keys.
    #[command(subcommand)]
    Keys(doctor::KeysCommand),
    /// Settings.
    #[command(subcommand)]
    Config(doctor::ConfigCommand),
    /// Print the API's description.
    Openapi {
        /// As OpenAPI 3.0 instead of 3.1.
        #[arg(long)]
        v3_0: bool,
    },
    /// Check the installation and say what to mend.
    Doctor {
        /// Print how to reach the own PostgreSQL with psql, as its superuser.
        #[arg(long)]
        superuser_url: bool,
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(praxis: Praxis, config: Config) -> Outcome<ExitCode> {
    match praxis.command {
        Command::Serve { no_worker } => crate::serve::serve(config, !no_worker).await,
        Command::Work => crate::serve::work(config).await,
        Command::Openapi { v3_0 } => {
            let (current, older) = clinic::openapi_documents();
            say(&serde_json::to_string_pretty(if v3_0 { &older } else { &current })?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Config(command) => Ok(doctor::config(command, &config)),
        Command::Doctor { superuser_url, json } => doctor::doctor(&config, superuser_url, json).await,
        on_ground => {
            let ground = Ground::open(&config).await?;
            let done = on_the_ground(on_ground, &ground, &config).await;
            ground.close().await?;
            done
        }
    }
}

async fn on_the_ground(command: Command, ground: &Ground, config: &Config) -> Outcome<ExitCode> {
    let house = &ground.house;
    match command {
        Command::Migrate { status, json } => tenant::migrate(house, status, json).await,
        Command::Tenant(command) => tenant::run(house, command).await,
        Command::User(command) => user::run(house, command).await,
        Command::Token(command) => user::run_token(house, command).await,
        Command::Import(command) => import::run(house, command).await,
        Command::Messages(wanted) => messages::run(house, wanted).await,
        Command::Audit(command) => audit::run(house, command).await,
        Command::Demo => demo::run(house, config).await,
        Command::Keys(command) => doctor::keys(house, command).await,
        Command::Serve { .. }
        | Command::Work
        | Command::Openapi { .. }
        | Command::Config(_)
        | Command::Doctor { .. } => Err("this command does not use the database".into()),
    }
}

/// Prints a line of result.
pub fn say(line: &str) {
    // A reader that went away (`| head`) is no fault of ours.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints what went wrong, with every cause that is not already part of the message.
pub fn complain(error: &(dyn Error + 'static)) {
    let mut text = describe(error);
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    let _ = writeln!(std::io::stderr(), "praxis: {text}");
}

fn describe(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref::<tenancy::Error>() {
        Some(tenancy::Error::Invalid(fields)) => {
            let named: Vec<_> = fields.iter().map(|field| format!("{}: {}", field.field, field.code)).collect();
            format!("not accepted: {}", named.join(", "))
        }
        Some(tenancy::Error::Conflict(conflict)) => format!("refused: {}", conflict.code()),
        _ => error.to_string(),
    }
}
