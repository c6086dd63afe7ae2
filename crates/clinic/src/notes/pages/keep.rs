//! Keeping what is typed while it is typed, and throwing it away.

use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Serialize;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Form, Path, WebResult};

use super::sent::{Pairs, Sent};
use crate::notes::input::parse_sections;
use crate::notes::model::Note;
use crate::notes::operations;
use crate::shell::{Page, notice};

/// What the script of the editor is told, in words to show.
#[derive(Serialize)]
struct Told {
    said: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

/// Keeps a draft. When another window was quicker it says so and changes nothing: sending the form shows both.
pub async fn keep(caller: Caller, Path(id): Path<Id<Note>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::KeepNote)?;
    let (sent, page) = (Sent(pairs), Page::new(&caller));
    let kept = async {
        let sections = parse_sections(&sent.sections())?;
        let mut tx = caller.change().await?;
        let kept = operations::keep(&mut tx, id, &sections, sent.version()).await?;
        tx.commit().await?;
        Ok::<_, Error>(kept)
    };
    let (status, told) = match kept.await {
        Ok(kept) => {
            let said = page.ta("common-saved-at", "time", page.time(kept.content.at));
            (StatusCode::OK, Told { said, version: Some(kept.version) })
        }
        Err(Error::Conflict(_)) => {
            (StatusCode::CONFLICT, Told { said: page.t("notes-changed-elsewhere"), version: None })
        }
        Err(Error::Invalid(_)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Told { said: page.t("notes-cannot-be-kept"), version: None })
        }
        Err(error) => return Err(error.into()),
    };
    Ok((status, Answer::json(&told)?).into_response())
}

pub async fn discard(caller: Caller, Path(id): Path<Id<Note>>) -> WebResult<Response> {
    caller.require(Action::DiscardNote)?;
    let mut tx = caller.begin().await?;
    let note = operations::find(&mut tx, id).await?;
    operations::discard(&mut tx, id, None).await?;
    let answer = Answer::see_other(format!("/patients/{}/notes/", note.patient)).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "notes-discarded"))
}
