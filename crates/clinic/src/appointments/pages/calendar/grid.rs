//! The columns of the calendar, the hours they are drawn for, and the words around them.

use std::borrow::Borrow;
use std::sync::Arc;

use jiff::civil::Date;
use tenancy::{Action, Role};
use uuid::Uuid;
use web::Guest;

use super::choice::{Choice, Look, View};
use super::column::{Column, Whose, place, shown};
use super::hours::Hours;
use super::lanes::{MIDNIGHT, Span};
use super::week;
use crate::accounts::operations::StaffName;
use crate::appointments::day::{Day, Generation};
use crate::appointments::input::Reading;
use crate::appointments::wall::Wall;
use crate::rooms::Room;
use crate::shell::Page;

/// Who sees patients, and where.
pub struct Cast {
    pub providers: Vec<StaffName>,
    pub rooms: Vec<Room>,
    /// The name of whom a time is sought for.
    pub patient: Option<String>,
    /// When all of them are there.
    pub hours: Option<Hours>,
}

impl Cast {
    /// Whose week is shown when nobody says: the reader's own, when they see patients, or the first doctor's.
    pub fn default_provider(&self, guest: &Guest) -> Option<Uuid> {
        let own = guest.actor().id().filter(|id| self.knows(*id));
        let doctor = || self.providers.iter().find(|provider| provider.roles.contains(&Role::Doctor));
        own.or_else(|| doctor().or(self.providers.first()).map(|provider| provider.id))
    }

    fn column<'a>(&self, wall: &Wall, whose: Whose, day: &'a Day) -> Column<'a> {
        let open = self.hours.as_ref().map(|hours| hours.of(whose, day.date)).unwrap_or_default();
        Column::new(wall, day.date, whose, open, &day.entries)
    }

    pub fn knows(&self, provider: Uuid) -> bool {
        self.providers.iter().any(|known| known.id == provider)
    }
}

pub struct Calendar<'a> {
    today: Date,
    now: i64,
    pub choice: Choice,
    pub cast: &'a Cast,
    /// The hours that are drawn.
    pub hours: Span,
    pub columns: Vec<Column<'a>>,
    pub week: Option<i8>,
    /// Asked for on paper.
    pub prints: bool,
    pub as_of: Option<Generation>,
    first: Date,
    last: Date,
}

/// Drawn where nothing says when anybody works.
const OFFICE: Span = Span { from: 9 * 60, to: 17 * 60 };

