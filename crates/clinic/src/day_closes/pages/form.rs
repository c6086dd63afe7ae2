//! Counting a day: what should be there, what is, and why the two differ.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::civil::Date;
use money::Money;
use people::text::ascii_digits;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError};
use uuid::Uuid;
use web::{Answer, Caller, Failure, Form, Html, Query, WebResult};

use crate::accounts;
use crate::amounts::{Amount, MoneyInput};
use crate::appointments::input::Reading;
use crate::confirm::Pairs;
use crate::day_closes::input::{CountInput, DayCloseInput, past_day};
use crate::day_closes::model::Taken;
use crate::day_closes::operations;
use crate::forms::{FormErrors, Typed, new_key, refusal};
use crate::ledger::model::Method;
use crate::shell::{Page, notice};

/// One drawer on the form.
struct Line {
    taken: Taken,
    /// What its fields are called by.
    key: String,
    cashier: String,
}

/// A note or coin that may be in a drawer.
struct Piece {
    field: String,
    worth: Money,
}

impl Line {
    fn new(taken: Taken, names: &HashMap<Uuid, String>) -> Self {
        let drawer = taken.drawer;
        let whose = drawer.cashier.map_or_else(|| "program".to_owned(), |id| id.to_string());
        let key = format!("{}-{}-{whose}", drawer.method.as_str(), drawer.currency.as_str());
        let cashier = drawer.cashier.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        Self { taken, key, cashier }
    }

    fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.key)
    }

    fn is_cash(&self) -> bool {
        self.taken.drawer.method == Method::Cash
    }

    /// Of cash: what may lie there.
    fn pieces(&self) -> Vec<Piece> {
        let currency = self.taken.drawer.currency;
        let pieces = if self.is_cash() { currency.pieces() } else { &[] };
        let piece = |minor: &i64| {
            let field = format!("pieces-{}-{minor}", self.key);
            Piece { field, worth: Money::new(*minor, currency) }
        };
        pieces.iter().map(piece).collect()
    }

    /// What stands in the field of what was counted: cash is counted before anybody sees a sum in it, of the rest the
    /// sums of terminals and banks are mostly right.
    fn counted(&self, typed: &Typed) -> String {
        let field = self.field("counted");
        if !typed.has(&field) && !self.is_cash() { self.taken.amount().decimal() } else { typed.get(&field).to_owned() }
    }

    /// What was counted: note by note where somebody did, else as it was typed.
    fn input(&self, typed: &Typed) -> Result<CountInput, FieldError> {
        let counted = typed.some(&self.field("counted"));
        let pieces = self.counted_pieces(typed)?;
        if let (Some(pieces), Some(counted)) = (pieces, &counted) {
            let read = Money::parse_signed(counted, pieces.currency);
            if read.is_ok_and(|read| read != pieces) {
                return Err(FieldError::new(self.field("counted"), "pieces_differ"));
            }
        }
        let currency = Some(self.taken.drawer.currency.as_str().to_owned());
        let amount = pieces.map(Money::decimal).or(counted).map(Amount);
        Ok(CountInput {
            method: Some(self.taken.drawer.method),
            cashier: self.taken.drawer.cashier,
            counted: amount.map(|amount| MoneyInput::Full { amount, currency }),
            reason: typed.some(&self.field("reason")),
        })
    }

    /// None where nobody counted notes and coins.
    fn counted_pieces(&self, typed: &Typed) -> Result<Option<Money>, FieldError> {
        let mut sum: Option<Money> = None;
        for piece in self.pieces() {
            let Some(text) = typed.some(&piece.field) else { continue };
            let many: Option<u32> = ascii_digits(&text).parse().ok().filter(|many| *many <= 1_000_000);
            let many = many.ok_or_else(|| FieldError::new(self.field("counted"), "pieces_unread"))?;
            let before = sum.map_or(0, |sum| sum.minor);
            sum = Some(Money::new(before + i64::from(many) * piece.worth.minor, piece.worth.currency));
        }
        Ok(sum)
    }
}

/// A day with all its drawers.
struct Sheet {
    day: Date,
    lines: Vec<Line>,
    /// The close that stands.
    close: Option<Uuid>,
}

