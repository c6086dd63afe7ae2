//! `If-Match`: which versions a client accepts to change.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};
use tenancy::{Conflict, Error, Result};

/// What a client demands of the version that it changes. Whoever demands nothing writes over whatever is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Expected {
    #[default]
    Any,
    OneOf(Vec<i64>),
}

impl Expected {
    pub fn of(headers: &HeaderMap) -> Self {
        let lines: Vec<_> = headers.get_all(header::IF_MATCH).iter().map(|line| line.to_str().unwrap_or("?")).collect();
        match lines.as_slice() {
            [] => Self::Any,
            [one] if one.trim() == "*" => Self::Any,
            // What is none of our tags cannot match; a weak one never does.
            _ => Self::OneOf(
                lines.iter().flat_map(|line| line.split(',')).filter_map(|tag| strong(tag.trim())).collect(),
            ),
        }
    }

    pub fn check(&self, current: impl Into<i64>) -> Result<()> {
        let current = current.into();
        match self {
            Self::OneOf(versions) if !versions.contains(&current) => {
                Err(Error::Conflict(Conflict::StaleVersion { current }))
            }
            _ => Ok(()),
        }
    }
}

fn strong(tag: &str) -> Option<i64> {
    let digits = tag.strip_prefix('"')?.strip_suffix('"')?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// The version that a form was opened at.
impl From<Option<i64>> for Expected {
    fn from(version: Option<i64>) -> Self {
        version.map_or(Self::Any, |version| Self::OneOf(vec![version]))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Expected {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}
