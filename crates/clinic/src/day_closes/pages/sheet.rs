//! A closed day on a sheet, to be printed and signed; and opening it again.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use crate::accounts;
use crate::confirm::Pairs;
use crate::day_closes::input::ReopenInput;
use crate::day_closes::model::{Count, DayClose};
use crate::day_closes::operations;
use crate::forms::{FormErrors, Typed, refusal};
use crate::shell::{Moment, Page, notice};

#[derive(Template)]
#[template(path = "day_closes/sheet.html")]
struct SheetPage {
    page: Page,
    close: DayClose,
    closed: Moment,
    reopened: Option<Moment>,
    names: HashMap<Uuid, String>,
    typed: Typed,
    errors: FormErrors,
}

impl SheetPage {
    /// Who that is; empty where it is the program, or somebody's program.
    fn name(&self, id: &Option<Uuid>) -> &str {
        id.and_then(|id| self.names.get(&id)).map_or("", String::as_str)
    }

    fn counts(&self) -> &[Count] {
        &self.close.counts
    }
}

pub async fn show(caller: Caller, Path(id): Path<Id<DayClose>>) -> WebResult<Response> {
    answer(&caller, id, Typed::default(), (StatusCode::OK, FormErrors::default())).await
}

async fn answer(
    caller: &Caller,
    id: Id<DayClose>,
    typed: Typed,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let close = operations::find(&mut tx, id).await?;
    let names = accounts::operations::names(&mut tx, Action::ViewDayClose).await?;
    tx.commit().await?;
    let page = SheetPage {
        page: Page::new(caller),
        closed: Moment::new(caller, close.closed_at),
        reopened: close.reopening.as_ref().map(|reopening| Moment::new(caller, reopening.at)),
        close,
        names,
        typed,
        errors,
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn reopen(caller: Caller, Path(id): Path<Id<DayClose>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ReopenDay)?;
    let typed = Typed::new(pairs);
    let done = async {
        let reason = ReopenInput { reason: typed.some("reason") }.parse()?;
        let mut tx = caller.begin().await?;
        operations::reopen(&mut tx, id, &reason).await?;
        let answer = Answer::see_other(format!("/day-closes/{id}")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "closes-reopened"))
    };
    let failure = match done.await {
        Ok(response) => return Ok(response),
        Err(failure) => failure,
    };
    let refusal = refusal(&caller, failure, "reason")?;
    answer(&caller, id, typed, refusal).await
}
