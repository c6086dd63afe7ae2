//! What is decided about an assessment by a press, or by a form that asks why.

use axum::response::Response;
use tenancy::{Action, Error, FieldError, Id};
use web::{Answer, Caller, Expected, Failure, Form, Path, WebResult};

use super::view::show;
use crate::assessments::model::Assessment;
use crate::assessments::operations::{self, releases};
use crate::forms::FormErrors;
use crate::records::input::ReasonInput;
use crate::shell::notice;

/// What somebody is asked for a reason for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Strike,
    Withdraw,
}

/// The words of its form.
impl Asked {
    pub const fn step(self) -> &'static str {
        match self {
            Self::Strike => "strike",
            Self::Withdraw => "withdraw",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Strike => "records-mark-error",
            Self::Withdraw => "records-withdraw",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Strike => "records-reason-for-error",
            Self::Withdraw => "records-withdraw-reason",
        }
    }
}

pub async fn co_sign(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    Form(form): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    let version = form.iter().find(|(name, _)| name == "version").and_then(|(_, version)| version.parse::<i64>().ok());
    let mut tx = caller.begin().await?;
    operations::co_sign(&mut tx, id, version).await?;
    let answer = Answer::see_other(format!("/assessments/{id}/")).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "assessments-co-signed"))
}

pub async fn strike_form(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    caller.require(Action::StrikeAssessment)?;
    ask(&caller, id, (Asked::Strike, None), &[]).await
}

pub async fn strike(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    Form(form): Form<ReasonInput>,
) -> WebResult<Response> {
    caller.require(Action::StrikeAssessment)?;
    let struck = async {
        let mut tx = caller.begin().await?;
        operations::strike(&mut tx, id, &form, Expected::Any).await?;
        let answer = Answer::see_other(format!("/assessments/{id}/")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "assessments-struck"))
    };
    done_or_asked(struck.await, &caller, id, (Asked::Strike, form.reason.clone())).await
}

pub async fn release(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    releases::release(&mut tx, caller.app().texts(), id).await?;
    let answer = Answer::see_other(format!("/assessments/{id}/")).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "records-released"))
}

pub async fn withdraw_form(caller: Caller, Path(id): Path<Id<Assessment>>) -> WebResult<Response> {
    caller.require(Action::WithdrawAssessment)?;
    ask(&caller, id, (Asked::Withdraw, None), &[]).await
}

pub async fn withdraw(
    caller: Caller,
    Path(id): Path<Id<Assessment>>,
    Form(form): Form<ReasonInput>,
) -> WebResult<Response> {
    caller.require(Action::WithdrawAssessment)?;
    let withdrawn = async {
        let mut tx = caller.begin().await?;
        releases::withdraw(&mut tx, id, &form).await?;
        let answer = Answer::see_other(format!("/assessments/{id}/")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "records-withdrawn"))
    };
    done_or_asked(withdrawn.await, &caller, id, (Asked::Withdraw, form.reason.clone())).await
}

/// Asks again where the reason is missing or does not do.
async fn done_or_asked(
    done: WebResult<Response>,
    caller: &Caller,
    id: Id<Assessment>,
    asked: (Asked, Option<String>),
) -> WebResult<Response> {
    match done {
        Err(Failure::Operation(Error::Invalid(problems))) => ask(caller, id, asked, &problems).await,
        done => done,
    }
}

async fn ask(
    caller: &Caller,
    id: Id<Assessment>,
    (asked, typed): (Asked, Option<String>),
    problems: &[FieldError],
) -> WebResult<Response> {
    let errors = FormErrors::new(caller, problems);
    show(caller, id, Some((asked, typed.unwrap_or_default(), errors))).await
}
