//! Where we may call: https alone, and no machine that only our own network can reach unless a setting says so.
//!
//! An admin of one clinic types the issuer's address; it must not become a way to knock at the host's neighbours.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::Trouble;

/// How near something may live that a clinic names: its Identity Service, its mail server, who is told by webhooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Reach {
    /// Addresses of the public internet.
    #[default]
    Public,
    /// Those, and the private networks of a hospital.
    Private,
    /// Those, and this very machine, also by plain http: for development and tests.
    Loopback,
}

impl Reach {
    /// Whether an issuer may live there, as far as its address shows.
    pub fn accepts(self, issuer: &str) -> bool {
        self.check(issuer).is_ok_and(|url| url.query().is_none())
    }

    /// Whether something may be called there, as far as its address shows.
    pub fn covers(self, address: &str) -> bool {
        self.check(address).is_ok()
    }

    /// Finds the addresses behind names, and of those only what may be called: what is judged is what is used.
    pub fn resolver(self) -> Arc<dyn Resolve> {
        Arc::new(Guarded(self))
    }

    /// The address, when it may be called. An address given as number is judged here, a name when it is resolved.
    pub(crate) fn check(self, text: &str) -> Result<Url, Trouble> {
        let url = Url::parse(text).map_err(|_| Trouble::Address)?;
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let host = url.host_str().ok_or(Trouble::Address)?;
        let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let local = host == "localhost" || number.is_some_and(|ip| ip.is_loopback());
        let scheme = match url.scheme() {
            "https" => true,
            "http" => self == Self::Loopback && local,
            _ => false,
        };
        let near = number.is_none_or(|ip| self.allows(ip));
        if bare && scheme && near { Ok(url) } else { Err(Trouble::Address) }
    }

    /// Whether something that a clinic names may be called there.
    pub fn allows(self, ip: IpAddr) -> bool {
        let place = match ip {
            IpAddr::V4(ip) => place_of_v4(ip),
            IpAddr::V6(ip) => place_of_v6(ip),
        };
        place.is_some_and(|place| place <= self)
    }
}

/// The nearest reach that covers an address; none for those that nobody may be sent to.
fn place_of_v4(ip: Ipv4Addr) -> Option<Reach> {
    let [first, second, third, _] = ip.octets();
    match (first, second, third) {
        (127, ..) => Some(Reach::Loopback),
        (10, ..) | (172, 16..=31, _) | (192, 168, _) | (100, 64..=127, _) => Some(Reach::Private),
        // "This network", link-local with the clouds' metadata, protocol assignments, examples, benchmarks, the rest.
        (0 | 224.., ..) | (169, 254, _) | (192, 0, 0 | 2) | (198, 18..=19, _) | (198, 51, 100) | (203, 0, 113) => None,
        _ => Some(Reach::Public),
    }
}

fn place_of_v6(ip: Ipv6Addr) -> Option<Reach> {
    if ip.is_loopback() {
        return Some(Reach::Loopback);
    }
    match ip.segments() {
        // An IPv4 address in other clothes, mapped or behind NAT64.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            place_of_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
        }
        [0xfc00..=0xfdff, ..] => Some(Reach::Private),
        // The other transition prefixes and the documentation's are no place for a service.
        [0x2001, 0 | 0xdb8, ..] | [0x2002, ..] => None,
        [0x2000..=0x3fff, ..] => Some(Reach::Public),
        _ => None,
    }
}

/// Resolves names and leaves out what may not be called, so that the address that is judged is the one that is used.
struct Guarded(Reach);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| reach.allows(address.ip())).collect();
            if allowed.is_empty() {
                return Err("no address that may be called".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_called_and_never_a_neighbour() {
        for refused in [
            "http://id.example.org/",
            "ftp://id.example.org/",
            "file:///etc/passwd",
            "https://user:secret@id.example.org/",
            "https://id.example.org/#part",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0177.0.0.1/",
            "https://10.0.0.7/",
            "https://100.64.0.1/",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::ffff:169.254.169.254]/",
            "https://[64:ff9b::a9fe:a9fe]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://0.0.0.0/",
            "not an address",
        ] {
            assert_eq!(Reach::Public.check(refused), Err(Trouble::Address), "{refused}");
        }
        assert!(Reach::Public.check("https://id.example.org/realms/clinic").is_ok());
        assert!(Reach::Public.check("https://8.8.8.8/").is_ok());
    }

    #[test]
    fn a_hospitals_network_and_this_machine_are_called_only_when_a_setting_says_so() {
        assert!(Reach::Private.check("https://10.0.0.7/").is_ok());
        assert!(Reach::Private.check("http://10.0.0.7/").is_err());
        assert!(Reach::Private.check("https://127.0.0.1/").is_err());
        assert!(Reach::Loopback.check("http://127.0.0.1:4000/").is_ok());
        assert!(Reach::Loopback.check("http://localhost:4000/").is_ok());
        assert!(Reach::Loopback.check("http://id.example.org/").is_err());
        // The clouds' metadata service is nobody's Identity Service.
        assert!(Reach::Loopback.check("https://169.254.169.254/").is_err());
    }
}
