//! Whom to tell of what.

use carrier::HookSecret;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ClinicKeys, Phi, Sealed};
use web::Expected;

use super::hold;
use crate::webhooks::model::{BOTH_SIGN_FOR, EventType, NewWebhook, StoppedFor, Webhook};
use crate::webhooks::sealing::{DESCRIPTION, EARLIER_SECRET, SECRET, URL};

/// More than these are forgotten ones.
const MOST: usize = 20;

struct Row {
    id: Uuid,
    url: Sealed<String>,
    description: Option<Sealed<String>>,
    types: Vec<String>,
    enabled: bool,
    stopped_for: Option<String>,
    earlier_until: Option<jiff_sqlx::Timestamp>,
    failing_since: Option<jiff_sqlx::Timestamp>,
    version: i32,
    created_at: jiff_sqlx::Timestamp,
    updated_at: jiff_sqlx::Timestamp,
}

impl Row {
    fn open(self, keys: &ClinicKeys, now: Timestamp) -> Result<Webhook> {
        let clinic = keys.clinic();
        let description = clinic.open_opt(DESCRIPTION, self.id, self.description.as_ref())?;
        let offer = NewWebhook {
            url: clinic.open(URL, self.id, &self.url)?.into_inner(),
            description: description.map(Phi::into_inner),
            types: self.types.iter().filter_map(|code| EventType::parse(code)).collect(),
            enabled: self.enabled,
        };
        Ok(Webhook {
            id: Id::new(self.id),
            offer,
            stopped_for: self.stopped_for.as_deref().and_then(StoppedFor::parse),
            earlier_until: self.earlier_until.map(jiff_sqlx::Timestamp::to_jiff).filter(|until| *until > now),
            failing_since: self.failing_since.map(jiff_sqlx::Timestamp::to_jiff),
            version: self.version,
            created_at: self.created_at.to_jiff(),
            updated_at: self.updated_at.to_jiff(),
        })
    }
}

/// Everybody who is told of something, the oldest first.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Webhook>> {
    load(tx, Action::ListWebhooks, None).await
}

pub async fn find(tx: &mut TenantTx, id: Id<Webhook>) -> Result<Webhook> {
    find_for(tx, Action::ViewWebhook, id).await
}

async fn find_for(tx: &mut TenantTx, action: Action, id: Id<Webhook>) -> Result<Webhook> {
    load(tx, action, Some(id.uuid())).await?.pop().ok_or(Error::NotFound)
}

async fn load(tx: &mut TenantTx, action: Action, one: Option<Uuid>) -> Result<Vec<Webhook>> {
    let (keys, now) = (tx.keys(), tx.now());
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id, url as "url: Sealed<String>", description as "description: Sealed<String>", types, enabled,
                  stopped_for, earlier_until, failing_since, version, created_at, updated_at
           from webhook where ($1::uuid is null or id = $1) order by created_at, id"#,
        one
    );
    rows.fetch_all(db).await?.into_iter().map(|row| row.open(&keys, now)).collect()
}

/// A secret that nobody has seen yet, and how it lies in its column.
fn new_secret(keys: &ClinicKeys, id: Uuid) -> (String, Sealed<String>) {
    let secret = HookSecret::new(rand::random()).reveal();
    let sealed = keys.clinic().seal(SECRET, id, &secret);
    (secret, sealed)
}

/// Somebody more is told; their secret is shown only now.
pub async fn create(tx: &mut TenantTx, new: &NewWebhook) -> Result<(Webhook, String)> {
    let action = Action::CreateWebhook;
    if load(tx, action, None).await?.len() >= MOST {
        return Err(Error::invalid("url", "too_many"));
    }
    let (keys, now, by, id) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id(), tx.new_id::<Webhook>());
    let (secret, sealed) = new_secret(&keys, id.uuid());
    let url = keys.clinic().seal(URL, id.uuid(), &new.url);
    let description = keys.clinic().seal_opt(DESCRIPTION, id.uuid(), new.description.as_ref());
    let types = codes(&new.types);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into webhook (id, url, description, types, enabled, secret, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)",
        id.uuid(),
        url.as_bytes(),
        description as _,
        &types,
        new.enabled,
        sealed.as_bytes(),
        now as _,
        by
    )
    .execute(db)
    .await?;
    told(tx, action, id);
    Ok((find_for(tx, action, id).await?, secret))
}

