//! Amounts of money: integer minor units inside, decimal text at the edge.

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Object, OneOf, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// An amount in the smallest unit of its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// More than any visit costs in any currency; sums of many stay far from overflowing.
const MOST: i64 = 1_000_000_000_000;

/// The codes of ISO 4217 that people pay with.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
    TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && CURRENCIES.split_whitespace().any(|known| known == code)
}

/// How many decimal places a currency has.
pub fn exponent(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

impl Money {
    /// Reads `350`, `350.5`, `٣٥٠٫٥٠`; refuses signs, exponents and more places than the currency has.
    pub fn parse(text: &str, currency: &str) -> Result<Self, &'static str> {
        let text = people::text::ascii_digits(text).replace(['\u{66b}', ','], ".");
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        if whole.starts_with('-') {
            return Err("out_of_range");
        }
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let places = usize::try_from(exponent(currency)).unwrap_or(0);
        // Zeros beyond the last place change nothing.
        let part = part.trim_end_matches('0');
        if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > places {
            return Err("not_an_amount");
        }
        let minor = format!("{whole}{part:0<places$}").parse::<i64>().ok().filter(|minor| *minor <= MOST);
        Ok(Self { minor: minor.ok_or("out_of_range")?, currency: currency.to_owned() })
    }

    /// The amount as decimal text, with all places of its currency.
    pub fn decimal(&self) -> String {
        let places = usize::try_from(exponent(&self.currency)).unwrap_or(0);
        let digits = format!("{:0>width$}", self.minor, width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    }
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

impl From<&Money> for MoneyOutput {
    fn from(money: &Money) -> Self {
        Self { amount: money.decimal(), currency: money.currency.clone() }
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
    pub fn parse(&self, default_currency: &str) -> Result<Money, &'static str> {
        let (amount, currency) = match self {
            Self::Full { amount, currency } => (amount, currency.as_deref().unwrap_or(default_currency)),
            Self::Bare(amount) => (amount, default_currency),
        };
        let currency = currency.trim().to_ascii_uppercase();
        if !is_currency(&currency) {
            return Err("unknown_choice");
        }
        Money::parse(&amount.0, &currency)
    }
}
