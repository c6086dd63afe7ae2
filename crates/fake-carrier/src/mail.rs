//! What the mail server knows: the letters it was given, and how it treats the next ones.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// A letter it was given, as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredLetter {
    pub from: String,
    pub to: String,
    /// Head and body, lines ending as they travel.
    pub text: String,
}

impl StoredLetter {
    /// A line of the head.
    pub fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next().unwrap_or_default();
        let line = head
            .lines()
            .find(|line| line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name)))?;
        Some(line.split_once(':')?.1.trim())
    }

    /// What stands below the head, still encoded for the way.
    pub fn body(&self) -> &str {
        self.text.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }
}

/// How far a letter got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The server says hello.
    Greeting,
    Recipient,
    /// The letter's text has come.
    Text,
}

/// What happens to a letter, or to the connection it would have come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailFate {
    Accepted,
    /// Refused at a stage, with this code.
    Refused(Stage, u16),
    /// Hung up on at a stage, without a word.
    Dropped(Stage),
    /// Kept, and hung up on before that is said.
    AcceptedAndDropped,
}

/// A mail server that delivers nothing.
#[derive(Clone, Default)]
pub struct FakeMail(Arc<Inner>);

#[derive(Default)]
struct Inner {
    login: Option<(String, String)>,
    fates: Mutex<VecDeque<MailFate>>,
    letters: Mutex<Vec<StoredLetter>>,
    connections: AtomicUsize,
}

impl FakeMail {
    /// Takes letters only from whoever knows this user and password.
    pub fn with_login(user: &str, password: &str) -> Self {
        Self(Arc::new(Inner { login: Some((user.to_owned(), password.to_owned())), ..Inner::default() }))
    }

    /// What happens to the next letters, in order; those after them are accepted.
    pub fn treat(&self, fates: impl IntoIterator<Item = MailFate>) {
        self.fates().extend(fates);
    }

    /// Every letter it has kept, the oldest first.
    pub fn letters(&self) -> Vec<StoredLetter> {
        self.stored().clone()
    }

    /// How often somebody has connected.
    pub fn connections(&self) -> usize {
        self.0.connections.load(Ordering::Relaxed)
    }

    pub(crate) fn connected(&self) {
        self.0.connections.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn login(&self) -> Option<&(String, String)> {
        self.0.login.as_ref()
    }

    pub(crate) fn store(&self, letter: StoredLetter) {
        self.stored().push(letter);
    }

    /// The fate of the letter that is next, which stays the next one's until it is at that stage.
    pub(crate) fn fate_at(&self, stage: Stage) -> MailFate {
        let mut fates = self.fates();
        let is_now = match fates.front() {
            Some(MailFate::Refused(at, _) | MailFate::Dropped(at)) => *at == stage,
            Some(MailFate::Accepted | MailFate::AcceptedAndDropped) => stage == Stage::Text,
            None => false,
        };
        if is_now { fates.pop_front().unwrap_or(MailFate::Accepted) } else { MailFate::Accepted }
    }

    fn fates(&self) -> MutexGuard<'_, VecDeque<MailFate>> {
        self.0.fates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stored(&self) -> MutexGuard<'_, Vec<StoredLetter>> {
        self.0.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
