//! A patient's authorised visits.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error};
use web::{Caller, Html, Path, WebResult};

use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::plans::operations;
use crate::plans::view::{Names, PackageView, Rights};
use crate::shell::Page;

#[derive(Template)]
#[template(path = "plans/packages.html")]
struct PackagesPage {
    page: Page,
    banner: Banner,
    packages: Vec<PackageView>,
    rights: Rights,
}

pub async fn list(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    let action = Action::ViewPackages;
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, id).await?;
    let counted = operations::packages(&mut tx, id).await?;
    let names = Names::load(&mut tx, action).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    let packages = counted.iter().filter_map(|one| PackageView::new(&page, one, &names)).collect();
    let shown = PackagesPage { page, banner, packages, rights: Rights::of(&caller) };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
