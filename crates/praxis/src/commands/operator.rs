//! `praxis operator`: those who host the clinics. Whoever has this command line makes them; they choose their own
//! password and set up their own second factor.

use std::process::ExitCode;

use clap::Subcommand;
use clinic::support;
use serde_json::json;
use tenancy::operators::{LINK_LASTS, Operator, PlatformTx};
use tenancy::{Actor, House};
use uuid::Uuid;
use web::sessions::{hash_secret, new_secret};

use super::say;
use crate::config::Config;
use crate::ground::Outcome;

#[derive(Subcommand)]
pub enum OperatorCommand {
    /// Add somebody, and print the link by which they choose a password and set up their authenticator.
    Add {
        name: String,
    },
    List {
        #[arg(long)]
        json: bool,
    },
    /// Take password, authenticator and sessions away, and print a new link.
    Reset {
        name: String,
    },
    /// End everything they have open, and let them in no more until resumed.
    Suspend {
        name: String,
    },
    Resume {
        name: String,
    },
}

pub async fn run(house: &House, config: &Config, command: OperatorCommand) -> Outcome<ExitCode> {
    let mut tx = house.platform(house.host()).await?;
    match command {
        OperatorCommand::Add { name } => {
            let name = name.to_lowercase();
            let id = tx.add_operator(&name).await?;
            invite(tx, config, &name, id).await?;
        }
        OperatorCommand::List { json } => {
            let operators = tx.operators().await?;
            tx.commit().await?;
            for operator in &operators {
                say(&line(operator, json));
            }
        }
        OperatorCommand::Reset { name } => {
            let operator = find(&mut tx, &name).await?;
            tx.reset_operator(operator.id).await?;
            invite(tx, config, &operator.name, operator.id).await?;
            turn_out(house, operator.id).await?;
        }
        OperatorCommand::Suspend { name } => {
            let operator = find(&mut tx, &name).await?;
            tx.suspend_operator(operator.id).await?;
            tx.commit().await?;
            turn_out(house, operator.id).await?;
            say(&format!("{} is suspended", operator.name));
        }
        OperatorCommand::Resume { name } => {
            let operator = find(&mut tx, &name).await?;
            tx.resume_operator(operator.id).await?;
            tx.commit().await?;
            say(&format!("{} is active", operator.name));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn find(tx: &mut PlatformTx, name: &str) -> Outcome<Operator> {
    let found = tx.operator_named(&name.to_lowercase()).await?;
    found.ok_or_else(|| format!("there is no operator {name}; see `praxis operator list`").into())
}

async fn invite(mut tx: PlatformTx, config: &Config, name: &str, id: Uuid) -> Outcome {
    let secret = new_secret();
    tx.make_link(id, &hash_secret(&secret)).await?;
    tx.commit().await?;
    let minutes = LINK_LASTS.as_secs() / 60;
    say(&format!("{name} opens this within {minutes} minutes; it is good once:"));
    say(&format!("{}/welcome/{secret}/", address(config)));
    Ok(())
}

/// Where browsers find the platform. Behind a proxy that speaks HTTPS the port is the proxy's.
fn address(config: &Config) -> String {
    let host = config.platform_hosts.first().map_or("localhost", String::as_str);
    match (config.tls.is_some(), config.https) {
        (true, _) => format!("https://{host}:{}", config.listen.port()),
        (false, true) => format!("https://{host}"),
        (false, false) => format!("http://{host}:{}", config.listen.port()),
    }
}

/// Ends what they look at in clinics that let them.
async fn turn_out(house: &House, operator: Uuid) -> Outcome {
    let mut tx = house.platform(house.host()).await?;
    let offers = tx.offers().await?;
    tx.commit().await?;
    for offer in offers {
        let tenant = house.tenant_by_slug(&offer.slug).await?;
        let mut tx = house.begin(house.ticket(tenant, Actor::Operator)).await?;
        support::operations::turn_out(&mut tx, operator).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn line(operator: &Operator, as_json: bool) -> String {
    let status = if operator.active { "active" } else { "suspended" };
    let ready = operator.password_hash.is_some() && operator.has_authenticator;
    if as_json {
        let seen = operator.last_seen_at.map(|at| at.to_string());
        return json!({ "name": operator.name, "status": status, "set_up": ready, "last_seen_at": seen }).to_string();
    }
    format!("{:<24} {status:<12} {}", operator.name, if ready { "set up" } else { "waits for the link to be followed" })
}