impl<'a> Calendar<'a> {
    pub fn new(guest: &Guest, choice: Choice, cast: &'a Cast, days: &'a [Arc<Day>]) -> Self {
        let wall = Reading::of(guest).wall;
        let mut columns: Vec<Column<'a>> = match choice.view {
            View::Week => week_of(&wall, choice, cast, days),
            View::Day => providers_of(&wall, cast, days),
            View::Rooms => rooms_of(&wall, cast, days),
        };
        let hours = hours_of(&columns);
        let (may_book, may_move) = (guest.may(Action::BookAppointment), guest.may(Action::RescheduleAppointment));
        for column in &mut columns {
            if may_book && column.whose != Whose::NoRoom {
                column.offer(&wall, hours, guest.now());
            }
            for visit in &mut column.visits {
                visit.moves = may_move && visit.entry.status.is_open();
            }
        }
        let now = wall.shown(guest.now());
        let date = |day: Option<&Arc<Day>>| day.map_or(choice.date, |day| day.date);
        let first_day = week::first_day(guest.locale(), &guest.tenant().region);
        Self {
            today: wall.today,
            now: i64::from(now.hour()) * 60 + i64::from(now.minute()),
            choice,
            cast,
            hours,
            columns,
            week: (choice.view == View::Week).then(|| week::number(choice.date, first_day)).flatten(),
            prints: false,
            // What was loaded first may be the oldest.
            as_of: days.first().map(|day| day.as_of),
            first: date(days.first()),
            last: date(days.last()),
        }
    }

    pub fn is_week(&self) -> bool {
        self.choice.view == View::Week
    }

    /// Whether the columns say already who sees whom.
    pub fn is_by_provider(&self) -> bool {
        self.choice.view != View::Rooms
    }

    /// Who or what is shown: a name for a week, a day for its columns.
    pub fn title(&self, page: &Page) -> String {
        let name = || self.cast.providers.iter().find(|known| Some(known.id) == self.choice.provider);
        match self.choice.view {
            View::Week => name().map_or_else(|| page.t("calendar-title"), |known| known.display_name.clone()),
            View::Day | View::Rooms => page.long_day(self.choice.date),
        }
    }

    /// From when to when the week goes.
    pub fn span(&self, page: &Page) -> String {
        let (from, to) = (page.short_day(self.first), page.short_day(self.last));
        let parts = [("from", from.as_str()), ("to", &to), ("year", &self.last.year().to_string())];
        page.guest().app().texts().with(page.guest().locale(), "calendar-from-to", &parts)
    }

    pub fn here(&self) -> String {
        self.choice.address(self.today)
    }

    pub fn at(&self, view: impl Borrow<View>) -> String {
        Choice { view: *view.borrow(), ..self.choice }.address(self.today)
    }

    pub fn drawn_as(&self, look: Look) -> String {
        Choice { look, ..self.choice }.address(self.today)
    }

    pub fn turned(&self, pages: i64) -> String {
        self.choice.turned(pages).address(self.today)
    }

    /// Everybody's day; a heading leads there.
    pub fn day(&self, date: &Date) -> String {
        Choice { view: View::Day, date: *date, ..self.choice }.address(self.today)
    }

    /// The week of one of them; a heading leads there.
    pub fn week_of(&self, provider: &Uuid) -> String {
        Choice { view: View::Week, provider: Some(*provider), ..self.choice }.address(self.today)
    }

    pub fn now_shown(&self) -> String {
        Choice { date: self.today, ..self.choice }.address(self.today)
    }

    /// Without whom a time was sought for.
    pub fn for_nobody(&self) -> String {
        Choice { patient: None, ..self.choice }.address(self.today)
    }

    /// With the days on which nobody works, or without them.
    pub fn other_days(&self) -> String {
        Choice { whole: !self.choice.whole, ..self.choice }.address(self.today)
    }

    pub fn on_paper(&self) -> String {
        format!("{}&print=1", self.drawn_as(Look::List))
    }

    pub fn shows_today(&self) -> bool {
        (self.first..=self.last).contains(&self.today)
    }

    /// The full hours beside the columns, each with where it stands.
    pub fn marks(&self) -> Vec<(String, String)> {
        (self.hours.from / 60..self.hours.to / 60).map(|hour| (place(hour * 60), shown(hour * 60))).collect()
    }

    /// Where the line stands that says what time it is.
    pub fn now_line(&self, column: &Column<'_>) -> Option<String> {
        let is_seen = column.is_today && (self.hours.from..self.hours.to).contains(&self.now);
        is_seen.then(|| place(self.now))
    }

    /// Where a press on a free time leads.
    pub fn booking(&self) -> String {
        match self.choice.patient {
            Some(id) => format!("/reception/create-appointment/{id}/"),
            None => "/reception/book".to_owned(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.columns.iter().all(|column| column.visits.is_empty())
    }

    pub fn patients(&self) -> impl Iterator<Item = Uuid> {
        self.columns.iter().flat_map(|column| &column.visits).map(|visit| visit.entry.patient)
    }
}

fn week_of<'a>(wall: &Wall, choice: Choice, cast: &Cast, days: &'a [Arc<Day>]) -> Vec<Column<'a>> {
    let Some(provider) = choice.provider else { return Vec::new() };
    let whose = Whose::Provider(provider);
    let mut columns: Vec<_> = days.iter().map(|day| cast.column(wall, whose, day)).collect();
    if !choice.whole && columns.iter().any(|column| !column.is_idle()) {
        columns.retain(|column| column.is_today || !column.is_idle());
    }
    columns
}

fn providers_of<'a>(wall: &Wall, cast: &Cast, days: &'a [Arc<Day>]) -> Vec<Column<'a>> {
    let Some(day) = days.first() else { return Vec::new() };
    let mut known: Vec<(Uuid, &str)> =
        cast.providers.iter().map(|known| (known.id, known.display_name.as_str())).collect();
    // Whoever no longer works here may still be expected by somebody.
    for entry in &day.entries {
        if known.iter().all(|(id, _)| *id != entry.provider) {
            known.push((entry.provider, &entry.provider_name));
        }
    }
    let column = |(id, name): (Uuid, &str)| cast.column(wall, Whose::Provider(id), day).named(name);
    known.into_iter().map(column).collect()
}

fn rooms_of<'a>(wall: &Wall, cast: &Cast, days: &'a [Arc<Day>]) -> Vec<Column<'a>> {
    let Some(day) = days.first() else { return Vec::new() };
    let mut columns = Vec::new();
    for room in &cast.rooms {
        let column = cast.column(wall, Whose::Room(room.id.uuid()), day);
        if room.active || !column.visits.is_empty() {
            columns.push(column.named(&room.name));
        }
    }
    let rest = cast.column(wall, Whose::NoRoom, day);
    if !columns.is_empty() && !rest.visits.is_empty() {
        columns.push(rest);
    }
    columns
}

/// Whole hours around everything that must be seen, and one more before and after.
fn hours_of(columns: &[Column<'_>]) -> Span {
    let reach = columns.iter().filter_map(Column::reach);
    let reach = reach.reduce(|one, other| Span { from: one.from.min(other.from), to: one.to.max(other.to) });
    let Span { from, to } = reach.unwrap_or(OFFICE);
    Span { from: (from.div_euclid(60) * 60 - 60).max(0), to: ((to + 59).div_euclid(60) * 60 + 60).min(MIDNIGHT) }
}
