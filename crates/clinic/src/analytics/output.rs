//! Numbers as the API shows them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Guest;

use super::counts::{Activity, Newcomers, Outcomes, Reminders, Reminding, Use, Visits};
use super::model::{Asked, Course, Share, Step};
use crate::appointments::model::Kind;

/// The days that numbers are of.
#[derive(Serialize, ToSchema)]
#[schema(as = AnalyticsPeriod)]
pub struct PeriodOutput {
    #[schema(example = "2030-01-01")]
    pub from: Date,
    /// The last day.
    #[schema(example = "2030-01-31")]
    pub to: Date,
    pub step: Step,
    /// As many days just before, which `before` is of.
    #[schema(example = "2029-12-01")]
    pub before_from: Date,
    /// The last of them.
    #[schema(example = "2029-12-31")]
    pub before_to: Date,
    /// Whose days these are.
    #[schema(example = "Africa/Cairo")]
    pub time_zone: String,
}

impl PeriodOutput {
    pub fn new(asked: &Asked, guest: &Guest) -> Self {
        let (before_from, before_to) = asked.period.before();
        let time_zone = guest.tenant().time_zone.iana_name().unwrap_or("UTC").to_owned();
        let (from, to, step) = (asked.period.first, asked.period.last, asked.period.step);
        Self { from, to, step, before_from, before_to, time_zone }
    }
}

/// Appointments by where they stand.
#[derive(Serialize, ToSchema)]
#[schema(as = AppointmentCounts)]
pub struct VisitsOutput {
    pub all: i64,
    pub pending: i64,
    pub booked: i64,
    pub arrived: i64,
    pub checked_in: i64,
    pub fulfilled: i64,
    pub cancelled: i64,
    /// Of the cancelled, those that were so late.
    pub cancelled_late: i64,
    pub noshow: i64,
    /// Of all that were not cancelled.
    pub booked_minutes: i64,
    /// Who did not come, of all who came or should have; between 0 and 1.
    #[schema(example = 0.125)]
    pub no_show_rate: Option<f64>,
    /// The cancelled, of all.
    pub cancellation_rate: Option<f64>,
}

impl From<&Visits> for VisitsOutput {
    fn from(visits: &Visits) -> Self {
        Self {
            all: visits.all(),
            pending: visits.pending,
            booked: visits.booked,
            arrived: visits.arrived,
            checked_in: visits.checked_in,
            fulfilled: visits.fulfilled,
            cancelled: visits.cancelled,
            cancelled_late: visits.cancelled_late,
            noshow: visits.noshow,
            booked_minutes: visits.minutes,
            no_show_rate: visits.no_show_rate().map(Share::fraction),
            cancellation_rate: visits.cancellation_rate().map(Share::fraction),
        }
    }
}

/// Appointments of a span.
#[derive(Serialize, ToSchema)]
#[schema(as = ActivityReport)]
pub struct ActivityOutput {
    pub period: PeriodOutput,
    pub total: VisitsOutput,
    /// Of as many days before.
    pub before: VisitsOutput,
    pub steps: Vec<VisitsStep>,
    pub kinds: Vec<VisitsOfKind>,
    pub providers: Vec<VisitsOfProvider>,
    /// When those that were not cancelled begin; hours without any are left out.
    pub hours: Vec<VisitsOfHour>,
}

#[derive(Serialize, ToSchema)]
pub struct VisitsStep {
    /// The first day of the step.
    pub from: Date,
    #[serde(flatten)]
    pub visits: VisitsOutput,
}

#[derive(Serialize, ToSchema)]
pub struct VisitsOfKind {
    pub kind: Kind,
    #[serde(flatten)]
    pub visits: VisitsOutput,
}

#[derive(Serialize, ToSchema)]
pub struct VisitsOfProvider {
    pub provider: Uuid,
    #[serde(flatten)]
    pub visits: VisitsOutput,
}

