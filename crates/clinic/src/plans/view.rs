//! Plans as pages show them: in words, with a sign for each.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::Value;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::allowance::Warning;
use super::attainment::{Standing, Trend};
use super::due_view::Instruments;
use super::model::{CareKind, CareStatus, Content, Exercise, Item, LEVELS, Score};
use super::operations::Counted;
use crate::accounts;
use crate::appointments::model::Kind;
use crate::schedule::operations as schedule;
use crate::shell::{Moment, Page};

/// What ids that stand in items are called.
#[derive(Default)]
pub struct Names {
    pub staff: HashMap<Uuid, String>,
    pub services: HashMap<Uuid, String>,
    pub instruments: Instruments,
}

impl Names {
    pub async fn load(tx: &mut TenantTx, action: Action) -> Result<Self> {
        let services = schedule::list_for(tx, action).await?.into_iter();
        Ok(Self {
            staff: accounts::operations::names(tx, action).await?,
            services: services.map(|service| (service.id.uuid(), service.offer.name)).collect(),
            instruments: Instruments::load(tx).await?,
        })
    }

    fn of(&self, staff: Uuid) -> String {
        self.staff.get(&staff).cloned().unwrap_or_default()
    }
}

/// One thing that an item says, with what it is called.
#[derive(Clone)]
pub struct Fact {
    pub title: String,
    pub text: String,
}

/// An item in one of its versions, ready to be shown.
#[derive(Clone)]
pub struct ItemView {
    pub id: Uuid,
    pub kind: CareKind,
    pub version: i32,
    pub status: CareStatus,
    pub name: String,
    pub facts: Vec<Fact>,
    pub reason: Option<String>,
    /// Of this version.
    pub by: String,
    pub at: Moment,
    /// Of the first one.
    pub first_by: String,
    /// On which it was written, or what it tells of took place.
    pub day: Date,
    pub due_on: Option<Date>,
    /// Whether that day has come while it is still going on.
    pub is_due: bool,
}

impl ItemView {
    pub fn new(page: &Page, item: &Item, names: &Names) -> Self {
        let (guest, content) = (page.guest(), item.content.reveal());
        let due_on = content.due_on();
        let day = match content {
            Content::ProgressNote(note) => note.noted_on,
            _ => guest.tenant().day_of(item.created_at),
        };
        Self {
            id: item.id.uuid(),
            kind: content.kind(),
            version: item.version,
            status: item.status,
            name: match content {
                Content::Reassessment(again) => names.instruments.title(page, &again.instrument).text,
                content => content.name().to_owned(),
            },
            facts: facts(page, content, names),
            reason: item.reason.as_ref().map(|reason| reason.reveal().clone()),
            by: names.of(item.updated_by),
            at: Moment::new(guest, item.updated_at),
            first_by: names.of(item.created_by),
            day,
            due_on,
            is_due: item.is_active() && due_on.is_some_and(|day| day < guest.today()),
        }
    }

    pub fn is_struck(&self) -> bool {
        self.status == CareStatus::EnteredInError
    }

    /// Where it stands by itself.
    pub fn href(&self) -> String {
        let root = if self.kind == CareKind::Package { "/packages" } else { "/plans/items" };
        format!("{root}/{}/", self.id)
    }
}

/// What an item says besides its name, in the order in which it is asked for.
fn facts(page: &Page, content: &Content, names: &Names) -> Vec<Fact> {
    let said = content.fields();
    let has_levels = matches!(content, Content::Goal(goal) if goal.has_scale());
    let shown = content.kind().details().iter().filter(|field| has_levels || **field != "weight");
    shown
        .filter_map(|field| {
            let text = fact(page, field, said.get(*field)?, names)?;
            Some(Fact { title: page.t(&label(field)), text })
        })
        .collect()
}

fn fact(page: &Page, field: &str, value: &Value, names: &Names) -> Option<String> {
    Some(match value {
        Value::Number(number) if field == "baseline_level" => level_text(page, i32::try_from(number.as_i64()?).ok()?),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match field {
            "appointment_kind" => page.t(&format!("kind-{}", Kind::parse(text)?.as_str())),
            "service" => names.services.get(&text.parse::<Uuid>().ok()?).cloned().unwrap_or_default(),
            _ if field.ends_with("_on") => page.day(&text.parse::<Date>().ok()?),
            _ => text.clone(),
        },
        _ => return None,
    })
}

/// The key of what a field is called.
pub fn label(field: &str) -> String {
    format!("plans-{}", field.replace('_', "-"))
}

/// A level with its sign and in words.
pub fn level_text(page: &Page, level: i32) -> String {
    let words = LEVELS.iter().find(|(known, _)| *known == level).map(|(_, field)| page.t(&label(field)));
    words.unwrap_or_default()
}

/// How far a goal was reached on a day.
#[derive(Clone)]
pub struct ScoreView {
    pub id: Uuid,
    pub level: String,
    pub day: Date,
    pub note: Option<String>,
    pub by: String,
    /// Why it was taken back.
    pub struck: Option<String>,
}

impl ScoreView {
    pub fn new(page: &Page, score: &Score, names: &Names) -> Self {
        Self {
            id: score.id.uuid(),
            level: level_text(page, score.level),
            day: score.scored_on,
            note: score.note.clone().map(Phi::into_inner),
            by: names.of(score.by),
            struck: score.struck.as_ref().map(|struck| struck.reason.reveal().clone()),
        }
    }
}

