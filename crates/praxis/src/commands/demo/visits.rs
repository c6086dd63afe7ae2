//! Three weeks of visits for a demo clinic: one that is over, with what was written, this one, and one to come.

use clinic::amounts::currency_of;
use clinic::appointments::model::{Kind, NewAppointment, PatientRef, Slot};
use clinic::appointments::operations as appointments;
use clinic::records::model::{NewRecord, RecordKind};
use clinic::records::operations as records;
use jiff::civil::{Date, Weekday, time};
use jiff::{Span, Timestamp};
use money::Money;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use tenancy::{Actor, House, Rights, Role, TenantRef, TenantTx};
use uuid::Uuid;

use super::names::Notes;
use crate::ground::Outcome;

const DAYS_BEFORE: i32 = 7;
const DAYS_AFTER: i32 = 14;
const SLOTS: i64 = 14;
const MINUTES: i64 = 30;

/// One doctor's or therapist's calendar to be filled.
struct Calendar<'a> {
    house: &'a House,
    tenant: &'a TenantRef,
    provider: Uuid,
    patients: &'a [Uuid],
    notes: &'a Notes,
    now: Timestamp,
}

pub async fn fill(house: &House, tenant: &TenantRef, providers: &[Uuid], patients: &[Uuid], notes: &Notes) -> Outcome {
    let now = house.clock().now();
    let today = tenant.day_of(now);
    for (number, provider) in (0_u64..).zip(providers) {
        let mut random = SmallRng::seed_from_u64(number);
        let calendar = Calendar { house, tenant, provider: *provider, patients, notes, now };
        for offset in -DAYS_BEFORE..=DAYS_AFTER {
            let day = today.saturating_add(Span::new().days(offset));
            if day.weekday() != Weekday::Friday {
                calendar.fill_day(day, &mut random).await?;
            }
        }
    }
    Ok(())
}

impl Calendar<'_> {
    async fn fill_day(&self, day: Date, random: &mut SmallRng) -> Outcome {
        let actor = Actor::Staff {
            id: self.provider,
            session: Uuid::nil(),
            rights: Rights::of_roles(&[Role::Doctor]),
            emergency: false,
        };
        let mut tx = self.house.begin(self.house.ticket(self.tenant.clone(), actor)).await?;
        let opening = day.to_datetime(time(9, 0, 0, 0)).to_zoned(self.tenant.time_zone.clone())?.timestamp();
        for number in 0..SLOTS {
            if random.random_bool(0.25) {
                continue;
            }
            let starts_at = opening.checked_add(Span::new().minutes(number * MINUTES))?;
            let slot = Slot { starts_at, ends_at: starts_at.checked_add(Span::new().minutes(MINUTES))? };
            self.one(&mut tx, slot, random).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn one(&self, tx: &mut TenantTx, slot: Slot, random: &mut SmallRng) -> Outcome {
        let patient = self.patients.choose(random).copied().unwrap_or_default();
        let new = NewAppointment {
            patient: Some(PatientRef::Id(patient)),
            provider: Some(self.provider),
            slot: Some(slot),
            kind: [Kind::Consultation, Kind::FollowUp, Kind::Procedure].choose(random).copied(),
            cost: Some(Money::new(i64::from(random.random_range(3..12)) * 5000, currency_of(self.tenant))),
            is_priority: random.random_bool(0.06),
            reason: self.notes.reasons.choose(random).map(|text| (*text).to_owned()),
            ..NewAppointment::default()
        };
        if slot.ends_at <= self.now {
            let done = appointments::backfill(tx, &new).await?;
            return self.write(tx, done.id.uuid(), random).await;
        }
        if slot.starts_at <= self.now {
            return Ok(());
        }
        let booked = appointments::book(tx, &new).await?;
        // Some come early: the board of the hour has somebody in every state.
        let soon = slot.starts_at.duration_since(self.now).as_secs() < 2 * 3600;
        if soon && random.random_bool(0.6) {
            appointments::check_in(tx, booked.id, None).await?;
            if random.random_bool(0.3) {
                appointments::start_visit(tx, booked.id, None).await?;
            }
        }
        Ok(())
    }

    async fn write(&self, tx: &mut TenantTx, visit: Uuid, random: &mut SmallRng) -> Outcome {
        let written = [
            (RecordKind::Diagnosis, self.notes.diagnoses, 0.9),
            (RecordKind::Prescription, self.notes.prescriptions, 0.6),
            (RecordKind::Requirement, self.notes.requirements, 0.3),
        ];
        for (kind, texts, share) in written {
            if let Some((text, code)) = texts.choose(random).filter(|_| random.random_bool(share)) {
                let new = NewRecord {
                    kind,
                    text: (*text).to_owned(),
                    code: code.map(str::to_owned),
                    despite_allergies: Vec::new(),
                    reason: None,
                };
                records::write(tx, visit, &new).await?;
            }
        }
        Ok(())
    }
}
