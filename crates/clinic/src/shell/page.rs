//! What every template can ask for.

use std::borrow::Borrow;

use askama::Template;
use tenancy::Action;
use web::{Guest, Locale};

use super::{assets, notice};

/// The shell of one page, for one caller.
pub struct Page {
    guest: Guest,
    nav: Vec<NavItem>,
    flash: Option<Flash>,
}

pub struct NavItem {
    pub href: &'static str,
    pub key: &'static str,
    pub icon: &'static str,
    pub current: bool,
}

/// A message after something was done.
#[derive(Clone)]
pub struct Flash {
    /// `good`, `bad` or `info`.
    pub kind: &'static str,
    pub text: String,
    pub undo: Option<Undo>,
}

#[derive(Clone)]
pub struct Undo {
    pub action: String,
    pub label: String,
}

pub struct LanguageChoice {
    pub code: &'static str,
    pub name: &'static str,
    pub current: bool,
}

const HALF_A_YEAR_OF_HOURS: i64 = 183 * 24;

/// Everything the navigation can offer, and what one must be allowed to do to see it.
const NAV: &[(&str, &str, &str, Action)] = &[
    ("/reception/dashboard/", "shell-nav-board", "board", Action::ViewDayBoard),
    ("/reception/calendar/", "shell-nav-calendar", "calendar", Action::ViewDayBoard),
    ("/reception/waitlist/", "shell-nav-waitlist", "wait", Action::ViewWaitlist),
    ("/doctor/appointments-dash/", "shell-nav-worklist", "worklist", Action::ViewRecords),
    ("/alerts/", "readings-alerts", "bell", Action::ViewAlerts),
    ("/devices/", "readings-devices", "screen", Action::ViewDevices),
    ("/doctor/patients-dash/", "shell-nav-patients", "patients", Action::ListPatients),
    ("/transactions", "ledger-title", "money", Action::ListTransactions),
    ("/invoices", "invoices-title", "document", Action::ListInvoices),
    ("/financial-records", "finances-title", "money", Action::ViewFinancialRecords),
    ("/analytics/", "analytics-title", "chart", Action::ViewActivity),
    ("/messages/", "message-title", "message", Action::ViewMessages),
    ("/support/", "support-nav", "settings", Action::ViewAsSupport),
    ("/audit/", "shell-nav-audit", "audit", Action::ViewAudit),
    ("/admin/", "shell-nav-admin", "settings", Action::CreateStaff),
    ("/patients/new", "shell-new-patient", "user-plus", Action::RegisterPatient),
    ("/reception/book", "shell-new-appointment", "book", Action::BookAppointment),
    ("/reception/walk-in", "shell-new-walk-in", "walk-in", Action::BookAppointment),
];

/// The same at the platform's host, where everybody may everything.
const PLATFORM_NAV: &[(&str, &str, &str)] = &[
    ("/clinics/", "platform-clinics", "home"),
    ("/support/", "platform-support", "help"),
    ("/record/", "platform-record", "audit"),
    ("/account/", "platform-account", "user"),
];

impl Page {
    pub fn new(guest: &Guest) -> Self {
        let current = |href: &str| guest.path().starts_with(href.trim_end_matches('/'));
        let item = |href, key, icon| NavItem { href, key, icon, current: current(href) };
        let nav = match (guest.is_signed_in(), guest.is_platform()) {
            (false, _) => Vec::new(),
            (true, true) => PLATFORM_NAV.iter().map(|&(href, key, icon)| item(href, key, icon)).collect(),
            (true, false) => {
                let offered = NAV.iter().filter(|(.., action)| guest.may(*action));
                offered.map(|&(href, key, icon, _)| item(href, key, icon)).collect()
            }
        };
        let page = Self { guest: guest.clone(), nav, flash: None };
        let flash = guest.notice().and_then(|code| notice::flash(&page, code));
        page.with_flash(flash)
    }

    #[must_use]
    pub fn with_flash(mut self, flash: Option<Flash>) -> Self {
        self.flash = flash.or(self.flash);
        self
    }

