//! Codes of an authenticator app (RFC 6238).

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx};
use totp_rs::{Builder, Totp};
use uuid::Uuid;
use vault::Sealed;

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
    /// For this secret, under the names that the app will show.
    pub fn new(secret: Vec<u8>, account: &str, clinic: &str) -> Result<Self> {
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

/// A secret for an app that is to be set up.
pub fn new_secret() -> Vec<u8> {
    rand::random::<[u8; 20]>().to_vec()
}

/// The time step whose code this is; digits of any script will do.
pub fn step(secret: Vec<u8>, typed: &str, now: jiff::Timestamp) -> Result<Option<i64>> {
    let digits: String = people::text::ascii_digits(typed).chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 6 {
        return Ok(None);
    }
    totp(secret)?.check(&digits, seconds(now)?).map(i64::try_from).transpose().map_err(Error::internal)
}

fn totp(secret: Vec<u8>) -> Result<Totp> {
    Builder::new().with_secret(secret).build().map_err(|error| Error::internal(error.to_string()))
}

/// The app that is being set up, or a new one; refused when there is one already.
pub async fn offer(tx: &mut TenantTx, staff: Uuid, account: &str) -> Result<Offer> {
    let (keys, now, clinic) = (tx.keys(), tx.now().to_sqlx(), tx.tenant().name.clone());
    let secret = new_secret();
    let sealed = keys.clinic().seal(AUTHENTICATOR, staff, &secret);
    let db = tx.authorize(Action::ViewOwnAccount)?;
    sqlx::query!(
        "insert into authenticator (staff_id, secret, created_at) values ($1, $2, $3) on conflict (staff_id) do nothing",
        staff,
        sealed.as_bytes(),
        now
    )
    .execute(&mut *db)
    .await?;
    let row = sqlx::query!(
        r#"select secret as "secret: Sealed<Vec<u8>>", confirmed_at from authenticator where staff_id = $1"#,
        staff
    )
    .fetch_one(db)
    .await?;
    if row.confirmed_at.is_some() {
        return Err(Error::Conflict(Conflict::AlreadyRecorded));
    }
    Offer::new(keys.clinic().open(AUTHENTICATOR, staff, &row.secret)?.into_inner(), account, &clinic)
}

/// Takes the app into use once it shows a right code. Returns new codes for paper.
pub async fn confirm(tx: &mut TenantTx, staff: Uuid, typed: &str) -> Result<Vec<String>> {
    let Some(step) = step_of(tx, staff, typed, false).await? else {
        return Err(Error::invalid("code", "wrong_code"));
    };
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::EnrolFactor)?;
    let done = sqlx::query!(
        "update authenticator set confirmed_at = $2, last_step = $3 where staff_id = $1 and confirmed_at is null",
        staff,
        now,
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
    let Some(step) = step_of(tx, staff, typed, true).await? else { return Ok(false) };
    let db = tx.authorize(Action::ResolveSession)?;
    let used =
        sqlx::query!("update authenticator set last_step = $2 where staff_id = $1 and last_step < $2", staff, step);
    Ok(used.execute(db).await?.rows_affected() == 1)
}

async fn step_of(tx: &mut TenantTx, staff: Uuid, typed: &str, confirmed: bool) -> Result<Option<i64>> {
    let (keys, now) = (tx.keys(), tx.now());
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select secret as "secret: Sealed<Vec<u8>>" from authenticator
           where staff_id = $1 and (confirmed_at is not null) = $2"#,
        staff,
        confirmed
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    step(keys.clinic().open(AUTHENTICATOR, staff, &row.secret)?.into_inner(), typed, now)
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
