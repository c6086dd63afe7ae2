//! `praxis audit`.

use std::process::ExitCode;
use std::time::Duration;

use clap::Subcommand;
use clinic::audit::model::Entry;
use clinic::audit::output::EntryOutput;
use clinic::audit::verify::verify;
use clinic::audit::{model, operations};
use tenancy::{Actor, House, TenantRef, TenantTx};

use super::say;
use crate::ground::Outcome;

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Print the newest entries, oldest of them first.
    Tail {
        #[arg(long)]
        tenant: String,
        /// One JSON object a line, with the names of the API.
        #[arg(long)]
        json: bool,
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(i64).range(0..=model::COUNTED))]
        limit: i64,
        /// Go on with what happens from now on, until stopped.
        #[arg(long)]
        follow: bool,
    },
    /// Check that every entry can be read and is complete; the first that is not is named.
    Verify {
        /// One clinic; else all of them.
        #[arg(long)]
        tenant: Option<String>,
    },
}

pub async fn run(house: &House, command: AuditCommand) -> Outcome<ExitCode> {
    match command {
        AuditCommand::Tail { tenant, json, limit, follow } => {
            let tenant = find(house, &tenant).await?;
            tail(house, &tenant, json, limit, follow).await
        }
        AuditCommand::Verify { tenant } => {
            let tenants = match tenant {
                Some(slug) => vec![find(house, &slug).await?],
                None => house.tenants().await?,
            };
            let mut sound = true;
            for tenant in tenants {
                sound &= check(house, tenant).await?;
            }
            Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
    }
}

async fn find(house: &House, slug: &str) -> Outcome<TenantRef> {
    house.tenant_by_slug(slug).await.map_err(|error| match error {
        tenancy::Error::NotFound => format!("there is no clinic {slug}; see `praxis tenant list`").into(),
        other => other.into(),
    })
}

async fn read(house: &House, tenant: &TenantRef) -> Outcome<TenantTx> {
    Ok(house.read(house.ticket(tenant.clone(), Actor::Operator)).await?)
}

async fn tail(house: &House, tenant: &TenantRef, json: bool, limit: i64, follow: bool) -> Outcome<ExitCode> {
    let mut tx = read(house, tenant).await?;
    let entries = operations::tail(&mut tx, limit).await?;
    let newest = operations::newest_of(&mut tx, &entries).await?;
    // What is shown is on record first; this look will stand among what follows.
    tx.commit().await?;
    show(entries, json)?;
    if !follow {
        return Ok(ExitCode::SUCCESS);
    }
    let mut last = newest;
    loop {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            _ = tokio::signal::ctrl_c() => break,
        }
        let entries = match poll(house, tenant, last).await {
            Ok(entries) => entries,
            // A database that restarts is back in a moment.
            Err(tenancy::Error::Busy) => continue,
            Err(error) => return Err(error.into()),
        };
        last = entries.last().map_or(last, |entry| entry.seq);
        show(entries, json)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The watch was recorded when it began. A record of each look would make the next look find something, for ever:
/// this transaction is dropped, not committed.
async fn poll(house: &House, tenant: &TenantRef, last: i64) -> tenancy::Result<Vec<Entry>> {
    let mut tx = house.read(house.ticket(tenant.clone(), Actor::Operator)).await?;
    operations::following(&mut tx, last).await
}

fn show(entries: Vec<Entry>, json: bool) -> Outcome {
    for entry in entries.into_iter().map(EntryOutput::from) {
        match json {
            true => say(&serde_json::to_string(&entry)?),
            false => say(&line(&entry)),
        }
    }
    Ok(())
}

fn line(entry: &EntryOutput) -> String {
    let actor = entry.actor.map_or_else(|| entry.actor_kind.clone(), |id| format!("{} {id}", entry.actor_kind));
    let about = match (entry.patient, entry.patients.len()) {
        (Some(patient), _) => format!("patient {patient}"),
        (None, 0) => entry.subject_kind.clone(),
        (None, many) => format!("{many} patients"),
    };
    let from = entry.ip.as_deref().unwrap_or("-");
    format!("{:<27} {:<8} {:<24} {actor} -> {about} from {from}", entry.at.to_string(), entry.outcome, entry.action)
}

async fn check(house: &House, tenant: TenantRef) -> Outcome<bool> {
    let mut tx = read(house, &tenant).await?;
    let verdict = verify(&mut tx).await?;
    tx.commit().await?;
    match verdict.fault {
        None => say(&format!("{}: {} entries, each can be read and is complete", tenant.slug, verdict.checked)),
        Some(ref fault) => say(&format!(
            "{}: entry {} (id {}) {}; the {} before it are sound",
            tenant.slug, fault.seq, fault.id, fault.what, verdict.checked
        )),
    }
    Ok(verdict.fault.is_none())
}
