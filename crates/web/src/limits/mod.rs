//! How often somebody may ask: each person or machine, each address, each clinic, and whoever shows credentials.
//!
//! Every program counts for itself. Where programs share a Redis, what passes here is counted there too, so that all of
//! them together let through what one of them would; without an answer in time, this program's own count stands alone.

mod fields;
mod local;
mod quota;
mod shared;

use std::net::IpAddr;

use tenancy::{Actor, Error, Result, TenantRef};
use uuid::Uuid;

use self::local::Local;
pub use self::quota::{Quota, Verdict};
use crate::app::App;

/// What is allowed; nothing is limited where none is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    /// Each member of staff, patient or machine.
    pub principal: Option<Quota>,
    /// Each address, whoever is behind it.
    pub address: Option<Quota>,
    /// Each clinic; its strangers have a quota of their own, so that they cannot use up the others'.
    pub clinic: Option<Quota>,
    /// Each address that shows user names, passwords and codes.
    pub credentials: Option<Quota>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Principal,
    Address,
    Clinic,
    Strangers,
    Credentials,
}

/// One thing that is counted, in one clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub tenant: Uuid,
    pub kind: Kind,
    pub id: u128,
}

pub(crate) struct Limits {
    rates: Rates,
    local: Local,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Address => "address",
            Self::Clinic | Self::Strangers => "clinic",
            Self::Credentials => "credentials",
        }
    }
}

impl Limits {
    pub fn new(rates: Rates) -> Self {
        Self { rates, local: Local::new() }
    }

    fn quota(&self, kind: Kind) -> Option<Quota> {
        match kind {
            Kind::Principal => self.rates.principal,
            Kind::Address => self.rates.address,
            Kind::Clinic | Kind::Strangers => self.rates.clinic,
            Kind::Credentials => self.rates.credentials,
        }
    }
}

impl Key {
    /// Whose request it is: somebody's, or that of a stranger at an address.
    pub fn of(tenant: Uuid, actor: &Actor, ip: IpAddr) -> Self {
        match actor.id() {
            Some(id) => Self { tenant, kind: Kind::Principal, id: id.as_u128() },
            None => Self { tenant, kind: Kind::Address, id: network(ip) },
        }
    }
}

/// What one request was counted as, and what is left of it.
pub(crate) struct Toll<'a> {
    app: &'a App,
    tenant: &'a TenantRef,
    now: i64,
    taken: Vec<Taken>,
}

#[derive(Debug, Clone, Copy)]
struct Taken {
    key: Key,
    quota: Quota,
    verdict: Verdict,
}

impl<'a> Toll<'a> {
    pub fn new(app: &'a App, tenant: &'a TenantRef) -> Self {
        Self { app, tenant, now: app.house().clock().now().as_microsecond(), taken: Vec::new() }
    }

    /// Asked before anything else, because it costs nothing.
    pub fn of_address(&mut self, ip: IpAddr, shows_credentials: bool) -> Result<()> {
        let id = network(ip);
        self.take(Kind::Address, id)?;
        if shows_credentials { self.take(Kind::Credentials, id) } else { Ok(()) }
    }

    /// Asked once it is known who knocks. Whoever is turned away for themselves does not use up the clinic's quota.
    pub async fn of_actor(&mut self, actor: &Actor) -> Result<()> {
        match actor.id() {
            Some(id) => {
                self.take(Kind::Principal, id.as_u128())?;
                self.take(Kind::Clinic, 0)?;
            }
            None => self.take(Kind::Strangers, 0)?,
        }
        self.share().await
    }

    fn take(&mut self, kind: Kind, id: u128) -> Result<()> {
        let limits = self.app.limits();
        let Some(quota) = limits.quota(kind) else { return Ok(()) };
        let key = Key { tenant: self.tenant.id, kind, id };
        let verdict = limits.local.take(key, quota, self.now);
        self.taken.push(Taken { key, quota, verdict });
        self.judge()
    }

    /// What passed here is counted for all nodes. Their count can only be the higher one.
    async fn share(&mut self) -> Result<()> {
        let Some(shared) = self.app.shared() else { return Ok(()) };
        if self.taken.is_empty() {
            return Ok(());
        }
        // Without keys there is no database, and soon no answer either way.
        let Ok(keys) = self.app.house().keys_of(self.tenant).await else { return Ok(()) };
        let Some(numbers) = shared::take(shared, &keys, &self.taken, self.now).await else { return Ok(()) };
        for (taken, whole_at) in self.taken.iter_mut().zip(numbers) {
            taken.verdict = taken.quota.judge(whole_at, self.now);
        }
        self.judge()
    }

    fn judge(&self) -> Result<()> {
        let refused = self.taken.iter().filter(|taken| !taken.verdict.passes);
        let Some(worst) = refused.max_by_key(|taken| taken.verdict.retry_in) else { return Ok(()) };
        metrics::counter!("praxis_rate_limited_total", "limit" => worst.key.kind.name()).increment(1);
        Err(Error::RateLimited { retry_after_seconds: worst.verdict.retry_in })
    }
}

/// An IPv4 address, or the network that one household or ward has in IPv6.
fn network(ip: IpAddr) -> u128 {
    match ip.to_canonical() {
        IpAddr::V4(ip) => u128::from(ip.to_bits()),
        IpAddr::V6(ip) => ip.to_bits() & !u128::from(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_counted_by_itself_in_ipv4_and_by_its_network_in_ipv6() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        // No network of IPv6 is an address of IPv4.
        assert_ne!(of("::192.0.2.1"), of("192.0.2.1"));
    }
}
