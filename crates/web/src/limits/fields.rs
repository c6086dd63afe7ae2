//! What is left, told to programs in the fields of draft-ietf-httpapi-ratelimit-headers.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Taken, Toll};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

impl Toll<'_> {
    /// Names the limit that will be met first.
    pub fn tell(&self, headers: &mut HeaderMap) {
        let Some(Taken { key, quota, verdict }) = self.taken.iter().min_by(|one, two| left(one).total_cmp(&left(two)))
        else {
            return;
        };
        let name = key.kind.name();
        let policy = format!("\"{name}\";q={};w={}", quota.requests, quota.seconds);
        let limit = format!("\"{name}\";r={};t={}", verdict.remaining, verdict.whole_in);
        for (field, value) in [(POLICY, policy), (LIMIT, limit)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(field, value);
            }
        }
    }
}

/// The part of a quota that is left.
fn left(taken: &Taken) -> f64 {
    if !taken.verdict.passes {
        return -1.0;
    }
    f64::from(taken.verdict.remaining) / f64::from(taken.quota.requests)
}
