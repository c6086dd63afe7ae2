//! Lists: pages of rows, in the two shapes that clients know.

use serde::{Deserialize, Serialize};
use tenancy::{Error, Result};
use utoipa::{IntoParams, ToSchema};

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

/// A checked request for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageOf {
    pub number: i64,
    pub size: i64,
}

impl PageOf {
    pub fn offset(self) -> i64 {
        (self.number - 1) * self.size
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
        Ok(PageOf { number, size })
    }
}

/// Rows of one page and the count of all.
#[derive(Debug, Clone)]
pub struct Listing<T> {
    pub rows: Vec<T>,
    pub count: i64,
    pub page: PageOf,
}

impl<T> Listing<T> {
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Listing<U> {
        Listing { rows: self.rows.into_iter().map(f).collect(), count: self.count, page: self.page }
    }

    pub fn pages(&self) -> i64 {
        ((self.count + self.page.size - 1) / self.page.size).max(1)
    }

    pub fn has_next(&self) -> bool {
        self.page.offset() + self.page.size < self.count
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

/// The shape under `/business`.
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
    /// `path` and `query` are those of this request; the links keep every filter.
    pub fn linked(self, path: &str, query: Option<&str>) -> Linked<T> {
        let link = |number: i64| {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
                if name != "page" {
                    pairs.append_pair(&name, &value);
                }
            }
            pairs.append_pair("page", &number.to_string());
            format!("{path}?{}", pairs.finish())
        };
        Linked {
            count: self.count,
            next: self.has_next().then(|| link(self.page.number + 1)),
            previous: (self.page.number > 1).then(|| link(self.page.number - 1)),
            results: self.rows,
        }
    }

    pub fn numbered(self) -> Numbered<T> {
        Numbered { items: self.rows, count: self.count, page: self.page.number, page_size: self.page.size }
    }
}
