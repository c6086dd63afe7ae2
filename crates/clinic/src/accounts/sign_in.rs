//! Signing in as staff: the password, then whatever else the clinic asks for.

use tenancy::{Action, Actor, Error, Outcome, Result, Rights, Role, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::sessions::{self, Holder, Method, NewSession, Opened, Stage};
use web::{Edge, Failure, Fault, Guest, WebResult, tokens};

use super::factors::{self, Factors};
use super::lockout::{self, Attempt};
use super::operations::username_index;

/// What somebody typed, and where.
pub struct Typed {
    pub username: String,
    pub password: String,
    /// Of an authenticator app or from paper, where it is sent along with the password.
    pub code: Option<String>,
    /// The secret of a device known from earlier.
    pub device: Option<String>,
    pub for_browser: bool,
}

/// Somebody who has just signed in, or is half-way there.
pub struct SignedIn {
    pub holder: Holder,
    pub stage: Stage,
    pub session: Opened,
    /// For clients that hold tokens.
    pub refresh: Option<String>,
    /// What the device is known by from now on.
    pub device: Option<String>,
    pub rights: Rights,
}

impl SignedIn {
    pub fn actor(&self) -> Actor {
        let (session, rights) = (self.session.session_id, self.rights);
        match self.holder {
            Holder::Staff(id) => Actor::Staff { id, session, rights, emergency: false },
            Holder::Patient(id) => Actor::Patient { id, session, rights },
            // They come in by other doors.
            Holder::Support(_) | Holder::Operator(_) => Actor::Visitor,
        }
    }
}

/// What decides about somebody whose password was right.
pub(super) struct Account {
    id: Uuid,
    password_hash: Option<String>,
    password_changed_at: Option<jiff::Timestamp>,
    created_at: jiff::Timestamp,
    roles: Vec<Role>,
    /// What the clinic's own roles add to them.
    further: Rights,
    factors: Factors,
}

impl Account {
    fn rights(&self) -> Rights {
        Rights::of_roles(&self.roles).and(self.further)
    }
}

/// Signs in by username and password. A wrong name, a wrong password and a locked account look and take the same.
pub async fn sign_in(guest: &Guest, typed: Typed) -> WebResult<SignedIn> {
    let mut tx = guest.change().await?;
    let index = username_index(&tx.keys(), &typed.username);
    let attempt = Attempt::begin(&mut tx, &index, typed.device.as_deref()).await?;
    let found = by_username(&mut tx, &index).await?;
    tx.commit().await?;

    let hash = found.as_ref().and_then(|found| found.password_hash.clone());
    let fits = guest.app().passwords().verify(typed.password, hash).await?;
    attempt.slow_down(guest.app().house().clock()).await;
    let subject = found.as_ref().map(|found| found.id);
    let Some(account) = found.filter(|_| fits && !attempt.is_locked()) else {
        let outcome = if attempt.is_locked() { Outcome::Denied } else { Outcome::Failure };
        guest.record_refusal(Action::SignIn, Subject::new("staff", subject), outcome).await?;
        return Err(Error::Unauthenticated.into());
    };

    let mut method = Method::Password;
    if let Some(code) = typed.code.filter(|_| account.factors.any()) {
        let mut tx = guest.change().await?;
        let fits = factors::check_code(&mut tx, account.id, &code, None).await?;
        tx.commit().await?;
        if !fits {
            guest.record_refusal(Action::SignIn, Subject::new("staff", subject), Outcome::Failure).await?;
            return Err(Error::Unauthenticated.into());
        }
        method = Method::PasswordAndCode;
    }
    let stage = stage_of(guest, &account, method).await?;
    if stage == Stage::SecondFactor && !typed.for_browser {
        // A password that was right and a second factor that never came are worth knowing.
        guest.record_refusal(Action::SignIn, Subject::new("first_factor", subject), Outcome::Failure).await?;
        return Err(Failure::Request(Fault::SecondFactorNeeded));
    }
    let mut tx = acting_as(guest, &account).change().await?;
    let device = attempt.succeeded(&mut tx, account.id).await?;
    if typed.for_browser
        && let Some(before) = guest.session()
    {
        // The browser forgets it with this answer; nobody else shall have it.
        sessions::end(&mut tx, before.id).await?;
        tx.announce(Topic::Access);
    }
    let mut done = open(&mut tx, guest, &account, (stage, method), typed.for_browser).await?;
    tx.commit().await?;
    guest.app().forget_access();
    done.device = Some(device);
    Ok(done)
}

/// The second step of a sign-in: the code was right, or the passkey.
pub async fn finish_second_factor(guest: &Guest, staff: Uuid, method: Method) -> Result<SignedIn> {
    let mut tx = guest.read().await?;
    let account = by_id(&mut tx, staff).await?.ok_or(Error::Unauthenticated)?;
    tx.commit().await?;
    let stage = stage_of(guest, &account, method).await?;
    let mut tx = acting_as(guest, &account).change().await?;
    end_present(&mut tx, guest).await?;
    let done = open(&mut tx, guest, &account, (stage, method), true).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(done)
}

/// Opens what comes after the present session, once what it still asked for is done.
pub async fn go_on(guest: &Guest, staff: Uuid) -> Result<SignedIn> {
    let method = guest.session().map_or(Method::Password, |session| session.method);
    let for_browser = guest.edge() == Edge::Page;
    let mut tx = guest.read().await?;
    let account = by_id(&mut tx, staff).await?.ok_or(Error::Unauthenticated)?;
    tx.commit().await?;
    // What was enrolled a moment ago need not be shown at once.
    let method = if method == Method::Password && account.factors.any() { Method::PasswordAndCode } else { method };
    let stage = stage_of(guest, &account, method).await?;
    let mut tx = acting_as(guest, &account).change().await?;
    end_present(&mut tx, guest).await?;
    let done = open(&mut tx, guest, &account, (stage, method), for_browser).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(done)
}

/// Shows again who one is. Whoever has a second factor shows it too.
pub async fn reauthenticate(guest: &Guest, password: String, code: Option<&str>) -> WebResult<()> {
    let session = guest.session().ok_or(Error::Unauthenticated)?;
    let mut tx = guest.change().await?;
    let staff = session.holder.id();
    let account = by_id(&mut tx, staff).await?.ok_or(Error::Unauthenticated)?;
    let attempt = Attempt::begin(&mut tx, &lockout::reauthentication(staff), None).await?;
    tx.commit().await?;
    let fits = guest.app().passwords().verify(password, account.password_hash).await? && !attempt.is_locked();
    let mut tx = guest.change().await?;
    let proved =
        fits && (!account.factors.any() || factors::check_code(&mut tx, staff, code.unwrap_or_default(), None).await?);
    if proved {
        attempt.forget(&mut tx).await?;
        sessions::note_proof(&mut tx, session.id).await?;
        tx.authorize(Action::Reauthenticate)?;
        tx.record(Action::Reauthenticate, Subject::new("session", session.id));
    }
    tx.commit().await?;
    guest.app().forget_access();
    if proved {
        return Ok(());
    }
    guest.record_refusal(Action::Reauthenticate, Subject::new("session", session.id), Outcome::Failure).await?;
    Err(Error::invalid(if fits { "code" } else { "password" }, if fits { "wrong_code" } else { "wrong_password" })
        .into())
}

/// Goes on with the present session under another id, as is done whenever its rights change: what a stranger may have
/// learned of it before is worth nothing after.
pub async fn renew(guest: &Guest, tx: &mut TenantTx) -> Result<Opened> {
    let session = guest.session().ok_or(Error::Unauthenticated)?;
    let opened = sessions::renew(tx, session.id).await?;
    tx.announce(Topic::Access);
    Ok(opened)
}

/// Ends a session; the next request with its cookie or tokens is a stranger's.
pub async fn sign_out(tx: &mut TenantTx, session: Uuid) -> Result<()> {
    sessions::end(tx, session).await?;
    tx.authorize(Action::SignOut)?;
    tx.record(Action::SignOut, Subject::new("session", session));
    tx.announce(Topic::Access);
    Ok(())
}

fn acting_as(guest: &Guest, account: &Account) -> Guest {
    let rights = account.rights();
    guest.acting_as(Actor::Staff { id: account.id, session: Uuid::nil(), rights, emergency: false })
}

async fn end_present(tx: &mut TenantTx, guest: &Guest) -> Result<()> {
    match guest.session() {
        // Of two who go on from the same session, one does.
        Some(session) if !sessions::end(tx, session.id).await? => Err(Error::Unauthenticated),
        _ => Ok(()),
    }
}

/// What is still to be done by somebody who has proved as much as this.
async fn stage_of(guest: &Guest, account: &Account, method: Method) -> Result<Stage> {
    let (policy, now) = (guest.policy().await?, guest.now());
    let showed_two = !matches!(method, Method::Password);
    if account.factors.any() && !showed_two {
        return Ok(Stage::SecondFactor);
    }
    let overdue = policy.second_factor.grace_ends(account.created_at) <= now;
    let asked = policy.second_factor.asks(&account.roles, account.rights());
    if asked && !account.factors.any() && overdue && method == Method::Password {
        return Ok(Stage::EnrolFactor);
    }
    let by_password = matches!(method, Method::Password | Method::PasswordAndCode | Method::PasswordAndPasskey);
    let expired = account.password_changed_at.is_some_and(|at| policy.password.is_expired(at, now));
    Ok(if by_password && expired { Stage::ChangePassword } else { Stage::Full })
}

async fn open(
    tx: &mut TenantTx,
    guest: &Guest,
    account: &Account,
    (stage, method): (Stage, Method),
    for_browser: bool,
) -> Result<SignedIn> {
    let settings = guest.app().settings();
    let holder = Holder::Staff(account.id);
    let (lasts, idle) = (settings.session_absolute, settings.session_idle);
    let session = sessions::open(tx, NewSession { holder, method, stage, lasts, idle, for_browser }).await?;
    let refresh = match for_browser {
        true => None,
        false => Some(tokens::issue_refresh(tx, session.session_id, lasts).await?),
    };
    // Half of a sign-in is none.
    let kind = if stage == Stage::SecondFactor { "first_factor" } else { "session" };
    tx.authorize(Action::SignIn)?;
    tx.record(Action::SignIn, Subject::new(kind, session.session_id));
    let rights = if stage == Stage::Full { account.rights() } else { Rights::NONE };
    Ok(SignedIn { holder, stage, session, refresh, device: None, rights })
}

async fn by_username(tx: &mut TenantTx, index: &[u8]) -> Result<Option<Account>> {
    let db = tx.authorize(Action::ResolveSession)?;
    let id = sqlx::query_scalar!("select id from staff where username_index = $1 and status = 'active'", index);
    match id.fetch_optional(db).await? {
        Some(id) => by_id(tx, id).await,
        None => by_id(tx, Uuid::nil()).await,
    }
}

async fn by_id(tx: &mut TenantTx, id: Uuid) -> Result<Option<Account>> {
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select id, password_hash, password_changed_at, created_at, roles,
                  array(select unnest(r.actions) from staff_custom_role m join custom_role r on r.id = m.role_id
                        where m.staff_id = staff.id) as "further!"
           from staff where id = $1 and status = 'active'"#,
        id
    )
    .fetch_optional(db)
    .await?;
    let factors = factors::of(tx, id, Action::ResolveSession).await?;
    Ok(row.map(|row| Account {
        id: row.id,
        password_hash: row.password_hash,
        password_changed_at: row.password_changed_at.map(jiff_sqlx::Timestamp::to_jiff),
        created_at: row.created_at.to_jiff(),
        roles: row.roles.iter().filter_map(|role| Role::parse(role)).collect(),
        further: row.further.iter().filter_map(|code| Action::parse(code)).collect(),
        factors,
    }))
}