    pub fn lang(&self) -> &'static str {
        self.guest.locale().code()
    }

    pub fn dir(&self) -> &'static str {
        self.guest.locale().dir()
    }

    pub fn theme(&self) -> &'static str {
        self.guest.theme()
    }

    pub fn keys(&self) -> &'static str {
        self.guest.keys()
    }

    /// Names our script as one that may run.
    pub fn nonce(&self) -> &str {
        self.guest.nonce()
    }

    pub fn clinic_name(&self) -> &str {
        &self.guest.tenant().name
    }

    /// The zone of every time that is shown.
    pub fn zone_name(&self) -> String {
        self.guest.tenant().time_zone.iana_name().unwrap_or("UTC").to_owned()
    }

    pub fn csrf(&self) -> &str {
        self.guest.session().map_or("", |session| session.csrf.as_str())
    }

    pub fn user_name(&self) -> &str {
        self.guest.session().map_or("", |session| session.display_name.as_str())
    }

    /// How long the glass stays broken.
    pub fn emergency_until(&self) -> Option<jiff::Timestamp> {
        self.guest.session().and_then(|session| session.emergency_until)
    }

    /// Until when support may look, where it is support that does.
    pub fn support_until(&self) -> Option<jiff::Timestamp> {
        self.guest.session().and_then(|session| session.support)
    }

    pub fn is_platform(&self) -> bool {
        self.guest.is_platform()
    }

    /// Whether this is that page, however its path was written.
    pub fn is_at(&self, path: &str) -> bool {
        self.guest.path().trim_end_matches('/') == path
    }

    pub fn nav(&self) -> &[NavItem] {
        &self.nav
    }

    pub fn t(&self, key: &str) -> String {
        self.guest.text(key)
    }

    pub fn tn(&self, key: &str, count: impl Countable) -> String {
        self.guest.app().texts().count(self.guest.locale(), key, count.amount())
    }

    pub fn ta(&self, key: &str, name: &str, value: impl std::fmt::Display) -> String {
        self.guest.app().texts().with(self.guest.locale(), key, &[(name, &value.to_string())])
    }

    pub fn locales(&self) -> Vec<LanguageChoice> {
        let choice = |locale: &Locale| LanguageChoice {
            code: locale.code(),
            name: locale.name(),
            current: *locale == self.guest.locale(),
        };
        Locale::ALL.iter().map(choice).collect()
    }

    pub fn path(&self) -> String {
        match self.guest.query() {
            Some(query) => format!("{}?{query}", self.guest.path()),
            None => self.guest.path().to_owned(),
        }
    }

    pub fn flash(&self) -> Option<&Flash> {
        self.flash.as_ref()
    }

    #[expect(clippy::unused_self, reason = "templates ask the page for everything")]
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The clinic's zone by its name, for the clocks that go on by themselves.
    pub fn time_zone(&self) -> &str {
        self.guest.tenant().time_zone.iana_name().unwrap_or("UTC")
    }

    pub fn clock(&self) -> String {
        self.time(self.guest.now())
    }

    /// Day and time of this page, for the head of a sheet.
    pub fn printed_on(&self) -> String {
        format!("{} {}", self.day(&self.guest.today()), self.clock())
    }

    /// A time of day, in the clinic's zone.
    pub fn time(&self, at: impl Borrow<jiff::Timestamp>) -> String {
        at.borrow().to_zoned(self.guest.tenant().time_zone.clone()).strftime("%H:%M").to_string()
    }

    /// A calendar day in digits, in the order the reader is used to.
    pub fn day(&self, day: &jiff::civil::Date) -> String {
        let pattern = if self.guest.tenant().region == "US" { "%m/%d/%Y" } else { "%d/%m/%Y" };
        day.strftime(pattern).to_string()
    }

    /// A calendar day in words: `Monday 7 January 2030`.
    pub fn long_day(&self, day: impl Borrow<jiff::civil::Date>) -> String {
        self.dated("date-long", "date-month", *day.borrow())
    }

    /// A calendar day in short words: `Mon 7 Jan`.
    pub fn short_day(&self, day: impl Borrow<jiff::civil::Date>) -> String {
        self.dated("date-short", "date-month-short", *day.borrow())
    }

    fn dated(&self, pattern: &str, months: &str, day: jiff::civil::Date) -> String {
        let weekdays = if pattern == "date-short" { "date-weekday-short" } else { "date-weekday" };
        let weekday = self.t(&format!("{weekdays}-{}", day.weekday().to_monday_one_offset()));
        let month = self.t(&format!("{months}-{}", day.month()));
        let (number, year) = (day.day().to_string(), day.year().to_string());
        let parts = [("weekday", weekday.as_str()), ("day", &number), ("month", &month), ("year", &year)];
        self.guest.app().texts().with(self.guest.locale(), pattern, &parts)
    }

    /// The day an instant falls on, in the clinic's zone.
    pub fn day_of(&self, at: impl Borrow<jiff::Timestamp>) -> jiff::civil::Date {
        self.guest.tenant().day_of(*at.borrow())
    }

    /// Day and time of an instant: `Mon 7 Jan, 09:00`; of another year `Monday 7 January 2030, 09:00`.
    pub fn day_time(&self, at: impl Borrow<jiff::Timestamp>) -> String {
        let at = *at.borrow();
        let date = self.day_of(at);
        // The year goes without saying as long as nobody could mean another.
        let is_near = date.duration_since(self.guest.today()).as_hours().abs() < HALF_A_YEAR_OF_HOURS;
        let (day, time) = (if is_near { self.short_day(date) } else { self.long_day(date) }, self.time(at));
        self.guest.app().texts().with(self.guest.locale(), "date-and-time", &[("day", &day), ("time", &time)])
    }

    /// So many bytes in kB, MB or GB, as people say it.
    pub fn size(&self, bytes: impl Borrow<u64>) -> String {
        let bytes = *bytes.borrow();
        let tenths = |unit: u64| bytes.div_ceil(unit / 10);
        let said = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
        match (tenths(1_000_000_000), tenths(1_000_000)) {
            (gb @ 10.., _) => self.ta("documents-size-gb", "number", said(gb)),
            (_, mb @ 10..) => self.ta("documents-size-mb", "number", said(mb)),
            _ => self.ta("documents-size-kb", "number", bytes.div_ceil(1000)),
        }
    }

    /// How old somebody is; in months while that says more.
    pub fn age(&self, born: &jiff::civil::Date) -> String {
        let today = self.guest.today();
        let years = people::date::age(*born, today);
        if years >= 2 {
            return self.tn("common-years-old", years);
        }
        let months = i64::from(today.year() - born.year()) * 12 + i64::from(today.month() - born.month())
            - i64::from(today.day() < born.day());
        self.tn("common-months-old", months)
    }

    pub fn idle_seconds(&self) -> u64 {
        self.guest.app().settings().session_idle.as_secs()
    }

    pub fn may(&self, action: Action) -> bool {
        self.guest.may(action)
    }

    pub fn guest(&self) -> &Guest {
        &self.guest
    }
}

/// Counts of any integer type, as templates have them.
pub trait Countable {
    fn amount(&self) -> usize;
}

impl Countable for usize {
    fn amount(&self) -> usize {
        *self
    }
}

impl Countable for u16 {
    fn amount(&self) -> usize {
        usize::from(*self)
    }
}

impl Countable for i64 {
    fn amount(&self) -> usize {
        usize::try_from(*self).unwrap_or(0)
    }
}

impl<T: Countable + ?Sized> Countable for &T {
    fn amount(&self) -> usize {
        (**self).amount()
    }
}

#[derive(Template)]
#[template(path = "partials/toast.html")]
struct Toast {
    page: Page,
    flash: Flash,
}

/// A message for a page that stays where it is.
pub fn toast(guest: &Guest, flash: Flash) -> String {
    Toast { page: Page::new(guest), flash }.render().unwrap_or_default()
}
