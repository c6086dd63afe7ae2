//! One-time codes: asked for in a browser, sent to a phone, typed in the same browser.
//!
//! Whoever asks gets a challenge, known or not; only whether a code is sent differs. A challenge takes five tries,
//! lives for five minutes and serves once.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use people::Region;
use rand::Rng as _;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use tenancy::{Action, Actor, Error, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Json, Sealed};
use web::policy::PatientPolicy;
use web::sessions::{hash_secret, new_secret, row_of_hash};
use web::{Guest, Locale};

use super::accounts::{self, Found};
use super::model::{Identity, Newcomer, Standing};
use super::sealing::CHALLENGE;
use crate::messages::allowance::Allowance;
use crate::messages::model::{MessageKind, NewMessage, Withheld};
use crate::messages::operations as messages;

pub const LASTS: SignedDuration = SignedDuration::from_mins(5);
/// How long after a code the next one may be asked for.
pub const RESEND_AFTER: SignedDuration = SignedDuration::from_secs(60);
const TRIES: i32 = 5;
const DIGITS: usize = 6;

/// What was typed to come in.
#[derive(Serialize, Deserialize, Clone)]
pub struct Typed {
    phone: String,
    username: String,
    /// Where somebody signs up.
    pub newcomer: Option<Newcomer>,
}

impl Typed {
    pub fn new(identity: &Identity, newcomer: Option<Newcomer>) -> Self {
        Self { phone: identity.phone.as_e164().to_owned(), username: identity.username.clone(), newcomer }
    }

    pub fn identity(&self, region: Option<Region>) -> Result<Identity> {
        Identity::parse(&self.phone, &self.username, region).map_err(Error::Invalid)
    }
}

/// Somebody who may be sent a code, or a reason why not.
struct Addressee {
    patient: Option<Uuid>,
    why_not: Option<Withheld>,
}

impl Addressee {
    fn of(found: Option<Found>, signs_up: bool) -> Self {
        let why_not = match found {
            Some(Found { standing: Standing::Blocked, .. }) => Some(Withheld::Blocked),
            None if !signs_up => Some(Withheld::Unknown),
            _ => None,
        };
        Self { patient: found.map(|found| found.patient), why_not }
    }
}

/// Whoever is signed in here already comes in like everybody else.
pub(super) fn as_visitor(guest: &Guest) -> Guest {
    guest.acting_as(Actor::Visitor)
}

/// Begins a challenge; returns the secret by which this browser finds back to it.
pub async fn begin(guest: &Guest, typed: &Typed) -> Result<String> {
    let (policy, secret) = (guest.policy().await?, new_secret());
    let mut tx = as_visitor(guest).change().await?;
    let hash = hash_secret(&secret);
    let (patient, code) = send(&mut tx, guest, &policy.patients, typed).await?;
    let (keys, now) = (tx.keys(), tx.now());
    let details = keys.clinic().seal(CHALLENGE, row_of_hash(&hash), &Json(typed.clone()));
    let db = tx.authorize(Action::RequestCode)?;
    sqlx::query!(
        "insert into sign_in_challenge (hash, patient_id, code_hash, details, sent_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        &hash[..],
        patient,
        code.hash(&keys, &hash),
        details.as_bytes(),
        now.to_sqlx(),
        after(now, LASTS)?.to_sqlx()
    )
    .execute(db)
    .await?;
    tx.record(Action::RequestCode, patient.into_iter().fold(Subject::new("challenge", None), Subject::about));
    tx.commit().await?;
    Ok(secret)
}

/// What became of asking for another code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resent {
    Yes,
    /// Not yet.
    TooSoon,
    /// The challenge is over; a new one has to begin.
    Over,
}

