//! Appointments: those to come, and those that took place, were missed or cancelled before the clinic came here.

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::named::{Names, PatientNamed, patient};
use super::plain::{Cells, Layout};
use super::{Refusal, Said, TakenBack};
use crate::appointments::input::{DEFAULT_MINUTES, NOTES, REASON};
use crate::appointments::model::{Buffers, Kind, Slot, Status};
use crate::appointments::operations as visits;
use crate::appointments::operations::Entered;
use crate::appointments::wall::minute_of;

pub static LAYOUT: Layout = Layout {
    fields: &[
        (
            "date",
            "date|day|on|appointment date|visit date|date du rendez-vous|jour|le|التاريخ|تاريخ الموعد|اليوم|תאריך|תאריך התור|יום",
        ),
        ("time", "time|at|start time|hour|heure|heure de début|الوقت|الساعة|وقت البدء|שעה|שעת התחלה"),
        ("starts_at", "start|starts at|starts|from|begin|begins at|début|commence à|يبدأ في|البداية|מתחיל ב־|התחלה"),
        ("ends_at", "end|ends at|ends|until|end time|to|fin|heure de fin|ينتهي في|النهاية|מסתיים ב־|סיום|שעת סיום"),
        ("duration", "duration|minutes|length|durée|durée en minutes|المدة|المدة بالدقائق|משך|משך בדקות|דקות"),
        (
            "mrn",
            "mrn|medical record number|record number|record no|file number|chart number|ipp|numéro de dossier|n° dossier|\
          رقم الملف|رقم الملف الطبي|מספר תיק|תיק רפואי",
        ),
        (
            "patient_number",
            "number|patient number|patient no|numéro|numéro patient|numéro du patient|رقم المريض|\
          الرقم|מספר|מספר מטופל",
        ),
        (
            "provider",
            "provider|doctor|therapist|practitioner|with|praticien|médecin|thérapeute|الطبيب|المعالج|מטפל|רופא",
        ),
        ("service", "service|treatment|visit type|prestation|soin|الخدمة|العلاج|שירות|טיפול"),
        ("room", "room|salle|الغرفة|חדר"),
        ("kind", "kind|type|appointment type|genre|type de rendez-vous|النوع|نوع الموعد|סוג|סוג התור"),
        ("status", "status|state|outcome|statut|état|الحالة|סטטוס|מצב"),
        ("reason", "reason|reason for visit|motif|motif de la visite|السبب|سبب الزيارة|סיבה|סיבת הביקור"),
        (
            "notes",
            "notes|note|preparation|preparation notes|remarks|comments|remarques|préparation|ملاحظات|التحضير|הערות|הכנה",
        ),
    ],
    days: &["date", "starts_at", "ends_at"],
    needed: &[
        (&["date", "starts_at"], "no_date_column"),
        (&["mrn", "patient_number"], "no_patient_column"),
        (&["provider"], "no_provider_column"),
    ],
    is_known: |heading| LAYOUT.of_heading(heading).is_some(),
    read,
};

const STATUSES: [(Status, &str); 4] = [
    (
        Status::Booked,
        "booked|scheduled|confirmed|pending|planned|réservé|planifié|prévu|confirmé|محجوز|مؤكد|مجدول|נקבע|מתוכנן|מאושר",
    ),
    (
        Status::Fulfilled,
        "fulfilled|completed|complete|done|attended|finished|arrived|effectué|terminé|honoré|مكتمل|تم|حضر|הושלם|בוצע|הגיע",
    ),
    (
        Status::Noshow,
        "noshow|missed|dna|did not attend|did not come|absent|non venu|لم يحضر|غائب|לא הגיע|לא הופיע|נעדר",
    ),
    (Status::Cancelled, "cancelled|canceled|annulé|ملغى|ملغي|ملغاة|בוטל|מבוטל"),
];

/// Nobody's name is longer.
const NAME: usize = 100;
/// A day's length in minutes; no visit is longer.
const LONGEST_MINUTES: i64 = 24 * 60;

/// How long a visit lasts, as far as a row says.
#[derive(Clone, Copy)]
enum Lasts {
    Until(Timestamp),
    Minutes(i64),
    /// As what is done usually takes.
    AsUsual,
}

/// A visit as a row tells of it, under the names that it uses.
pub struct SaidVisit {
    patient: PatientNamed,
    provider: String,
    service: Option<String>,
    room: Option<String>,
    kind: Option<Kind>,
    starts_at: Timestamp,
    lasts: Lasts,
    status: Option<Status>,
    reason: Option<String>,
    notes: Option<String>,
}

