//! Why something is done: asked for where somebody will want to know later.

use tenancy::{Error, FieldError, Result};

const LONGEST: usize = 500;
/// Shorter than this is no reason.
const SHORTEST: i64 = 10;

/// A reason that says something.
pub fn reason(typed: &str) -> Result<String> {
    let reason = people::text::clean(typed, LONGEST).map_err(|_| Error::invalid("reason", "too_long"))?;
    if i64::try_from(reason.chars().count()).map_err(Error::internal)? < SHORTEST {
        return Err(Error::Invalid(vec![FieldError::new("reason", "too_short").limit(SHORTEST)]));
    }
    Ok(reason)
}
