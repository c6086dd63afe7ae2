//! What the desk does about a patient's account: opens one, changes by what it is known, prints a code, blocks it.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use people::Region;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Id, Subject, TenantTx};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::page;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::confirm::{self, Pairs};
use crate::forms::{FormErrors, own_address, shown_phone};
use crate::parties::model::Party;
use crate::parties::operations::load_living;
use crate::patients::accounts;
use crate::patients::activation::{self, Issued};
use crate::patients::model::{Account, Identity, Standing};
use crate::patients::sign_up::suggested_username;
use crate::picture;
use crate::shell::{Moment, Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/{id}/portal", get(show).post(keep))
        .route("/patients/{id}/portal/code", post(print_code))
        .route("/patients/{id}/portal/block", post(block))
        .route("/patients/{id}/portal/open", post(open))
}

#[derive(Template)]
#[template(path = "patients/account.html")]
struct AccountPage {
    page: Page,
    banner: Banner,
    account: Option<Account>,
    form: AccountForm,
    last_sign_in: Option<Moment>,
    held: Option<Moment>,
    outstanding: Option<Moment>,
    errors: FormErrors,
}

#[derive(Default, Clone, Deserialize)]
#[serde(default)]
struct AccountForm {
    phone: String,
    username: String,
}

impl AccountPage {
    fn is_blocked(&self) -> bool {
        self.account.as_ref().is_some_and(|account| account.standing == Standing::Blocked)
    }
}

/// A patient and their account.
struct Found {
    id: Id<Party>,
    party: Party,
    account: Option<Account>,
}

async fn find(tx: &mut TenantTx, action: Action, key: &str) -> tenancy::Result<Found> {
    let id = patient_id(tx, action, key).await?;
    let party = load_living(tx, action, id.uuid()).await?;
    if party.number.is_none() {
        return Err(Error::NotFound);
    }
    let account = accounts::load(tx, action, id.uuid()).await?;
    Ok(Found { id, party, account })
}

async fn answer(caller: &Caller, key: &str, form: Option<AccountForm>, problems: &[FieldError]) -> WebResult<Response> {
    let (mut tx, action) = (caller.read().await?, Action::ViewPatientAccount);
    let found = find(&mut tx, action, key).await?;
    let outstanding = activation::outstanding(&mut tx, action, found.id.uuid()).await?;
    tx.record(action, Subject::patient(found.id.uuid()));
    tx.commit().await?;
    let moment = |at: jiff::Timestamp| Moment::new(caller, at);
    let account = found.account;
    let held = account.as_ref().and_then(|account| account.held_until).filter(|until| *until > caller.now());
    let shown = AccountPage {
        page: Page::new(caller),
        banner: Banner::new(caller, &found.party),
        form: form.unwrap_or_else(|| proposed(caller, &found.party, account.as_ref())),
        last_sign_in: account.as_ref().and_then(|account| account.last_sign_in_at).map(moment),
        held: held.map(moment),
        outstanding: outstanding.map(moment),
        account,
        errors: FormErrors::new(caller, problems),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page(&shown)?)).into_response())
}

/// What stands in the form before anybody types: what is so, or what would be likely.
fn proposed(caller: &Caller, party: &Party, account: Option<&Account>) -> AccountForm {
    let region = Region::parse(&caller.tenant().region);
    match account {
        Some(account) => {
            AccountForm { phone: shown_phone(account.phone.as_e164(), region), username: account.username.clone() }
        }
        None => {
            let person = party.person.reveal();
            let phone = person.phone.as_deref().map(|phone| shown_phone(phone, region)).unwrap_or_default();
            AccountForm { phone, username: suggested_username(&person.full_name()) }
        }
    }
}

async fn show(caller: Caller, Path(key): Path<String>) -> WebResult<Response> {
    answer(&caller, &key, None, &[]).await
}

