//! What many pages show. Each is a template by itself, so that it is compiled once: what a page includes, or calls as a
//! macro, is compiled into that page again. All are whole HTML, escaped where they had to be.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Page;

macro_rules! pieces {
    ($($(#[$doc:meta])* $path:literal $name:ident $method:ident;)*) => {
        $(
            #[derive(Template)]
            #[template(path = $path)]
            pub struct $name<'a> {
                page: &'a Page,
            }

            impl HtmlSafe for $name<'_> {}
        )*

        impl Page {
            $(
                $(#[$doc])*
                pub fn $method(&self) -> $name<'_> {
                    $name { page: self }
                }
            )*
        }
    };
}

pieces! {
    /// What stands in the `<head>` of every page.
    "pieces/head.html" Head head;
    /// The pages of staff, down to where their content begins.
    "pieces/top.html" Top top;
    /// And from where it ends.
    "pieces/bottom.html" Bottom bottom;
    "pieces/platform_top.html" PlatformTop platform_top;
    "pieces/portal_top.html" PortalTop portal_top;
    "pieces/portal_bottom.html" PortalBottom portal_bottom;
    "pieces/public_top.html" PublicTop public_top;
    "pieces/public_bottom.html" PublicBottom public_bottom;
    /// Where messages appear.
    "pieces/toasts.html" Toasts toasts;
}

#[derive(Template)]
#[template(path = "pieces/icon.html")]
pub struct Icon<'a> {
    page: &'a Page,
    name: &'a str,
    mirrored: bool,
}

/// A state of an appointment, in words and with its sign.
#[derive(Template)]
#[template(path = "pieces/status.html")]
pub struct Status<'a> {
    page: &'a Page,
    status: &'a str,
}

/// Label, hint and error of a field.
#[derive(Template)]
#[template(path = "pieces/field_head.html")]
pub struct FieldHead<'a> {
    page: &'a Page,
    id: &'a str,
    label: &'a str,
    hint: &'a str,
    error: &'a str,
    required: bool,
}

/// How a control names its hint and its error.
#[derive(Template)]
#[template(path = "pieces/described.html")]
pub struct Described<'a> {
    id: &'a str,
    hint: &'a str,
    error: &'a str,
    required: bool,
}

impl HtmlSafe for Icon<'_> {}
impl HtmlSafe for Status<'_> {}
impl HtmlSafe for FieldHead<'_> {}
impl HtmlSafe for Described<'_> {}

impl Page {
    /// Always beside text, or inside an element that has an aria-label: an icon alone says nothing.
    pub fn icon<'a>(&'a self, name: &'a str) -> Icon<'a> {
        Icon { page: self, name, mirrored: false }
    }

    /// For arrows that must point the other way when the page is read from right to left.
    pub fn mirrored<'a>(&'a self, name: &'a str) -> Icon<'a> {
        Icon { page: self, name, mirrored: true }
    }

    pub fn status<'a>(&'a self, status: &'a str) -> Status<'a> {
        Status { page: self, status }
    }

    pub fn field_head<'a>(&'a self, id: &'a str, label: &'a str, required: &bool) -> FieldHead<'a> {
        FieldHead { page: self, id, label, hint: "", error: "", required: *required }
    }

    #[expect(clippy::unused_self, reason = "templates ask the page for everything")]
    pub fn described<'a>(&self, id: &'a str, hint: &'a str, error: &'a str, required: &bool) -> Described<'a> {
        Described { id, hint, error, required: *required }
    }
}

impl<'a> FieldHead<'a> {
    /// With a hint and what is wrong; "" for none.
    #[must_use]
    pub fn telling(self, hint: &'a str, error: &'a str) -> Self {
        Self { hint, error, ..self }
    }
}
