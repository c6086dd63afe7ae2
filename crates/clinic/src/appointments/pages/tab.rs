//! How far the people of a day have come.

use jiff::Timestamp;

use crate::appointments::day::Entry;
use crate::appointments::model::Status;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Expected,
    Arrived,
    Done,
    Cancelled,
    All,
}

impl Tab {
    pub const ALL: [Self; 5] = [Self::Expected, Self::Arrived, Self::Done, Self::Cancelled, Self::All];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Arrived => "arrived",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::All => "all",
        }
    }

    pub fn holds(self, status: Status) -> bool {
        match self {
            Self::Expected => status.is_open(),
            Self::Arrived => matches!(status, Status::Arrived | Status::CheckedIn),
            Self::Done => status == Status::Fulfilled,
            Self::Cancelled => matches!(status, Status::Cancelled | Status::Noshow),
            Self::All => true,
        }
    }

    pub fn title(self) -> String {
        format!("appointments-tab-{}", self.as_str())
    }

    /// Where the words for an empty tab stand.
    pub fn empty(self) -> &'static str {
        match self {
            Self::Expected => "appointments-empty-expected",
            Self::Arrived => "appointments-empty-arrived",
            Self::Done => "appointments-empty-done",
            Self::Cancelled => "appointments-empty-cancelled",
            Self::All => "appointments-empty",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::Arrived => "wait",
            Self::Done => "check-circle",
            Self::Cancelled => "ban",
            Self::Expected | Self::All => "calendar",
        }
    }

    /// What comes first: whoever is urgent, then whoever has waited longest.
    pub fn order(self, entry: &Entry) -> (bool, Timestamp) {
        match self {
            Self::Expected => (!entry.is_priority, entry.slot.starts_at),
            Self::Arrived => (!entry.is_priority, entry.arrived_at.unwrap_or(entry.slot.starts_at)),
            Self::Done | Self::Cancelled | Self::All => (false, entry.slot.starts_at),
        }
    }
}
