//! Two windows or two people wrote the same note: both texts, and the one they began from.

use web::Caller;

use crate::accounts::operations::names;
use crate::notes::model::{Note, SECTIONS, Sections, Version};
use crate::notes::operations;
use crate::notes::view::title;
use crate::shell::conflict::{Clash, ConflictPage, Value};
use crate::shell::{Moment, Page};
use tenancy::{Action, Id, Result};

use super::sent::Sent;

/// The page to choose on, section by section; `None` when both say the same.
pub async fn conflict(caller: &Caller, id: Id<Note>, sent: &Sent) -> Result<Option<ConflictPage>> {
    let action = Action::ViewNotes;
    let mut tx = caller.read().await?;
    let note = operations::find(&mut tx, id).await?;
    let versions = operations::history(&mut tx, &note).await?;
    let names = names(&mut tx, action).await?;
    tx.commit().await?;
    let page = Page::new(caller);
    let base = versions.iter().find(|version| Some(i64::from(version.number)) == sent.version());
    let clashes = clashes(&page, &sent.sections(), note.content.sections.reveal(), base);
    let (alike, clashes): (Vec<_>, Vec<_>) = clashes.into_iter().partition(|clash| clash.yours == clash.theirs);
    if clashes.is_empty() {
        return Ok(None);
    }
    let mut kept: Vec<_> = alike.into_iter().map(|clash| (clash.name, clash.yours.raw)).collect();
    kept.push(("version", note.version.to_string()));
    let amends = !note.is_draft();
    Ok(Some(ConflictPage {
        title: page.t("notes-note"),
        action: format!("/notes/{id}/{}", if amends { "amend" } else { "edit" }),
        back: format!("/notes/{id}/"),
        who: names.get(&note.content.by).cloned().unwrap_or_default(),
        at: Moment::new(caller, note.content.at),
        reason: amends.then(|| sent.get("reason").to_owned()),
        page,
        clashes,
        kept,
    }))
}

fn clashes(page: &Page, yours: &Sections, theirs: &Sections, base: Option<&Version>) -> Vec<Clash> {
    let clash = |name: &'static str| Clash {
        name,
        label: page.t(&title(name)),
        yours: Value::plain(yours.get(name)),
        theirs: Value::plain(theirs.get(name)),
        base: base.map(|base| Value::plain(base.content.sections.reveal().get(name))),
        may_keep_both: true,
    };
    SECTIONS.map(clash).into()
}
