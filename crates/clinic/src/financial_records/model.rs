//! What financial records say, and how they are summed up. No database here.

use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::ledger::model::Method;
use crate::parties::model::codes;

codes! {
    /// What the sums of a span are divided into.
    Period { Day = "day", Month = "month" }
}

impl Period {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("finances-period-{}", self.as_str())
    }
}

/// What somebody wants to know.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    pub from: Date,
    /// The last day.
    pub to: Date,
    pub starts_at: Timestamp,
    /// The first instant after it.
    pub ends_at: Timestamp,
    pub period: Period,
    /// Only what came of this one's visits.
    pub provider: Option<Uuid>,
}

/// Something that was charged, or received, with all that it is told apart by.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub currency: Currency,
    /// The first day of its period.
    pub period: Date,
    pub service: Option<Uuid>,
    /// Of what was received.
    pub method: Option<Method>,
    pub contact: Uuid,
    pub sums: Sums,
}

/// What it comes to, in the smallest unit of the currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// With what put it right since.
    pub charged: i64,
    /// In the span, whenever it was charged; without what was given back.
    pub received: i64,
    /// Of what was charged in the span what is still to be paid now.
    pub outstanding: i64,
}

impl Sums {
    fn plus(self, other: Self) -> Self {
        Self {
            charged: self.charged + other.charged,
            received: self.received + other.received,
            outstanding: self.outstanding + other.outstanding,
        }
    }
}

/// The sums of all that has something in common, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group<K> {
    pub key: K,
    pub currency: Currency,
    pub sums: Sums,
}

impl<K> Group<K> {
    pub fn charged(&self) -> Money {
        Money::new(self.sums.charged, self.currency)
    }

    pub fn received(&self) -> Money {
        Money::new(self.sums.received, self.currency)
    }

    pub fn outstanding(&self) -> Money {
        Money::new(self.sums.outstanding, self.currency)
    }
}

/// The answer.
#[derive(Debug, Clone, Default)]
pub struct Records {
    pub totals: Vec<Group<()>>,
    pub periods: Vec<Group<Date>>,
    pub services: Vec<Group<Option<Uuid>>>,
    pub methods: Vec<Group<Method>>,
    /// Who owes most first.
    pub contacts: Vec<Group<Uuid>>,
}

impl Records {
    pub fn of(entries: &[Entry]) -> Self {
        let mut contacts = grouped(entries, |entry| Some(entry.contact));
        contacts.sort_by_key(|group| (std::cmp::Reverse(group.sums.outstanding), group.currency, group.key));
        Self {
            totals: grouped(entries, |_| Some(())),
            periods: grouped(entries, |entry| Some(entry.period)),
            services: grouped(entries, |entry| Some(entry.service)),
            methods: grouped(entries, |entry| entry.method.map(Method::as_str))
                .into_iter()
                .filter_map(|group| {
                    Some(Group { key: Method::parse(group.key)?, currency: group.currency, sums: group.sums })
                })
                .collect(),
            contacts,
        }
    }
}

/// Sums up what has a key, in the order of the keys and then of the currencies.
fn grouped<K: Ord>(entries: &[Entry], key: impl Fn(&Entry) -> Option<K>) -> Vec<Group<K>> {
    let mut sums: std::collections::BTreeMap<(K, Currency), Sums> = std::collections::BTreeMap::new();
    for entry in entries {
        if let Some(key) = key(entry) {
            let sum = sums.entry((key, entry.currency)).or_default();
            *sum = sum.plus(entry.sums);
        }
    }
    sums.into_iter().map(|((key, currency), sums)| Group { key, currency, sums }).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use money::Currency;
    use uuid::Uuid;

    use super::{Entry, Records, Sums};
    use crate::ledger::model::Method;

    #[test]
    fn everything_is_in_each_sum_once() {
        let entry = |code: &str, day, method, contact, charged, received| Entry {
            currency: Currency::parse(code).unwrap(),
            period: date(2030, 1, day),
            service: None,
            method,
            contact: Uuid::from_u128(contact),
            sums: Sums { charged, received, outstanding: charged },
        };
        let records = Records::of(&[
            entry("EGP", 7, None, 1, 100, 0),
            entry("EGP", 8, None, 2, 300, 0),
            entry("EUR", 8, None, 1, 5, 0),
            entry("EGP", 8, Some(Method::Cash), 1, 0, 60),
            entry("EGP", 8, Some(Method::Card), 1, 0, 20),
        ]);
        let totals: Vec<_> = records.totals.iter().map(|group| (group.currency.as_str(), group.sums)).collect();
        let sums = |charged, received| Sums { charged, received, outstanding: charged };
        assert_eq!(totals, [("EGP", sums(400, 80)), ("EUR", sums(5, 0))]);
        let days: Vec<_> = records.periods.iter().map(|group| (group.key.day(), group.sums.charged)).collect();
        assert_eq!(days, [(7, 100), (8, 300), (8, 5)]);
        let methods: Vec<_> = records.methods.iter().map(|group| (group.key, group.sums.received)).collect();
        assert_eq!(methods, [(Method::Card, 20), (Method::Cash, 60)]);
        let owing: Vec<_> = records.contacts.iter().map(|group| group.sums.outstanding).collect();
        assert_eq!(owing, [300, 100, 5]);
    }
}
