//! Which merges there were, and taking one back.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use vault::Phi;
use web::{Answer, Caller, Failure, Form, Html, PageQuery, Path, Query, WebResult};

use crate::accounts::operations::names;
use crate::forms::{FormErrors, new_key};
use crate::merges::model::Merge;
use crate::merges::operations;
use crate::parties::operations::load_many;
use crate::records::input::ReasonInput;
use crate::shell::{Moment, Page, notice};

/// A merge in words.
struct MergeView {
    id: Uuid,
    survivor: Uuid,
    remains: String,
    went: String,
    at: Moment,
    by: String,
    reason: String,
    until: Moment,
    is_reversible: bool,
    reversed: Option<ReversalView>,
}

struct ReversalView {
    at: Moment,
    by: String,
    reason: String,
}

/// What people are called: patients and staff.
struct Names {
    patients: HashMap<Uuid, String>,
    staff: HashMap<Uuid, String>,
}

impl Names {
    async fn of(tx: &mut TenantTx, merges: &[Merge]) -> tenancy::Result<Self> {
        let action = Action::ListMerges;
        let mut ids: Vec<Uuid> = merges.iter().flat_map(|merge| [merge.survivor, merge.merged]).collect();
        ids.sort_unstable();
        ids.dedup();
        let patients = load_many(tx, action, &ids).await?;
        let patients = patients.into_iter().map(|party| (party.id.uuid(), party.person.reveal().full_name())).collect();
        Ok(Self { patients, staff: names(tx, action).await? })
    }

    fn staff(&self, id: Option<Uuid>) -> String {
        id.and_then(|id| self.staff.get(&id).cloned()).unwrap_or_default()
    }

    fn patient(&self, id: Uuid) -> String {
        self.patients.get(&id).cloned().unwrap_or_default()
    }
}

impl MergeView {
    fn new(caller: &Caller, merge: Merge, names: &Names) -> Self {
        let words = |reason: Option<Phi<String>>| reason.map(Phi::into_inner).unwrap_or_default();
        Self {
            id: merge.id,
            survivor: merge.survivor,
            remains: names.patient(merge.survivor),
            went: names.patient(merge.merged),
            at: Moment::new(caller, merge.at),
            by: names.staff(merge.by),
            until: Moment::new(caller, merge.reversible_until()),
            is_reversible: merge.is_reversible(caller.now()),
            reversed: merge.reversed.map(|reversal| ReversalView {
                at: Moment::new(caller, reversal.at),
                by: names.staff(reversal.by),
                reason: words(reversal.reason),
            }),
            reason: words(merge.reason),
        }
    }
}

#[derive(Template)]
#[template(path = "merges/list.html")]
struct ListPage {
    page: Page,
    merges: Vec<MergeView>,
    count: i64,
    before: String,
    after: String,
}

pub async fn list(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    caller.require(Action::ListMerges)?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, query.parse()?).await?;
    let names = Names::of(&mut tx, &listing.rows).await?;
    tx.commit().await?;
    let number = query.page.unwrap_or(1);
    let link = |number: i64| format!("/merges?page={number}");
    let page = ListPage {
        page: Page::new(&caller),
        count: listing.count,
        before: if number > 1 { link(number - 1) } else { String::new() },
        after: if listing.has_next() { link(number + 1) } else { String::new() },
        merges: listing.rows.into_iter().map(|merge| MergeView::new(&caller, merge, &names)).collect(),
    };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "merges/reverse.html")]
struct ReversePage {
    page: Page,
    merge: MergeView,
    reason: String,
    errors: FormErrors,
    key: String,
}

async fn ask(
    caller: &Caller,
    id: Uuid,
    reason: String,
    (status, errors): (StatusCode, FormErrors),
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let merge = operations::find(&mut tx, id).await?;
    let names = Names::of(&mut tx, std::slice::from_ref(&merge)).await?;
    tx.commit().await?;
    let merge = MergeView::new(caller, merge, &names);
    let page = ReversePage { page: Page::new(caller), merge, reason, errors, key: new_key(caller) };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn reverse_form(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ReverseMerge)?;
    ask(&caller, id, String::new(), (StatusCode::OK, FormErrors::default())).await
}

pub async fn reverse(caller: Caller, Path(id): Path<Uuid>, Form(form): Form<ReasonInput>) -> WebResult<Response> {
    caller.require(Action::ReverseMerge)?;
    let reversed = async {
        let reason = form.parse()?;
        let mut tx = caller.begin().await?;
        operations::reverse(&mut tx, id, &reason).await?;
        let answer = Answer::see_other("/merges").commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(answer, "merges-reversed"))
    };
    let failure = match reversed.await {
        Err(failure) => failure,
        done => return done,
    };
    let errors = match &failure {
        Failure::Operation(Error::Invalid(problems)) => FormErrors::new(&caller, problems),
        Failure::Operation(Error::Conflict(_)) => FormErrors::general(web::detail(&caller, &failure)),
        _ => return Err(failure),
    };
    ask(&caller, id, form.reason.clone().unwrap_or_default(), (failure.status(), errors)).await
}
