//! The page of what the program does by itself, what waits and what was given up; and that of one thing that was.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Failure, Form, Html, Listing, PageOf, Path, Query, WebResult};

use super::input::{DiscardJobInput, JobQuery, RetryInput, RunInput};
use super::model::{Backlog, Discarded, Duty, DutyName, Queue};
use super::operations;
use super::view::{JobView, what};
use crate::accounts::operations::names;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key, refusal};
use crate::links;
use crate::shell::{Moment, Page, notice};

const PATH: &str = "/admin/jobs/";
/// What was discarded lately; programs read the rest.
const SHOWN: i64 = 10;

pub fn routes() -> Router {
    Router::new()
        .route("/admin/jobs", get(show))
        .route("/admin/jobs/run", post(run))
        .route("/admin/jobs/retry", post(retry_all))
        .route("/admin/jobs/failed/{job}", get(view))
        .route("/admin/jobs/failed/{job}/retry", post(retry))
        .route("/admin/jobs/failed/{job}/discard", post(discard))
}

/// How a duty stands, ready to be shown.
struct DutyRow {
    duty: Duty,
    ended: Option<Moment>,
    due: Moment,
    /// What was wrong the last time; empty where nothing was.
    why: String,
}

impl DutyRow {
    fn new(duty: Duty, caller: &Caller) -> Self {
        let why = duty.failed_with.as_deref().map(|code| format!("error-{}-title", code.replace('_', "-")));
        Self {
            ended: duty.ended_at.map(|at| Moment::new(caller, at)),
            due: Moment::new(caller, duty.due_at),
            why: why.map(|key| caller.text(&key)).unwrap_or_default(),
            duty,
        }
    }
}

/// How much there is to do in one line, ready to be shown.
struct Line {
    it: Backlog,
    waiting_since: Option<Moment>,
    failed_since: Option<Moment>,
}

impl Line {
    fn new(it: Backlog, caller: &Caller) -> Self {
        let moment = |at| Moment::new(caller, at);
        Self { waiting_since: it.waiting_since.map(moment), failed_since: it.failed_since.map(moment), it }
    }

    fn is_empty(&self) -> bool {
        self.it.waiting == 0 && self.it.failed == 0
    }
}

/// What was discarded, ready to be shown.
struct DiscardedRow {
    queue: Queue,
    what: String,
    reason: String,
    at: Moment,
    by: String,
}

impl DiscardedRow {
    fn new(one: Discarded, caller: &Caller, names: &HashMap<Uuid, String>) -> Self {
        Self {
            what: what(one.queue, &one.what, caller),
            queue: one.queue,
            reason: one.reason.into_inner(),
            at: Moment::new(caller, one.at),
            by: one.by.and_then(|by| names.get(&by)).cloned().unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "jobs/jobs.html")]
struct JobsPage {
    page: Page,
    lines: Vec<Line>,
    failed: Listing<JobView>,
    queue: Option<Queue>,
    duties: Vec<DutyRow>,
    discarded: Vec<DiscardedRow>,
    previous: String,
    next: String,
}

impl JobsPage {
    fn is_empty(&self) -> bool {
        self.lines.iter().all(Line::is_empty)
    }

    fn is_queue(&self, queue: &Queue) -> bool {
        self.queue == Some(*queue)
    }
}

async fn show(caller: Caller, Query(query): Query<JobQuery>) -> WebResult<Response> {
    let action = Action::ViewJobs;
    caller.require(action)?;
    let (queue, asked) = (query.queue()?, query.page()?);
    let mut tx = caller.read().await?;
    let duties = operations::duties(&mut tx).await?;
    let lines = operations::backlog(&mut tx).await?;
    let failed = operations::list(&mut tx, queue, asked).await?;
    let discarded = operations::list_discarded(&mut tx, PageOf::whole(SHOWN)).await?;
    let names = names(&mut tx, action).await?;
    tx.commit().await?;
    let (previous, next) = links::numbered(PATH, &failed, &links::filters(&[("queue", &query.queue)]));
    let shown = JobsPage {
        page: Page::new(&caller),
        lines: lines.into_iter().map(|line| Line::new(line, &caller)).collect(),
        failed: failed.map(|job| JobView::new(job, &caller)),
        queue,
        duties: duties.into_iter().map(|duty| DutyRow::new(duty, &caller)).collect(),
        discarded: discarded.rows.into_iter().map(|one| DiscardedRow::new(one, &caller, &names)).collect(),
        previous,
        next,
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

fn back(message: &'static str) -> Response {
    notice::leave(Answer::see_other(PATH).into_response(), message)
}

async fn run(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RunDuty)?;
    let duty = RunInput { duty: DutyName::parse(Typed::new(pairs).get("duty")) }.parse()?;
    let mut tx = caller.change().await?;
    operations::run(&mut tx, duty)?;
    tx.commit().await?;
    Ok(back("jobs-runs-soon"))
}

async fn retry_all(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RetryJob)?;
    let queue = RetryInput { queue: Queue::parse(Typed::new(pairs).get("queue")) }.parse()?;
    let mut tx = caller.change().await?;
    operations::retry_all(&mut tx, queue).await?;
    tx.commit().await?;
    Ok(back("jobs-retried"))
}

async fn retry(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::RetryJob)?;
    let mut tx = caller.change().await?;
    operations::retry(&mut tx, id).await?;
    tx.commit().await?;
    Ok(back("jobs-retried"))
}

#[derive(Template)]
#[template(path = "jobs/job.html")]
struct JobPage {
    page: Page,
    row: JobView,
    typed: Typed,
    errors: FormErrors,
    key: String,
}

async fn view(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    show_job(&caller, id, Typed::default(), (StatusCode::OK, FormErrors::default())).await
}

async fn show_job(
    caller: &Caller,
    id: Uuid,
    typed: Typed,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let job = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let row = JobView::new(job, caller);
    let page = JobPage { page: Page::new(caller), row, typed, errors, key: new_key(caller) };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

async fn discard(caller: Caller, Path(id): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::DiscardJob)?;
    let typed = Typed::new(pairs);
    let done = async {
        let reason = DiscardJobInput { reason: typed.some("reason") }.parse()?;
        let mut tx = caller.begin().await?;
        operations::discard(&mut tx, id, &reason).await?;
        let answer = Answer::see_other(PATH).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "jobs-discarded-now"))
    };
    let failure = match done.await {
        Ok(response) => return Ok(response),
        Err(failure) => failure,
    };
    let refusal = refusal(&caller, failure, "reason")?;
    show_job(&caller, id, typed, refusal).await
}