/// Where a goal stands, in words.
#[derive(Clone)]
pub struct StandingView {
    /// Empty while nobody scored it.
    pub level: String,
    /// Chip, icon and key of which way it goes.
    pub trend: Option<(&'static str, &'static str, &'static str)>,
}

impl StandingView {
    pub fn new(page: &Page, standing: Standing) -> Self {
        Self {
            level: standing.now.map(|level| level_text(page, level)).unwrap_or_default(),
            trend: standing.trend().map(|trend| match trend {
                Trend::Better => ("chip-ok", "check", "plans-trend-better"),
                Trend::Same => ("chip-info", "info", "plans-trend-same"),
                Trend::Worse => ("chip-warn", "alert", "plans-trend-worse"),
            }),
        }
    }
}

/// Authorised visits, and how many are left.
#[derive(Clone)]
pub struct PackageView {
    pub id: Uuid,
    pub label: String,
    /// Such as `7 of 12`.
    pub left: String,
    pub ends_on: Option<Date>,
    /// Chip and key of what somebody should see to.
    pub warning: Option<(&'static str, &'static str)>,
    pub is_expired: bool,
    pub facts: Vec<Fact>,
}

impl PackageView {
    pub fn new(page: &Page, counted: &Counted, names: &Names) -> Option<Self> {
        let package = counted.item.package()?;
        let (left, visits) = (counted.count.left.to_string(), package.visits.to_string());
        let words = [("left", left.as_str()), ("visits", visits.as_str())];
        let warning = counted.count.warning;
        Some(Self {
            id: counted.item.id.uuid(),
            label: package.label.clone(),
            left: page.guest().app().texts().with(page.guest().locale(), "plans-left-of", &words),
            ends_on: package.ends_on,
            warning: match warning {
                Warning::None => None,
                Warning::Few => Some(("chip-warn", "plans-few-left")),
                Warning::UsedUp => Some(("chip-bad", "plans-used-up")),
                Warning::Expired => Some(("chip-bad", "plans-expired")),
            },
            is_expired: warning == Warning::Expired,
            facts: facts(page, counted.item.content.reveal(), names),
        })
    }

    /// Those that still hold; where none does, the one that held last.
    pub fn standing(page: &Page, counted: &[Counted], names: &Names) -> Vec<Self> {
        let all = || counted.iter().filter_map(move |one| Self::new(page, one, names));
        let standing: Vec<_> = all().filter(|view| !view.is_expired).collect();
        if standing.is_empty() { all().max_by_key(|view| view.ends_on).into_iter().collect() } else { standing }
    }
}

impl Exercise {
    /// How much of it at a time, how long and how often.
    pub(crate) fn dose(&self, page: &Page) -> String {
        let many = match (self.sets, self.reps) {
            (Some(sets), Some(reps)) => Some(format!("{sets} × {reps}")),
            (Some(count), None) | (None, Some(count)) => Some(format!("{count} ×")),
            (None, None) => None,
        };
        let hold = self.hold_seconds.map(|seconds| page.tn("plans-hold-for", i64::from(seconds)));
        let often = page.tn("plans-days-a-week", i64::from(self.times_per_week));
        [many, hold, Some(often)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// What the reader may do with plans; templates ask by these names.
#[derive(Clone, Copy)]
pub struct Rights {
    pub write: bool,
    pub revise: bool,
    pub strike: bool,
    pub score: bool,
    pub packages: bool,
}

impl Rights {
    pub fn of(guest: &Guest) -> Self {
        Self {
            write: guest.may(Action::WritePlan),
            revise: guest.may(Action::RevisePlan),
            strike: guest.may(Action::StrikePlan),
            score: guest.may(Action::ScoreGoal),
            packages: guest.may(Action::ManagePackages),
        }
    }
}

/// The words and the drawing of each kind.
impl CareKind {
    pub fn icon(self) -> &'static str {
        match self {
            Self::Plan => "worklist",
            Self::Goal => "flag",
            Self::Intervention => "diagnosis",
            Self::Exercise => "activity",
            Self::Reassessment => "clock",
            Self::ProgressNote => "edit",
            Self::Package => "book",
        }
    }

    pub fn title(self) -> String {
        format!("plans-{}", self.as_str())
    }

    pub fn add_title(self) -> String {
        format!("plans-add-{}", self.as_str())
    }

    /// The fields that say more than the name.
    fn details(self) -> &'static [&'static str] {
        match self {
            Self::Plan => &["summary", "review_on"],
            Self::Goal => &[
                "baseline",
                "target",
                "target_on",
                "instrument",
                "much_less",
                "less",
                "expected",
                "more",
                "much_more",
                "baseline_level",
                "weight",
            ],
            Self::Intervention => &["frequency"],
            Self::Exercise => {
                &["instructions", "sets", "reps", "hold_seconds", "times_per_week", "begins_on", "ends_on"]
            }
            Self::Reassessment => &["every_weeks", "once_on", "begins_on"],
            Self::ProgressNote => &["noted_on"],
            Self::Package => &["visits", "begins_on", "ends_on", "authorization", "appointment_kind", "service"],
        }
    }
}

impl CareStatus {
    pub fn title(self) -> String {
        format!("plans-status-{}", self.as_str())
    }

    pub fn chip(self) -> &'static str {
        match self {
            Self::Active => "chip-info",
            Self::Completed | Self::Achieved => "chip-ok",
            Self::NotAchieved => "chip-warn",
            Self::EnteredInError => "chip-bad",
            Self::Draft | Self::Revoked | Self::Cancelled => "",
        }
    }
}
