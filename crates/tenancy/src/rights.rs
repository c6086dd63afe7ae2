//! Rights: the set of actions that somebody may do just now.

use crate::{Action, Role};

const WORDS: usize = 5;
const _: () = assert!(Action::ALL.len() <= WORDS * 64, "make the set larger");

/// A set of actions. Found once, when a session is; asked with every operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rights([u64; WORDS]);

impl Rights {
    pub const NONE: Self = Self([0; WORDS]);

    /// What all of these roles together may do.
    pub fn of_roles(roles: &[Role]) -> Self {
        Action::ALL.iter().copied().filter(|action| roles.iter().any(|role| role.may(*action))).collect()
    }

    pub fn may(self, action: Action) -> bool {
        let (word, bit) = place(action);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let mut both = self;
        both.0.iter_mut().zip(other.0).for_each(|(to, more)| *to |= more);
        both
    }

    /// Whether somebody who has these has no more than the other.
    pub fn is_within(self, other: Self) -> bool {
        self.0.iter().zip(other.0).all(|(own, others)| own & !others == 0)
    }

    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::ALL.iter().copied().filter(move |action| self.may(*action))
    }
}

impl FromIterator<Action> for Rights {
    fn from_iter<T: IntoIterator<Item = Action>>(actions: T) -> Self {
        let mut rights = Self::NONE;
        for action in actions {
            let (word, bit) = place(action);
            rights.0.iter_mut().skip(word).take(1).for_each(|bits| *bits |= bit);
        }
        rights
    }
}

fn place(action: Action) -> (usize, u64) {
    let number = action as usize;
    (number / 64, 1 << (number % 64))
}
