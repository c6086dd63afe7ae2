//! Everything one can do to the price list. The only file here with SQL.

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use money::{Currency, Money, TaxRate};
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf};

use super::model::{NewPrice, Price};
use crate::amounts::{currency_of, stored_currency};

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub service: Option<Uuid>,
    pub currency: Option<Currency>,
    /// Those that hold on this day.
    pub on: Option<Date>,
}

struct Row {
    id: Uuid,
    service_id: Uuid,
    currency: String,
    amount_minor: i64,
    tax_rate: i32,
    valid_from: jiff_sqlx::Date,
    valid_to: Option<jiff_sqlx::Date>,
    created_at: jiff_sqlx::Timestamp,
    created_by: Option<Uuid>,
}

/// A statement whose rows are whole prices: what stands before the columns, and after them.
macro_rules! prices {
    ($before:literal, $after:literal $(, $bound:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            $before
                + " id, service_id, currency, amount_minor, tax_rate, valid_from, valid_to, created_at, created_by "
                + $after
            $(, $bound)*
        )
    };
}

impl Row {
    fn open(self) -> Result<Price> {
        let rate = TaxRate::from_hundredths(self.tax_rate.into());
        Ok(Price {
            id: Id::new(self.id),
            service: self.service_id,
            amount: Money::new(self.amount_minor, stored_currency(&self.currency)?),
            tax_rate: rate.ok_or_else(|| Error::internal("a price has an unknown rate of tax"))?,
            valid_from: self.valid_from.to_jiff(),
            valid_to: self.valid_to.map(jiff_sqlx::Date::to_jiff),
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
        })
    }
}

/// Prices, service by service, the latest first.
pub async fn list(tx: &mut TenantTx, filter: Filter, page: PageOf) -> Result<Listing<Price>> {
    let db = tx.authorize(Action::ViewPrices)?;
    let (currency, on) = (filter.currency.map(Currency::as_str), filter.on.map(jiff_sqlx::ToSqlx::to_sqlx));
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from service_price
           where ($1::uuid is null or service_id = $1) and ($2::text is null or currency = $2)
             and ($3::date is null or daterange(valid_from, valid_to, '[]') @> $3)"#,
        filter.service,
        currency,
        on as _
    );
    let count = count.fetch_one(&mut *db).await?;
    let rows = prices!(
        "select",
        "from service_price
         where ($1::uuid is null or service_id = $1) and ($2::text is null or currency = $2)
           and ($3::date is null or daterange(valid_from, valid_to, '[]') @> $3)
         order by service_id, currency, valid_from desc limit $4 offset $5",
        filter.service,
        currency,
        on as _,
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(Row::open).collect::<Result<Vec<_>>>()?;
    Ok(Listing::new(rows, count, page))
}

/// What a service costs on a day: in this currency, else in the clinic's, else in the first that it has a price in. The
/// record is the caller's to keep.
pub async fn of_day(
    tx: &mut TenantTx,
    action: Action,
    (service, day): (Uuid, Date),
    currency: Option<Currency>,
) -> Result<Option<Price>> {
    let own = currency_of(tx.tenant());
    let db = tx.authorize(action)?;
    let row = prices!(
        "select",
        "from service_price
         where service_id = $1 and daterange(valid_from, valid_to, '[]') @> $2::date
           and ($3::text is null or currency = $3)
         order by currency <> $4, currency limit 1",
        service,
        day.to_sqlx() as _,
        currency.map(Currency::as_str),
        own.as_str()
    );
    row.fetch_optional(db).await?.map(Row::open).transpose()
}

/// Sets a price from a day on. The one that held for good until then ends the day before.
pub async fn set(tx: &mut TenantTx, new: &NewPrice) -> Result<Price> {
    let action = Action::ManagePrices;
    hold_service(tx, new.service).await?;
    let eve = new.valid_from.checked_sub(1.day()).map_err(|_| Error::invalid("valid_from", "out_of_range"))?;
    let (id, now, by) = (tx.new_id::<Price>(), tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update service_price set valid_to = $4
         where service_id = $1 and currency = $2 and valid_to is null and valid_from < $3",
        new.service,
        new.amount.currency.as_str(),
        new.valid_from.to_sqlx() as _,
        eve.to_sqlx() as _
    )
    .execute(&mut *db)
    .await?;
    let row = prices!(
        "insert into service_price (id, service_id, currency, amount_minor, tax_rate, valid_from, valid_to, created_at,
             created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning",
        "",
        id.uuid(),
        new.service,
        new.amount.currency.as_str(),
        new.amount.minor,
        new.tax_rate.hundredths(),
        new.valid_from.to_sqlx() as _,
        new.valid_to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        now as _,
        by
    );
    let row = row.fetch_one(db).await.on_constraint("service_price_once", Conflict::PriceThere)?;
    tx.record(action, Subject::new("price", id.uuid()));
    row.open()
}

/// Whoever sets prices of the same service waits here for the others.
async fn hold_service(tx: &mut TenantTx, service: Uuid) -> Result<()> {
    let db = tx.authorize(Action::ManagePrices)?;
    let found = sqlx::query_scalar!("select id from service where id = $1 and active for no key update", service);
    match found.fetch_optional(db).await? {
        Some(_) => Ok(()),
        None => Err(Error::invalid("service", "unknown_choice")),
    }
}

/// Says on which day a price holds last; one that is over stays as it is.
pub async fn end(tx: &mut TenantTx, id: Id<Price>, on: Date) -> Result<Price> {
    let action = Action::ManagePrices;
    let before = keep(tx, id).await?;
    if on < before.valid_from || before.valid_to.is_some_and(|last| last < on) {
        return Err(Error::invalid("on", "out_of_range"));
    }
    let db = tx.authorize(action)?;
    sqlx::query!("update service_price set valid_to = $2 where id = $1", id.uuid(), on.to_sqlx() as _)
        .execute(db)
        .await?;
    tx.record(action, Subject::new("price", id.uuid()));
    Ok(Price { valid_to: Some(on), ..before })
}

/// Takes a price off the list that does not hold yet.
pub async fn remove(tx: &mut TenantTx, id: Id<Price>) -> Result<()> {
    let action = Action::ManagePrices;
    let before = keep(tx, id).await?;
    if !before.is_to_come(tx.tenant().day_of(tx.now())) {
        return Err(Error::Conflict(Conflict::PriceInForce));
    }
    let db = tx.authorize(action)?;
    sqlx::query!("delete from service_price where id = $1", id.uuid()).execute(db).await?;
    tx.record(action, Subject::new("price", id.uuid()));
    Ok(())
}

/// A price that nobody else changes until this transaction ends.
async fn keep(tx: &mut TenantTx, id: Id<Price>) -> Result<Price> {
    let db = tx.authorize(Action::ManagePrices)?;
    let row = prices!("select", "from service_price where id = $1 for update", id.uuid());
    row.fetch_optional(db).await?.ok_or(Error::NotFound)?.open()
}