/// Replaces whom and of what. Whoever is told somewhere else, or again, begins anew.
pub async fn update(tx: &mut TenantTx, id: Id<Webhook>, new: &NewWebhook, expected: &Expected) -> Result<Webhook> {
    let action = Action::UpdateWebhook;
    hold(tx, action, id, expected).await?;
    let before = find_for(tx, action, id).await?;
    let begins_anew = new.url != before.offer.url || (new.enabled && !before.offer.enabled);
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let url = keys.clinic().seal(URL, id.uuid(), &new.url);
    let description = keys.clinic().seal_opt(DESCRIPTION, id.uuid(), new.description.as_ref());
    let types = codes(&new.types);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update webhook set url = $2, description = $3, types = $4, enabled = $5,
             stopped_for = case when not $5 then stopped_for end, failing_since = case when not $6 then failing_since end,
             updated_at = $7, updated_by = $8, version = version + 1
         where id = $1",
        id.uuid(),
        url.as_bytes(),
        description as _,
        &types,
        new.enabled,
        begins_anew,
        now as _,
        by
    )
    .execute(db)
    .await?;
    told(tx, action, id);
    find_for(tx, action, id).await
}

/// Another secret, shown only now. The one before it signs as well for a day; one before that does not.
pub async fn rotate_secret(tx: &mut TenantTx, id: Id<Webhook>, expected: &Expected) -> Result<(Webhook, String)> {
    let action = Action::RotateWebhookSecret;
    hold(tx, action, id, expected).await?;
    let (keys, now, by) = (tx.keys(), tx.now(), tx.actor_id());
    let until = now.checked_add(BOTH_SIGN_FOR).map_err(Error::internal)?;
    let db = tx.authorize(action)?;
    let current =
        sqlx::query_scalar!(r#"select secret as "secret: Sealed<String>" from webhook where id = $1"#, id.uuid());
    let current = keys.clinic().open(SECRET, id.uuid(), &current.fetch_one(&mut *db).await?)?;
    let earlier = keys.clinic().seal(EARLIER_SECRET, id.uuid(), current.reveal());
    let (secret, sealed) = new_secret(&keys, id.uuid());
    sqlx::query!(
        "update webhook set secret = $2, earlier_secret = $3, earlier_until = $4, updated_at = $5, updated_by = $6,
             version = version + 1
         where id = $1",
        id.uuid(),
        sealed.as_bytes(),
        earlier.as_bytes(),
        until.to_sqlx() as _,
        now.to_sqlx() as _,
        by
    )
    .execute(db)
    .await?;
    told(tx, action, id);
    Ok((find_for(tx, action, id).await?, secret))
}

/// Tells nobody there anything more, and forgets what they were told.
pub async fn delete(tx: &mut TenantTx, id: Id<Webhook>, expected: &Expected) -> Result<()> {
    let action = Action::DeleteWebhook;
    hold(tx, action, id, expected).await?;
    let db = tx.authorize(action)?;
    sqlx::query!("delete from webhook where id = $1", id.uuid()).execute(db).await?;
    told(tx, action, id);
    Ok(())
}

fn codes(types: &[EventType]) -> Vec<String> {
    types.iter().map(|code| code.as_str().to_owned()).collect()
}

fn told(tx: &mut TenantTx, action: Action, id: Id<Webhook>) {
    tx.record(action, Subject::new("webhook", id.uuid()));
    tx.announce(Topic::Webhooks);
}
