//! The editor of a draft as it is typed: numbered lines in one flat form, with blank ones at the end for what is added.

use money::TaxRate;
use tenancy::Error;
use uuid::Uuid;

use crate::amounts::{Amount, MoneyInput};
use crate::forms::Typed;
use crate::invoices::input::{InvoiceInput, InvoiceLineInput, MOST_LINES, PartInput};
use crate::invoices::model::{Invoice, Line};
use crate::invoices::view::typed_part;

/// So many are ready for what is added.
const BLANK: usize = 3;
const FIELDS: [&str; 8] =
    ["charge", "appointment", "service", "description", "quantity", "price", "tax_rate", "discount"];

/// The name of a field of a line.
pub fn name(place: usize, field: &str) -> String {
    format!("line-{place}-{field}")
}

/// A draft as the form begins with.
pub fn typed(invoice: &Invoice) -> Typed {
    let mut pairs = vec![
        ("version".to_owned(), invoice.version.to_string()),
        ("currency".to_owned(), invoice.currency.as_str().to_owned()),
        ("rows".to_owned(), (invoice.lines.len() + BLANK).to_string()),
        ("discount".to_owned(), typed_part(invoice, invoice.discount)),
        ("payer".to_owned(), shown(invoice.payer)),
        ("payer_share".to_owned(), typed_part(invoice, invoice.share)),
        ("due_on".to_owned(), shown(invoice.due_on)),
        ("authorization_number".to_owned(), words(invoice.authorization.as_ref())),
        ("note".to_owned(), words(invoice.note.as_ref())),
    ];
    for (place, line) in invoice.lines.iter().enumerate() {
        let values = values(invoice, line);
        pairs.extend(FIELDS.into_iter().zip(values).map(|(field, value)| (name(place, field), value)));
    }
    Typed::new(pairs)
}

fn shown(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn words(value: Option<&vault::Phi<String>>) -> String {
    value.map(|words| words.reveal().clone()).unwrap_or_default()
}

fn values(invoice: &Invoice, line: &Line) -> [String; 8] {
    [
        shown(line.charge),
        shown(line.appointment),
        shown(line.service),
        words(line.description.as_ref()),
        line.quantity.decimal(),
        invoice.money(line.price).decimal(),
        line.tax_rate.map(TaxRate::decimal).unwrap_or_default(),
        typed_part(invoice, line.discount),
    ]
}

/// How many lines the form has, filled in or blank.
pub fn rows(typed: &Typed) -> usize {
    typed.get("rows").parse().unwrap_or(BLANK).clamp(1, MOST_LINES + BLANK)
}

/// What was typed as a client would send it, and in which row of the form each line stands.
pub fn input(typed: &Typed) -> (InvoiceInput, Vec<usize>) {
    let places: Vec<usize> = (0..rows(typed)).filter(|place| is_kept(typed, *place)).collect();
    let currency = typed.some("currency");
    let input = InvoiceInput {
        lines: places.iter().map(|place| line(typed, *place, currency.as_ref())).collect(),
        discount: part(typed, "discount", currency.as_ref()),
        payer: typed.get("payer").parse().ok(),
        payer_share: part(typed, "payer_share", currency.as_ref()),
        authorization_number: typed.some("authorization_number"),
        due_on: typed.some("due_on"),
        note: typed.some("note"),
        currency,
        // By a button of its own.
        collect: typed.is("then", "collect"),
        ..InvoiceInput::default()
    };
    (input, places)
}

/// Whether a row says anything and is to stay.
fn is_kept(typed: &Typed, place: usize) -> bool {
    let says = ["charge", "appointment", "service", "description", "price"];
    let is_removed = typed.is(&name(place, "remove"), "true");
    !is_removed && says.iter().any(|field| !typed.get(&name(place, field)).is_empty())
}

fn line(typed: &Typed, place: usize, currency: Option<&String>) -> InvoiceLineInput {
    let some = |field: &str| typed.some(&name(place, field));
    let id = |field: &str| typed.get(&name(place, field)).parse::<Uuid>().ok();
    let charge = id("charge");
    let price = some("price").filter(|_| charge.is_none());
    InvoiceLineInput {
        charge,
        appointment: id("appointment").filter(|_| charge.is_none()),
        service: id("service").filter(|_| charge.is_none()),
        description: some("description"),
        quantity: some("quantity"),
        // What follows from the list has its tax from there.
        tax_rate: some("tax_rate").filter(|_| price.is_some()),
        price: price.map(|price| MoneyInput::Full { amount: Amount(price), currency: currency.cloned() }),
        discount: part(typed, &name(place, "discount"), currency),
    }
}

/// `10 %` or `5.00`.
fn part(typed: &Typed, field: &str, currency: Option<&String>) -> Option<PartInput> {
    let text = typed.some(field)?;
    Some(match text.strip_suffix(['%', '\u{66a}']) {
        Some(percent) => PartInput { percent: Some(percent.trim().to_owned()), amount: None },
        None => PartInput {
            percent: None,
            amount: Some(MoneyInput::Full { amount: Amount(text), currency: currency.cloned() }),
        },
    })
}

/// The problems of lines at the fields of the form, which is flat.
pub fn at_fields(error: Error, places: &[usize]) -> Error {
    let Error::Invalid(mut problems) = error else { return error };
    for problem in &mut problems {
        let parts: Vec<&str> = problem.field.split('/').collect();
        let moved = match parts.as_slice() {
            ["lines", place, field, ..] => {
                let place = place.parse::<usize>().ok().and_then(|place| places.get(place)).copied();
                // Where a line comes from stands beside what it is called.
                let field = if matches!(*field, "charge" | "appointment") { "description" } else { *field };
                place.map_or_else(|| "main".to_owned(), |place| name(place, field))
            }
            [part, _] => (*part).to_owned(),
            _ => continue,
        };
        problem.field = moved.into();
    }
    Error::Invalid(problems)
}
