//! Tokens of devices and integrations: made, shown once, revoked.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use tenancy::{Action, Error, FieldError, SCOPES};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use crate::accounts::machines::{self, NewToken, TokenInfo};
use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::{Moment, Page, notice};

pub fn routes() -> Router {
    Router::new().route("/admin/tokens", get(list).post(create)).route("/admin/tokens/{token}/revoke", post(revoke))
}

struct TokenRow {
    info: TokenInfo,
    live: bool,
    created: Moment,
    last_used: Option<Moment>,
    expires: Option<Moment>,
}

#[derive(Template)]
#[template(path = "admin/tokens.html")]
struct TokensPage {
    page: Page,
    tokens: Vec<TokenRow>,
    form: NewToken,
    days: String,
    scopes: &'static [&'static str],
    /// The one just made.
    made: Option<(String, String)>,
    errors: FormErrors,
}

impl TokensPage {
    async fn answer(
        caller: &Caller,
        (form, days): (NewToken, String),
        made: Option<(String, String)>,
        problems: &[FieldError],
    ) -> WebResult<Response> {
        let mut tx = caller.read().await?;
        let tokens = machines::list_tokens(&mut tx).await?;
        tx.commit().await?;
        let moment = |at: Timestamp| Moment::new(caller, at);
        let row = |info: TokenInfo| TokenRow {
            live: info.is_live(caller.now()),
            created: moment(info.created_at),
            last_used: info.last_used_at.map(moment),
            expires: info.expires_at.map(moment),
            info,
        };
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (tokens, errors) = (tokens.into_iter().map(row).collect(), FormErrors::new(caller, problems));
        let page = Self { page: Page::new(caller), tokens, form, days, scopes: SCOPES, made, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn chosen(&self, scope: &str) -> bool {
        self.form.scopes.iter().any(|chosen| chosen == scope)
    }

    fn about(&self, scope: &str) -> String {
        self.page.t(&format!("scope-{}", scope.replace(':', "-")))
    }
}

async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ListTokens)?;
    TokensPage::answer(&caller, (NewToken::default(), String::new()), None, &[]).await
}

/// A form whose days cannot be read is refused: the token would live for ever.
fn read(caller: &Caller, pairs: &Pairs) -> (NewToken, String, Option<FieldError>) {
    let one = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    let scopes = pairs.iter().filter(|(name, _)| name == "scopes").map(|(_, scope)| scope.clone()).collect();
    let days = one("days").unwrap_or_default();
    let number = people::text::ascii_digits(days.trim()).parse::<i64>().ok();
    let lasts = number.map(|days| SignedDuration::from_hours(24 * days.clamp(-1, 36_500)));
    let expires_at = lasts.and_then(|lasts| caller.now().checked_add(lasts).ok());
    let unreadable = expires_at.is_none() && !days.trim().is_empty();
    let problem = unreadable.then(|| FieldError::new("expires_at", "not_a_number"));
    (NewToken { name: one("name").unwrap_or_default(), scopes, expires_at }, days, problem)
}

async fn create(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::IssueToken)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let (new, days, problem) = read(&caller, &pairs);
    if let Some(problem) = problem {
        return TokensPage::answer(&caller, (new, days), None, &[problem]).await;
    }
    let mut tx = caller.change().await?;
    match machines::create_token(&mut tx, &new).await {
        Ok((info, token)) => {
            tx.commit().await?;
            let made = Some((info.name, token));
            TokensPage::answer(&caller, (NewToken::default(), String::new()), made, &[]).await
        }
        Err(Error::Invalid(problems)) => {
            drop(tx);
            TokensPage::answer(&caller, (new, days), None, &problems).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn revoke(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::RevokeToken)?;
    let mut tx = caller.change().await?;
    machines::revoke_token(&mut tx, id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(notice::leave(Answer::see_other("/admin/tokens/").into_response(), "accounts-token-revoked"))
}
