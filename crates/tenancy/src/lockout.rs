//! How many wrong attempts are too many, and what counts as one place: what every way of signing in has in common.

use std::net::IpAddr;

use jiff::SignedDuration;

/// So many failures lock an account for the network that they came from.
pub const FAILURES: i32 = 15;
pub const LOCKED_FOR: SignedDuration = SignedDuration::from_mins(15);
/// A count that nothing was added to for so long begins anew.
pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// What neighbours share: providers hand out these blocks as a whole.
pub fn network(ip: Option<IpAddr>) -> String {
    match ip.map(|ip| ip.to_canonical()) {
        Some(IpAddr::V4(ip)) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}")
        }
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        None => String::new(),
    }
}
