//! `praxis messages`: the outbox of a clinic, for whoever runs it without a carrier.

use std::process::ExitCode;

use clap::Args;
use clinic::messages::model::Withheld;
use clinic::messages::operations::list;
use serde_json::json;
use tenancy::{Actor, House};

use super::say;
use super::user::tenant;
use crate::ground::Outcome;

#[derive(Args)]
pub struct Messages {
    #[arg(long)]
    tenant: String,
    /// So many of the latest.
    #[arg(long, default_value_t = 20)]
    limit: u16,
    /// One object a line.
    #[arg(long)]
    json: bool,
}

/// Prints the latest messages, the newest first; that somebody looked stands in the clinic's record.
pub async fn run(house: &House, wanted: Messages) -> Outcome<ExitCode> {
    let tenant = tenant(house, &wanted.tenant).await?;
    let mut tx = house.read(house.ticket(tenant, Actor::Operator)).await?;
    let messages = list(&mut tx, i64::from(wanted.limit)).await?;
    tx.commit().await?;
    for message in messages {
        let (kind, status) = (message.kind.as_str(), message.status.as_str());
        let why = message.withheld.map(Withheld::as_str);
        match wanted.json {
            true => say(&json!({
                "id": message.id, "kind": kind, "status": status, "withheld": why,
                "channel": message.way.as_str(), "to": message.recipient, "subject": message.subject,
                "body": message.body, "created_at": message.created_at, "expires_at": message.expires_at,
            })
            .to_string()),
            false => {
                let body = if message.body.is_empty() { why.unwrap_or_default() } else { &message.body };
                say(&format!("{} {:<16} {status:<10} {kind}: {body}", message.created_at, message.recipient));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
