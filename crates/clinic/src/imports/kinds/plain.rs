//! Tables with one field a column: which column holds what, and the cells of a row. No database here.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::AmbiguousOffset;
use money::Currency;
use people::import::{DateEvidence, FileProblem, Weighing, fields_of, read_cell};
use people::{DateOrder, Region, names};
use sheets::{Hints, Record, Source};

use super::{Context, Row, Said};
use crate::amounts::currency_of;
use crate::appointments::wall::{self, Wall};
use crate::imports::model::{Choices, Found, FoundColumn, IGNORE, Problem};

/// What the tables of a kind look like.
pub struct Layout {
    /// What a column may hold: its code, and what such columns are called, with `|` between.
    pub fields: &'static [(&'static str, &'static str)],
    /// Those that hold days.
    pub days: &'static [&'static str],
    /// One of each of these there must be, or the file is of no use: the code says why.
    pub needed: &'static [(&'static [&'static str], &'static str)],
    /// [`Layout::of_heading`] of this layout, as those who read files ask for it.
    pub is_known: fn(&str) -> bool,
    /// What a row says; nothing where it was refused.
    pub read: fn(&mut Cells<'_>) -> Option<Said>,
}

impl Layout {
    pub fn targets(&self) -> Vec<&'static str> {
        self.fields.iter().map(|(code, _)| *code).collect()
    }

    /// What a heading means, in any of the languages of the product; the code itself means itself.
    pub fn of_heading(&self, heading: &str) -> Option<&'static str> {
        let key = names::key(heading);
        let is_called = |called: &str| called.split('|').any(|name| names::key(name) == key);
        let found = self.fields.iter().find(|(code, called)| names::key(code) == key || is_called(called));
        found.map(|(code, _)| *code)
    }

    fn field(&self, code: &str) -> Option<&'static str> {
        self.fields.iter().map(|(known, _)| *known).find(|known| *known == code)
    }
}

/// A column, and what it holds.
struct Column {
    heading: String,
    field: Option<&'static str>,
}

/// How a table is written, and which column holds what.
pub struct Reader {
    layout: &'static Layout,
    source: Source,
    columns: Vec<Column>,
    evidence: DateEvidence,
    wall: Wall,
    now: Timestamp,
    currency: Currency,
}

impl Reader {
    pub fn open(
        layout: &'static Layout,
        bytes: &[u8],
        choices: &Choices,
        at: Context<'_>,
    ) -> Result<Self, &'static str> {
        let region = Region::parse(&at.tenant.region);
        let hints = Hints {
            encoding: choices.encoding.as_deref(),
            separator: choices.separator,
            quote: None,
            header: None,
            country: region.as_ref().map(Region::as_str),
            is_known: layout.is_known,
        };
        let source = Source::find(bytes, &hints).map_err(|problem| FileProblem::from(problem).code())?;
        let columns = columns(layout, &source.columns, choices)?;
        let has = |field: &&str| columns.iter().any(|column| column.field == Some(*field));
        if let Some((_, code)) = layout.needed.iter().find(|(fields, _)| !fields.iter().any(has)) {
            return Err(code);
        }
        let evidence = match choices.date_order.as_deref().and_then(DateOrder::parse) {
            Some(order) => DateEvidence::Chosen(order),
            None => weigh(layout, &source, &columns, bytes),
        };
        let wall = Wall {
            zone: at.tenant.time_zone.clone(),
            order: evidence.order().unwrap_or(DateOrder::DayMonthYear),
            today: at.tenant.day_of(at.now),
        };
        Ok(Self { layout, source, columns, evidence, wall, now: at.now, currency: currency_of(at.tenant) })
    }

    pub fn found(&self) -> Found {
        let column =
            |column: &Column| FoundColumn { heading: column.heading.clone(), target: column.field.map(str::to_owned) };
        Found {
            is_spreadsheet: self.source.is_book,
            encoding: self.source.encoding.name().to_owned(),
            separator: self.source.separator,
            date_order: self.evidence.order().map(|order| order.as_str().to_owned()),
            columns: self.columns.iter().map(column).collect(),
        }
    }

    pub fn rows<'r>(&'r self, bytes: &'r [u8]) -> impl Iterator<Item = Row> + Send + 'r {
        self.source.rows(bytes).map(move |record| self.read(record))
    }

    fn read(&self, record: Record) -> Row {
        let line = i64::try_from(record.line).unwrap_or(i64::MAX);
        let fields = match fields_of(record, self.columns.len()) {
            Ok(fields) => fields,
            Err(code) => {
                let problem = Problem { line, column: None, code: code.as_str().to_owned(), is_warning: false };
                return Row { line, said: None, problems: vec![problem] };
            }
        };
        let mut cells = Cells { fields: &fields, reader: self, line, problems: Vec::new() };
        let said = (self.layout.read)(&mut cells);
        Row { line, said, problems: cells.problems }
    }
}

