//! The pages of imports: those there are and the form that uploads a file, and one import from looking at it to taking it back.

use askama::Template;
use axum::Extension;
use axum::extract::{DefaultBodyLimit, Request};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use sheets::{Cell, Column, Format, Layout, Sheet};
use tenancy::{Action, Error, FieldError, Id};
use web::routing::{Router, get, post};
use web::{Answer, Caller, Failure, Fault, Form, Html, PageOf, Path, WebResult};

use super::input::{ChoicesInput, CommitInput};
use super::intake::take;
use super::model::{Import, ImportKind, LARGEST, MOST_PROBLEMS, RowOutcome};
use super::operations;
use super::view::{ColumnView, ImportView, KeptView, ProblemView, target_title};
use crate::confirm::Pairs;
use crate::documents::Archive;
use crate::documents::intake::{multipart, next_field, text_of};
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

const HOME: &str = "/admin/imports/";
/// More than these nobody looks through on a page; the rest is in a file, and the API has it.
const SHOWN: i64 = 100;

pub fn routes() -> Router {
    // They count as they go, and stop at a limit of their own.
    let uploads = Router::new().route("/admin/imports", get(list).post(upload)).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/admin/imports/{import}", get(view).post(map))
        .route("/admin/imports/{import}/problems", get(problems_file))
        .route("/admin/imports/{import}/commit", post(commit))
        .route("/admin/imports/{import}/undo", post(undo))
        .route("/admin/imports/{import}/discard", post(discard))
        .route("/patients/import", get(moved))
        .merge(uploads)
}

#[derive(Template)]
#[template(path = "imports/list.html")]
struct ListPage {
    page: Page,
    imports: Vec<ImportView>,
    kind: String,
    errors: FormErrors,
    largest_mb: u64,
}

impl ListPage {
    fn is_kind(&self, kind: &ImportKind) -> bool {
        self.kind == kind.as_str()
    }
}

#[derive(Template)]
#[template(path = "imports/import.html")]
struct ImportPage {
    page: Page,
    shown: Shown,
}

#[derive(Template)]
#[template(path = "imports/region.html")]
struct ImportRegion {
    page: Page,
    shown: Shown,
}

/// What is shown of an import.
struct Shown {
    one: ImportView,
    columns: Vec<ColumnView>,
    problems: Vec<ProblemView>,
    found: i64,
    kept: Vec<KeptView>,
    errors: FormErrors,
    refused: String,
}

impl Shown {
    /// What a column may hold, with the key of its name.
    fn targets(&self) -> Vec<(&'static str, String)> {
        self.one.import.kind.targets().into_iter().map(|target| (target, target_title(target))).collect()
    }

    fn is_order(&self, order: &str) -> bool {
        self.one.import.choices.date_order.as_deref().unwrap_or_default() == order
    }

    fn encoding(&self) -> &str {
        self.one.import.choices.encoding.as_deref().unwrap_or_default()
    }
}

/// Where this was before.
async fn moved(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ListImports)?;
    Ok(Answer::see_other(HOME).into_response())
}

async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ListImports)?;
    show_list(&caller, String::new(), &[]).await
}

async fn show_list(caller: &Caller, kind: String, problems: &[FieldError]) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, PageOf::whole(SHOWN)).await?;
    tx.commit().await?;
    let imports = listing.rows.into_iter().map(|import| ImportView::new(import, caller)).collect();
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (errors, largest_mb) = (FormErrors::new(caller, problems), LARGEST / (1024 * 1024));
    let shown = ListPage { page: Page::new(caller), imports, kind, errors, largest_mb };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn upload(caller: Caller, Extension(archive): Extension<Archive>, request: Request) -> WebResult<Response> {
    caller.require(Action::UploadImport)?;
    let mut kind = String::new();
    match take_form(&caller, &archive, request, &mut kind).await {
        Ok(answer) => Ok(answer),
        Err(Failure::Operation(Error::Invalid(problems))) => show_list(&caller, kind, &problems).await,
        Err(Failure::Request(Fault::TooLarge)) => {
            let limit = i64::try_from(LARGEST.min(archive.limits.largest) / (1024 * 1024)).unwrap_or(i64::MAX);
            show_list(&caller, kind, &[FieldError::new("file", "file_too_large").limit(limit)]).await
        }
        Err(other) => Err(other),
    }
}

/// The fields come before the file, so all is known of it when it begins.
async fn take_form(caller: &Caller, archive: &Archive, request: Request, kind: &mut String) -> WebResult<Response> {
    let mut form = multipart(request).await?;
    while let Some(field) = next_field(&mut form).await? {
        match field.name().unwrap_or_default() {
            "kind" => *kind = text_of(field).await?,
            "file" => {
                let what = ImportKind::parse(kind).ok_or_else(|| Error::invalid("kind", "unknown_choice"))?;
                let name = field.file_name().map(str::to_owned);
                if name.as_deref().unwrap_or_default().is_empty() {
                    break;
                }
                let (tx, import) = take(caller, archive, (what, name), field).await?;
                return Ok(Answer::see_other(format!("{HOME}{}/", import.id)).commit(caller, tx).await?);
            }
            _ => {}
        }
    }
    Err(Error::invalid("file", "required").into())
}

async fn view(caller: Caller, Path(id): Path<Id<Import>>) -> WebResult<Response> {
    caller.require(Action::ListImports)?;
    show(&caller, id, &[], None).await
}

