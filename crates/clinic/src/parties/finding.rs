//! Finding people among many: lists, the search box, possible duplicates. Operations like their neighbours', with SQL.

use people::names::Query as NameQuery;
use tenancy::{Action, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::ClinicKeys;
use web::{Listing, PageOf};

use super::model::{NewParty, Party, PartyKind};
use super::operations::{Book, load_many};
use super::sealing::{birth_range, exact, name_tokens};

/// What a list is narrowed to. Everything sealed is compared through blind indexes.
#[derive(Default)]
pub struct Filter {
    pub kind: Option<PartyKind>,
    pub names: Option<NameQuery>,
    pub phone: Option<people::Phone>,
    pub email: Option<people::Email>,
    pub mrn: Option<people::Mrn>,
    pub number: Option<i64>,
    pub born: Option<(jiff::civil::Date, jiff::civil::Date)>,
    pub active: Option<bool>,
    /// Any of phone, e-mail, MRN and number is enough, instead of all.
    pub any_identifier: bool,
    pub newest_first: bool,
    /// Something was asked for that nobody can fit.
    pub nobody: bool,
}

impl Filter {
    /// Whether it narrows nothing: a text that asks for nothing must not find everybody.
    pub fn is_empty(&self) -> bool {
        let sealed = [self.names.is_some(), self.phone.is_some(), self.email.is_some(), self.mrn.is_some()];
        !sealed.contains(&true) && self.number.is_none() && self.born.is_none()
    }
}

/// More matches than this are not looked through for long words; nobody pages that far.
const VERIFY_AT_MOST: i64 = 2000;

pub async fn list(tx: &mut TenantTx, book: Book, filter: &Filter, page: PageOf) -> Result<Listing<Party>> {
    let action = book.list();
    let listing = match filter.names.as_ref().filter(|names| names.needs_check()) {
        None => {
            let (ids, count) = matching(tx, book, action, filter, page.into()).await?;
            Listing { rows: load_many(tx, action, &ids).await?, count, page }
        }
        // The index knows eight letters of a word; the rest is compared after opening.
        Some(names) => {
            let (ids, _) = matching(tx, book, action, filter, Window::first(VERIFY_AT_MOST)).await?;
            let mut rows = load_many(tx, action, &ids).await?;
            rows.retain(|party| names.matches(&party.person.reveal().full_name()));
            let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
            let (skip, take) = (usize::try_from(page.offset()).unwrap_or(0), usize::try_from(page.size).unwrap_or(0));
            Listing { rows: rows.into_iter().skip(skip).take(take).collect(), count, page }
        }
    };
    tx.record(action, Subject::list(book.noun(), patients(&listing.rows)));
    Ok(listing)
}

/// The best few for a search box, newest first.
pub async fn search(tx: &mut TenantTx, filter: &Filter, most: usize) -> Result<Vec<Party>> {
    let action = Action::SearchPatients;
    let fetch = i64::try_from(most * 8).unwrap_or(i64::MAX);
    let (ids, _) =
        matching(tx, Book::Patients, action, filter, Window { cap: Some(ENOUGH), ..Window::first(fetch) }).await?;
    let mut rows = load_many(tx, action, &ids).await?;
    if let Some(names) = &filter.names {
        rows.retain(|party| names.matches(&party.person.reveal().full_name()));
    }
    rows.truncate(most);
    tx.record(action, Subject::list("patient", patients(&rows)));
    Ok(rows)
}

/// So many matches are enough for a box that shows ten: whoever types two letters will type a third.
const ENOUGH: i64 = 400;

/// The ids of the patients who match, for lists of other things that are narrowed by person; the record is theirs.
pub async fn ids_matching(tx: &mut TenantTx, action: Action, filter: &Filter) -> Result<Vec<Uuid>> {
    let (ids, _) = matching(tx, Book::Patients, action, filter, Window::first(VERIFY_AT_MOST)).await?;
    let Some(names) = filter.names.as_ref().filter(|names| names.needs_check()) else { return Ok(ids) };
    let rows = load_many(tx, action, &ids).await?;
    let matching = rows.iter().filter(|party| names.matches(&party.person.reveal().full_name()));
    Ok(matching.map(|party| party.id.uuid()).collect())
}

fn patients(rows: &[Party]) -> impl Iterator<Item = Uuid> {
    rows.iter().filter(|party| party.kind == PartyKind::Patient).map(|party| party.id.uuid())
}

/// Which part of the matches is wanted.
#[derive(Clone, Copy)]
struct Window {
    limit: i64,
    offset: i64,
    /// Stop looking after so many matches, whichever they are.
    cap: Option<i64>,
}

impl Window {
    const fn first(limit: i64) -> Self {
        Self { limit, offset: 0, cap: None }
    }
}

impl From<PageOf> for Window {
    fn from(page: PageOf) -> Self {
        Self { limit: page.size, offset: page.offset(), cap: None }
    }
}

/// The ids of one page of matches, and how many there are in all.
async fn matching(
    tx: &mut TenantTx,
    book: Book,
    action: Action,
    filter: &Filter,
    window: Window,
) -> Result<(Vec<Uuid>, i64)> {
    let Window { limit, offset, cap } = window;
    let wanted = Wanted::of(&tx.keys(), book, filter);
    let db = tx.authorize(action)?;
    if filter.nobody {
        return Ok((Vec::new(), 0));
    }
    if wanted.is_plain() {
        // Walks an index; below, a walk could pass over every row that does not match.
        let row = sqlx::query!(
            r#"select (select count(*) from party
                       where deleted_at is null and ($1::text is null or kind = $1)) as "count!",
                      array(select id from party where deleted_at is null and ($1::text is null or kind = $1)
                            order by case when $4 then null else id end, id desc limit $2 offset $3) as "ids!""#,
            wanted.kind,
            limit,
            offset,
            filter.newest_first
        );
        let row = row.fetch_one(db).await?;
        return Ok((row.ids, row.count));
    }
    let row = sqlx::query!(
        r#"with found as materialized (
               select id from party
               where deleted_at is null
                 and ($1::text is null or kind = $1)
                 and ($2::bigint[] is null or name_tokens @> $2)
                 and ($3::bytea[] is null or birth_index = any($3))
                 and ($4::boolean is null or active = $4)
                 and case when $9 then phone_index = $5 or email_index = $6 or mrn_index = $7 or number = $8
                     else ($5::bytea is null or phone_index = $5) and ($6::bytea is null or email_index = $6)
                          and ($7::bytea is null or mrn_index = $7) and ($8::bigint is null or number = $8) end
               limit $13)
           select (select count(*) from found) as "count!",
                  array(select id from found order by case when $10 then null else id end, id desc
                        limit $11 offset $12) as "ids!""#,
        wanted.kind,
        wanted.names.as_deref(),
        wanted.born.as_deref(),
        filter.active,
        wanted.phone,
        wanted.email,
        wanted.mrn,
        filter.number,
        filter.any_identifier,
        filter.newest_first,
        limit,
        offset,
        cap
    );
    let row = row.fetch_one(db).await?;
    Ok((row.ids, row.count))
}

