//! What pages and the API show of sessions.

use web::Guest;
use web::sessions::Listed;

use crate::shell::Moment;

/// A session in a list.
pub struct SessionRow {
    pub id: uuid::Uuid,
    /// `Firefox, Windows`; a program's own name for itself.
    pub device: String,
    pub ip: String,
    pub method: &'static str,
    pub is_program: bool,
    pub began: Moment,
    pub last_active: Moment,
    /// The one that looks.
    pub is_this: bool,
}

impl SessionRow {
    pub fn new(guest: &Guest, listed: Listed, own: Option<uuid::Uuid>) -> Self {
        let agent = listed.origin.user_agent.unwrap_or_default();
        Self {
            id: listed.id,
            device: web::device_name(&agent),
            ip: listed.origin.ip.map(|ip| ip.to_string()).unwrap_or_default(),
            method: listed.method.map_or("", |method| method.as_str()),
            is_program: listed.is_program,
            began: Moment::new(guest, listed.created_at),
            last_active: Moment::new(guest, listed.last_active_at),
            is_this: own == Some(listed.id),
        }
    }
}