#[derive(Serialize, ToSchema)]
pub struct VisitsOfHour {
    /// 1 is Monday.
    #[schema(minimum = 1, maximum = 7)]
    pub weekday: usize,
    #[schema(minimum = 0, maximum = 23)]
    pub hour: usize,
    pub visits: i64,
}

impl ActivityOutput {
    pub fn new(period: PeriodOutput, activity: &Activity) -> Self {
        let course = &activity.course;
        let hours = activity.week.iter().zip(1..).flat_map(|(day, weekday)| {
            let begun = day.iter().zip(0..).filter(|(visits, _)| **visits > 0);
            begun.map(move |(visits, hour)| VisitsOfHour { weekday, hour, visits: *visits })
        });
        Self {
            period,
            total: VisitsOutput::from(&course.total),
            before: VisitsOutput::from(&course.before),
            steps: course
                .steps
                .iter()
                .map(|(from, visits)| VisitsStep { from: *from, visits: visits.into() })
                .collect(),
            kinds: activity
                .kinds
                .iter()
                .map(|(kind, visits)| VisitsOfKind { kind: *kind, visits: visits.into() })
                .collect(),
            providers: activity
                .providers
                .iter()
                .map(|(provider, visits)| VisitsOfProvider { provider: *provider, visits: visits.into() })
                .collect(),
            hours: hours.collect(),
        }
    }
}

/// How full everybody's days are.
#[derive(Serialize, ToSchema)]
#[schema(as = UtilizationReport)]
pub struct UtilizationOutput {
    pub period: PeriodOutput,
    pub providers: Vec<UseOutput>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Utilization)]
pub struct UseOutput {
    pub provider: Uuid,
    pub booked_minutes: i64,
    /// By hours, exceptions and closures.
    pub offered_minutes: i64,
    /// The booked of the offered; more than 1 where visits lie outside hours.
    #[schema(example = 0.8)]
    pub utilization: Option<f64>,
    /// Of as many days before.
    pub utilization_before: Option<f64>,
    /// The third time from now on at which half an hour is free; none within 60 days.
    pub third_next_available_at: Option<Timestamp>,
}

impl From<&Use> for UseOutput {
    fn from(used: &Use) -> Self {
        Self {
            provider: used.provider,
            booked_minutes: used.booked_minutes,
            offered_minutes: used.offered_minutes,
            utilization: used.share().map(Share::fraction),
            utilization_before: used.share_before().map(Share::fraction),
            third_next_available_at: used.third_next,
        }
    }
}

/// New patients, and visits of others.
#[derive(Serialize, ToSchema)]
#[schema(as = Newcomers)]
pub struct NewcomersOutput {
    /// Who came for the first time.
    pub new: i64,
    /// Visits of those who had come before.
    pub returning: i64,
    /// The new, of all visits.
    pub new_rate: Option<f64>,
}

impl From<&Newcomers> for NewcomersOutput {
    fn from(newcomers: &Newcomers) -> Self {
        let Newcomers { new, returning } = *newcomers;
        Self { new, returning, new_rate: newcomers.share().map(Share::fraction) }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = NewcomersReport)]
pub struct NewcomersReport {
    pub period: PeriodOutput,
    pub total: NewcomersOutput,
    /// Of as many days before.
    pub before: NewcomersOutput,
    pub steps: Vec<NewcomersStep>,
}

#[derive(Serialize, ToSchema)]
pub struct NewcomersStep {
    /// The first day of the step.
    pub from: Date,
    #[serde(flatten)]
    pub newcomers: NewcomersOutput,
}

impl NewcomersReport {
    pub fn new(period: PeriodOutput, course: &Course<Newcomers>) -> Self {
        let step = |(from, newcomers): &(Date, Newcomers)| NewcomersStep { from: *from, newcomers: newcomers.into() };
        let (total, before) = ((&course.total).into(), (&course.before).into());
        Self { period, total, before, steps: course.steps.iter().map(step).collect() }
    }
}