/// A filter as the database sees it.
struct Wanted {
    kind: Option<&'static str>,
    names: Option<Vec<i64>>,
    born: Option<Vec<Vec<u8>>>,
    phone: Option<Vec<u8>>,
    email: Option<Vec<u8>>,
    mrn: Option<Vec<u8>>,
    others: bool,
}

impl Wanted {
    fn of(keys: &ClinicKeys, book: Book, filter: &Filter) -> Self {
        Self {
            kind: book.kind().or(filter.kind.map(PartyKind::as_str)),
            names: filter.names.as_ref().map(|names| name_tokens(keys, names.tokens.iter().map(String::as_str))),
            born: filter.born.map(|(from, to)| birth_range(keys, from, to)),
            phone: filter.phone.as_ref().map(|phone| exact(keys, "party.phone", phone.as_e164())),
            email: filter.email.as_ref().map(|email| exact(keys, "party.email", &email.canonical())),
            mrn: filter.mrn.as_ref().map(|mrn| exact(keys, "party.mrn", &mrn.canonical())),
            others: filter.number.is_some() || filter.active.is_some(),
        }
    }

    fn is_plain(&self) -> bool {
        let narrowed = [self.names.is_some(), self.born.is_some(), self.phone.is_some(), self.email.is_some()];
        !narrowed.contains(&true) && self.mrn.is_none() && !self.others
    }
}

/// Parties that may be the same person: same phone, MRN or e-mail, or same name and date of birth.
pub async fn duplicates(tx: &mut TenantTx, new: &NewParty, except: Option<Id<Party>>) -> Result<Vec<Party>> {
    let names = people::names::query(&format!("{} {}", new.given_name, new.family_name));
    let same_name = Filter {
        names: (!names.is_empty() && new.date_of_birth.is_some()).then_some(names),
        born: new.date_of_birth.map(|date| (date, date)),
        ..Filter::default()
    };
    let same_handle = Filter {
        phone: new.phone.clone(),
        email: new.email.clone(),
        mrn: new.mrn.clone(),
        any_identifier: true,
        ..Filter::default()
    };
    let mut ids = Vec::new();
    for (filter, useful) in [
        (&same_name, same_name.names.is_some()),
        (&same_handle, new.phone.is_some() || new.email.is_some() || new.mrn.is_some()),
    ] {
        if useful {
            ids.extend(matching(tx, Book::Patients, Action::SearchPatients, filter, Window::first(5)).await?.0);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| except.is_none_or(|except| except.uuid() != *id));
    let rows = load_many(tx, Action::SearchPatients, &ids).await?;
    tx.record(Action::SearchPatients, Subject::list("patient", patients(&rows)));
    Ok(rows)
}
