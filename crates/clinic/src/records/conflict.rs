//! Two people wrote the same record: both texts, and the one they began from.

use uuid::Uuid;
use web::Caller;

use super::model::RecordKind;
use super::view::RecordView;
use crate::forms::new_key;
use crate::shell::Page;
use crate::shell::conflict::{Clash, ConflictPage, Value};

/// What somebody typed while another was quicker.
pub struct Typed {
    pub appointment: Uuid,
    pub text: String,
    pub code: String,
    pub reason: String,
    pub next: String,
    /// The version they had before them.
    pub version: Option<i64>,
}

/// The page to choose on; `None` when nothing stands there any more, or both say the same.
pub fn conflict(caller: &Caller, kind: RecordKind, versions: &[RecordView], typed: &Typed) -> Option<ConflictPage> {
    let page = Page::new(caller);
    let theirs = versions.iter().find(|version| version.is_current())?;
    let base = versions.iter().find(|version| Some(i64::from(version.version)) == typed.version);
    let code = |record: &RecordView| Value::plain(record.code.as_deref().unwrap_or_default());
    let text = |record: &RecordView| Value::plain(&record.text);
    let mut clashes = vec![Clash {
        name: "text",
        label: page.t(&kind.title()),
        yours: Value::plain(&typed.text),
        theirs: text(theirs),
        base: base.map(text),
        may_keep_both: false,
    }];
    if kind == RecordKind::Diagnosis {
        clashes.push(Clash {
            name: "code",
            label: page.t("records-icd"),
            yours: Value::plain(&typed.code),
            theirs: code(theirs),
            base: base.map(code),
            may_keep_both: false,
        });
    }
    let (alike, clashes): (Vec<_>, Vec<_>) = clashes.into_iter().partition(|clash| clash.yours == clash.theirs);
    if clashes.is_empty() {
        return None;
    }
    let mut kept: Vec<_> = alike.into_iter().map(|clash| (clash.name, clash.yours.raw)).collect();
    kept.extend([
        ("appointment_id", typed.appointment.to_string()),
        ("version", theirs.version.to_string()),
        ("next", typed.next.clone()),
        ("idempotency_key", new_key(caller)),
    ]);
    let path = kind.in_paths();
    Some(ConflictPage {
        title: page.t(&kind.edit_title()),
        action: format!("/patient/update-{path}/{}", typed.appointment),
        back: format!("/patient/view-{path}/{}", typed.appointment),
        who: theirs.author.clone(),
        at: theirs.at.clone(),
        reason: Some(typed.reason.clone()),
        page,
        clashes,
        kept,
    })
}
