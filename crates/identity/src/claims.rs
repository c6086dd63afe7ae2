//! The claims of a token that has been checked, or of an answer about one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The longest name of a subject that the standard allows.
const LONGEST_SUBJECT: usize = 255;

/// What the issuer says of the bearer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims(pub(crate) Map<String, Value>);

impl Claims {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// The name of the bearer at the issuer, never reassigned.
    pub fn subject(&self) -> Option<&str> {
        self.text("sub").filter(|it| !it.is_empty() && it.len() <= LONGEST_SUBJECT && !it.chars().any(char::is_control))
    }

    pub fn expires_at(&self) -> Option<Timestamp> {
        self.instant("exp").ok().flatten()
    }

    /// A `NumericDate`: none when absent, an error when it is anything but a plausible number.
    pub(crate) fn instant(&self, name: &str) -> Result<Option<Timestamp>, ()> {
        let Some(value) = self.0.get(name) else { return Ok(None) };
        let seconds = match (value.as_i64(), value.as_f64()) {
            (Some(whole), _) => whole,
            #[expect(
                clippy::cast_possible_truncation,
                reason = "within the bounds just tested; whole seconds are meant"
            )]
            (None, Some(part)) if (0.0..1e11).contains(&part) => part as i64,
            _ => return Err(()),
        };
        Timestamp::from_second(seconds).map(Some).map_err(|_| ())
    }

    /// Whether `aud` is this audience or a list with it.
    pub(crate) fn is_for(&self, audience: &str) -> bool {
        self.audiences().any(|it| it == audience)
    }

    pub(crate) fn audiences(&self) -> impl Iterator<Item = &str> {
        let (one, many) = match self.0.get("aud") {
            Some(Value::String(one)) => (Some(one.as_str()), [].as_slice()),
            Some(Value::Array(many)) => (None, many.as_slice()),
            _ => (None, [].as_slice()),
        };
        one.into_iter().chain(many.iter().filter_map(Value::as_str))
    }

    /// What a path leads to: `roles`, `realm_access.roles`, `resource_access.my.client.roles`, or a name that is an
    /// address itself. Whatever stands under the whole rest of the path comes before what its parts lead to.
    pub fn find(&self, path: &str) -> Option<&Value> {
        find(&self.0, path)
    }

    /// Adds what the issuer says elsewhere; what was signed stands.
    pub(crate) fn add(&mut self, other: Map<String, Value>) {
        for (name, value) in other {
            self.0.entry(name).or_insert(value);
        }
    }
}

fn find<'a>(map: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = map.get(path) {
        return Some(value);
    }
    path.match_indices('.').find_map(|(at, _)| {
        let (head, rest) = (path.get(..at)?, path.get(at + 1..)?);
        find(map.get(head)?.as_object()?, rest)
    })
}
