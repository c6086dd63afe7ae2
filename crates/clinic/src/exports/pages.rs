//! The page of one's exports: the form that asks for one, and those there are, which follow by themselves.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::civil::Date;
use tenancy::{Action, Error, FieldError, Id};
use web::routing::{Router, get, post};
use web::{Answer, Caller, Failure, Form, Html, PageOf, Path, WebResult};

use super::delivery::deliver;
use super::input::ExportInput;
use super::model::{Export, ExportFormat, ExportKind, KEPT};
use super::operations;
use super::view::ExportView;
use crate::appointments::input::Reading;
use crate::confirm::{self, Pairs};
use crate::documents::Archive;
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

const HOME: &str = "/admin/exports/";
/// More than these nobody looks through; the API has the rest.
const SHOWN: i64 = 100;

pub fn routes() -> Router {
    Router::new()
        .route("/admin/exports", get(list).post(request))
        .route("/admin/exports/{export}/file", get(file))
        .route("/admin/exports/{export}/discard", post(discard))
}

#[derive(Template)]
#[template(path = "exports/exports.html")]
struct ExportsPage {
    page: Page,
    exports: Vec<ExportView>,
    typed: Typed,
    errors: FormErrors,
    hours: i64,
}

#[derive(Template)]
#[template(path = "exports/region.html")]
struct ExportsRegion {
    page: Page,
    exports: Vec<ExportView>,
}

/// The form as it was typed.
#[derive(Default)]
struct Typed {
    kind: String,
    format: String,
    has_mark: bool,
    from: String,
    to: String,
}

impl Typed {
    fn read(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
        let text = |name: &str| one(name).unwrap_or_default();
        Self {
            kind: text("kind"),
            format: text("format"),
            has_mark: one("has_mark").is_some(),
            from: text("from"),
            to: text("to"),
        }
    }

    fn is_kind(&self, kind: &ExportKind) -> bool {
        self.kind == kind.as_str()
    }

    fn is_format(&self, format: &ExportFormat) -> bool {
        self.format == format.as_str()
    }

    fn parse(&self, caller: &Caller) -> tenancy::Result<super::model::NewExport> {
        let (from, to) = (day(caller, "from", &self.from), day(caller, "to", &self.to));
        let (from, to) = match (from, to) {
            (Ok(from), Ok(to)) => (from, to),
            (from, to) => return Err(Error::Invalid(from.err().into_iter().chain(to.err()).collect())),
        };
        let input = ExportInput {
            kind: ExportKind::parse(&self.kind),
            format: ExportFormat::parse(&self.format),
            has_mark: self.has_mark,
            from,
            to,
        };
        input.parse(caller.locale())
    }
}

/// A day as people write it, in the past or to come.
fn day(caller: &Caller, field: &'static str, text: &str) -> Result<Option<Date>, FieldError> {
    let given = Some(text).filter(|text| !text.trim().is_empty());
    let read = |text| Reading::of(caller).wall.date(text).map_err(|code| FieldError::new(field, code));
    given.map(read).transpose()
}

async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ListExports)?;
    show(&caller, Typed::default(), &[]).await
}

async fn show(caller: &Caller, typed: Typed, problems: &[FieldError]) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, PageOf::whole(SHOWN)).await?;
    tx.commit().await?;
    let exports = listing.rows.into_iter().map(|export| ExportView::new(export, caller)).collect();
    let page = Page::new(caller);
    if caller.is_fragment() && problems.is_empty() {
        let region = ExportsRegion { page, exports };
        return Ok(Html(region.render().map_err(Error::internal)?).into_response());
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = FormErrors::new(caller, problems);
    let shown = ExportsPage { page, exports, typed, errors, hours: KEPT.as_hours() };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn request(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RequestExport)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let typed = Typed::read(&pairs);
    let done = async {
        let wanted = typed.parse(&caller)?;
        let mut tx = caller.begin().await?;
        operations::request(&mut tx, &wanted).await?;
        Ok::<_, Failure>(Answer::see_other(HOME).commit(&caller, tx).await?)
    };
    match done.await {
        Ok(answer) => Ok(notice::leave(answer, "exports-requested")),
        Err(Failure::Operation(Error::Invalid(problems))) => show(&caller, typed, &problems).await,
        Err(other) => Err(other),
    }
}

async fn file(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(id): Path<Id<Export>>,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let handout = operations::handout(&mut tx, id).await?;
    tx.commit().await?;
    Ok(deliver(caller.tenant().id, &archive, handout).await?)
}

async fn discard(caller: Caller, Path(id): Path<Id<Export>>) -> WebResult<Response> {
    let mut tx = caller.change().await?;
    operations::discard(&mut tx, id).await?;
    tx.commit().await?;
    Ok(notice::leave(Answer::see_other(HOME).into_response(), "exports-discarded"))
}
