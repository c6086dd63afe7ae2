//! A clinic as the house sees it: its address, its room in the database, its place and time.

use std::sync::Arc;

use jiff::tz::TimeZone;
use uuid::Uuid;

/// The name of a clinic's schema and of its database role; the only text ever spliced into SQL.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SchemaName(String);

impl SchemaName {
    /// The name is made from the id, so it cannot hold anything but hexadecimal digits.
    pub(crate) fn of(tenant: Uuid) -> Self {
        Self(format!("t_{}", tenant.simple()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TenantStatus {
    Provisioning,
    Active,
    Suspended,
}

impl TenantStatus {
    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "active" => Self::Active,
            "suspended" => Self::Suspended,
            _ => Self::Provisioning,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provisioning => "provisioning",
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }
}

/// A clinic.
#[derive(Debug, Clone)]
pub struct Tenant {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub schema: SchemaName,
    /// ISO 3166 country: how phone numbers without a prefix are read.
    pub region: String,
    pub time_zone: TimeZone,
    /// ISO 4217.
    pub currency: String,
    pub locale: String,
    pub status: TenantStatus,
    pub schema_version: i32,
}

impl Tenant {
    /// Where operators work: a place that has no room, so that no transaction begins in it.
    pub(crate) fn platform() -> Self {
        Self {
            id: Uuid::nil(),
            slug: String::new(),
            name: "Praxis".to_owned(),
            schema: SchemaName::of(Uuid::nil()),
            region: String::new(),
            time_zone: TimeZone::UTC,
            currency: String::new(),
            locale: "en".to_owned(),
            status: TenantStatus::Active,
            schema_version: 0,
        }
    }

    /// Whether this is no clinic but the place where operators work.
    pub fn is_platform(&self) -> bool {
        self.id.is_nil()
    }

    /// The calendar day that an instant falls on in this clinic.
    pub fn day_of(&self, at: jiff::Timestamp) -> jiff::civil::Date {
        at.to_zoned(self.time_zone.clone()).date()
    }
}

pub type TenantRef = Arc<Tenant>;

/// What `praxis tenant create` needs to know.
#[derive(Debug, Clone)]
pub struct NewTenant {
    pub slug: String,
    pub name: String,
    pub domains: Vec<String>,
    pub region: String,
    pub time_zone: String,
    pub currency: String,
    pub locale: String,
}
