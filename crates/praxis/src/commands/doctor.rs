//! `praxis doctor`, `praxis config check`, `praxis keys status`.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;
use tenancy::House;

use super::{describe, say};
use crate::config::Config;
use crate::ground::{Ground, Outcome};

#[derive(Subcommand)]
pub enum KeysCommand {
    /// Versions and states of every clinic's keys.
    Status {
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Print the effective settings; secrets are struck out.
    Check,
}

/// `config check`: the only thing to ask of settings so far.
pub fn config(ConfigCommand::Check: ConfigCommand, config: &Config) -> ExitCode {
    for (name, value, about) in config.effective() {
        say(&format!("{name}={value}  # {about}"));
    }
    ExitCode::SUCCESS
}

pub async fn keys(house: &House, command: KeysCommand) -> Outcome<ExitCode> {
    let KeysCommand::Status { json } = command;
    for tenant in house.tenants().await? {
        for (version, state) in house.key_states(&tenant).await? {
            match json {
                true => say(&json!({ "clinic": tenant.slug, "version": version, "state": state.as_str() }).to_string()),
                false => say(&format!("{:<20} version {version} {}", tenant.slug, state.as_str())),
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub async fn doctor(config: &Config, superuser_url: bool, json: bool) -> Outcome<ExitCode> {
    if superuser_url {
        let ground = Ground::open(config).await?;
        let url = ground.cluster.as_ref().map(|cluster| cluster.superuser_url("praxis"));
        ground.close().await?;
        say(&url.ok_or("DATABASE_URL is set: the server is not ours, and its superuser is known to whoever runs it")?);
        return Ok(ExitCode::SUCCESS);
    }
    let mut checks: Vec<(&str, Result<String, String>)> = Vec::new();
    match Ground::open(config).await {
        Ok(ground) => {
            checks.push(("database and root key", Ok("open".to_owned())));
            let pending = ground.house.pending_migrations().await?;
            checks.push((
                "migrations",
                match pending.len() {
                    0 => Ok("every clinic is up to date".to_owned()),
                    waiting => Err(format!("{waiting} clinics wait; run `praxis migrate`")),
                },
            ));
            for tenant in ground.house.tenants().await? {
                let keys = ground.house.keys_of(&tenant).await;
                if let Err(error) = keys {
                    checks.push(("keys", Err(format!("{}: {}", tenant.slug, describe(&error)))));
                }
            }
            ground.close().await?;
        }
        Err(error) => checks.push(("database and root key", Err(describe(error.as_ref())))),
    }
    let fine = checks.iter().all(|(_, result)| result.is_ok());
    for (name, result) in checks {
        let (mark, text) = match &result {
            Ok(text) => ("ok", text),
            Err(text) => ("MEND", text),
        };
        match json {
            true => say(&json!({ "check": name, "ok": result.is_ok(), "detail": text }).to_string()),
            false => say(&format!("{mark:<5} {name}: {text}")),
        }
    }
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
