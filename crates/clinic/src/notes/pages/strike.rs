//! Taking a signed note back, by a form that asks why.

use axum::response::Response;
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Expected, Failure, Form, Path, WebResult};

use super::view::show;
use crate::forms::FormErrors;
use crate::notes::model::Note;
use crate::notes::operations;
use crate::records::input::ReasonInput;
use crate::shell::notice;

pub async fn form(caller: Caller, Path(id): Path<Id<Note>>) -> WebResult<Response> {
    caller.require(Action::StrikeNote)?;
    show(&caller, id, Some((String::new(), FormErrors::default()))).await
}

pub async fn strike(caller: Caller, Path(id): Path<Id<Note>>, Form(form): Form<ReasonInput>) -> WebResult<Response> {
    caller.require(Action::StrikeNote)?;
    let struck = async {
        let mut tx = caller.begin().await?;
        operations::strike(&mut tx, id, &form, Expected::Any).await?;
        let answer = Answer::see_other(format!("/notes/{id}/")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "notes-struck"))
    };
    match struck.await {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            let errors = FormErrors::new(&caller, &problems);
            show(&caller, id, Some((form.reason.clone().unwrap_or_default(), errors))).await
        }
        done => done,
    }
}
