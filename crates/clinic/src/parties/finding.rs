//! Finding people among many: lists, the search box, possible duplicates. Operations like their neighbours', with SQL.

use std::collections::HashMap;

use people::names::Query as NameQuery;
use tenancy::{Action, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::ClinicKeys;
use web::{Listing, PageOf, Place};

use super::model::{NewParty, Party, PartyKind};
use super::operations::{Book, load_many};
use super::sealing::{birth_range, exact, name_tokens};

/// What a list is narrowed to. Everything sealed is compared through blind indexes.
#[derive(Default)]
pub struct Filter {
    pub kind: Option<PartyKind>,
    pub names: Option<NameQuery>,
    /// One of these is enough.
    pub any_of: Identifiers,
    pub phone: Option<people::Phone>,
    pub email: Option<people::Email>,
    pub mrn: Option<people::Mrn>,
    pub born: Option<Born>,
    pub active: Option<bool>,
    /// A word of the clinic's that they are found by.
    pub tag: Option<Uuid>,
    pub newest_first: bool,
    /// Something was asked for that nobody can fit.
    pub nobody: bool,
}

/// What somebody is told apart by.
#[derive(Clone, Default)]
pub struct Identifiers {
    pub phone: Option<people::Phone>,
    pub email: Option<people::Email>,
    pub mrns: Vec<people::Mrn>,
    pub number: Option<i64>,
}

/// When somebody was born, as far as it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Born {
    Between(jiff::civil::Date, jiff::civil::Date),
    /// Nobody has said.
    Unknown,
}

impl Identifiers {
    pub fn is_empty(&self) -> bool {
        self.phone.is_none() && self.email.is_none() && self.mrns.is_empty() && self.number.is_none()
    }
}

impl Filter {
    /// Whether it narrows nothing: a text that asks for nothing must not find everybody.
    pub fn is_empty(&self) -> bool {
        let sealed = [self.names.is_some(), self.phone.is_some(), self.email.is_some(), self.mrn.is_some()];
        !sealed.contains(&true) && self.any_of.is_empty() && self.born.is_none()
    }
}

/// More matches than this are not looked through for long words; nobody pages that far.
const VERIFY_AT_MOST: i64 = 2000;

pub async fn list(tx: &mut TenantTx, book: Book, filter: &Filter, page: PageOf) -> Result<Listing<Party>> {
    let action = book.list();
    let (rows, count) = match filter.names.as_ref().filter(|names| names.needs_check()) {
        None => {
            let (ids, count) = matching(tx, book, action, filter, Window::of(page, filter)).await?;
            (load_many(tx, action, &ids).await?, count)
        }
        // The index knows eight letters of a word; the rest is compared after opening.
        Some(names) => {
            let (ids, _) = matching(tx, book, action, filter, Window::first(VERIFY_AT_MOST, filter)).await?;
            let mut rows = load_many(tx, action, &ids).await?;
            rows.retain(|party| names.matches(&party.person.reveal().full_name()));
            let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
            (walk(rows, page, filter), count)
        }
    };
    let listing = Listing::walked(rows, count, page, |party| Place { at: party.created_at, id: party.id.uuid() });
    tx.record(action, Subject::list(book.noun(), patients(&listing.rows)));
    Ok(listing)
}

/// What the database would have fetched for a page, out of all the matches.
fn walk(mut rows: Vec<Party>, page: PageOf, filter: &Filter) -> Vec<Party> {
    let descending = filter.newest_first != page.is_backward();
    if page.is_backward() {
        rows.reverse();
    }
    if let Some(place) = page.place() {
        rows.retain(|party| if descending { party.id.uuid() < place.id } else { party.id.uuid() > place.id });
    }
    let size = |rows: i64| usize::try_from(rows).unwrap_or(0);
    rows.into_iter().skip(size(page.skipped())).take(size(page.fetched())).collect()
}

/// What these people of a book are called, those out of sight too; those who look are on record.
pub async fn names(tx: &mut TenantTx, book: Book, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let action = book.list();
    let mut rows = load_many(tx, action, ids).await?;
    rows.retain(|party| book == Book::Contacts || party.kind == PartyKind::Patient);
    tx.record(action, Subject::list(book.noun(), patients(&rows)));
    Ok(rows.into_iter().map(|party| (party.id.uuid(), party.person.reveal().full_name())).collect())
}

/// The best few for a search box, newest first.
pub async fn search(tx: &mut TenantTx, filter: &Filter, most: usize) -> Result<Vec<Party>> {
    let action = Action::SearchPatients;
    let fetch = i64::try_from(most * 8).unwrap_or(i64::MAX);
    let (ids, _) =
        matching(tx, Book::Patients, action, filter, Window { cap: Some(ENOUGH), ..Window::first(fetch, filter) })
            .await?;
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
    let (ids, _) = matching(tx, Book::Patients, action, filter, Window::first(VERIFY_AT_MOST, filter)).await?;
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
    descending: bool,
    /// Only what comes after this one.
    beyond: Option<Uuid>,
}

