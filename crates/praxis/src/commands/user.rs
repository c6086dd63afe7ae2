//! `praxis user` and `praxis token`.

use std::io::Read as _;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use clinic::accounts::machines::{self, NewToken};
use clinic::accounts::operations::{self, NewStaff};
use clinic::accounts::passwords;
use serde_json::json;
use tenancy::{Actor, FieldError, House, Role, TenantRef, TenantTx};
use web::policy::AccessPolicy;

use super::say;
use crate::ground::Outcome;

#[derive(Subcommand)]
pub enum UserCommand {
    Create(Create),
    List {
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        json: bool,
    },
    /// Set a new password; every session of the user ends.
    ResetPassword {
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        username: String,
        /// Read the password from standard input; else one is made and printed.
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Args)]
pub struct Create {
    #[arg(long)]
    tenant: String,
    #[arg(long)]
    username: String,
    #[arg(long)]
    display_name: Option<String>,
    #[arg(long = "role", required = true)]
    roles: Vec<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    locale: Option<String>,
    /// Read the password from standard input; else one is made and printed.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it, once.
    Create {
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        name: String,
        #[arg(long = "scope", required = true)]
        scopes: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    Revoke {
        #[arg(long)]
        tenant: String,
        #[arg(long)]
        name: String,
    },
}

/// The clinic of that slug, or a message that says where to look.
pub async fn tenant(house: &House, slug: &str) -> Outcome<TenantRef> {
    match house.tenant_by_slug(slug).await {
        Ok(tenant) => Ok(tenant),
        Err(tenancy::Error::NotFound) => Err(format!("there is no clinic {slug}; see `praxis tenant list`").into()),
        Err(other) => Err(other.into()),
    }
}

async fn begin(house: &House, slug: &str) -> Outcome<TenantTx> {
    let tenant = tenant(house, slug).await?;
    Ok(house.begin(house.ticket(tenant, Actor::Operator)).await?)
}

pub async fn run(house: &House, command: UserCommand) -> Outcome<ExitCode> {
    match command {
        UserCommand::Create(new) => create(house, new).await?,
        UserCommand::List { tenant, json } => {
            let mut tx = begin(house, &tenant).await?;
            let staff = operations::list(&mut tx).await?;
            tx.commit().await?;
            for person in staff {
                let roles: Vec<_> = person.roles.iter().map(|role| role.as_str()).collect();
                match json {
                    true => say(&json!({ "id": person.id, "username": person.username, "roles": roles, "active": person.active }).to_string()),
                    false => say(&format!("{:<24} {:<24} {}", person.username, roles.join(","), if person.active { "active" } else { "suspended" })),
                }
            }
        }
        UserCommand::ResetPassword { tenant, username, password_stdin } => {
            let (password, made) = password(password_stdin)?;
            refuse_weak(house, &tenant, &password).await?;
            let hash = web::hash_password(&password)?;
            let mut tx = begin(house, &tenant).await?;
            operations::reset_password(&mut tx, &username, &hash).await?;
            tx.commit().await?;
            say(&format!("{username} has a new password; every session has ended"));
            if made {
                say(&format!("password {password}"));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn create(house: &House, create: Create) -> Outcome {
    let (password, made) = password(create.password_stdin)?;
    let mut roles = Vec::new();
    for name in &create.roles {
        roles.push(Role::parse(name).ok_or_else(|| format!("there is no role {name}; roles: {}", role_names()))?);
    }
    let mut tx = begin(house, &create.tenant).await?;
    let phone = match create.phone {
        Some(text) => {
            let region = people::Region::parse(&tx.tenant().region).ok_or("the clinic's region is unknown")?;
            Some(people::Phone::parse(&text, region).map_err(|error| error.to_string())?.as_e164().to_owned())
        }
        None => None,
    };
    let new = NewStaff {
        display_name: create.display_name.unwrap_or_else(|| create.username.clone()),
        username: create.username,
        phone,
        roles,
        password: Some(password.clone()),
        locale: create.locale,
    };
    let mut problems = new.problems(AccessPolicy::load(&mut tx).await?.0.password.min_length);
    accept_common(&mut problems);
    if !problems.is_empty() {
        return Err(tenancy::Error::Invalid(problems).into());
    }
    let hash = web::hash_password(&password)?;
    let id = operations::create(&mut tx, &new, Some(&hash)).await?;
    tx.commit().await?;
    say(&format!("created {} ({id})", new.username));
    if made {
        say(&format!("password {password}"));
    }
    Ok(())
}

pub async fn run_token(house: &House, command: TokenCommand) -> Outcome<ExitCode> {
    match command {
        TokenCommand::Create { tenant, name, scopes, json } => {
            let mut tx = begin(house, &tenant).await?;
            let new = NewToken { name, scopes, expires_at: None };
            let (made, token) = machines::create_token(&mut tx, &new).await?;
            tx.commit().await?;
            match json {
                true => say(&json!({ "id": made.id, "name": made.name, "token": token }).to_string()),
                false => say(&token),
            }
        }
        TokenCommand::Revoke { tenant, name } => {
            let mut tx = begin(house, &tenant).await?;
            machines::revoke_tokens_named(&mut tx, &name).await?;
            tx.commit().await?;
            say(&format!("revoked {name}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The host chooses for somebody else, at the clinic's own minimum.
async fn refuse_weak(house: &House, slug: &str, password: &str) -> Outcome {
    let mut tx = begin(house, slug).await?;
    let (policy, _) = AccessPolicy::load(&mut tx).await?;
    tx.commit().await?;
    let mut problems = Vec::from_iter(passwords::problem(password, policy.password.min_length, &[]));
    accept_common(&mut problems);
    if problems.is_empty() { Ok(()) } else { Err(tenancy::Error::Invalid(problems).into()) }
}

/// Whoever has this command line has everything already; they are told, and obeyed.
fn accept_common(problems: &mut Vec<FieldError>) {
    let before = problems.len();
    problems.retain(|problem| problem.code != "common_password");
    if problems.len() < before {
        tracing::warn!("this password is among those that are guessed first; choose another for anything but a trial");
    }
}

fn role_names() -> String {
    Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ")
}

fn password(from_stdin: bool) -> Outcome<(String, bool)> {
    if !from_stdin {
        return Ok((web::sessions::new_secret().chars().take(20).collect(), true));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok((text.trim_end_matches(['\r', '\n']).to_owned(), false))
}
