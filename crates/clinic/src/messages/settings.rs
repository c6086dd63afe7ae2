//! What a clinic decided about its messages. No database here.

use std::collections::BTreeMap;

use carrier::{Account, MailServer, Security, Sender, Token};
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::model::MessageKind;
use super::wording::Wording;
use crate::parties::model::codes;
use utoipa::ToSchema;

codes! {
    /// Who carries messages: nobody, so that they are read in the outbox; Twilio; or the clinic's mail server.
    Provider { Console = "console", Twilio = "twilio", Smtp = "smtp" }
}

codes! {
    /// How the session with the mail server is kept from others' eyes.
    MailSecurity { Tls = "tls", StartTls = "starttls", Plain = "plain" }
}

impl From<MailSecurity> for Security {
    fn from(security: MailSecurity) -> Self {
        match security {
            MailSecurity::Tls => Self::Tls,
            MailSecurity::StartTls => Self::StartTls,
            MailSecurity::Plain => Self::Plain,
        }
    }
}

/// The clinic's settings; the secrets are kept apart, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Messaging {
    pub provider: Provider,
    pub account_sid: String,
    /// Of the two the Messaging Service counts where both are set.
    pub service_sid: String,
    pub from_number: String,
    /// Who carries letters.
    pub mail: Provider,
    pub mail_host: String,
    pub mail_port: u16,
    pub mail_security: MailSecurity,
    /// Blank where the server does not ask who sends.
    pub mail_user: String,
    pub mail_sender: String,
    /// Whether patients are told that an appointment is booked or moved.
    pub confirmations: bool,
    /// Whether they are told that it is cancelled.
    pub cancellations: bool,
    pub reminders: bool,
    /// How long before an appointment somebody is reminded, each once.
    pub offsets: Vec<i32>,
    /// Nothing is reminded of between these, in the clinic's own time.
    pub quiet_from: Time,
    pub quiet_until: Time,
    /// Until how long before it an answer takes an appointment back.
    pub cancel_minutes: i32,
    /// What may be sent in a month; 0 for no bound. Codes go out all the same.
    pub monthly_segments: i32,
    /// What a thousand segments cost, in the smallest unit of the clinic's currency.
    pub thousand_cost: i32,
    /// The clinic's own words, by what is said and language.
    pub templates: BTreeMap<String, BTreeMap<String, String>>,
}

impl Default for Messaging {
    fn default() -> Self {
        Self {
            provider: Provider::Console,
            account_sid: String::new(),
            service_sid: String::new(),
            from_number: String::new(),
            mail: Provider::Console,
            mail_host: String::new(),
            mail_port: 465,
            mail_security: MailSecurity::Tls,
            mail_user: String::new(),
            mail_sender: String::new(),
            confirmations: true,
            cancellations: true,
            reminders: true,
            offsets: vec![24 * 60],
            quiet_from: Time::constant(21, 0, 0, 0),
            quiet_until: Time::constant(8, 0, 0, 0),
            cancel_minutes: 24 * 60,
            monthly_segments: 0,
            thousand_cost: 0,
            templates: BTreeMap::new(),
        }
    }
}

/// Reminders that would fall into the quiet hours go out so long before these begin: a round of planning earlier, so that
/// they are out in time.
const BEFORE_QUIET: i64 = 15;

impl Messaging {
    /// The account at the carrier, where there is one to send with.
    pub fn account(&self, token: Option<String>) -> Option<Account> {
        let sender = match self.service_sid.is_empty() {
            true => Sender::Number(self.from_number.clone()),
            false => Sender::Service(self.service_sid.clone()),
        };
        let token = token.filter(|_| self.provider == Provider::Twilio)?;
        Some(Account { sid: self.account_sid.clone(), token: Token::new(token), sender })
    }

    /// The mail server, where there is one to hand letters to.
    pub fn mail_server(&self, clinic: &str, password: Option<String>) -> Option<MailServer> {
        if self.mail != Provider::Smtp {
            return None;
        }
        Some(MailServer {
            host: self.mail_host.clone(),
            port: self.mail_port,
            security: self.mail_security.into(),
            login: password.filter(|_| !self.mail_user.is_empty()).map(|it| (self.mail_user.clone(), Token::new(it))),
            sender: self.mail_sender.parse().ok()?,
            sender_name: clinic.to_owned(),
        })
    }

    /// Whether a letter gets as far as a text would. Where texts are sent and letters stay in the outbox, nobody would
    /// learn of what is written to them.
    pub fn sends_letters(&self) -> bool {
        self.mail == Provider::Smtp || self.provider == Provider::Console
    }

    /// Whether patients are told of such things.
    pub fn tells(&self, kind: MessageKind) -> bool {
        match kind {
            MessageKind::AppointmentConfirmation | MessageKind::SeriesConfirmation => self.confirmations,
            MessageKind::AppointmentCancelled | MessageKind::SeriesCancelled => self.cancellations,
            _ => true,
        }
    }

    /// When somebody is reminded of an appointment: at the same hour of the wall clock where the offset is a day, and
    /// never in the quiet hours but before them.
    pub fn reminded_at(&self, zone: &TimeZone, starts_at: Timestamp, offset_minutes: i32) -> Option<Timestamp> {
        let wall = zone.to_datetime(starts_at).checked_sub(Span::new().minutes(offset_minutes)).ok()?;
        let wall = self.out_of_quiet(wall)?;
        // A time that spring skips is read as it would have been without the skip, one that comes twice as the first.
        Some(zone.to_ambiguous_zoned(wall).compatible().ok()?.timestamp())
    }

