//! Lists: pages of rows, in the two shapes that clients know.
//!
//! A page is asked for by number. The links to the next and the previous one also say where they go on (`after`,
//! `before`): whoever follows them sees each row once, whatever is added or deleted meanwhile.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tenancy::{Error, Result};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

pub const PAGE_SIZE: i64 = 25;
pub const MAX_PAGE_SIZE: i64 = 100;

/// Which page of a list is wanted.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Page number, from 1.
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<i64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<i64>,
}

/// Where a row stands in a list: the time it may be ordered by, and its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub at: Timestamp,
    pub id: Uuid,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.as_microsecond(), self.id)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let read = || {
            let (at, id) = text.split_once('.')?;
            Some(Self { at: Timestamp::from_microsecond(at.parse().ok()?).ok()?, id: id.parse().ok()? })
        };
        read().ok_or(())
    }
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Seek {
    /// Where its number says.
    #[default]
    Number,
    After(Place),
    /// It ends there.
    Before(Place),
}

/// A checked request for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageOf {
    pub number: i64,
    pub size: i64,
    pub seek: Seek,
}

/// A request for a page as it stands in a query; an empty value is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageWords<'a> {
    pub page: Option<&'a str>,
    pub page_size: Option<&'a str>,
    pub after: Option<&'a str>,
    pub before: Option<&'a str>,
}

impl PageWords<'_> {
    pub fn parse(self) -> Result<PageOf> {
        fn read<T: FromStr>(field: &'static str, text: Option<&str>) -> Result<Option<T>> {
            let given = text.map(str::trim).filter(|text| !text.is_empty());
            given.map(|text| text.parse().map_err(|_| Error::invalid(field, "malformed"))).transpose()
        }
        let query = PageQuery { page: read("page", self.page)?, page_size: read("page_size", self.page_size)? };
        let seek = match (read("after", self.after)?, read("before", self.before)?) {
            (None, None) => Seek::Number,
            (Some(place), None) => Seek::After(place),
            (None, Some(place)) => Seek::Before(place),
            (Some(_), Some(_)) => return Err(Error::invalid("before", "malformed")),
        };
        Ok(PageOf { seek, ..query.parse()? })
    }
}

impl PageOf {
    /// Everything on one page.
    pub fn whole(count: i64) -> Self {
        Self { number: 1, size: count.max(1), seek: Seek::Number }
    }

    pub fn offset(self) -> i64 {
        (self.number - 1) * self.size
    }

    /// How many rows are passed over on the way from where the walk begins.
    pub fn skipped(self) -> i64 {
        if self.seek == Seek::Number { self.offset() } else { 0 }
    }

    /// How many rows to fetch: one more than are shown tells whether the walk goes on.
    pub fn fetched(self) -> i64 {
        self.size + 1
    }

    /// The row beyond which the walk begins.
    pub fn place(self) -> Option<Place> {
        match self.seek {
            Seek::Number => None,
            Seek::After(place) | Seek::Before(place) => Some(place),
        }
    }

    /// Whether the rows are to be fetched in the opposite order.
    pub fn is_backward(self) -> bool {
        matches!(self.seek, Seek::Before(_))
    }
}

impl PageQuery {
    pub fn parse(self) -> Result<PageOf> {
        let number = self.page.unwrap_or(1);
        let size = self.page_size.unwrap_or(PAGE_SIZE);
        if !(1..=1_000_000).contains(&number) {
            return Err(Error::invalid("page", "out_of_range"));
        }
        if !(1..=MAX_PAGE_SIZE).contains(&size) {
            return Err(Error::invalid("page_size", "out_of_range"));
        }
        Ok(PageOf { number, size, seek: Seek::Number })
    }
}

/// Rows of one page and the count of all.
#[derive(Debug, Clone)]
pub struct Listing<T> {
    pub rows: Vec<T>,
    pub count: i64,
    pub page: PageOf,
    /// Where the pages around this one are, when that is known better than by number.
    around: Option<Around>,
}

#[derive(Debug, Clone, Copy)]
struct Around {
    previous: Neighbour,
    next: Neighbour,
}

#[derive(Debug, Clone, Copy)]
enum Neighbour {
    None,
    Numbered,
    Beyond(Place),
}

impl Neighbour {
    /// `place` is that of the row at this end, where there is one.
    fn new(is_there: bool, place: Option<Place>) -> Self {
        if is_there { place.map_or(Self::Numbered, Self::Beyond) } else { Self::None }
    }
}

