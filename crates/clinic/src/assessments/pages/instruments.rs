//! Which instruments the clinic uses, by whose leave, and bringing in its own.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use web::{Answer, Caller, Failure, Form, Html, Path, WebResult};

use crate::assessments::input::ChoiceInput;
use crate::assessments::model::Instrument;
use crate::assessments::operations::catalogue;
use crate::assessments::view::Words;
use crate::forms::{FormErrors, new_key};
use crate::shell::{Page, notice};

const HOME: &str = "/admin/instruments/";

/// An instrument as the page shows it.
struct Line {
    id: String,
    title: Words,
    about: Words,
    one: Instrument,
    /// What was typed and refused.
    problem: String,
    typed: String,
}

#[derive(Template)]
#[template(path = "assessments/instruments.html")]
struct InstrumentsPage {
    page: Page,
    lines: Vec<Line>,
}

pub async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageInstruments)?;
    show(&caller, None).await
}

/// All of them; beside one, what is wrong with what was decided about it.
async fn show(caller: &Caller, refused: Option<(&str, String, String)>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let all = catalogue::instruments(&mut tx).await?;
    tx.commit().await?;
    let page = Page::new(caller);
    let line = |one: Instrument| {
        let own = refused.as_ref().filter(|(id, ..)| *id == one.definition.id);
        let (typed, problem) = own.map(|(_, typed, problem)| (typed.clone(), problem.clone())).unwrap_or_default();
        Line {
            id: one.definition.id.clone(),
            title: Words::new(&page, &one.definition.title),
            about: Words::new(&page, &one.definition.about),
            typed: if problem.is_empty() { one.permission().unwrap_or_default().to_owned() } else { typed },
            problem,
            one,
        }
    };
    let lines = all.into_iter().map(line).collect();
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(InstrumentsPage { page, lines }.render().map_err(Error::internal)?)).into_response())
}

pub async fn choose(
    caller: Caller,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> WebResult<Response> {
    caller.require(Action::ManageInstruments)?;
    let get = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    let input = ChoiceInput { in_use: get("in_use").as_deref() == Some("true"), permission: get("permission") };
    let chosen = async {
        let (in_use, permission) = input.parse()?;
        let mut tx = caller.begin().await?;
        catalogue::choose(&mut tx, &id, in_use, permission).await?;
        Ok::<_, Failure>(Answer::see_other(HOME).commit(&caller, tx).await?)
    };
    match chosen.await {
        Err(Failure::Operation(Error::Invalid(problems))) => {
            let problem = problems.first().map(|problem| web::field_text(&caller, problem)).unwrap_or_default();
            show(&caller, Some((&id, input.permission.clone().unwrap_or_default(), problem))).await
        }
        done => done.map(|answer| notice::leave(answer, "common-saved")),
    }
}

#[derive(Template)]
#[template(path = "assessments/import.html")]
struct ImportPage {
    page: Page,
    typed: String,
    errors: FormErrors,
    key: String,
}

fn import_page(caller: &Caller, status: StatusCode, typed: String, errors: FormErrors) -> WebResult<Response> {
    let page = ImportPage { page: Page::new(caller), typed, errors, key: new_key(caller) };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn import_form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManageInstruments)?;
    import_page(&caller, StatusCode::OK, String::new(), FormErrors::default())
}

pub async fn import(caller: Caller, Form(pairs): Form<Vec<(String, String)>>) -> WebResult<Response> {
    caller.require(Action::ManageInstruments)?;
    let typed = pairs.into_iter().find(|(name, _)| name == "definition").map(|(_, text)| text).unwrap_or_default();
    let imported = async {
        let mut tx = caller.begin().await?;
        catalogue::import(&mut tx, &typed).await?;
        let answer = Answer::see_other(HOME).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "assessments-imported"))
    };
    let failure: Failure = match imported.await {
        Err(failure) => failure,
        done => return done,
    };
    let errors = match &failure {
        // The places of flaws are no fields here: each stands with its place before it.
        Failure::Operation(Error::Invalid(flaws)) => {
            let told = flaws.iter().map(|flaw| format!("{}: {}", flaw.field, web::field_text(&caller, flaw)));
            FormErrors::one("definition", told.collect::<Vec<_>>().join("\n"))
        }
        Failure::Operation(Error::Conflict(_)) => FormErrors::one("definition", web::detail(&caller, &failure)),
        _ => return Err(failure),
    };
    import_page(&caller, failure.status(), typed, errors)
}
