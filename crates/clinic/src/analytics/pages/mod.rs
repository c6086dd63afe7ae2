//! The pages of a clinic's numbers, and each of their tables as a file.

mod activity;
mod money;

use std::collections::HashMap;
use web::routing::{Router, get};

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use jiff::civil::Date;
use serde::Deserialize;
use sheets::{Cell, Column, Format, Layout, Sheet};
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, Query, WebResult};

use super::model::{Asked, Period, Preset, Step};
use super::operations;
use super::query::AnalyticsQuery;
use super::view::{Contents, Line, Look, Table, Value};
use crate::accounts::operations::{names, provider_ids};
use crate::appointments::Days;
use crate::appointments::model::Kind;
use crate::documents::delivery::disposition;
use crate::forms::FormErrors;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/analytics", get(appointments))
        .route("/analytics/appointments", get(appointments))
        .route("/analytics/appointments/file", get(appointments_file))
        .route("/analytics/money", get(money))
        .route("/analytics/money/file", get(money_file))
        .route("/analytics/outcomes", get(outcomes))
        .route("/analytics/outcomes/file", get(outcomes_file))
        .route("/analytics/patients", get(patients))
        .route("/analytics/patients/file", get(patients_file))
        .route("/analytics/reminders", get(reminders))
        .route("/analytics/reminders/file", get(reminders_file))
        .route("/analytics/utilization", get(utilization))
        .route("/analytics/utilization/file", get(utilization_file))
}

macro_rules! reports {
    ($($page:ident, $file:ident => $report:ident;)*) => { $(
        async fn $page(
            caller: Caller,
            Extension(days): Extension<Days>,
            Query(query): Query<AnalyticsQuery>,
        ) -> WebResult<Response> {
            show(&caller, &days, query, Report::$report).await
        }

        async fn $file(
            caller: Caller,
            Extension(days): Extension<Days>,
            Query(query): Query<AnalyticsQuery>,
            Query(wanted): Query<Wanted>,
        ) -> WebResult<Response> {
            write(&caller, &days, (&query, &wanted.table), Report::$report).await
        }
    )* };
}

reports! {
    appointments, appointments_file => Appointments;
    utilization, utilization_file => Utilization;
    patients, patients_file => Patients;
    reminders, reminders_file => Reminders;
    money, money_file => Money;
    outcomes, outcomes_file => Outcomes;
}

/// Which table is to be a file; the first one when nothing is said.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    table: String,
}

/// What the numbers of a page are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Report {
    Appointments,
    Utilization,
    Patients,
    Reminders,
    Money,
    Outcomes,
}

impl Report {
    const ALL: [Self; 6] =
        [Self::Appointments, Self::Utilization, Self::Patients, Self::Reminders, Self::Money, Self::Outcomes];

    /// As it stands in addresses and in the keys of texts.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Appointments => "appointments",
            Self::Utilization => "utilization",
            Self::Patients => "patients",
            Self::Reminders => "reminders",
            Self::Money => "money",
            Self::Outcomes => "outcomes",
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Appointments | Self::Utilization | Self::Patients | Self::Reminders => Action::ViewActivity,
            Self::Money => Action::ViewEarnings,
            Self::Outcomes => Action::ViewOutcomes,
        }
    }
}

/// Whoever looks, at what: enough to put numbers into words.
struct Scene<'a> {
    caller: &'a Caller,
    page: Page,
    names: HashMap<Uuid, String>,
    asked: Asked,
}

impl Scene<'_> {
    fn t(&self, key: &str) -> String {
        self.caller.text(key)
    }

    fn column(&self, name: &'static str) -> Column {
        Column { name, heading: self.t(&format!("analytics-column-{}", name.replace('_', "-"))) }
    }

    fn columns(&self, names: &[&'static str]) -> Vec<Column> {
        names.iter().map(|name| self.column(name)).collect()
    }

    /// What a step is called: by its month where it is one.
    fn step(&self, start: Date) -> String {
        if self.asked.period.step == Step::Month { self.month(start) } else { self.page.day(&start) }
    }

    fn month(&self, start: Date) -> String {
        format!("{} {}", self.t(&format!("date-month-{}", start.month())), start.year())
    }

    fn provider(&self, id: Option<Uuid>) -> String {
        match id.and_then(|id| self.names.get(&id)) {
            Some(name) => name.clone(),
            None => self.t("analytics-nobody"),
        }
    }

    fn kind(&self, kind: Option<Kind>) -> String {
        kind.map_or_else(|| self.t("analytics-nothing"), |kind| self.t(&format!("kind-{}", kind.as_str())))
    }

    fn table(&self, slug: &str, head: &'static str, columns: Vec<Column>, lines: Vec<Line>) -> Table {
        let title = self.t(&format!("analytics-by-{slug}"));
        Table { slug: slug.to_owned(), title, head: self.column(head), columns, lines, look: Look::Bars }
    }
}

/// Reads everything that a page shows.
async fn read(caller: &Caller, days: &Days, asked: Asked, report: Report) -> Result<Contents> {
    let mut tx = caller.read().await?;
    let names = names(&mut tx, report.action()).await?;
    let scene = Scene { caller, page: Page::new(caller), names, asked };
    let contents = match report {
        Report::Appointments => activity::appointments(&scene, &operations::activity(&mut tx, &asked).await?),
        Report::Utilization => activity::utilization(&scene, &operations::used(&mut tx, &asked, days).await?),
        Report::Patients => activity::patients(&scene, &operations::newcomers(&mut tx, &asked).await?),
        Report::Reminders => activity::reminders(&scene, &operations::reminding(&mut tx, &asked).await?),
        Report::Money => {
            let takings = operations::takings(&mut tx, &asked).await?;
            money::money(&scene, &takings, &operations::receivables(&mut tx, &asked).await?)
        }
        Report::Outcomes => activity::outcomes(&scene, &operations::outcomes(&mut tx, &asked.period).await?),
    };
    tx.commit().await?;
    Ok(contents)
}