fn read(cells: &mut Cells<'_>) -> Option<Said> {
    let starts_at = start(cells);
    let patient = patient(cells);
    let provider = cells.text("provider", NAME);
    if provider.is_none() && !cells.is_refused() {
        cells.refuse("provider", "provider_missing");
    }
    let lasts = lasts(cells, starts_at);
    let status = cells.word("status", &STATUSES, "status_unknown");
    let kind = cells.text("kind", NAME).map(|text| Kind::parse(&text.to_lowercase()));
    if kind == Some(None) {
        cells.warn("kind", "kind_not_understood");
    }
    let visit = SaidVisit {
        service: cells.text("service", NAME),
        room: cells.text("room", NAME),
        reason: cells.lines("reason", REASON),
        notes: cells.lines("notes", NOTES),
        patient: patient?,
        provider: provider?,
        kind: kind.flatten(),
        starts_at: starts_at?,
        lasts: lasts?,
        status,
    };
    (!cells.is_refused()).then(|| Said::Visit(Box::new(visit)))
}

/// A day and a time, each in a column of its own, or both in one.
fn start(cells: &mut Cells<'_>) -> Option<Timestamp> {
    if let Some(text) = cells.text("starts_at", NAME) {
        return cells.moment("starts_at", &text);
    }
    let Some(day) = cells.text("date", NAME) else {
        if !cells.is_refused() {
            cells.refuse("date", "date_missing");
        }
        return None;
    };
    let Some(at) = cells.text("time", NAME) else { return cells.moment("date", &day) };
    let (day, at) = (cells.day("date", &day), cells.clock("time", &at));
    cells.instant("time", day?, at?)
}

/// Until when, on the day on which it begins unless the row says otherwise, or how long.
fn lasts(cells: &mut Cells<'_>, starts_at: Option<Timestamp>) -> Option<Lasts> {
    if let Some(text) = cells.text("ends_at", NAME) {
        let ends_at = end(cells, starts_at?, &text)?;
        let minutes = ends_at.duration_since(starts_at?).as_mins();
        if !(1..=LONGEST_MINUTES).contains(&minutes) {
            cells.refuse("ends_at", "end_before_start");
        }
        return Some(Lasts::Until(ends_at));
    }
    let Some(text) = cells.text("duration", NAME) else { return Some(Lasts::AsUsual) };
    let minutes = people::text::ascii_digits(&text).parse().ok().or_else(|| {
        let shown = crate::appointments::wall::time(&text).ok()?;
        Some(i64::from(shown.hour()) * 60 + i64::from(shown.minute()))
    });
    let minutes = minutes.filter(|minutes| (1..=LONGEST_MINUTES).contains(minutes));
    if minutes.is_none() {
        cells.refuse("duration", "duration_unusable");
    }
    minutes.map(Lasts::Minutes)
}

fn end(cells: &mut Cells<'_>, starts_at: Timestamp, text: &str) -> Option<Timestamp> {
    let is_clock = text.contains(':') && !text.contains(['-', '/', 'T']);
    if !is_clock {
        return cells.moment("ends_at", text);
    }
    let at: Time = cells.clock("ends_at", text)?;
    let day = cells.shown(starts_at).date();
    cells.instant("ends_at", day, at)
}

/// A visit with everybody and everything it names, as it stands in the calendar.
fn settled(visit: &SaidVisit, names: &Names, now: Timestamp) -> Result<Entered, Refusal> {
    let patient = names.patient(&visit.patient)?;
    let service = visit.service.as_deref().map(|name| names.service(name)).transpose()?;
    let offer = service.map(|service| &service.offer);
    let minutes = match visit.lasts {
        Lasts::Until(end) => end.duration_since(visit.starts_at).as_mins(),
        Lasts::Minutes(minutes) => minutes,
        Lasts::AsUsual => offer.map_or(DEFAULT_MINUTES, |offer| i64::from(offer.duration_minutes)),
    };
    let end = visit.starts_at.checked_add(SignedDuration::from_mins(minutes));
    let ends_at = end.map_err(|_| Refusal::of(&["duration"], "duration_unusable"))?;
    let slot = Slot { starts_at: visit.starts_at, ends_at };
    let status = status_at(visit.status, slot, now)?;
    let is_past = ends_at <= now;
    // What was kept free around a visit is of no use once it is over; and who has left since was there then.
    let buffers = offer.filter(|_| !is_past).map(|offer| Buffers {
        before: i32::from(offer.buffer_before_minutes),
        after: i32::from(offer.buffer_after_minutes),
    });
    let busy = slot
        .widened(buffers.unwrap_or_default())
        .map_err(|_| Refusal::of(&["starts_at", "date"], "date_out_of_range"))?;
    Ok(Entered {
        patient,
        provider: names.provider(&visit.provider, is_past)?,
        room: visit.room.as_deref().map(|name| names.room(name)).transpose()?,
        service: service.map(|service| service.id.uuid()),
        equipment: offer.filter(|_| status == Status::Booked).map(|offer| offer.equipment.clone()).unwrap_or_default(),
        seats: offer.and_then(|offer| i32::try_from(offer.capacity).ok()).unwrap_or(1),
        kind: visit.kind.or(offer.map(|offer| offer.kind)).unwrap_or(Kind::Consultation),
        slot,
        busy,
        status,
        reason: visit.reason.clone(),
        preparation_notes: visit.notes.clone(),
    })
}

