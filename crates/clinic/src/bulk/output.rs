//! What became of many, as programs read it.

use serde::Serialize;
use tenancy::Error;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Failure, Guest};

use super::model::{Fate, Verdict};

/// What became of each, and how many that are.
#[derive(Serialize, ToSchema)]
#[schema(as = DoneToMany)]
pub struct DoneToMany {
    #[schema(example = 1)]
    pub done: usize,
    pub unchanged: usize,
    pub refused: usize,
    /// In the order of the ids that were sent.
    pub results: Vec<DoneToOne>,
}

/// What became of one.
#[derive(Serialize, ToSchema)]
#[schema(as = DoneToOne)]
pub struct DoneToOne {
    pub id: Uuid,
    pub status: FateCode,
    /// Why it was refused: the code that it is refused with to one alone.
    #[schema(example = "not_found")]
    pub code: Option<&'static str>,
    pub detail: Option<String>,
}

/// `unchanged`: it was so already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FateCode {
    Done,
    Unchanged,
    Refused,
}

impl FateCode {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
        }
    }
}

impl DoneToMany {
    pub fn new(guest: &Guest, fates: Vec<Fate>) -> Self {
        let results: Vec<DoneToOne> = fates.into_iter().map(|fate| DoneToOne::new(guest, fate)).collect();
        let count = |status| results.iter().filter(|one| one.status == status).count();
        let (done, unchanged, refused) = (count(FateCode::Done), count(FateCode::Unchanged), count(FateCode::Refused));
        Self { done, unchanged, refused, results }
    }
}

impl DoneToOne {
    fn new(guest: &Guest, Fate { id, verdict }: Fate) -> Self {
        match verdict {
            Verdict::Done => Self { id, status: FateCode::Done, code: None, detail: None },
            Verdict::Needless => Self { id, status: FateCode::Unchanged, code: None, detail: None },
            Verdict::Refused(error) => {
                let (code, detail) = words(guest, error);
                Self { id, status: FateCode::Refused, code: Some(code), detail: Some(detail) }
            }
        }
    }
}

/// A refusal in a line: what is wrong with a value stands in the words of its field.
fn words(guest: &Guest, error: Error) -> (&'static str, String) {
    match &error {
        Error::Invalid(fields) if !fields.is_empty() => {
            let text = fields.iter().map(|field| web::field_text(guest, field)).collect::<Vec<_>>().join(" ");
            (fields.first().map_or("invalid", |field| field.code), text)
        }
        _ => {
            let failure = Failure::from(error);
            (failure.code(), web::detail(guest, &failure))
        }
    }
}
