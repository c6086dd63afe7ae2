//! Which passwords will do, and setting a new one.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, FieldError, Outcome, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Sealed;
use web::policy::PasswordPolicy;
use web::sessions::{Holder, STAFF_DISPLAY_NAME, end_all_of};
use web::{Guest, Passwords};
use zxcvbn::Score;

use super::factors;
use super::lockout::{self, Attempt};
use super::sealing::USERNAME;

pub const MAX_PASSWORD: usize = 256;

/// What is wrong with a password for the account that these words belong to. No rule says which letters it has to hold:
/// such rules make worse passwords. What is refused is what guessers try first: breached and common passwords, names,
/// dates, rows of keys, and the words of the account itself.
pub fn problem(password: &str, min_length: u16, words: &[&str]) -> Option<FieldError> {
    let length = password.chars().count();
    if length < usize::from(min_length) {
        return Some(FieldError::new("password", "too_short").limit(i64::from(min_length)));
    }
    if length > MAX_PASSWORD {
        return Some(FieldError::new("password", "too_long").limit(256));
    }
    // What is guessed soon stands at the beginning; the estimate of very long texts would take long.
    let beginning: String = password.chars().take(64).collect();
    // A name is guessed in parts, too.
    let parts = words.iter().flat_map(|words| words.split_whitespace()).filter(|part| part.chars().count() > 2);
    let words: Vec<&str> = words.iter().copied().chain(parts).collect();
    if is_little_beside(password, &words) {
        return Some(FieldError::new("password", "common_password"));
    }
    // Blanks and signs between them make two common words no better.
    let letters: String = beginning.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let is_weak = |text: &str| !text.is_empty() && zxcvbn::zxcvbn(text, &words).score() < Score::Three;
    let is_guessed_soon = is_weak(&beginning) || (letters.len() > beginning.len() / 2 && is_weak(&letters));
    is_guessed_soon.then(|| FieldError::new("password", "common_password"))
}

/// Whether nearly all of a password is words of the account that it is for.
fn is_little_beside(password: &str, words: &[&str]) -> bool {
    let plain = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    let whole = plain(password);
    let own = words.iter().map(|word| plain(word)).filter(|word| word.chars().count() > 2);
    let rest = own.fold(whole.clone(), |rest, word| rest.replace(&word, ""));
    rest != whole && rest.chars().count() < FRESH
}

/// So many letters of one's own make any password good enough for the estimate to judge.
const FRESH: usize = 8;

/// What has to be known of an account to judge a new password.
pub struct Account {
    pub id: Uuid,
    pub username: String,
    pub display_name: String,
    pub has_second_factor: bool,
    pub current: Option<String>,
    /// The newest first.
    earlier: Vec<String>,
}

impl Account {
    pub async fn load(tx: &mut TenantTx, staff: Uuid, action: Action) -> Result<Self> {
        let keys = tx.keys();
        let db = tx.authorize(action)?;
        let row = sqlx::query!(
            r#"select username as "username: Sealed<String>", display_name as "display_name: Sealed<String>", password_hash
               from staff where id = $1 and status = 'active'"#,
            staff
        )
        .fetch_optional(&mut *db)
        .await?
        .ok_or(Error::NotFound)?;
        let earlier =
            sqlx::query_scalar!("select hash from staff_password where staff_id = $1 order by set_at desc", staff);
        let earlier = earlier.fetch_all(db).await?;
        Ok(Self {
            id: staff,
            username: keys.clinic().open(USERNAME, staff, &row.username)?.into_inner(),
            display_name: keys.clinic().open(STAFF_DISPLAY_NAME, staff, &row.display_name)?.into_inner(),
            has_second_factor: factors::of(tx, staff, action).await?.any(),
            current: row.password_hash,
            earlier,
        })
    }

    /// The hash of a new password, or what is wrong with it. Takes as long as hashing takes, several times over.
    pub async fn new_hash(&self, guest: &Guest, new: &str) -> Result<String> {
        let policy = guest.policy().await?;
        let words = [self.username.as_str(), &self.display_name, &guest.tenant().name, &guest.tenant().slug];
        let min_length = policy.password.min_length(self.has_second_factor);
        if let Some(problem) = problem(new, min_length, &words) {
            return Err(Error::Invalid(vec![problem]));
        }
        let passwords = guest.app().passwords();
        if self.was_used(passwords, &policy.password, new).await? {
            return Err(Error::invalid("password", "used_before"));
        }
        passwords.hash(new.to_owned()).await
    }