/// What became of reminders.
#[derive(Serialize, ToSchema)]
#[schema(as = ReminderCounts)]
pub struct RemindersOutput {
    pub all: i64,
    pub waiting: i64,
    /// Handed in, and nothing heard of since.
    pub sent: i64,
    pub delivered: i64,
    pub failed: i64,
    pub withheld: i64,
    pub confirmed: i64,
    pub cancelled: i64,
    /// The delivered, of all that left or were to.
    pub delivery_rate: Option<f64>,
    /// The confirmed, of all that may have arrived.
    pub confirmation_rate: Option<f64>,
}

impl From<&Reminders> for RemindersOutput {
    fn from(reminders: &Reminders) -> Self {
        Self {
            all: reminders.all(),
            waiting: reminders.waiting,
            sent: reminders.sent,
            delivered: reminders.delivered,
            failed: reminders.failed,
            withheld: reminders.withheld,
            confirmed: reminders.confirmed,
            cancelled: reminders.cancelled,
            delivery_rate: reminders.delivery_rate().map(Share::fraction),
            confirmation_rate: reminders.confirmation_rate().map(Share::fraction),
        }
    }
}

/// Reminders of the appointments of a span.
#[derive(Serialize, ToSchema)]
#[schema(as = ReminderReport)]
pub struct RemindingOutput {
    pub period: PeriodOutput,
    pub total: RemindersOutput,
    /// Of as many days before.
    pub before: RemindersOutput,
    pub steps: Vec<RemindersStep>,
    pub channels: Vec<RemindersOfChannel>,
}

#[derive(Serialize, ToSchema)]
pub struct RemindersStep {
    /// The first day of the step.
    pub from: Date,
    #[serde(flatten)]
    pub reminders: RemindersOutput,
}

#[derive(Serialize, ToSchema)]
pub struct RemindersOfChannel {
    #[schema(example = "sms")]
    pub channel: String,
    #[serde(flatten)]
    pub reminders: RemindersOutput,
}

impl RemindingOutput {
    pub fn new(period: PeriodOutput, reminding: &Reminding) -> Self {
        let course = &reminding.course;
        let step = |(from, reminders): &(Date, Reminders)| RemindersStep { from: *from, reminders: reminders.into() };
        let channel = |(channel, reminders): &(String, Reminders)| RemindersOfChannel {
            channel: channel.clone(),
            reminders: reminders.into(),
        };
        Self {
            period,
            total: (&course.total).into(),
            before: (&course.before).into(),
            steps: course.steps.iter().map(step).collect(),
            channels: reminding.channels.iter().map(channel).collect(),
        }
    }
}

/// What instruments said of all patients who were assessed.
#[derive(Serialize, ToSchema)]
#[schema(as = OutcomeReport)]
pub struct OutcomesOutput {
    pub period: PeriodOutput,
    /// So many people there are at least in every month that is told of.
    #[schema(example = 5)]
    pub fewest: usize,
    pub instruments: Vec<InstrumentOutput>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutcomesOfInstrument)]
pub struct InstrumentOutput {
    #[schema(example = "phq-9")]
    pub instrument: String,
    pub version: i32,
    /// Whole months that are over.
    pub months: Vec<MonthOutput>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutcomesOfMonth)]
pub struct MonthOutput {
    /// Its first day.
    pub month: Date,
    pub people: usize,
    pub assessments: usize,
    /// Of everybody's last score of the month.
    #[schema(example = 11.4)]
    pub average_score: f64,
}

impl From<Outcomes> for InstrumentOutput {
    fn from(outcomes: Outcomes) -> Self {
        let months = outcomes.months.into_iter().map(|(month, told)| MonthOutput {
            month,
            people: told.people,
            assessments: told.assessments,
            average_score: told.average,
        });
        Self { instrument: outcomes.instrument, version: outcomes.version, months: months.collect() }
    }
}
