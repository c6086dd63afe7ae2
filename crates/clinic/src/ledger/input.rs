//! What clients send about money: the same for the API and the forms.

use jiff::civil::Date;
use money::{Currency, Money, TaxRate};
use people::text::one_line;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Cause, Codes, Entry, Listed, Method, NewAdjustment, NewRefund, NewTransaction, TransactionKind};
use crate::amounts::MoneyInput;
use crate::appointments::input::Reading;
use crate::forms::{optional_text, text_code};

pub const CODE: usize = 40;
pub const NOTE: usize = 500;
/// More charges than anybody pays at once.
const MANY: usize = 100;

/// A transaction as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TransactionInput {
    #[schema(example = "charge")]
    pub kind: Option<TransactionKind>,
    /// Needed for a payment; of a refund, as it was paid when left out.
    pub method: Option<Method>,
    /// Of an adjustment; `correction` when left out.
    pub cause: Option<Cause>,
    /// With the tax in it. Only an adjustment may be less than nothing; a refund without an amount gives back all.
    #[schema(example = json!({ "amount": "350.00", "currency": "EGP" }))]
    pub amount: Option<MoneyInput>,
    /// How much of the amount is tax; of charges and payments.
    pub tax: Option<MoneyInput>,
    /// Instead of `tax`: a percentage, from which it follows how much of the amount is tax.
    #[schema(example = "14", max_length = 12)]
    pub tax_rate: Option<String>,
    /// Whom it is with. Left out: the patient of the appointment.
    pub contact: Option<Uuid>,
    pub appointment: Option<Uuid>,
    /// Of a refund the payment that is given back, of an adjustment the charge or payment that it puts right.
    pub of: Option<Uuid>,
    /// Of a charge: what it is for. Without an amount it costs what the price list says for the day of the appointment, else
    /// for today.
    pub service: Option<Uuid>,
    /// Of a charge by the price list: in which currency; the clinic's when left out.
    #[schema(max_length = 3)]
    pub currency: Option<String>,
    /// Of a payment: what it pays for first. What is left pays for what is open longest.
    #[schema(max_items = 100)]
    pub charges: Vec<Uuid>,
    /// Of a payment: the invoice that it pays. Without a contact, it is the invoice's who pays.
    pub invoice: Option<Uuid>,
    #[schema(max_length = 40)]
    pub billing_code: Option<String>,
    /// A month.
    #[schema(max_length = 7, pattern = "^([0-9]{4}-(0[1-9]|1[0-2]))?$")]
    pub billing_period: Option<String>,
    #[schema(max_length = 40)]
    pub invoice_number: Option<String>,
    /// Of a charge.
    #[schema(example = "2030-02-07")]
    pub due_on: Option<String>,
    /// Of a payment or a refund.
    pub receipt_required: bool,
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// What a client wants to be written.
#[derive(Debug, Clone)]
pub enum Wanted {
    New(NewTransaction),
    Listed(Listed),
    Refund(Uuid, NewRefund),
    Adjustment(Uuid, NewAdjustment),
}

impl TransactionInput {
    pub fn parse(&self, reading: &Reading) -> Result<Wanted> {
        let Some(kind) = self.kind else { return Err(Error::invalid("kind", "required")) };
        let mut check = Check { problems: self.out_of_place(kind), reading };
        let wanted = match kind {
            TransactionKind::Charge if self.amount.is_none() && self.service.is_some() => {
                check.listed(self).map(Wanted::Listed)
            }
            TransactionKind::Charge | TransactionKind::Payment => check.transaction(self, kind).map(Wanted::New),
            TransactionKind::Refund => {
                let refund = check.refund(self.amount.as_ref(), self.method, self.note.as_deref());
                let refund = NewRefund { receipt_required: self.receipt_required, ..refund };
                check.given("of", self.of).map(|of| Wanted::Refund(of, refund))
            }
            TransactionKind::Adjustment => {
                let adjustment = check.adjustment(self.amount.as_ref(), self.cause, self.note.as_deref());
                check.given("of", self.of).zip(adjustment).map(|(of, adjustment)| Wanted::Adjustment(of, adjustment))
            }
        };
        check.finish(wanted)
    }