    /// Refuses where somebody else set another one meanwhile: a reset must not be undone by whoever knew the old one.
    async fn still_has_its_password(&self, tx: &mut TenantTx) -> Result<()> {
        let db = tx.authorize(Action::ResolveSession)?;
        let same = sqlx::query_scalar!(
            "select id from staff where id = $1 and password_hash is not distinct from $2 and status = 'active' for update",
            self.id,
            self.current
        );
        same.fetch_optional(db).await?.map(drop).ok_or(Error::Unauthenticated)
    }

    async fn was_used(&self, passwords: &Passwords, policy: &PasswordPolicy, new: &str) -> Result<bool> {
        let before = self.current.iter().chain(&self.earlier);
        for hash in before.take(usize::from(policy.history).max(1)) {
            if passwords.verify(new.to_owned(), Some(hash.clone())).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Sets a password and ends all other sessions: whoever knew the old one is out.
pub async fn set(tx: &mut TenantTx, action: Action, staff: Uuid, hash: &str, but: Option<Uuid>) -> Result<()> {
    let (now, id) = (tx.now().to_sqlx(), tx.new_id::<()>().uuid());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into staff_password (id, staff_id, hash, set_at)
         select $1, id, password_hash, $3 from staff where id = $2 and password_hash is not null",
        id,
        staff,
        now
    )
    .execute(&mut *db)
    .await?;
    // More than any policy looks back is of no use to anybody but a thief.
    sqlx::query!(
        "delete from staff_password where staff_id = $1 and id not in
             (select id from staff_password where staff_id = $1 order by set_at desc limit 24)",
        staff
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update staff set password_hash = $2, password_changed_at = $3, updated_at = $3, version = version + 1
         where id = $1",
        staff,
        hash,
        now
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from password_link where staff_id = $1", staff).execute(db).await?;
    end_all_of(tx, Holder::Staff(staff), but).await?;
    tx.record(action, Subject::new("staff", staff));
    tx.announce(Topic::Access);
    Ok(())
}

/// Changes one's own password, after the present one was shown.
pub async fn change_own(guest: &Guest, staff: Uuid, current: String, new: &str) -> Result<()> {
    let mut tx = guest.read().await?;
    let account = Account::load(&mut tx, staff, Action::ResolveSession).await?;
    tx.commit().await?;
    show_current(guest, &account, current).await?;
    let hash = account.new_hash(guest, new).await?;
    let mut tx = guest.change().await?;
    account.still_has_its_password(&mut tx).await?;
    set(&mut tx, Action::ChangePassword, staff, &hash, guest.session().map(|session| session.id)).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(())
}

/// Whoever sits before an open screen may guess the present password no more often than a stranger at the door.
async fn show_current(guest: &Guest, account: &Account, typed: String) -> Result<()> {
    let mut tx = guest.change().await?;
    let attempt = Attempt::begin(&mut tx, &lockout::reauthentication(account.id), None).await?;
    tx.commit().await?;
    if guest.app().passwords().verify(typed, account.current.clone()).await? && !attempt.is_locked() {
        let mut tx = guest.change().await?;
        attempt.forget(&mut tx).await?;
        return tx.commit().await;
    }
    let outcome = if attempt.is_locked() { Outcome::Denied } else { Outcome::Failure };
    guest.record_refusal(Action::ChangePassword, Subject::new("staff", account.id), outcome).await?;
    Err(Error::invalid("current", "wrong_password"))
}

/// Until when somebody has to have a second factor who has none; the past when that has gone by.
pub async fn factor_needed_by(
    tx: &mut TenantTx,
    guest: &Guest,
    staff: Uuid,
    factors: factors::Factors,
) -> Result<Option<jiff::Timestamp>> {
    let policy = guest.policy().await?;
    let roles = guest.session().map(|session| session.roles.clone()).unwrap_or_default();
    let rights = guest.session().map(|session| session.rights).unwrap_or_default();
    if factors.any() || !policy.second_factor.asks(&roles, rights) {
        return Ok(None);
    }
    let db = tx.authorize(Action::ResolveSession)?;
    let created = sqlx::query_scalar!("select created_at from staff where id = $1", staff).fetch_one(db).await?;
    Ok(Some(policy.second_factor.grace_ends(created.to_jiff())))
}
