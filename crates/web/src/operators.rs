//! Who asks at the platform's host: an operator by cookie, or nobody yet. No token opens anything there.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, header};
use tenancy::operators::{By, NewOperatorSession, OperatorSession, OperatorStage, PlatformTx, Steward};
use tenancy::{Error, Origin, Result, Rights};
use uuid::Uuid;

use crate::app::App;
use crate::caller::Guest;
use crate::identify::{Identity, Proof, cookie, operator_cookie};
use crate::sessions::{Holder, Method, Opened, Session, Stage, hash_secret, new_secret};

/// Looked up with each request: operators are few, and one who was suspended is out at once.
pub(crate) async fn identify(app: &App, by: &Arc<Origin>, headers: &HeaderMap, active: bool) -> Result<Identity> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(Error::Unauthenticated);
    }
    let Some(secret) = cookie(headers, operator_cookie(app.settings().https)) else { return Ok(Identity::VISITOR) };
    let mut tx = app.house().platform(Steward { by: By::Visitor, origin: Arc::clone(by) }).await?;
    let found = tx.find_session(&hash_secret(secret), active).await?;
    tx.commit().await?;
    Ok(found.map_or(Identity::VISITOR, |found| Identity::of(Arc::new(session(found)), Proof::Cookie)))
}

fn session(found: OperatorSession) -> Session {
    let stage = match found.stage {
        OperatorStage::Full => Stage::Full,
        OperatorStage::SecondFactor => Stage::SecondFactor,
        OperatorStage::EnrolFactor => Stage::EnrolFactor,
    };
    Session {
        id: found.id,
        holder: Holder::Operator(found.operator),
        stage,
        method: Method::PasswordAndCode,
        rights: Rights::NONE,
        roles: Vec::new(),
        display_name: found.name,
        locale: None,
        csrf: URL_SAFE_NO_PAD.encode(found.csrf),
        proved_at: found.proved_at,
        emergency_until: None,
        support: None,
    }
}

/// Opens a session in a browser; its secret is known only now.
pub async fn open(guest: &Guest, tx: &mut PlatformTx, operator: Uuid, stage: OperatorStage) -> Result<Opened> {
    let (secret, settings) = (new_secret(), guest.app().settings());
    let new = NewOperatorSession {
        operator,
        stage,
        secret_hash: hash_secret(&secret),
        csrf: rand::random(),
        idle: settings.session_idle,
        lasts: settings.session_absolute,
    };
    Ok(Opened { session_id: tx.open_session(&new).await?, secret: Some(secret) })
}