    /// What others have and those of this kind have not.
    fn out_of_place(&self, kind: TransactionKind) -> Vec<FieldError> {
        let is_given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let is_new = matches!(kind, TransactionKind::Charge | TransactionKind::Payment);
        let fields = [
            ("method", self.method.is_some(), kind.moves_money()),
            ("cause", self.cause.is_some(), kind == TransactionKind::Adjustment),
            ("of", self.of.is_some(), !is_new),
            ("service", self.service.is_some(), kind == TransactionKind::Charge),
            ("currency", is_given(&self.currency), kind == TransactionKind::Charge),
            ("charges", !self.charges.is_empty(), kind == TransactionKind::Payment),
            ("invoice", self.invoice.is_some(), kind == TransactionKind::Payment),
            ("receipt_required", self.receipt_required, kind.moves_money()),
            ("due_on", is_given(&self.due_on), kind == TransactionKind::Charge),
            ("contact", self.contact.is_some(), is_new),
            ("appointment", self.appointment.is_some(), is_new),
            ("tax", self.tax.is_some(), is_new),
            ("tax_rate", is_given(&self.tax_rate), is_new),
            ("billing_code", is_given(&self.billing_code), is_new),
            ("billing_period", is_given(&self.billing_period), is_new),
            ("invoice_number", is_given(&self.invoice_number), is_new),
        ];
        let wrong = fields.into_iter().filter(|(_, is_given, belongs)| *is_given && !belongs);
        wrong.map(|(field, ..)| FieldError::new(field, "out_of_place")).collect()
    }
}

/// What is given back of a payment, as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RefundInput {
    /// All that is left of the payment when left out.
    pub amount: Option<MoneyInput>,
    /// As it was paid when left out.
    pub method: Option<Method>,
    pub receipt_required: bool,
    #[schema(example = "Paid twice", max_length = 500)]
    pub note: Option<String>,
}

impl RefundInput {
    pub fn parse(&self, reading: &Reading) -> Result<NewRefund> {
        let mut check = Check { problems: Vec::new(), reading };
        let refund = check.refund(self.amount.as_ref(), self.method, self.note.as_deref());
        check.finish(Some(NewRefund { receipt_required: self.receipt_required, ..refund }))
    }
}

/// Everything that was wrong so far.
struct Check<'a> {
    problems: Vec<FieldError>,
    reading: &'a Reading,
}

