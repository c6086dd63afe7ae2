//! What a patient agrees to: for what, since when, in which words, and who said so. They give and take back themselves.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError};
use web::routing::{Router, get};
use web::{Answer, Caller, Form, Html, WebResult};

use super::operations::own;
use crate::forms::FormErrors;
use crate::parties::model::{Consent, ConsentBy, Person, Purpose};
use crate::parties::operations::load_living;
use crate::parties::own::answer;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new().route("/patient/consents", get(consents).post(change))
}

/// One answer among those that were given.
struct Entry {
    given: bool,
    on: Option<Date>,
    form: Option<String>,
    /// Whether the patient said so, and not the clinic for them.
    is_own: bool,
}

impl Entry {
    fn new(consent: &Consent) -> Self {
        Self {
            given: consent.given,
            on: consent.on,
            form: consent.form.clone(),
            is_own: consent.by == Some(ConsentBy::Patient),
        }
    }
}

/// Something that consent is asked for, with all that was ever said about it, the last first.
struct Matter {
    /// Of what the program asks; none of what the clinic notes in its own words.
    purpose: Option<Purpose>,
    name: String,
    entries: Vec<Entry>,
}

impl Matter {
    fn new(purpose: Option<Purpose>, name: &str, person: &Person) -> Self {
        let entries = person.consents.iter().rev().filter(|consent| consent.purpose == name);
        Self { purpose, name: name.to_owned(), entries: entries.map(Entry::new).collect() }
    }

    fn all(person: &Person) -> Vec<Self> {
        let mut matters: Vec<Self> =
            Purpose::ALL.iter().map(|purpose| Self::new(Some(*purpose), purpose.as_str(), person)).collect();
        for consent in &person.consents {
            if matters.iter().all(|matter| matter.name != consent.purpose) {
                matters.push(Self::new(None, &consent.purpose, person));
            }
        }
        matters
    }

    fn last(&self) -> Option<&Entry> {
        self.entries.first()
    }

    fn may_agree(&self) -> bool {
        self.last().is_none_or(|entry| !entry.given)
    }

    fn may_refuse(&self) -> bool {
        self.last().is_none_or(|entry| entry.given)
    }

    fn text(&self, page: &Page, what: &str) -> String {
        page.t(&format!("consent-{}-{what}", self.name.replace('_', "-")))
    }
}

#[derive(Template)]
#[template(path = "portal/consents.html")]
struct ConsentsPage {
    page: Page,
    matters: Vec<Matter>,
    errors: FormErrors,
}

async fn show(caller: &Caller, problems: &[FieldError]) -> WebResult<Response> {
    let action = Action::ViewOwnAccount;
    let me = own(caller.actor(), action)?;
    let mut tx = caller.read().await?;
    let party = load_living(&mut tx, action, me).await?;
    tx.commit().await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (matters, errors) = (Matter::all(party.person.reveal()), FormErrors::new(caller, problems));
    let shown = ConsentsPage { page: Page::new(caller), matters, errors };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn consents(caller: Caller) -> WebResult<Response> {
    show(&caller, &[]).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ConsentForm {
    purpose: String,
    answer: String,
}

async fn change(caller: Caller, Form(form): Form<ConsentForm>) -> WebResult<Response> {
    let me = own(caller.actor(), Action::GiveConsent)?;
    let given = match form.answer.as_str() {
        "agree" => true,
        "refuse" => false,
        _ => return show(&caller, &[FieldError::new("answer", "unknown_choice")]).await,
    };
    let Some(purpose) = Purpose::parse(&form.purpose) else {
        return show(&caller, &[FieldError::new("purpose", "unknown_choice")]).await;
    };
    let mut tx = caller.begin().await?;
    match answer(&mut tx, me, purpose, given).await {
        Ok(()) => {
            let answer = Answer::see_other(format!("/patient/consents/#{}", purpose.as_str()));
            let told = if given { "portal-agreed" } else { "portal-refused" };
            Ok(notice::leave(answer.commit(&caller, tx).await?, told))
        }
        Err(Error::Invalid(problems)) => {
            drop(tx);
            show(&caller, &problems).await
        }
        Err(other) => Err(other.into()),
    }
}