/// What was chosen, and what the headings say of the others.
fn columns(layout: &Layout, headings: &[String], choices: &Choices) -> Result<Vec<Column>, &'static str> {
    let mut columns = Vec::with_capacity(headings.len());
    for (place, heading) in headings.iter().enumerate() {
        let field = match choices.columns.get(place).and_then(Option::as_deref) {
            Some(IGNORE) | None => None,
            Some(code) => Some(layout.field(code).ok_or("unknown_target")?),
        };
        let is_taken = |column: &Column| field.is_some() && column.field == field;
        if columns.iter().any(is_taken) {
            return Err("mapped_twice");
        }
        columns.push(Column { heading: heading.clone(), field });
    }
    for place in 0..columns.len() {
        let is_said = choices.columns.get(place).is_some_and(Option::is_some);
        let guessed = headings.get(place).and_then(|heading| layout.of_heading(heading));
        // The first of two columns of one name is it; whoever means the second says so.
        let is_free = columns.iter().all(|column| column.field != guessed);
        if let Some(column) = columns.get_mut(place).filter(|_| !is_said && is_free) {
            column.field = guessed;
        }
    }
    Ok(columns)
}

/// Days or months first? One day seldom tells; all the days of a file do.
fn weigh(layout: &Layout, source: &Source, columns: &[Column], bytes: &[u8]) -> DateEvidence {
    let places =
        columns.iter().enumerate().filter(|(_, column)| column.field.is_some_and(|f| layout.days.contains(&f)));
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    let mut weighing = Weighing::default();
    for row in source.rows(bytes).take_while(|_| !places.is_empty()) {
        let Ok(fields) = row.fields else { continue };
        for field in places.iter().filter_map(|at| fields.get(*at)) {
            weighing.see(row.line, field.split(['T', ' ']).next().unwrap_or_default());
        }
    }
    weighing.end()
}

/// The cells of one row, and the book of what is wrong with them.
pub struct Cells<'c> {
    fields: &'c [String],
    reader: &'c Reader,
    line: i64,
    problems: Vec<Problem>,
}

