//! The editor of a draft: begun with all that stands on no invoice, changed line by line, issued or thrown away.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, Id, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Expected, Failure, Form, Html, PageOf, Path, WebResult};

use super::typed::{self, name};
use super::{fresh, refused};
use crate::appointments::input::Reading;
use crate::chart::operations::patient_id;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key};
use crate::invoices::input::InvoiceInput;
use crate::invoices::model::Invoice;
use crate::invoices::operations;
use crate::invoices::view::{InvoiceView, Names};
use crate::parties::finding;
use crate::parties::model::PartyKind;
use crate::parties::operations::Book;
use crate::schedule;
use crate::schedule::model::Service;
use crate::shell::{Page, notice};

/// More insurers and employers than anybody scrolls through.
const MOST_PAYERS: i64 = 200;

#[derive(Template)]
#[template(path = "invoices/edit.html")]
struct EditPage {
    page: Page,
    shown: InvoiceView,
    typed: Typed,
    payers: Vec<(Uuid, String)>,
    services: Vec<Service>,
    errors: FormErrors,
    key: String,
}

impl EditPage {
    fn rows(&self) -> std::ops::Range<usize> {
        0..typed::rows(&self.typed)
    }

    fn value(&self, place: &usize, field: &str) -> &str {
        self.typed.get(&name(*place, field))
    }

    fn name(place: &usize, field: &str) -> String {
        name(*place, field)
    }

    fn error(&self, place: &usize, field: &str) -> String {
        self.errors.of(&name(*place, field))
    }

    /// Whether it was charged before, so that its price stands.
    fn is_charged(&self, place: &usize) -> bool {
        !self.value(place, "charge").is_empty()
    }

    /// Whether it says what it is already, rather than being there for what is added.
    fn is_there(&self, place: &usize) -> bool {
        *place < self.shown.lines.len()
    }

    fn is_service(&self, place: &usize, service: &Service) -> bool {
        self.value(place, "service") == service.id.to_string()
    }

    fn is_payer(&self, payer: &Uuid) -> bool {
        self.typed.is("payer", &payer.to_string())
    }
}

/// Begins an invoice with all that the patient was charged and that stands on none, and with the visits that nothing was
/// charged for.
pub async fn begin(caller: Caller, Path(key): Path<String>) -> WebResult<Response> {
    let action = Action::DraftInvoice;
    caller.require(action)?;
    let mut tx = caller.begin().await?;
    let patient = patient_id(&mut tx, action, &key).await?.uuid();
    let input = InvoiceInput { contact: Some(patient), collect: true, ..InvoiceInput::default() };
    let draft = operations::draft(&mut tx, &input.parse(&Reading::of(&caller))?).await?;
    let answer = Answer::see_other(format!("/invoices/{}/edit", draft.id));
    Ok(notice::leave(answer.commit(&caller, tx).await?, "invoices-drafted"))
}

pub async fn form(caller: Caller, Path(id): Path<Id<Invoice>>) -> WebResult<Response> {
    caller.require(Action::ChangeInvoice)?;
    show(&caller, id, None, fresh()).await
}

