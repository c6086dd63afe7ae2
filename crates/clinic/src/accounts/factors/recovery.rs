//! Codes on paper, for the day the telephone is lost. Each serves once.

use jiff_sqlx::ToSqlx as _;
use rand::Rng as _;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::ClinicKeys;

const CODES: usize = 10;
const LETTERS: usize = 12;
/// Without those that look alike.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Makes new codes in the place of all made before; they are shown now and never again.
pub async fn renew(tx: &mut TenantTx, staff: Uuid) -> Result<Vec<String>> {
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    let codes = new_codes();
    let hashes: Vec<Vec<u8>> = codes.iter().map(|code| hash(&keys, staff, code)).collect();
    let db = tx.authorize(Action::EnrolFactor)?;
    sqlx::query!("delete from recovery_code where staff_id = $1", staff).execute(&mut *db).await?;
    sqlx::query!(
        "insert into recovery_code (staff_id, hash, created_at) select $1, code.hash, $3 from unnest($2::bytea[]) as code (hash)",
        staff,
        &hashes,
        now
    )
    .execute(db)
    .await?;
    Ok(codes)
}

/// Whether the code was there and unused; it is used up by that.
pub(super) async fn spend(tx: &mut TenantTx, staff: Uuid, typed: &str) -> Result<bool> {
    let (hash, now) = (hash(&tx.keys(), staff, typed), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let used = sqlx::query!(
        "update recovery_code set used_at = $3 where staff_id = $1 and hash = $2 and used_at is null",
        staff,
        hash,
        now
    );
    Ok(used.execute(db).await?.rows_affected() == 1)
}

/// As many as somebody gets at once.
pub fn new_codes() -> Vec<String> {
    std::iter::repeat_with(new_code).take(CODES).collect()
}

fn new_code() -> String {
    let mut random = rand::rng();
    let letters = (0..LETTERS).filter_map(|_| ALPHABET.get(random.random_range(0..ALPHABET.len())));
    let letters: Vec<u8> = letters.copied().collect();
    letters.chunks(4).map(|four| four.iter().copied().map(char::from).collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Keyed: whoever has only the table cannot even try.
fn hash(keys: &ClinicKeys, staff: Uuid, code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    keys.index("recovery_code").exact(&format!("{staff} {}", plain.to_ascii_lowercase())).to_vec()
}
