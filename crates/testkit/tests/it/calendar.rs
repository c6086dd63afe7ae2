//! The calendar: who sees what of it, and what becomes of an appointment that is moved on it.

mod looks;
mod moves;

use testkit::Response;

/// The names of the patients on a page, in the order in which they stand there.
fn names(page: &Response) -> Vec<String> {
    let text = page.text();
    let after = |part: &str| part.split_once("</bdi>").map(|(name, _)| name.to_owned());
    text.split(r#"<bdi class="who">"#).skip(1).filter_map(after).collect()
}

/// What the columns are called, in their order.
fn columns(page: &Response) -> Vec<String> {
    let text = page.text();
    let name = |part: &str| part.split_once('"').map(|(name, _)| name.to_owned());
    text.split(r#" data-name=""#).skip(1).filter_map(name).collect()
}

/// The address of a form of a page, found by the words that stand in it.
fn way_back(page: &Response) -> Option<String> {
    let text = page.text();
    let (_, toast) = text.split_once(r#"<div class="toast good">"#)?;
    let (_, rest) = toast.split_once(r#"action=""#)?;
    rest.split_once('"').map(|(action, _)| action.replace("&#38;", "&").replace("&amp;", "&"))
}