impl Window {
    fn first(limit: i64, filter: &Filter) -> Self {
        Self { limit, offset: 0, cap: None, descending: filter.newest_first, beyond: None }
    }

    fn of(page: PageOf, filter: &Filter) -> Self {
        Self {
            offset: page.skipped(),
            descending: filter.newest_first != page.is_backward(),
            beyond: page.place().map(|place| place.id),
            ..Self::first(page.fetched(), filter)
        }
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
    let wanted = Wanted::of(&tx.keys(), book, filter);
    let db = tx.authorize(action)?;
    if filter.nobody {
        return Ok((Vec::new(), 0));
    }
    if wanted.is_plain {
        return everybody(db, wanted.kind, window).await;
    }
    let Window { limit, offset, cap, descending, beyond } = window;
    let row = sqlx::query!(
        r#"with found as materialized (
               select id from party
               where deleted_at is null
                 and ($1::text is null or kind = $1)
                 and ($2::bigint[] is null or name_tokens @> $2)
                 and ($3::bytea[] is null or birth_index = any($3))
                 and ($18 is false or birth_index is null)
                 and ($4::boolean is null or active = $4)
                 and ($5::bytea is null or phone_index = $5) and ($6::bytea is null or email_index = $6)
                 and ($7::bytea is null or mrn_index = $7)
                 and case when $8 then phone_index = $9 or email_index = $10 or mrn_index = any($11) or number = $12
                     else true end
                 and ($19::uuid is null or exists (select from party_tag t where t.party_id = party.id and t.tag_id = $19))
               limit $13)
           select (select count(*) from found) as "count!",
                  array(select id from found
                        where $17::uuid is null or case when $14 then id < $17 else id > $17 end
                        order by case when $14 then null else id end, id desc
                        limit $15 offset $16) as "ids!""#,
        wanted.kind,
        wanted.names.as_deref(),
        wanted.born.as_deref(),
        filter.active,
        wanted.phone,
        wanted.email,
        wanted.mrn,
        !filter.any_of.is_empty(),
        wanted.any_of.phone,
        wanted.any_of.email,
        &wanted.any_of.mrns,
        filter.any_of.number,
        cap,
        descending,
        limit,
        offset,
        beyond,
        filter.born == Some(Born::Unknown),
        filter.tag
    );
    let row = row.fetch_one(db).await?;
    Ok((row.ids, row.count))
}

/// Walks an index; a narrower question, asked like this, could pass over every row that does not match.
async fn everybody(db: &mut sqlx::PgConnection, kind: Option<&str>, window: Window) -> Result<(Vec<Uuid>, i64)> {
    let row = sqlx::query!(
        r#"select (select count(*) from party
                   where deleted_at is null and ($1::text is null or kind = $1)) as "count!",
                  array(select id from party where deleted_at is null and ($1::text is null or kind = $1)
                          and ($5::uuid is null or case when $4 then id < $5 else id > $5 end)
                        order by case when $4 then null else id end, id desc limit $2 offset $3) as "ids!""#,
        kind,
        window.limit,
        window.offset,
        window.descending,
        window.beyond
    );
    let row = row.fetch_one(db).await?;
    Ok((row.ids, row.count))
}

/// How many there are of a kind, or of all. The record is the caller's to keep.
pub async fn count_all(tx: &mut TenantTx, action: Action, kind: Option<PartyKind>) -> Result<i64> {
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from party where deleted_at is null and ($1::text is null or kind = $1)"#,
        kind.map(PartyKind::as_str)
    );
    Ok(count.fetch_one(db).await?)
}

/// The next of a kind, or of all, after one of them, in the order in which they came: for what goes through everybody. The
/// record is the caller's to keep.
pub async fn next_after(
    tx: &mut TenantTx,
    action: Action,
    kind: Option<PartyKind>,
    after: Option<Uuid>,
    most: i64,
) -> Result<Vec<Party>> {
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from party
         where deleted_at is null and secret is not null and ($1::text is null or kind = $1)
           and ($2::uuid is null or id > $2)
         order by id limit $3",
        kind.map(PartyKind::as_str),
        after,
        most
    );
    let ids = ids.fetch_all(db).await?;
    load_many(tx, action, &ids).await
}

/// A filter as the database sees it.
struct Wanted {
    kind: Option<&'static str>,
    names: Option<Vec<i64>>,
    born: Option<Vec<Vec<u8>>>,
    phone: Option<Vec<u8>>,
    email: Option<Vec<u8>>,
    mrn: Option<Vec<u8>>,
    any_of: AnyOf,
    /// Nothing but the kind narrows it.
    is_plain: bool,
}