impl Cells<'_> {
    pub fn now(&self) -> Timestamp {
        self.reader.now
    }

    pub fn today(&self) -> Date {
        self.reader.wall.today
    }

    /// The clinic's.
    pub fn currency(&self) -> Currency {
        self.reader.currency
    }

    /// What the clinic's clock shows at an instant.
    pub fn shown(&self, at: Timestamp) -> DateTime {
        self.reader.wall.shown(at)
    }

    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| !problem.is_warning)
    }

    pub fn refuse(&mut self, field: &str, code: &str) {
        self.note(field, code, false);
    }

    pub fn warn(&mut self, field: &str, code: &str) {
        self.note(field, code, true);
    }

    fn note(&mut self, field: &str, code: &str, is_warning: bool) {
        let column = self.place(field).and_then(|at| i32::try_from(at + 1).ok());
        self.problems.push(Problem { line: self.line, column, code: code.to_owned(), is_warning });
    }

    fn place(&self, field: &str) -> Option<usize> {
        self.reader.columns.iter().position(|column| column.field == Some(field))
    }

    /// One line of text; nothing where there is none.
    pub fn text(&mut self, field: &str, most: usize) -> Option<String> {
        self.take(field, most, false)
    }

    /// Text of several lines.
    pub fn lines(&mut self, field: &str, most: usize) -> Option<String> {
        self.take(field, most, true)
    }

    fn take(&mut self, field: &str, most: usize, has_lines: bool) -> Option<String> {
        match read_cell(self.fields.get(self.place(field)?)?, most, has_lines) {
            Ok(text) => text,
            Err(code) => {
                self.refuse(field, code.as_str());
                None
            }
        }
    }

    /// One of several words, in whatever language; refused where it is none of them.
    pub fn word<T: Copy>(&mut self, field: &str, words: &[(T, &str)], code: &str) -> Option<T> {
        let text = self.text(field, LINE)?;
        let key = names::key(&text);
        let is_called = |called: &str| called.split('|').any(|word| names::key(word) == key);
        let found = words.iter().find(|(_, called)| is_called(called)).map(|(value, _)| *value);
        if found.is_none() {
            self.refuse(field, code);
        }
        found
    }

    /// A day of the clinic's.
    pub fn day(&mut self, field: &str, text: &str) -> Option<Date> {
        match people::date::parse_any(text, self.reader.evidence.order()) {
            Ok(day) if (1900..=2200).contains(&day.year()) => Some(day),
            Ok(_) => {
                self.refuse(field, "date_out_of_range");
                None
            }
            Err(error) => {
                self.refuse(field, error.code());
                None
            }
        }
    }

    /// What the clinic's clock shows: `9:00`, `09:00:00`, `2:30 pm`.
    pub fn clock(&mut self, field: &str, text: &str) -> Option<Time> {
        let read = clock(text);
        if read.is_none() {
            self.refuse(field, "time_unreadable");
        }
        read
    }

    /// The instant at which the clinic's clock shows this. What is skipped in spring is refused; of what comes twice in autumn
    /// the first is taken, and said.
    pub fn instant(&mut self, field: &str, day: Date, at: Time) -> Option<Timestamp> {
        let shown = day.to_datetime(at);
        if let AmbiguousOffset::Fold { .. } = self.reader.wall.zone.to_ambiguous_timestamp(shown).offset() {
            self.warn(field, "time_comes_twice");
        }
        match self.reader.wall.instant(shown) {
            Ok(instant) => Some(instant),
            Err(code) => {
                self.refuse(field, code);
                None
            }
        }
    }

    /// A day and what the clock shows, or an instant with its offset, in one cell.
    pub fn moment(&mut self, field: &str, text: &str) -> Option<Timestamp> {
        if let Ok(instant) = text.parse::<Timestamp>() {
            let whole = Timestamp::from_second(instant.as_second()).ok();
            return whole.filter(|at| (1900..=2200).contains(&self.reader.wall.shown(*at).year())).or_else(|| {
                self.refuse(field, "date_out_of_range");
                None
            });
        }
        let Some((day, at)) = text.split_once(['T', ' ']) else {
            self.refuse(field, "time_missing");
            return None;
        };
        let (day, at) = (self.day(field, day), self.clock(field, at));
        self.instant(field, day?, at?)
    }
}

/// Longer words mean nothing to anybody.
const LINE: usize = 200;

fn clock(text: &str) -> Option<Time> {
    let text = people::text::ascii_digits(text.trim()).to_lowercase();
    let half = ["am", "a.m.", "pm", "p.m."].into_iter().find(|half| text.ends_with(half));
    let Some(half) = half else { return wall::time(&text).ok() };
    let read = wall::time(text.trim_end_matches(half).trim()).ok()?;
    let hour = match (half.starts_with('p'), read.hour()) {
        (_, 0 | 13..) => return None,
        (false, 12) => 0,
        (true, hour @ ..=11) => hour + 12,
        (_, hour) => hour,
    };
    Time::new(hour, read.minute(), read.second(), 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::clock;

    #[test]
    fn clocks_of_twelve_hours_and_of_twenty_four_are_read() {
        let read = ["9:00", "09:00:30", "9:00 am", "2:30 PM", "12:00 am", "12:15 p.m.", "٩:٠٠"].map(clock);
        let shown = [(9, 0, 0), (9, 0, 30), (9, 0, 0), (14, 30, 0), (0, 0, 0), (12, 15, 0), (9, 0, 0)];
        assert_eq!(read, shown.map(|(hour, minute, second)| Some(time(hour, minute, second, 0))));
        assert_eq!(["", "9", "25:00", "13:00 pm", "0:00 am", "noon"].map(clock), [None; 6]);
    }
}