impl Check<'_> {
    fn finish<T>(self, wanted: Option<T>) -> Result<T> {
        match wanted {
            Some(wanted) if self.problems.is_empty() => Ok(wanted),
            _ => Err(Error::Invalid(self.problems)),
        }
    }

    fn fail(&mut self, field: &'static str, code: &'static str) {
        self.problems.push(FieldError::new(field, code));
    }

    fn took<T>(&mut self, field: &'static str, read: Result<T, &'static str>) -> Option<T> {
        read.map_err(|code| self.fail(field, code)).ok()
    }

    fn given<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.fail(field, "required");
        }
        value
    }

    fn transaction(&mut self, input: &TransactionInput, kind: TransactionKind) -> Option<NewTransaction> {
        let amount = self.given("amount", input.amount.as_ref());
        let amount = amount.and_then(|amount| self.some_money("amount", amount));
        if input.contact.is_none() && input.appointment.is_none() && input.invoice.is_none() {
            self.fail("contact", "required");
        }
        let entry = match kind {
            TransactionKind::Charge => {
                Some(Entry::Charge { due_on: self.day("due_on", input.due_on.as_deref()), service: input.service })
            }
            _ => self.payment(input, amount),
        };
        let (tax, tax_rate) = self.tax(input, amount?);
        let codes = self.codes(input);
        Some(NewTransaction {
            entry: entry?,
            amount: amount?,
            tax,
            tax_rate,
            contact: input.contact,
            appointment: input.appointment,
            invoice: input.invoice,
            codes,
            note: self.note(input.note.as_deref()),
        })
    }

    /// A charge by the price list, which says how much of it is tax.
    fn listed(&mut self, input: &TransactionInput) -> Option<Listed> {
        if input.contact.is_none() && input.appointment.is_none() {
            self.fail("contact", "required");
        }
        if input.tax.is_some() {
            self.fail("tax", "out_of_place");
        }
        if input.tax_rate.as_deref().is_some_and(|text| !text.trim().is_empty()) {
            self.fail("tax_rate", "out_of_place");
        }
        let currency = input.currency.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let currency = currency.map(|code| Currency::parse(&code.to_ascii_uppercase()).ok_or("unknown_choice"));
        Some(Listed {
            service: input.service?,
            currency: self.took("currency", currency.transpose())?,
            due_on: self.day("due_on", input.due_on.as_deref()),
            contact: input.contact,
            appointment: input.appointment,
            codes: self.codes(input),
            note: self.note(input.note.as_deref()),
        })
    }

    fn codes(&mut self, input: &TransactionInput) -> Codes {
        Codes {
            billing_code: self.code("billing_code", input.billing_code.as_deref()),
            billing_period: self.period(input.billing_period.as_deref()),
            invoice_number: self.code("invoice_number", input.invoice_number.as_deref()),
        }
    }

    fn payment(&mut self, input: &TransactionInput, amount: Option<Money>) -> Option<Entry> {
        let method = self.given("method", input.method)?;
        if method == Method::Cash && amount.is_some_and(|amount| !amount.is_in_coins()) {
            self.fail("amount", "not_in_coins");
        }
        if input.charges.len() > MANY {
            self.fail("charges", "too_many");
        }
        Some(Entry::Payment { method, charges: input.charges.clone(), receipt_required: input.receipt_required })
    }

    /// Money that is not nothing.
    fn some_money(&mut self, field: &'static str, money: &MoneyInput) -> Option<Money> {
        let money = self.took(field, money.parse(self.reading.currency))?;
        if money.minor == 0 {
            self.fail(field, "out_of_range");
        }
        Some(money)
    }

    fn tax(&mut self, input: &TransactionInput, amount: Money) -> (Money, Option<TaxRate>) {
        let none = Money::new(0, amount.currency);
        let rate = input.tax_rate.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let rate = rate.and_then(|text| self.took("tax_rate", TaxRate::parse(text)));
        match (&input.tax, rate) {
            (None, None) => (none, None),
            (None, Some(rate)) => (Money::new(rate.within(amount.minor), amount.currency), Some(rate)),
            (Some(_), Some(_)) => {
                self.fail("tax", "one_of_two_taxes");
                (none, None)
            }
            (Some(tax), None) => {
                let tax = self.took("tax", tax.parse(amount.currency)).unwrap_or(none);
                if tax.currency != amount.currency || tax.minor > amount.minor {
                    self.fail("tax", "out_of_range");
                }
                (tax, None)
            }
        }
    }

    fn refund(&mut self, amount: Option<&MoneyInput>, method: Option<Method>, note: Option<&str>) -> NewRefund {
        let amount = amount.and_then(|amount| self.some_money("amount", amount));
        NewRefund { amount, method, receipt_required: false, note: self.note(note) }
    }

    fn adjustment(
        &mut self,
        amount: Option<&MoneyInput>,
        cause: Option<Cause>,
        note: Option<&str>,
    ) -> Option<NewAdjustment> {
        let note = self.note(note);
        let amount = self.given("amount", amount)?;
        let amount = self.took("amount", amount.parse_signed(self.reading.currency))?;
        if amount.minor == 0 {
            self.fail("amount", "out_of_range");
        }
        Some(NewAdjustment { amount, cause: cause.unwrap_or(Cause::Correction), note })
    }

    fn day(&mut self, field: &'static str, text: Option<&str>) -> Option<Date> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        self.took(field, self.reading.wall.date(text))
    }

    fn period(&mut self, text: Option<&str>) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        self.took("billing_period", period(text)).map(str::to_owned)
    }

    fn code(&mut self, field: &'static str, text: Option<&str>) -> Option<String> {
        match one_line(text.unwrap_or_default(), CODE) {
            Ok(code) => Some(code).filter(|code| !code.is_empty()),
            Err(error) => {
                let problem = FieldError::new(field, text_code(&error));
                self.problems.push(problem.limit(i64::try_from(CODE).unwrap_or(i64::MAX)));
                None
            }
        }
    }

    fn note(&mut self, text: Option<&str>) -> Option<String> {
        optional_text("note", text, NOTE).map_err(|problem| self.problems.push(problem)).ok().flatten()
    }
}

/// A month as bookkeepers write it: `2030-01`.
pub fn period(text: &str) -> Result<&str, &'static str> {
    let (year, month) = text.split_once('-').ok_or("malformed")?;
    let is_number = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = is_number(month, 2) && month.parse().is_ok_and(|month: u8| (1..=12).contains(&month));
    if is_number(year, 4) && is_month { Ok(text) } else { Err("malformed") }
}