impl Sheet {
    async fn load(caller: &Caller, day: Option<&str>) -> tenancy::Result<Self> {
        let (day, span) = past_day(&Reading::of(caller), "day", day)?;
        let mut tx = caller.read().await?;
        let (taken, close) = operations::takings(&mut tx, span).await?;
        let names = accounts::operations::names(&mut tx, Action::ViewDayClose).await?;
        tx.commit().await?;
        Ok(Self { day, lines: taken.into_iter().map(|taken| Line::new(taken, &names)).collect(), close })
    }
}

#[derive(Template)]
#[template(path = "day_closes/form.html")]
struct FormPage {
    page: Page,
    sheet: Sheet,
    today: Date,
    typed: Typed,
    errors: FormErrors,
    key: String,
}

impl FormPage {
    fn answer(
        caller: &Caller,
        sheet: Sheet,
        typed: Typed,
        (status, errors): (StatusCode, FormErrors),
    ) -> WebResult<Response> {
        let (page, today, key) = (Page::new(caller), caller.today(), new_key(caller));
        let page = Self { page, sheet, today, typed, errors, key };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct About {
    day: String,
}

pub async fn form(caller: Caller, Query(about): Query<About>) -> WebResult<Response> {
    caller.require(Action::CloseDay)?;
    match Sheet::load(&caller, Some(&about.day)).await {
        // A day that cannot be read: today, with the message.
        Err(Error::Invalid(problems)) => {
            let sheet = Sheet::load(&caller, None).await?;
            let errors = FormErrors::new(&caller, &problems);
            FormPage::answer(&caller, sheet, Typed::default(), (StatusCode::UNPROCESSABLE_ENTITY, errors))
        }
        sheet => FormPage::answer(&caller, sheet?, Typed::default(), (StatusCode::OK, FormErrors::default())),
    }
}

pub async fn close(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CloseDay)?;
    let typed = Typed::new(pairs);
    let sheet = Sheet::load(&caller, Some(typed.get("day"))).await?;
    match try_close(&caller, &sheet, &typed).await {
        Ok(response) => Ok(response),
        Err(failure) => {
            let refusal = refused(&caller, &sheet, failure)?;
            // Somebody may have paid, or closed the day, meanwhile.
            let sheet = Sheet::load(&caller, Some(typed.get("day"))).await?;
            FormPage::answer(&caller, sheet, typed, refusal)
        }
    }
}

async fn try_close(caller: &Caller, sheet: &Sheet, typed: &Typed) -> WebResult<Response> {
    let (mut counts, mut problems) = (Vec::new(), Vec::new());
    for line in &sheet.lines {
        match line.input(typed) {
            Ok(count) => counts.push(count),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems).into());
    }
    let input = DayCloseInput { day: Some(sheet.day.to_string()), counts };
    let new = input.parse(&Reading::of(caller))?;
    let mut tx = caller.begin().await?;
    let close = operations::close(&mut tx, &new).await?;
    let answer = Answer::see_other(format!("/day-closes/{}", close.id)).commit(caller, tx).await?;
    Ok(notice::leave(answer, "closes-closed"))
}

/// What a form says that was refused, each at the field of its drawer; anything else goes its way.
fn refused(caller: &Caller, sheet: &Sheet, failure: Failure) -> Result<(StatusCode, FormErrors), Failure> {
    let failure = match failure {
        Failure::Operation(Error::Invalid(problems)) => {
            Failure::Operation(Error::Invalid(problems.iter().map(|problem| at_line(sheet, problem)).collect()))
        }
        other => other,
    };
    refusal(caller, failure, "day")
}

/// `counts/0/reason` is the field of the first drawer.
fn at_line(sheet: &Sheet, problem: &FieldError) -> FieldError {
    let mut parts = problem.field.split('/');
    let field = match (parts.next(), parts.next().and_then(|place| place.parse::<usize>().ok()), parts.next()) {
        (Some("counts"), Some(place), name) => sheet.lines.get(place).map(|line| line.field(name.unwrap_or("counted"))),
        (Some("counts"), None, _) => Some("main".to_owned()),
        _ => None,
    };
    FieldError { field: field.map_or_else(|| problem.field.clone(), Into::into), ..problem.clone() }
}