impl<T> Listing<T> {
    /// A page that was found by its number.
    pub fn new(rows: Vec<T>, count: i64, page: PageOf) -> Self {
        Self { rows, count, page, around: None }
    }

    /// A page out of what was fetched for it: see [`PageOf::fetched`] and [`PageOf::is_backward`].
    pub fn walked(mut rows: Vec<T>, count: i64, page: PageOf, place: impl Fn(&T) -> Place) -> Self {
        let size = usize::try_from(page.size).unwrap_or(usize::MAX);
        let goes_on = rows.len() > size;
        rows.truncate(size);
        if page.is_backward() {
            rows.reverse();
        }
        let (has_previous, has_next) = match page.seek {
            Seek::Number => (page.number > 1, goes_on),
            Seek::After(_) => (true, goes_on),
            Seek::Before(_) => (goes_on, true),
        };
        let around = Around {
            previous: Neighbour::new(has_previous, rows.first().map(&place)),
            next: Neighbour::new(has_next, rows.last().map(&place)),
        };
        Self { rows, count, page, around: Some(around) }
    }

    /// The rows to go on from, to the page before and to the one after; none where there is no such page.
    pub fn neighbours(&self) -> (Option<Place>, Option<Place>) {
        let place = |neighbour: Neighbour| match neighbour {
            Neighbour::Beyond(place) => Some(place),
            Neighbour::None | Neighbour::Numbered => None,
        };
        self.around.map_or((None, None), |around| (place(around.previous), place(around.next)))
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Listing<U> {
        let rows = self.rows.into_iter().map(f).collect();
        Listing { rows, count: self.count, page: self.page, around: self.around }
    }

    pub fn pages(&self) -> i64 {
        ((self.count + self.page.size - 1) / self.page.size).max(1)
    }

    pub fn has_next(&self) -> bool {
        self.page.offset() + self.page.size < self.count
    }

    /// The links to the next and the previous page. `path` and `query` are those of this request; the links keep every
    /// filter.
    fn links(&self, path: &str, query: Option<&str>) -> (Option<String>, Option<String>) {
        let link = |number: i64, name: &str, neighbour: Neighbour| {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
                if !["page", "after", "before"].contains(&name.as_ref()) {
                    pairs.append_pair(&name, &value);
                }
            }
            pairs.append_pair("page", &number.max(1).to_string());
            match neighbour {
                Neighbour::None => return None,
                Neighbour::Numbered => {}
                Neighbour::Beyond(place) => {
                    pairs.append_pair(name, &place.to_string());
                }
            }
            Some(format!("{path}?{}", pairs.finish()))
        };
        let number = self.page.number;
        let around = self.around.unwrap_or(Around {
            previous: Neighbour::new(number > 1, None),
            next: Neighbour::new(self.has_next(), None),
        });
        (link(number + 1, "after", around.next), link(number - 1, "before", around.previous))
    }
}

/// The shape under `/api`: with links to the pages around.
#[derive(Debug, Serialize, ToSchema)]
pub struct Linked<T: ToSchema> {
    #[schema(example = 1)]
    pub count: i64,
    pub next: Option<String>,
    pub previous: Option<String>,
    pub results: Vec<T>,
}

/// The shape under `/business`; the links stand in the header `Link`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Numbered<T: ToSchema> {
    pub items: Vec<T>,
    #[schema(example = 1)]
    pub count: i64,
    #[schema(example = 1)]
    pub page: i64,
    #[schema(example = 25)]
    pub page_size: i64,
}

impl<T: ToSchema> Listing<T> {
    pub fn linked(self, path: &str, query: Option<&str>) -> Linked<T> {
        let (next, previous) = self.links(path, query);
        Linked { count: self.count, next, previous, results: self.rows }
    }

    /// The page, and what stands in its header `Link` (RFC 8288).
    pub fn numbered(self, path: &str, query: Option<&str>) -> (Numbered<T>, Option<String>) {
        let (next, previous) = self.links(path, query);
        let links = [(next, "next"), (previous, "prev")];
        let links = links.into_iter().filter_map(|(link, rel)| Some(format!("<{}>; rel=\"{rel}\"", link?)));
        let links = links.collect::<Vec<_>>().join(", ");
        let page = Numbered { items: self.rows, count: self.count, page: self.page.number, page_size: self.page.size };
        (page, (!links.is_empty()).then_some(links))
    }
}
