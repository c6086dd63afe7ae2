//! The form in which what is known of a document is corrected.

use axum::response::Response;
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Form, Path, WebResult};

use super::document::{Typed, show};
use super::next_to;
use crate::documents::input::CorrectionInput;
use crate::documents::model::{Document, DocumentKind, Privacy};
use crate::documents::operations;
use crate::shell::notice;

/// The version that the form was opened at, and what was typed into it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CorrectionForm {
    revision: Option<i64>,
    pub title: String,
    pub kind: String,
    pub privacy: String,
}

impl CorrectionForm {
    fn input(&self) -> CorrectionInput {
        CorrectionInput {
            title: Some(self.title.clone()),
            kind: DocumentKind::parse(&self.kind),
            privacy: Privacy::parse(&self.privacy),
        }
    }
}

pub async fn correct(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    Form(form): Form<CorrectionForm>,
) -> WebResult<Response> {
    caller.require(Action::UpdateDocument)?;
    let correction = match form.input().parse() {
        Ok(correction) => correction,
        Err(Error::Invalid(problems)) => return show(&caller, id, Typed::correction(form), &problems).await,
        Err(other) => return Err(other.into()),
    };
    let mut tx = caller.begin().await?;
    let document = operations::correct(&mut tx, id, &correction, &form.revision.into()).await?;
    let answer = Answer::see_other(next_to(&caller, &document));
    Ok(notice::leave(answer.commit(&caller, tx).await?, "documents-updated"))
}
