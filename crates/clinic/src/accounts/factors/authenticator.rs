//! Codes of an authenticator app (RFC 6238).

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx};
use totp_rs::{Builder, Totp};
use uuid::Uuid;
use vault::{ClinicKeys, Sealed};

use super::recovery;
use super::seconds;
use crate::accounts::sealing::AUTHENTICATOR;
use crate::picture;

/// An app that is being set up: what it has to be told.
pub struct Offer {
    /// For typing.
    pub secret: String,
    /// For the camera: the same in an image (SVG, base64).
    pub picture: String,
}

impl Offer {
    fn new(secret: Vec<u8>, account: &str, clinic: &str) -> Result<Self> {
        // A colon separates the two in the address, so neither may hold one.
        let plain = |text: &str| text.replace(':', " ");
        let builder =
            Builder::new().with_secret(secret).with_account_name(plain(account)).with_issuer(Some(plain(clinic)));
        let totp = builder.build().map_err(|error| Error::internal(error.to_string()))?;
        let address = totp.to_url().map_err(|error| Error::internal(error.to_string()))?;
        Ok(Self { secret: grouped(&totp.secret().to_base32()), picture: picture::qr_code(&address)? })
    }
}

/// In fours, as people read letters out.
pub fn grouped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn totp(secret: Vec<u8>) -> Result<Totp> {
    Builder::new().with_secret(secret).build().map_err(|error| Error::internal(error.to_string()))
}

/// What an app is told that is being set up in this session. It follows from the clinic's key, so that looking at it
/// leaves nothing behind, and is the same until a code was right.
fn offered(keys: &ClinicKeys, session: Uuid) -> Vec<u8> {
    keys.derive(&format!("authenticator offered in session {session}")).into_iter().take(SECRET).collect()
}

/// As long as what the codes are made with: SHA-1.
const SECRET: usize = 20;

/// The app that is being set up; refused when there is one already.
pub async fn offer(tx: &mut TenantTx, (staff, session): (Uuid, Uuid), account: &str) -> Result<Offer> {
    let (keys, clinic) = (tx.keys(), tx.tenant().name.clone());
    let db = tx.authorize(Action::ViewOwnAccount)?;
    let known = sqlx::query_scalar!("select staff_id from authenticator where staff_id = $1", staff);
    if known.fetch_optional(db).await?.is_some() {
        return Err(Error::Conflict(Conflict::AlreadyRecorded));
    }
    Offer::new(offered(&keys, session), account, &clinic)
}

/// Takes the app into use once it shows a right code. Returns new codes for paper.
pub async fn confirm(tx: &mut TenantTx, (staff, session): (Uuid, Uuid), typed: &str) -> Result<Vec<String>> {
    let (keys, now) = (tx.keys(), tx.now());
    let secret = offered(&keys, session);
    let Some(step) = step_of(secret.clone(), typed, now)? else {
        return Err(Error::invalid("code", "wrong_code"));
    };
    let sealed = keys.clinic().seal(AUTHENTICATOR, staff, &secret);
    let db = tx.authorize(Action::EnrolFactor)?;
    let done = sqlx::query!(
        "insert into authenticator (staff_id, secret, created_at, last_step) values ($1, $2, $3, $4)
         on conflict (staff_id) do nothing",
        staff,
        sealed.as_bytes(),
        now.to_sqlx(),
        step
    );
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::AlreadyRecorded));
    }
    tx.record(Action::EnrolFactor, Subject::new("staff", staff));
    recovery::renew(tx, staff).await
}

/// Whether the code is right; it is used up by that.
pub(super) async fn check(tx: &mut TenantTx, staff: Uuid, typed: &str) -> Result<bool> {
    let (keys, now) = (tx.keys(), tx.now());
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query_scalar!(
        r#"select secret as "secret: Sealed<Vec<u8>>" from authenticator where staff_id = $1"#,
        staff
    );
    let Some(secret) = row.fetch_optional(&mut *db).await? else { return Ok(false) };
    let secret = keys.clinic().open(AUTHENTICATOR, staff, &secret)?.into_inner();
    let Some(step) = step_of(secret, typed, now)? else { return Ok(false) };
    let used =
        sqlx::query!("update authenticator set last_step = $2 where staff_id = $1 and last_step < $2", staff, step);
    Ok(used.execute(db).await?.rows_affected() == 1)
}

/// The time step that the code belongs to: the present one or one of its neighbours.
fn step_of(secret: Vec<u8>, typed: &str, now: jiff::Timestamp) -> Result<Option<i64>> {
    let digits: String = people::text::ascii_digits(typed).chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 6 {
        return Ok(None);
    }
    totp(secret)?.check(&digits, seconds(now)?).map(i64::try_from).transpose().map_err(Error::internal)
}

pub async fn remove(tx: &mut TenantTx, staff: Uuid) -> Result<()> {
    let db = tx.authorize(Action::RemoveFactor)?;
    let done = sqlx::query!("delete from authenticator where staff_id = $1", staff).execute(db).await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(Action::RemoveFactor, Subject::new("staff", staff));
    Ok(())
}