#[derive(Template)]
#[template(path = "analytics/report.html")]
struct ReportPage {
    page: Page,
    report: Report,
    reports: Vec<Report>,
    query: AnalyticsQuery,
    period: Option<Period>,
    contents: Contents,
    /// Those whom one may choose among; none for those who see their own numbers.
    providers: Vec<(Uuid, String)>,
    errors: FormErrors,
}

impl ReportPage {
    fn value(field: &Option<String>) -> &str {
        field.as_deref().unwrap_or_default()
    }

    fn holds(field: &Option<String>, value: impl std::fmt::Display) -> bool {
        Self::value(field) == value.to_string()
    }

    fn href(&self, report: &Report) -> String {
        let (said, report) = (self.query.said(), report.as_str());
        match said.strip_prefix('&') {
            Some(said) => format!("/analytics/{report}?{said}"),
            None => format!("/analytics/{report}"),
        }
    }

    fn file(&self, table: &Table) -> String {
        format!("/analytics/{}/file?table={}{}", self.report.as_str(), table.slug, self.query.said())
    }

    fn title(report: &Report) -> String {
        format!("analytics-{}", report.as_str())
    }

    fn heading(&self) -> String {
        Self::title(&self.report)
    }

    /// What this page tells.
    fn text(&self) -> String {
        format!("analytics-{}-text", self.report.as_str())
    }

    fn preset(preset: &Preset) -> String {
        format!("analytics-period-{}", preset.as_str().replace('_', "-"))
    }

    fn is_preset(&self, preset: &Preset) -> bool {
        let typed = Self::value(&self.query.period);
        typed == preset.as_str() || (typed.is_empty() && *preset == Preset::LastDays)
    }

    fn is_of_providers(&self) -> bool {
        self.report != Report::Outcomes
    }
}

async fn show(caller: &Caller, days: &Days, query: AnalyticsQuery, report: Report) -> WebResult<Response> {
    caller.require(report.action())?;
    let (asked, errors) = match query.asked(caller) {
        Ok(asked) => (Some(asked), FormErrors::default()),
        Err(Error::Invalid(problems)) => (None, FormErrors::new(caller, &problems)),
        Err(other) => return Err(other.into()),
    };
    let contents = match asked {
        Some(asked) => read(caller, days, asked, report).await?,
        None => Contents::default(),
    };
    let status = if asked.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ReportPage {
        page: Page::new(caller),
        report,
        reports: Report::ALL.into_iter().filter(|report| caller.may(report.action())).collect(),
        query,
        period: asked.map(|asked| asked.period),
        contents,
        providers: providers(caller, report).await?,
        errors,
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

/// Who sees patients, by name, for those who may look at others' numbers.
async fn providers(caller: &Caller, report: Report) -> Result<Vec<(Uuid, String)>> {
    if !caller.may(Action::SeeActivityOfOthers) || report == Report::Outcomes {
        return Ok(Vec::new());
    }
    let mut tx: TenantTx = caller.read().await?;
    // Names of colleagues leave no record.
    let action = Action::SeeActivityOfOthers;
    let mut names = names(&mut tx, action).await?;
    let ids = provider_ids(&mut tx, action).await?;
    tx.commit().await?;
    let mut found: Vec<(Uuid, String)> = ids.into_iter().filter_map(|id| Some((id, names.remove(&id)?))).collect();
    found.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(found)
}

/// One table of a page as CSV.
async fn write(
    caller: &Caller,
    days: &Days,
    (query, wanted): (&AnalyticsQuery, &str),
    report: Report,
) -> WebResult<Response> {
    caller.require(report.action())?;
    let asked = query.asked(caller)?;
    let contents = read(caller, days, asked, report).await?;
    let mut tables = contents.tables.into_iter();
    let table = tables.find(|table| wanted.is_empty() || table.slug == wanted).ok_or(Error::NotFound)?;
    let bytes = csv(caller, &table).map_err(Error::internal)?;
    let name = format!("{}-{}-{}-{}.csv", report.as_str(), table.slug, asked.period.first, asked.period.last);
    let mut response = bytes.into_response();
    let said = [
        (header::CONTENT_TYPE, Format::Csv.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&name, false)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    for (name, value) in said {
        response.headers_mut().insert(name, HeaderValue::from_str(&value).map_err(Error::internal)?);
    }
    Ok(response)
}

fn csv(caller: &Caller, table: &Table) -> Result<Vec<u8>, sheets::WriteError> {
    let columns = std::iter::once(table.head.clone()).chain(table.columns.iter().cloned()).collect();
    let is_right_to_left = caller.locale().dir() == "rtl";
    let mut sheet = Sheet::begin(Layout { format: Format::Csv, columns, has_mark: true, is_right_to_left })?;
    for line in &table.lines {
        let cells: Vec<Cell> =
            std::iter::once(Cell::from(line.head.clone())).chain(line.values.iter().map(Value::cell)).collect();
        sheet.row(&cells)?;
    }
    sheet.finish()
}