async fn show(
    caller: &Caller,
    id: Id<Import>,
    problems: &[FieldError],
    refusal: Option<&Error>,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let import = operations::find(&mut tx, id).await?;
    let found = operations::list_problems(&mut tx, id, PageOf::whole(SHOWN)).await?;
    let kept = operations::list_rows(&mut tx, id, Some(RowOutcome::Kept), PageOf::whole(SHOWN)).await?.rows;
    tx.commit().await?;
    let columns = ColumnView::of(&import);
    let word = |part: &str, error: &Error| caller.text(&format!("error-{}-{part}", error.code().replace('_', "-")));
    let shown = Shown {
        problems: found.rows.iter().map(|problem| ProblemView::new(problem, &columns, caller)).collect(),
        found: found.count,
        kept: kept.into_iter().map(|row| KeptView::new(row, import.kind)).collect(),
        one: ImportView::new(import, caller),
        columns,
        errors: FormErrors::new(caller, problems),
        refused: refusal
            .map(|error| format!("{}. {}", word("title", error), word("detail", error)))
            .unwrap_or_default(),
    };
    let status = match (problems.is_empty(), refusal) {
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, Some(_)) => StatusCode::CONFLICT,
        (true, None) => StatusCode::OK,
    };
    let page = Page::new(caller);
    let html = match caller.is_fragment() && status == StatusCode::OK {
        true => ImportRegion { page, shown }.render(),
        false => ImportPage { page, shown }.render(),
    };
    Ok((status, Html(html.map_err(Error::internal)?)).into_response())
}

async fn map(caller: Caller, Path(id): Path<Id<Import>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::MapImport)?;
    let one = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.trim().to_owned());
    let columns = pairs.iter().filter(|(name, _)| name == "columns").map(|(_, held)| Some(held.clone())).collect();
    let input =
        ChoicesInput { encoding: one("encoding"), separator: one("separator"), date_order: one("date_order"), columns };
    let done = async {
        let choices = input.parse()?;
        let mut tx = caller.begin().await?;
        operations::map(&mut tx, id, &choices).await?;
        Ok::<_, Failure>(Answer::see_other(format!("{HOME}{id}/")).commit(&caller, tx).await?)
    };
    settle(&caller, id, done.await, None).await
}

/// Where a change was refused, the page says why.
async fn settle(
    caller: &Caller,
    id: Id<Import>,
    done: Result<Response, Failure>,
    told: Option<&'static str>,
) -> WebResult<Response> {
    match done {
        Ok(answer) => Ok(match told {
            Some(told) => notice::leave(answer, told),
            None => answer,
        }),
        Err(Failure::Operation(Error::Invalid(problems))) => show(caller, id, &problems, None).await,
        Err(Failure::Operation(refusal @ Error::Conflict(_))) => show(caller, id, &[], Some(&refusal)).await,
        Err(other) => Err(other),
    }
}

async fn commit(caller: Caller, Path(id): Path<Id<Import>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CommitImport)?;
    let input = CommitInput { skip_problems: pairs.iter().any(|(name, _)| name == "skip_problems") };
    let done = async {
        let mut tx = caller.begin().await?;
        operations::commit(&mut tx, id, input.skip_problems).await?;
        Ok::<_, Failure>(Answer::see_other(format!("{HOME}{id}/")).commit(&caller, tx).await?)
    };
    settle(&caller, id, done.await, None).await
}

async fn undo(caller: Caller, Path(id): Path<Id<Import>>) -> WebResult<Response> {
    caller.require(Action::UndoImport)?;
    let done = async {
        let mut tx = caller.begin().await?;
        operations::undo(&mut tx, id).await?;
        Ok::<_, Failure>(Answer::see_other(format!("{HOME}{id}/")).commit(&caller, tx).await?)
    };
    settle(&caller, id, done.await, None).await
}

async fn discard(caller: Caller, Path(id): Path<Id<Import>>) -> WebResult<Response> {
    caller.require(Action::DiscardImport)?;
    let done = async {
        let mut tx = caller.begin().await?;
        operations::discard(&mut tx, id).await?;
        Ok::<_, Failure>(Answer::see_other(HOME).commit(&caller, tx).await?)
    };
    settle(&caller, id, done.await, Some("imports-discarded")).await
}

/// What is wrong, as a file: to correct the other one by.
async fn problems_file(caller: Caller, Path(id): Path<Id<Import>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let import = operations::find(&mut tx, id).await?;
    let found = operations::list_problems(&mut tx, id, PageOf::whole(MOST_PROBLEMS)).await?;
    tx.commit().await?;
    let columns = ColumnView::of(&import);
    let heading = |name, key: &str| Column { name, heading: caller.text(key) };
    let mut sheet = Sheet::begin(Layout {
        format: Format::Csv,
        columns: vec![
            heading("line", "parties-import-row"),
            heading("column", "parties-import-column"),
            heading("problem", "parties-import-problem"),
            heading("comes_in", "imports-comes-in"),
        ],
        has_mark: true,
        is_right_to_left: false,
    })
    .map_err(Error::internal)?;
    for problem in &found.rows {
        let shown = ProblemView::new(problem, &columns, &caller);
        let row = [Cell::whole(shown.line), shown.column.into(), shown.text.into(), shown.is_warning.into()];
        sheet.row(&row).map_err(Error::internal)?;
    }
    let mut response = sheet.finish().map_err(Error::internal)?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(Format::Csv.media_type()));
    headers
        .insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"import-problems.csv\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