struct AnyOf {
    phone: Option<Vec<u8>>,
    email: Option<Vec<u8>>,
    mrns: Vec<Vec<u8>>,
}

impl Wanted {
    fn of(keys: &ClinicKeys, book: Book, filter: &Filter) -> Self {
        let phone = |phone: &Option<people::Phone>| Some(exact(keys, "party.phone", phone.as_ref()?.as_e164()));
        let email = |email: &Option<people::Email>| Some(exact(keys, "party.email", &email.as_ref()?.canonical()));
        let mrn = |mrn: &people::Mrn| exact(keys, "party.mrn", &mrn.canonical());
        let any_of = &filter.any_of;
        Self {
            kind: book.kind().or(filter.kind.map(PartyKind::as_str)),
            names: filter.names.as_ref().map(|names| name_tokens(keys, names.tokens.iter().map(String::as_str))),
            born: match filter.born {
                Some(Born::Between(from, to)) => Some(birth_range(keys, from, to)),
                Some(Born::Unknown) | None => None,
            },
            phone: phone(&filter.phone),
            email: email(&filter.email),
            mrn: filter.mrn.as_ref().map(mrn),
            any_of: AnyOf {
                phone: phone(&any_of.phone),
                email: email(&any_of.email),
                mrns: any_of.mrns.iter().map(mrn).collect(),
            },
            is_plain: filter.is_empty() && filter.active.is_none() && filter.tag.is_none(),
        }
    }
}

/// So many namesakes are looked at when nothing else tells people apart.
const NAMESAKES: i64 = 20;

/// Patients who may be the same person: same phone, MRN or e-mail, or same name when the dates of birth do not tell
/// them apart.
pub async fn duplicates(tx: &mut TenantTx, new: &NewParty, except: Option<Id<Party>>) -> Result<Vec<Party>> {
    let action = Action::SearchPatients;
    let any_of = Identifiers {
        phone: new.phone.clone(),
        email: new.email.clone(),
        mrns: new.mrn.iter().cloned().collect(),
        number: None,
    };
    let mut ids = Vec::new();
    if !any_of.is_empty() {
        let same_handle = Filter { any_of, ..Filter::default() };
        ids.extend(matching(tx, Book::Patients, action, &same_handle, Window::first(5, &same_handle)).await?.0);
    }
    let mut rows = load_many(tx, action, &ids).await?;
    rows.extend(namesakes(tx, new).await?.into_iter().filter(|party| !ids.contains(&party.id.uuid())));
    rows.retain(|party| except != Some(party.id));
    tx.record(action, Subject::list("patient", patients(&rows)));
    Ok(rows)
}

/// Patients of the same name who were born on the same day, as far as that is known of both.
async fn namesakes(tx: &mut TenantTx, new: &NewParty) -> Result<Vec<Party>> {
    let full_name = format!("{} {}", new.given_name, new.family_name);
    let spans = match new.date_of_birth {
        Some(date) => vec![Some(Born::Between(date, date)), Some(Born::Unknown)],
        None => vec![None],
    };
    let mut ids = Vec::new();
    for born in spans {
        let names = Some(people::names::query(&full_name)).filter(|names| !names.is_empty());
        let filter = Filter { nobody: names.is_none(), names, born, newest_first: true, ..Filter::default() };
        let window = Window::first(NAMESAKES, &filter);
        ids.extend(matching(tx, Book::Patients, Action::SearchPatients, &filter, window).await?.0);
    }
    let mut rows = load_many(tx, Action::SearchPatients, &ids).await?;
    // The index knows beginnings only: unless they were born on one day, Ali Hassan is not Aliya Hassan.
    rows.retain(|party| {
        let person = party.person.reveal();
        person.date_of_birth.is_some_and(|date| Some(date) == new.date_of_birth)
            || people::names::is_same(&full_name, &person.full_name())
    });
    Ok(rows)
}

/// The one patient with this phone, this day of birth and this name; nobody where there are two. The record is the
/// caller's to keep.
pub async fn same_person(tx: &mut TenantTx, action: Action, new: &NewParty) -> Result<Option<Uuid>> {
    let (Some(phone), Some(date)) = (&new.phone, new.date_of_birth) else { return Ok(None) };
    let filter = Filter { phone: Some(phone.clone()), born: Some(Born::Between(date, date)), ..Filter::default() };
    let (ids, _) = matching(tx, Book::Patients, action, &filter, Window::first(NAMESAKES, &filter)).await?;
    let name = format!("{} {}", new.given_name, new.family_name);
    let mut rows = load_many(tx, action, &ids).await?;
    rows.retain(|party| people::names::is_same(&name, &party.person.reveal().full_name()));
    Ok(match rows.as_slice() {
        [only] => Some(only.id.uuid()),
        _ => None,
    })
}