/// A new code in the place of the one before. The tries go on counting.
pub async fn resend(guest: &Guest, secret: &str) -> Result<Resent> {
    let policy = guest.policy().await?;
    let mut tx = as_visitor(guest).change().await?;
    let (keys, now, hash) = (tx.keys(), tx.now(), hash_secret(secret));
    let db = tx.authorize(Action::RequestCode)?;
    let row = sqlx::query!(
        r#"select details as "details: Sealed<Json<Typed>>", sent_at from sign_in_challenge
           where hash = $1 and used_at is null and expires_at > $2 and tries < $3 for update"#,
        &hash[..],
        now.to_sqlx(),
        TRIES
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(Resent::Over) };
    if now.duration_since(row.sent_at.to_jiff()) < RESEND_AFTER {
        return Ok(Resent::TooSoon);
    }
    let typed = keys.clinic().open(CHALLENGE, row_of_hash(&hash), &row.details)?.into_inner().0;
    let (patient, code) = send(&mut tx, guest, &policy.patients, &typed).await?;
    let db = tx.authorize(Action::RequestCode)?;
    sqlx::query!(
        "update sign_in_challenge set patient_id = $2, code_hash = $3, sent_at = $4, expires_at = $5 where hash = $1",
        &hash[..],
        patient,
        code.hash(&keys, &hash),
        now.to_sqlx(),
        after(now, LASTS)?.to_sqlx()
    )
    .execute(db)
    .await?;
    tx.record(Action::RequestCode, patient.into_iter().fold(Subject::new("challenge", None), Subject::about));
    tx.commit().await?;
    Ok(Resent::Yes)
}

/// What a typed code proved.
pub enum Proof {
    /// It was right, and is used up with this transaction. The patient, where one was known, and what was typed.
    Right(Option<Uuid>, Box<Typed>),
    /// So many tries are left.
    Wrong(i32),
    /// Nothing typed here can be right any more.
    Over,
}

/// Compares a code with the one that was sent. The caller commits, whatever comes of it: that is what counts the try.
pub async fn prove(tx: &mut TenantTx, secret: &str, code: &str) -> Result<Proof> {
    let (keys, now, hash) = (tx.keys(), tx.now().to_sqlx(), hash_secret(secret));
    let db = tx.authorize(Action::ResolveSession)?;
    // Counted before it is compared: those who try at the same time wait for each other here.
    let row = sqlx::query!(
        r#"update sign_in_challenge set tries = tries + 1
           where hash = $1 and used_at is null and expires_at > $2 and tries < $3
           returning tries, code_hash, patient_id, details as "details: Sealed<Json<Typed>>""#,
        &hash[..],
        now,
        TRIES
    );
    let Some(row) = row.fetch_optional(&mut *db).await? else { return Ok(Proof::Over) };
    let given = Code::read(code).map(|code| code.hash(&keys, &hash)).unwrap_or_default();
    if !bool::from(given.ct_eq(&row.code_hash)) {
        return Ok(if row.tries < TRIES { Proof::Wrong(TRIES - row.tries) } else { Proof::Over });
    }
    sqlx::query!("update sign_in_challenge set used_at = $2 where hash = $1", &hash[..], now).execute(db).await?;
    let typed = keys.clinic().open(CHALLENGE, row_of_hash(&hash), &row.details)?.into_inner().0;
    Ok(Proof::Right(row.patient_id, Box::new(typed)))
}

/// Ends a challenge whose code was right and helped nobody.
pub async fn burn(tx: &mut TenantTx, secret: &str) -> Result<()> {
    let (now, hash) = (tx.now().to_sqlx(), hash_secret(secret));
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("update sign_in_challenge set used_at = $2 where hash = $1", &hash[..], now).execute(db).await?;
    Ok(())
}

/// What the page that asks for the code says.
pub struct Waiting {
    pub phone: String,
    pub signs_up: bool,
}

/// The challenge of this browser, while it goes on.
pub async fn waiting(tx: &mut TenantTx, secret: &str) -> Result<Option<Waiting>> {
    let (keys, now, hash) = (tx.keys(), tx.now(), hash_secret(secret));
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select details as "details: Sealed<Json<Typed>>" from sign_in_challenge
           where hash = $1 and used_at is null and expires_at > $2 and tries < $3"#,
        &hash[..],
        now.to_sqlx(),
        TRIES
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    let typed = keys.clinic().open(CHALLENGE, row_of_hash(&hash), &row.details)?.into_inner().0;
    Ok(Some(Waiting { phone: typed.phone, signs_up: typed.newcomer.is_some() }))
}