async fn show(
    caller: &Caller,
    id: Id<Invoice>,
    sent: Option<Typed>,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let action = Action::ViewInvoice;
    let mut tx = caller.read().await?;
    let invoice = operations::find(&mut tx, id).await?;
    if !invoice.is_draft() {
        tx.commit().await?;
        return Ok(Answer::see_other(format!("/invoices/{id}")).into_response());
    }
    let names = Names::load(&mut tx, action, [&invoice]).await?;
    let services = schedule::operations::list_for(&mut tx, action).await?;
    let payers = payers(&mut tx, &invoice).await?;
    tx.commit().await?;
    let page = EditPage {
        page: Page::new(caller),
        // What was typed is saved over theirs only when it is sent again.
        typed: sent.map_or_else(|| typed::typed(&invoice), |sent| sent.with("version", invoice.version.to_string())),
        shown: InvoiceView::new(invoice, &names),
        payers,
        services,
        errors,
        key: new_key(caller),
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

/// Who may bear a part of it: those who are neither patients nor work here.
async fn payers(tx: &mut TenantTx, invoice: &Invoice) -> tenancy::Result<Vec<(Uuid, String)>> {
    let mut payers = Vec::new();
    for kind in [PartyKind::Vendor, PartyKind::Other] {
        let filter = finding::Filter { kind: Some(kind), active: Some(true), ..finding::Filter::default() };
        let listing = finding::list(tx, Book::Contacts, &filter, PageOf::whole(MOST_PAYERS)).await?;
        payers.extend(listing.rows.iter().map(|party| (party.id.uuid(), party.person.reveal().full_name())));
    }
    payers.retain(|(payer, _)| *payer != invoice.contact);
    payers.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(payers)
}

pub async fn save(caller: Caller, Path(id): Path<Id<Invoice>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ChangeInvoice)?;
    let typed = Typed::new(pairs);
    match try_save(&caller, id, &typed).await {
        Ok(response) => Ok(response),
        Err(Failure::Operation(Error::Conflict(Conflict::InvoiceIssued))) => {
            Ok(Answer::see_other(format!("/invoices/{id}")).into_response())
        }
        Err(failure) => {
            let refusal = refused(&caller, failure)?;
            show(&caller, id, Some(typed), refusal).await
        }
    }
}

async fn try_save(caller: &Caller, id: Id<Invoice>, typed: &Typed) -> WebResult<Response> {
    let (input, places) = typed::input(typed);
    let at_fields = |error| typed::at_fields(error, &places);
    let new = input.parse(&Reading::of(caller)).map_err(at_fields)?;
    let version = typed.get("version").parse::<i64>().ok();
    let mut tx = caller.begin().await?;
    operations::change(&mut tx, id, &new, &Expected::from(version)).await.map_err(at_fields)?;
    let (next, told) = if typed.is("then", "issue") {
        caller.require(Action::IssueInvoice)?;
        operations::issue(&mut tx, id, &Expected::Any).await.map_err(in_general)?;
        (format!("/invoices/{id}"), "invoices-issued")
    } else {
        (format!("/invoices/{id}/edit"), "common-saved")
    };
    Ok(notice::leave(Answer::see_other(next).commit(caller, tx).await?, told))
}

/// That there are no lines belongs to no field of the form.
fn in_general(error: Error) -> Error {
    let Error::Invalid(mut problems) = error else { return error };
    for problem in problems.iter_mut().filter(|problem| problem.field == "lines") {
        problem.field = "main".into();
    }
    Error::Invalid(problems)
}

pub async fn issue(caller: Caller, Path(id): Path<Id<Invoice>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::IssueInvoice)?;
    let version = Typed::new(pairs).get("version").parse::<i64>().ok();
    let issued = async {
        let mut tx = caller.begin().await?;
        operations::issue(&mut tx, id, &Expected::from(version)).await.map_err(in_general)?;
        let response = Answer::see_other(format!("/invoices/{id}")).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(response, "invoices-issued"))
    };
    match issued.await {
        Ok(response) => Ok(response),
        Err(failure) => {
            let refusal = refused(&caller, failure)?;
            show(&caller, id, None, refusal).await
        }
    }
}

pub async fn discard(caller: Caller, Path(id): Path<Id<Invoice>>) -> WebResult<Response> {
    caller.require(Action::DiscardInvoice)?;
    let mut tx = caller.begin().await?;
    let discarded = operations::discard(&mut tx, id, &Expected::Any).await?;
    let next = match discarded.patient {
        Some(patient) => format!("/patients/{patient}/account"),
        None => "/invoices".to_owned(),
    };
    Ok(notice::leave(Answer::see_other(next).commit(&caller, tx).await?, "invoices-discarded"))
}
