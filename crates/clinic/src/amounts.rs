//! Amounts of money at the edge: decimal text with a currency outside, whole minor units inside.

use money::{Currency, Money};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use tenancy::{Error, Result, Tenant};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Object, OneOf, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// The currency of amounts that name none.
pub fn currency_of(tenant: &Tenant) -> Currency {
    Currency::parse(&tenant.currency).unwrap_or(Currency::EUR)
}

/// A currency as the database keeps it.
pub fn stored_currency(code: &str) -> Result<Currency> {
    Currency::parse(code).ok_or_else(|| Error::internal("unknown currency in the database"))
}

/// An amount as programs read it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Money)]
pub struct MoneyOutput {
    #[schema(example = "350.00")]
    pub amount: String,
    #[schema(example = "EGP")]
    pub currency: String,
}

impl From<Money> for MoneyOutput {
    fn from(money: Money) -> Self {
        Self { amount: money.decimal(), currency: money.currency.as_str().to_owned() }
    }
}

/// An amount as clients send it: with its currency, or a bare number in the clinic's.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum MoneyInput {
    Full {
        amount: Amount,
        /// ISO 4217; the clinic's when left out.
        #[schema(example = "EGP")]
        currency: Option<String>,
    },
    Bare(Amount),
}

/// A decimal number, as text or as a JSON number.
#[derive(Clone, Serialize)]
pub struct Amount(pub String);

impl PartialSchema for Amount {
    fn schema() -> RefOr<Schema> {
        let (text, number) = (Object::builder().schema_type(Type::String), Object::builder().schema_type(Type::Number));
        let about = "A decimal number, as text or as a JSON number.";
        let either = OneOf::builder().item(text).item(number).description(Some(about));
        RefOr::T(Schema::OneOf(either.examples(["350.00"]).build()))
    }
}

impl ToSchema for Amount {}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl Visitor<'_> for Reader {
            type Value = Amount;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a decimal number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                Ok(Amount(text.to_owned()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
                Ok(Amount(number.to_string()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Amount, E> {
                Ok(Amount(number.to_string()))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Amount, E> {
                Ok(Amount(number.to_string()))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

impl MoneyInput {
    pub fn parse(&self, default: Currency) -> Result<Money, &'static str> {
        let (amount, currency) = self.parts(default)?;
        Money::parse(amount, currency)
    }

    /// As [`parse`](Self::parse), of what may be taken away as well.
    pub fn parse_signed(&self, default: Currency) -> Result<Money, &'static str> {
        let (amount, currency) = self.parts(default)?;
        Money::parse_signed(amount, currency)
    }

    fn parts(&self, default: Currency) -> Result<(&str, Currency), &'static str> {
        match self {
            Self::Full { amount, currency: None } | Self::Bare(amount) => Ok((&amount.0, default)),
            Self::Full { amount, currency: Some(code) } => {
                let currency = Currency::parse(&code.trim().to_ascii_uppercase()).ok_or("unknown_choice")?;
                Ok((&amount.0, currency))
            }
        }
    }
}
