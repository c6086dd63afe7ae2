//! Everything that the program does for each clinic by itself.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tenancy::duties::{Done, Duty};
use tenancy::{Actor, Error, House, Result, TenantRef, TenantTx, Topic};
use web::Texts;

use crate::analytics::duties::count_days;
use crate::appointments::operations::{note_no_shows, release_holds};
use crate::appointments::policy::BookingPolicy;
use crate::documents::Archive;
use crate::documents::upkeep::Upkeep;
use crate::exports::writing::Writing;
use crate::fees::duty::charge_fees;
use crate::housekeeping;
use crate::imports::working::Working;
use crate::messages::model::Lane;
use crate::messages::notices::tell;
use crate::messages::reminders::plan;
use crate::messages::sending::{Line, send_due};
use crate::sensors::duties::{gather_readings, keep_readings, watch_readings};
use crate::waitlist::offering;
use crate::webhooks::courier::{Courier, deliver_due};

/// What duties need beside the house.
#[derive(Clone)]
pub struct Means {
    pub texts: Arc<Texts>,
    /// How messages leave.
    pub line: Line,
    /// Where documents lie.
    pub archive: Archive,
    /// Who tells programs of others.
    pub courier: Courier,
}

/// The duties of every clinic.
pub fn all(house: &House, means: &Means) -> Vec<Duty> {
    vec![
        sending(house, means, "send_codes", Lane::Urgent).urgent(),
        sending(house, means, "send_messages", Lane::Rest),
        reminders(house, means),
        waitlist(house, means).woken_by(Topic::Waitlist),
        notices(house, means),
        webhooks(house, means).woken_by(Topic::Webhooks),
        duty(house, "release_holds", let_go).woken_by(Topic::Holds),
        duty(house, "note_no_shows", no_shows),
        duty(house, "charge_fees", charge_fees).woken_by(Topic::Fees),
        duty(house, "watch_readings", watch_readings).woken_by(Topic::Watched),
        duty(house, "gather_readings", gather_readings),
        duty(house, "keep_readings", keep_readings),
        duty(house, "count_days", count_days),
        duty(house, "housekeeping", sweep),
        documents(house, means, "verify_documents", |it| Box::pin(it.verify())),
        documents(house, means, "tidy_documents", |it| Box::pin(it.tidy())),
        documents(house, means, "sweep_documents", |it| Box::pin(it.sweep())),
        exports(house, means).woken_by(Topic::Bulk),
        imports(house, means).woken_by(Topic::Bulk),
    ]
}

fn duty<F, Fut>(house: &House, name: &'static str, run: F) -> Duty
where
    F: Fn(House, TenantRef) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Timestamp>> + Send + 'static,
{
    let house = house.clone();
    Duty::new(name, move |tenant| run(house.clone(), tenant))
}

/// Whatever the news, so often is looked whether there is something to send.
const LOOK: SignedDuration = SignedDuration::from_secs(30);

fn sending(house: &House, means: &Means, name: &'static str, lane: Lane) -> Duty {
    let line = means.line.clone();
    let send = move |house: House, tenant: TenantRef| {
        let line = line.clone();
        async move {
            let latest = after(&house, LOOK)?;
            let next = send_due(&house, &tenant, &line, lane).await?;
            Ok(next.map_or(latest, |next| next.min(latest)))
        }
    };
    duty(house, name, send).woken_by(Topic::Messages)
}

fn reminders(house: &House, means: &Means) -> Duty {
    let texts = Arc::clone(&means.texts);
    duty(house, "plan_reminders", move |house, tenant| {
        let texts = Arc::clone(&texts);
        async move { plan(&house, &texts, &tenant).await }
    })
}

fn waitlist(house: &House, means: &Means) -> Duty {
    let (texts, line) = (Arc::clone(&means.texts), means.line.clone());
    duty(house, "offer_waitlist", move |house, tenant| {
        let (texts, line) = (Arc::clone(&texts), line.clone());
        async move {
            let address = line.address_of(&house, &tenant).await?;
            offering::offer_waitlist(&house, &texts, &address, &tenant).await
        }
    })
}

fn notices(house: &House, means: &Means) -> Duty {
    let texts = Arc::clone(&means.texts);
    let tell = move |house: House, tenant: TenantRef| {
        let texts = Arc::clone(&texts);
        async move {
            let latest = after(&house, HOUR)?;
            Ok(tell(&house, &texts, &tenant).await?.map_or(latest, |next| next.min(latest)))
        }
    };
    duty(house, "tell_patients", tell).woken_by(Topic::Notices)
}

fn webhooks(house: &House, means: &Means) -> Duty {
    let courier = means.courier.clone();
    duty(house, "deliver_webhooks", move |house, tenant| {
        let courier = courier.clone();
        async move { deliver_due(&house, &tenant, &courier).await }
    })
}

fn documents(house: &House, means: &Means, name: &'static str, run: fn(Upkeep) -> Done) -> Duty {
    let archive = means.archive.clone();
    duty(house, name, move |house, tenant| run(Upkeep { house, archive: archive.clone(), tenant }))
}

fn exports(house: &House, means: &Means) -> Duty {
    let (texts, archive) = (Arc::clone(&means.texts), means.archive.clone());
    duty(house, "write_exports", move |house, tenant| {
        let writing = Writing { house, tenant, texts: Arc::clone(&texts), archive: archive.clone() };
        async move { writing.write_all().await }
    })
}

fn imports(house: &House, means: &Means) -> Duty {
    let archive = means.archive.clone();
    duty(house, "work_imports", move |house, tenant| Working { house, tenant, archive: archive.clone() }.work())
}

async fn begin(house: &House, tenant: TenantRef, name: &'static str) -> Result<TenantTx> {
    house.begin(house.ticket(tenant, Actor::Job { name })).await
}

fn after(house: &House, wait: SignedDuration) -> Result<Timestamp> {
    house.clock().now().checked_add(wait).map_err(Error::internal)
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const SWEEP_EVERY: SignedDuration = SignedDuration::from_mins(10);
const LOOK_FOR_NO_SHOWS_EVERY: SignedDuration = SignedDuration::from_mins(5);

async fn let_go(house: House, tenant: TenantRef) -> Result<Timestamp> {
    let mut tx = begin(&house, tenant, "release_holds").await?;
    let next = release_holds(&mut tx).await?;
    tx.commit().await?;
    Ok(next.unwrap_or(after(&house, HOUR)?))
}

async fn no_shows(house: House, tenant: TenantRef) -> Result<Timestamp> {
    let mut tx = begin(&house, tenant, "note_no_shows").await?;
    let (policy, _) = BookingPolicy::load(&mut tx).await?;
    let more = note_no_shows(&mut tx, &policy).await?;
    tx.commit().await?;
    if more { Ok(house.clock().now()) } else { after(&house, LOOK_FOR_NO_SHOWS_EVERY) }
}

async fn sweep(house: House, tenant: TenantRef) -> Result<Timestamp> {
    housekeeping::sweep(&house, tenant).await?;
    after(&house, SWEEP_EVERY)
}