/// Opens an account, or changes by what it is known; another phone needs a fresh proof of who asks.
async fn keep(caller: Caller, Path(key): Path<String>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ChangePatientAccount)?;
    let typed = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    let form =
        AccountForm { phone: typed("phone").unwrap_or_default(), username: typed("username").unwrap_or_default() };
    let region = Region::parse(&caller.tenant().region);
    let identity = match Identity::parse(&form.phone, &form.username, region) {
        Ok(identity) => identity,
        Err(problems) => return answer(&caller, &key, Some(form), &problems).await,
    };
    let mut tx = caller.change().await?;
    let found = find(&mut tx, Action::ChangePatientAccount, &key).await?;
    let moves = found.account.as_ref().is_some_and(|account| account.phone != identity.phone);
    if moves && caller.require_fresh_proof().is_err() {
        drop(tx);
        if let Err(page) = confirm::proved(&caller, pairs).await? {
            return Ok(page);
        }
        tx = caller.change().await?;
    }
    match save(&caller, &mut tx, &found, &identity).await {
        Ok(()) => tx.commit().await?,
        Err(Error::Conflict(Conflict::DuplicateUsername)) => {
            drop(tx);
            return answer(&caller, &key, Some(form), &[FieldError::new("username", "taken")]).await;
        }
        Err(other) => return Err(other.into()),
    }
    caller.app().forget_access();
    Ok(back(found.id.uuid()))
}

async fn save(caller: &Caller, tx: &mut TenantTx, found: &Found, identity: &Identity) -> tenancy::Result<()> {
    let action = Action::ChangePatientAccount;
    let Some(account) = &found.account else {
        accounts::create(tx, action, found.id.uuid(), identity).await?;
        tx.record(action, Subject::patient(found.id.uuid()));
        return Ok(());
    };
    accounts::change(tx, account, identity).await?;
    if account.phone != identity.phone {
        let body = told(caller, &found.party, "message-sign-in-phone-changed");
        accounts::tell_old_phone(tx, account, body).await?;
    }
    Ok(())
}

/// A message to the patient, in the patient's language as far as it is known.
fn told(caller: &Caller, party: &Party, key: &str) -> String {
    let locale = party.language.as_deref().and_then(web::Locale::parse).unwrap_or(caller.locale());
    caller.app().texts().with(locale, key, &[("name", &caller.tenant().name)])
}

fn back(patient: Uuid) -> Response {
    notice::leave(Answer::see_other(format!("/patients/{patient}/portal/")).into_response(), "common-saved")
}

#[derive(Template)]
#[template(path = "patients/code_on_paper.html")]
struct PaperPage {
    page: Page,
    banner: Banner,
    account: Account,
    issued: Issued,
    until: Moment,
    address: String,
    /// The address with the code, for a camera (SVG, base64).
    picture: String,
}

async fn print_code(caller: Caller, Path(key): Path<String>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.change().await?;
    let found = find(&mut tx, Action::IssueActivationCode, &key).await?;
    let account = found.account.ok_or(Error::NotFound)?;
    if account.standing == Standing::Blocked {
        return Err(Error::Conflict(Conflict::Suspended).into());
    }
    let body = told(&caller, &found.party, "message-activation-code-issued");
    let issued = activation::issue(&mut tx, &account, body).await?;
    tx.commit().await?;
    let address = own_address(&caller, &headers, "/patient/activate/")?;
    let shown = PaperPage {
        page: Page::new(&caller),
        banner: Banner::new(&caller, &found.party),
        picture: picture::qr_code(&format!("{address}?code={}", issued.code))?,
        until: Moment::new(&caller, issued.expires_at),
        account,
        issued,
        address,
    };
    Ok(Html(page(&shown)?).into_response())
}

async fn block(caller: Caller, Path(key): Path<String>) -> WebResult<Response> {
    set_standing(&caller, &key, Standing::Blocked).await
}

async fn open(caller: Caller, Path(key): Path<String>) -> WebResult<Response> {
    set_standing(&caller, &key, Standing::Active).await
}

async fn set_standing(caller: &Caller, key: &str, standing: Standing) -> WebResult<Response> {
    let mut tx = caller.change().await?;
    let id = patient_id(&mut tx, Action::ChangePatientAccount, key).await?.uuid();
    accounts::set_standing(&mut tx, id, standing).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(back(id))
}
