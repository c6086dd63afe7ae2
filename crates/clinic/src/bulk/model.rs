//! What is done to many, and what became of each. No database here.

use tenancy::{Action, Error};
use uuid::Uuid;

use crate::appointments::model::Status;
use crate::parties::operations::Book;
use crate::tags::model::TagName;

/// So many can be chosen at once.
pub const MOST: usize = 500;

/// What is done to each.
#[derive(Clone)]
pub enum Deed {
    Tag(Book, TagName),
    Untag(Book, TagName),
    Delete(Book),
    /// Of whatever lies in the recycle bin.
    Restore,
    /// What somebody of the clinic writes to them.
    Message(Book, String),
    Move(Step),
    /// Takes the last move of an appointment back.
    Revert,
}

/// A move of an appointment's life that is made with many.
#[derive(Clone)]
pub enum Step {
    CheckIn,
    Complete,
    NoShow,
    /// With the reason.
    Cancel(Option<String>),
}

impl Step {
    pub const fn to(&self) -> Status {
        match self {
            Self::CheckIn => Status::Arrived,
            Self::Complete => Status::Fulfilled,
            Self::NoShow => Status::Noshow,
            Self::Cancel(_) => Status::Cancelled,
        }
    }

    const fn as_str(&self) -> &'static str {
        match self {
            Self::CheckIn => "check-in",
            Self::Complete => "complete",
            Self::NoShow => "no-show",
            Self::Cancel(_) => "cancel",
        }
    }
}

impl Deed {
    pub fn action(&self) -> Action {
        match self {
            Self::Tag(..) => Action::TagContact,
            Self::Untag(..) => Action::UntagContact,
            Self::Delete(book) => book.delete(),
            Self::Restore => Action::RestoreDeleted,
            Self::Message(..) => Action::MessageContact,
            Self::Move(step) => step.to().action(),
            Self::Revert => Action::RevertStatus,
        }
    }

    /// The word for it in addresses and in the keys of texts.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Tag(..) => "tag",
            Self::Untag(..) => "untag",
            Self::Delete(_) => "delete",
            Self::Restore => "restore",
            Self::Message(..) => "message",
            Self::Move(step) => step.as_str(),
            Self::Revert => "revert",
        }
    }

    /// The tag that it is about.
    pub fn tag(&self) -> Option<&str> {
        match self {
            Self::Tag(_, name) | Self::Untag(_, name) => Some(name.as_str()),
            Self::Delete(_) | Self::Restore | Self::Message(..) | Self::Move(_) | Self::Revert => None,
        }
    }

    /// What takes it back.
    pub fn inverse(&self) -> Option<Self> {
        match self {
            Self::Tag(book, name) => Some(Self::Untag(*book, name.clone())),
            Self::Untag(book, name) => Some(Self::Tag(*book, name.clone())),
            Self::Delete(_) => Some(Self::Restore),
            Self::Move(_) => Some(Self::Revert),
            Self::Restore | Self::Message(..) | Self::Revert => None,
        }
    }

    pub fn is_message(&self) -> bool {
        matches!(self, Self::Message(..))
    }

    /// Why appointments are cancelled.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Move(Step::Cancel(reason)) => reason.as_deref(),
            _ => None,
        }
    }
}

/// What became of one of many.
pub struct Fate {
    pub id: Uuid,
    pub verdict: Verdict,
}

pub enum Verdict {
    Done,
    /// It was so already.
    Needless,
    /// For the reason for which it is refused to one alone.
    Refused(Error),
}
