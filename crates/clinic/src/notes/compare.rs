//! How two versions of a note differ, word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use utoipa::ToSchema;

use super::model::Sections;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Same,
    Removed,
    Added,
}

/// Words that share a fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = NoteDifferencePiece)]
pub struct Piece {
    pub change: Change,
    pub text: String,
}

/// One section, from one version to the other.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NoteDifference)]
pub struct Difference {
    #[schema(example = "subjective")]
    pub section: &'static str,
    pub pieces: Vec<Piece>,
}

impl Difference {
    pub fn is_none(&self) -> bool {
        self.pieces.iter().all(|piece| piece.change == Change::Same)
    }
}

/// Every section of a note, from one version to the other.
pub fn compare(from: &Sections, to: &Sections) -> Vec<Difference> {
    from.each()
        .into_iter()
        .map(|(section, text)| Difference { section, pieces: pieces(text, to.get(section)) })
        .collect()
}

fn pieces(from: &str, to: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(from, to).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Delete => Change::Removed,
            ChangeTag::Insert => Change::Added,
        };
        match found.last_mut().filter(|last| last.change == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => found.push(Piece { change: kind, text: change.value().to_owned() }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Change, pieces};

    fn told(from: &str, to: &str) -> Vec<(Change, String)> {
        pieces(from, to).into_iter().map(|piece| (piece.change, piece.text)).collect()
    }

    #[test]
    fn one_word_that_changed_is_told_as_one_word() {
        let told = told("Pain in the right elbow", "Pain in the left elbow");
        let words: Vec<_> = told.iter().map(|(change, text)| (*change, text.as_str())).collect();
        assert_eq!(
            words,
            [
                (Change::Same, "Pain in the "),
                (Change::Removed, "right"),
                (Change::Added, "left"),
                (Change::Same, " elbow")
            ]
        );
    }

    #[test]
    fn nothing_is_lost_on_either_side() {
        let (from, to) = ("ألم في المرفق\nالأيمن", "ألم خفيف في المرفق");
        let side = |kept: Change| {
            let pieces = pieces(from, to).into_iter().filter(move |it| it.change == Change::Same || it.change == kept);
            pieces.map(|piece| piece.text).collect::<String>()
        };
        assert_eq!((side(Change::Removed).as_str(), side(Change::Added).as_str()), (from, to));
    }
}