/// What is to come is booked or cancelled, what is past is not open any more: where a row does not say, it took place.
fn status_at(said: Option<Status>, slot: Slot, now: Timestamp) -> Result<Status, Refusal> {
    let is_over = slot.ends_at <= now;
    match said {
        None if is_over => Ok(Status::Fulfilled),
        None | Some(Status::Booked) if slot.starts_at >= minute_of(now) => Ok(Status::Booked),
        None | Some(Status::Booked) => Err(Refusal::of(&["status", "starts_at", "date"], "past_needs_outcome")),
        Some(Status::Fulfilled | Status::Noshow) if !is_over => Err(Refusal::of(&["status"], "outcome_in_future")),
        Some(status) => Ok(status),
    }
}

/// Each visit as it can be entered, or why it cannot.
async fn settle(tx: &mut TenantTx, action: Action, said: &[Said]) -> Result<Vec<Result<Entered, Refusal>>> {
    let visits: Vec<&SaidVisit> = said.iter().filter_map(visit).collect();
    let patients: Vec<&PatientNamed> = visits.iter().map(|visit| &visit.patient).collect();
    let names = Names::load(tx, action, &patients).await?;
    let now = tx.now();
    Ok(visits.into_iter().map(|visit| settled(visit, &names, now)).collect())
}

fn visit(said: &Said) -> Option<&SaidVisit> {
    match said {
        Said::Visit(visit) => Some(visit),
        Said::Person(_) | Said::Transaction(_) => None,
    }
}

const TAKEN: Refusal = Refusal::of(&["starts_at", "time", "date"], "slot_taken");
const GONE: Refusal = Refusal::of(&["patient_number", "mrn"], "patient_unknown");

pub async fn refusals(tx: &mut TenantTx, action: Action, said: &[Said]) -> Result<Vec<(usize, Refusal)>> {
    let (mut refusals, mut places, mut entered) = (Vec::new(), Vec::new(), Vec::new());
    for (place, settled) in settle(tx, action, said).await?.into_iter().enumerate() {
        match settled {
            Ok(visit) => {
                places.push(place);
                entered.push(visit);
            }
            Err(refusal) => refusals.push((place, refusal)),
        }
    }
    let taken = visits::crowded(tx, action, &entered).await?;
    refusals.extend(taken.into_iter().filter_map(|place| Some((*places.get(place)?, TAKEN))));
    Ok(refusals)
}

/// The constraints of the database decide who is in whose way, also within a file.
pub async fn write(tx: &mut TenantTx, said: &[Said]) -> Result<Vec<Result<Uuid, Refusal>>> {
    let settled = settle(tx, Action::ImportAppointments, said).await?;
    let (mut outcomes, mut entered) = (Vec::with_capacity(settled.len()), Vec::new());
    for visit in settled {
        outcomes.push(visit.map(|visit| entered.push(visit)));
    }
    let mut brought = visits::import(tx, Action::ImportAppointments, &entered).await?.into_iter();
    let outcome = |settled: Result<(), Refusal>| {
        settled?;
        match brought.next().unwrap_or(visits::Brought::Taken) {
            visits::Brought::In(id) => Ok(id),
            visits::Brought::Taken => Err(TAKEN),
            visits::Brought::PatientGone => Err(GONE),
        }
    };
    Ok(outcomes.into_iter().map(outcome).collect())
}

pub async fn take_back(tx: &mut TenantTx, action: Action, subjects: &[Uuid]) -> Result<TakenBack> {
    let taken = visits::take_back(tx, action, subjects).await?;
    let (subjects, patients) = taken.into_iter().unzip();
    Ok(TakenBack { subjects, patients })
}