/// Sends a code to whoever may have one, and keeps why to the others not: the work is the same. Returns the patient, and
/// what has to be typed.
async fn send(tx: &mut TenantTx, guest: &Guest, policy: &PatientPolicy, typed: &Typed) -> Result<(Option<Uuid>, Code)> {
    let code = Code::new();
    let identity = typed.identity(Region::parse(&tx.tenant().region))?;
    let found = accounts::find(tx, &identity).await?;
    let signs_up = typed.newcomer.is_some();
    let addressee = Addressee::of(found, signs_up);
    let refused = allowed(tx, policy, &identity, (addressee.why_not.is_none(), signs_up)).await?;
    let message = NewMessage {
        kind: MessageKind::OneTimeCode,
        patient: addressee.patient,
        body: code.message(guest, guest.locale()),
        expires_at: Some(after(tx.now(), LASTS)?),
        recipient: identity.phone.into(),
        visit: None,
    };
    let code = match addressee.why_not.or(refused) {
        Some(why) => {
            messages::withhold(tx, &message, why).await?;
            // What was not sent is not guessed either: no six digits are this.
            Code(new_secret())
        }
        None => {
            messages::queue(tx, &message).await?;
            code
        }
    };
    Ok((addressee.patient, code))
}

/// Whether the clinic sends another code to this number now. What is not sent anyway is counted apart, so that a
/// stranger uses up nobody's allowance.
async fn allowed(
    tx: &mut TenantTx,
    policy: &PatientPolicy,
    identity: &Identity,
    (is_sent, signs_up): (bool, bool),
) -> Result<Option<Withheld>> {
    let number = identity.phone.as_e164();
    let apart = if is_sent { "sent" } else { "withheld" };
    // Strangers may sign up with any number they like: they get half of what the clinic spends, and leave the rest.
    let (whose, most) = if signs_up { ("newcomers", policy.codes_a_day / 2) } else { ("patients", policy.codes_a_day) };
    let (hour, day) = (SignedDuration::from_hours(1), SignedDuration::from_hours(24));
    let counts = [
        (format!("hour {whose} {number}"), policy.codes_per_number_an_hour, hour),
        (format!("day {whose} {number}"), policy.codes_per_number_a_day, day),
        (format!("clinic {whose}"), most, day),
    ];
    let mut within = true;
    for (of, most, span) in counts {
        // What is refused already uses up nothing more; it is counted all the same, so that the work is.
        let of = if within { format!("code {apart} {of}") } else { format!("code refused {of}") };
        within &= Allowance { of: &of, most: i32::from(most), within: span }.take(tx).await?;
    }
    let country = identity.phone.country();
    let home = [tx.tenant().region.clone()];
    let countries = if policy.countries.is_empty() { &home[..] } else { &policy.countries };
    if !country.is_some_and(|country| countries.contains(&country)) {
        return Ok(Some(Withheld::Country));
    }
    Ok((!within).then_some(Withheld::TooMany))
}

/// Six digits.
struct Code(String);

impl Code {
    fn new() -> Self {
        Self(format!("{:06}", rand::rng().random_range(0..1_000_000)))
    }

    /// As typed: in any digits, with blanks between.
    fn read(text: &str) -> Option<Self> {
        let text = people::text::ascii_digits(text);
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        (digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Self(digits))
    }

    /// Keyed, and bound to its challenge: whoever has only the table cannot even try.
    fn hash(&self, keys: &ClinicKeys, challenge: &[u8; 32]) -> Vec<u8> {
        keys.index("sign_in_challenge.code").exact(&format!("{} {}", hex::encode(challenge), self.0)).to_vec()
    }

    fn message(&self, guest: &Guest, locale: Locale) -> String {
        let words = [("code", self.0.as_str()), ("name", guest.tenant().name.as_str())];
        guest.app().texts().with(locale, "message-one-time-code", &words)
    }
}

fn after(now: Timestamp, lasts: SignedDuration) -> Result<Timestamp> {
    now.checked_add(lasts).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn a_code_is_read_in_any_digits() {
        for text in ["012345", " 012 345 ", "012-345", "٠١٢٣٤٥"] {
            assert_eq!(Code::read(text).unwrap().0, "012345", "{text}");
        }
        for text in ["", "12345", "1234567", "12345a", "1234 5"] {
            assert!(Code::read(text).is_none(), "{text}");
        }
    }
}
