//! `praxis tenant` and `praxis migrate`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use tenancy::{House, NewTenant, TenantRef, TenantStatus};

use super::say;
use crate::ground::Outcome;

#[derive(Subcommand)]
pub enum TenantCommand {
    /// Create a clinic: its schema, role, key and domains.
    Create(Create),
    List {
        #[arg(long)]
        json: bool,
    },
    Show {
        slug: String,
        #[arg(long)]
        json: bool,
    },
    /// Turn everybody away until resumed.
    Suspend {
        slug: String,
    },
    Resume {
        slug: String,
    },
    /// The addresses a clinic answers at.
    #[command(subcommand)]
    Domain(Domain),
}

#[derive(Args)]
pub struct Create {
    slug: String,
    #[arg(long)]
    name: String,
    #[arg(long = "domain", required = true)]
    domains: Vec<String>,
    /// ISO 3166 country, for phone numbers without prefix.
    #[arg(long)]
    region: String,
    /// IANA name, such as Africa/Cairo.
    #[arg(long)]
    time_zone: String,
    #[arg(long, default_value = "EUR")]
    currency: String,
    #[arg(long, default_value = "en")]
    locale: String,
}

#[derive(Subcommand)]
pub enum Domain {
    Add { slug: String, domain: String },
    Remove { slug: String, domain: String },
}

pub async fn run(house: &House, command: TenantCommand) -> Outcome<ExitCode> {
    match command {
        TenantCommand::Create(create) => {
            let new = NewTenant {
                slug: create.slug,
                name: create.name,
                domains: create.domains.iter().map(|domain| domain.to_ascii_lowercase()).collect(),
                region: create.region.to_ascii_uppercase(),
                time_zone: create.time_zone,
                currency: create.currency.to_ascii_uppercase(),
                locale: create.locale,
            };
            let tenant = house.create_tenant(&new).await?;
            say(&format!("created {} ({})", tenant.slug, tenant.id));
        }
        TenantCommand::List { json: true } => {
            for tenant in house.tenants().await? {
                say(&as_json(house, &tenant).await?.to_string());
            }
        }
        TenantCommand::List { json: false } => {
            for tenant in house.tenants().await? {
                say(&format!("{:<20} {:<12} {}", tenant.slug, tenant.status.as_str(), tenant.name));
            }
        }
        TenantCommand::Show { slug, json } => {
            let tenant = house.tenant_by_slug(&slug).await?;
            let shown = as_json(house, &tenant).await?;
            match (json, shown.as_object()) {
                (false, Some(fields)) => fields.iter().for_each(|(name, value)| say(&format!("{name:<16} {value}"))),
                _ => say(&shown.to_string()),
            }
        }
        TenantCommand::Suspend { slug } => set(house, &slug, TenantStatus::Suspended).await?,
        TenantCommand::Resume { slug } => set(house, &slug, TenantStatus::Active).await?,
        TenantCommand::Domain(Domain::Add { slug, domain }) => {
            house.add_domain(&slug, &domain.to_ascii_lowercase()).await?;
            say(&format!("{slug} answers at {domain}"));
        }
        TenantCommand::Domain(Domain::Remove { slug, domain }) => {
            house.remove_domain(&slug, &domain.to_ascii_lowercase()).await?;
            say(&format!("{slug} no longer answers at {domain}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn set(house: &House, slug: &str, status: TenantStatus) -> Outcome {
    house.set_tenant_status(slug, status).await?;
    say(&format!("{slug} is {}", status.as_str()));
    Ok(())
}

async fn as_json(house: &House, tenant: &TenantRef) -> Outcome<serde_json::Value> {
    Ok(json!({
        "slug": tenant.slug,
        "id": tenant.id,
        "name": tenant.name,
        "status": tenant.status.as_str(),
        "domains": house.domains_of(tenant).await?,
        "region": tenant.region,
        "time_zone": tenant.time_zone.iana_name(),
        "currency": tenant.currency,
        "locale": tenant.locale,
        "schema": tenant.schema.as_str(),
        "schema_version": tenant.schema_version,
    }))
}

pub async fn migrate(house: &House, status: bool, json: bool) -> Outcome<ExitCode> {
    if status {
        let pending = house.pending_migrations().await?;
        for clinic in &pending {
            let error = clinic.last_error.as_deref().unwrap_or_default();
            match json {
                true => {
                    say(&json!({ "clinic": clinic.slug, "version": clinic.schema_version, "error": error }).to_string());
                }
                false => say(&format!("{:<20} at version {} {error}", clinic.slug, clinic.schema_version)),
            }
        }
        if !json {
            say(&format!("{} waiting", pending.len()));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let report = house.migrate_all().await?;
    if json {
        let failed: Vec<_> =
            report.failed.iter().map(|(slug, reason)| json!({ "clinic": slug, "error": reason })).collect();
        say(&json!({ "current": report.current, "migrated": report.migrated, "failed": failed }).to_string());
    } else {
        say(&format!(
            "{} up to date, {} migrated, {} failed",
            report.current,
            report.migrated.len(),
            report.failed.len()
        ));
        for (slug, reason) in &report.failed {
            say(&format!("{slug}: {reason}"));
        }
    }
    Ok(if report.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