    fn out_of_quiet(&self, wall: DateTime) -> Option<DateTime> {
        let (from, until, at) = (self.quiet_from, self.quiet_until, wall.time());
        let (is_quiet, began_on) = match from.cmp(&until) {
            std::cmp::Ordering::Equal => (false, wall.date()),
            std::cmp::Ordering::Less => (from <= at && at < until, wall.date()),
            std::cmp::Ordering::Greater if at < until => (true, wall.date().yesterday().ok()?),
            std::cmp::Ordering::Greater => (at >= from, wall.date()),
        };
        if is_quiet {
            began_on.to_datetime(from).checked_sub(SignedDuration::from_mins(BEFORE_QUIET)).ok()
        } else {
            Some(wall)
        }
    }

    /// The first moment from then on that lies in no quiet hours.
    pub fn out_of_quiet_after(&self, zone: &TimeZone, at: Timestamp) -> Option<Timestamp> {
        let (from, until, wall) = (self.quiet_from, self.quiet_until, zone.to_datetime(at));
        let time = wall.time();
        let ends_on = match from.cmp(&until) {
            std::cmp::Ordering::Less if from <= time && time < until => wall.date(),
            std::cmp::Ordering::Greater if time < until => wall.date(),
            std::cmp::Ordering::Greater if time >= from => wall.date().tomorrow().ok()?,
            _ => return Some(at),
        };
        Some(zone.to_ambiguous_zoned(ends_on.to_datetime(until)).compatible().ok()?.timestamp())
    }

    /// The clinic's own words, where it has some.
    pub fn template(&self, wording: Wording, locale: &str) -> Option<&str> {
        self.templates.get(wording.as_str())?.get(locale).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::Messaging;

    fn reminded(zone: &str, starts_at: &str, offset: i32) -> String {
        let zone = TimeZone::get(zone).unwrap();
        let starts_at: Timestamp = starts_at.parse().unwrap();
        let at = Messaging::default().reminded_at(&zone, starts_at, offset).unwrap();
        at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
    }

    #[test]
    fn a_day_before_is_the_same_hour_on_the_wall_across_daylight_saving() {
        // The clocks of New York go forward on 8 March 2026, back on 1 November.
        assert_eq!(reminded("America/New_York", "2026-03-08T14:00:00Z", 1440), "2026-03-07 10:00");
        assert_eq!(reminded("America/New_York", "2026-11-01T15:00:00Z", 1440), "2026-10-31 10:00");
        assert_eq!(reminded("Europe/Paris", "2026-03-29T08:00:00Z", 1440), "2026-03-28 10:00");
        assert_eq!(reminded("Europe/Paris", "2026-10-25T09:00:00Z", 1440), "2026-10-24 10:00");
        assert_eq!(reminded("Africa/Cairo", "2026-04-24T07:00:00Z", 1440), "2026-04-23 10:00");
        assert_eq!(reminded("Africa/Cairo", "2026-10-30T08:00:00Z", 1440), "2026-10-29 10:00");
        assert_eq!(reminded("Australia/Lord_Howe", "2026-04-04T23:30:00Z", 1440), "2026-04-04 10:00");
        assert_eq!(reminded("Australia/Lord_Howe", "2026-10-03T23:00:00Z", 1440), "2026-10-03 10:00");
    }

    #[test]
    fn what_is_written_in_the_quiet_hours_waits_for_the_morning() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let out = |at: &str| {
            let at = Messaging::default().out_of_quiet_after(&zone, at.parse().unwrap()).unwrap();
            at.to_zoned(zone.clone()).strftime("%d %H:%M").to_string()
        };
        assert_eq!(out("2026-06-10T10:00:00Z"), "10 12:00");
        assert_eq!(out("2026-06-10T19:00:00Z"), "11 08:00");
        assert_eq!(out("2026-06-11T05:59:00Z"), "11 08:00");
        assert_eq!(out("2026-06-11T06:00:00Z"), "11 08:00");
    }

    #[test]
    fn an_hour_that_spring_skips_is_made_up_for_after_it() {
        // 02:30 does not exist in New York on 8 March 2026.
        let messaging = Messaging { quiet_until: Messaging::default().quiet_from, ..Messaging::default() };
        let zone = TimeZone::get("America/New_York").unwrap();
        let at = messaging.reminded_at(&zone, "2026-03-09T06:30:00Z".parse().unwrap(), 1440).unwrap();
        assert_eq!(at.to_zoned(zone).strftime("%m-%d %H:%M").to_string(), "03-08 03:30");
    }

    #[test]
    fn what_would_fall_into_the_quiet_hours_goes_out_before_them() {
        assert_eq!(reminded("Europe/Paris", "2026-06-10T05:30:00Z", 1440), "2026-06-08 20:45");
        assert_eq!(reminded("Europe/Paris", "2026-06-10T06:00:00Z", 1440), "2026-06-09 08:00");
        assert_eq!(reminded("Europe/Paris", "2026-06-10T18:59:00Z", 1440), "2026-06-09 20:59");
        assert_eq!(reminded("Europe/Paris", "2026-06-10T19:00:00Z", 1440), "2026-06-09 20:45");
        assert_eq!(reminded("Europe/Paris", "2026-06-10T08:00:00Z", 180), "2026-06-09 20:45");
    }
}
