//! What the nodes tell each other about tokens, through the shared Redis: sealed with the clinic's key, bound to the
//! name it stands under. Whoever reads Redis learns neither tokens nor people, and whoever writes there is not believed.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use uuid::Uuid;
use vault::{ClinicKeys, Field, Sealed};

use crate::shared::Shared;

/// No column, but bound to its place like one.
const PLACE: Field = Field::clinic("redis", "identity_verdict");

/// The two doors of one clinic.
pub(super) fn of(shared: &Arc<Shared>, keys: &Arc<ClinicKeys>) -> identity::Shared {
    let (reader, writer) = ((shared.clone(), keys.clone()), (shared.clone(), keys.clone()));
    identity::Shared {
        get: Box::new(move |name| {
            let (shared, keys) = reader.clone();
            Box::pin(async move { get(&shared, &keys, &name).await })
        }),
        put: Box::new(move |name, value, lasts| {
            let (shared, keys) = writer.clone();
            Box::pin(async move { put(&shared, &keys, (&name, value), lasts).await })
        }),
    }
}

/// The name in Redis, and the row that the value is bound to.
fn place(keys: &ClinicKeys, name: &str) -> (String, Uuid) {
    let row = uuid::Builder::from_custom_bytes(keys.index("identity verdict").exact(name)).into_uuid();
    (format!("praxis:{{{}}}:identity:{}", keys.tenant().simple(), row.simple()), row)
}

async fn get(shared: &Shared, keys: &ClinicKeys, name: &str) -> Option<Vec<u8>> {
    let (key, row) = place(keys, name);
    let mut command = redis::cmd("get");
    command.arg(key);
    let kept: Option<String> = shared.ask(|mut line| async move { command.query_async(&mut line).await }).await?;
    let sealed = Sealed::<Vec<u8>>::from_bytes(STANDARD_NO_PAD.decode(kept?).ok()?);
    keys.clinic().open(PLACE, row, &sealed).ok().map(vault::Phi::into_inner)
}

async fn put(shared: &Shared, keys: &ClinicKeys, (name, value): (&str, Vec<u8>), lasts: Duration) {
    let (key, row) = place(keys, name);
    let sealed = keys.clinic().seal(PLACE, row, &value);
    let mut command = redis::cmd("set");
    let millis = u64::try_from(lasts.as_millis()).unwrap_or(0).max(1);
    command.arg(key).arg(STANDARD_NO_PAD.encode(sealed.as_bytes())).arg("px").arg(millis);
    // What is not kept is asked again.
    let _: Option<()> = shared.ask(|mut line| async move { command.exec_async(&mut line).await }).await;
}
