//! What messages say: our words, the clinic's own, and how they turn out.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use carrier::{Encoding, Segments};
use http::StatusCode;
use money::Money;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error};
use web::routing::{Router, get};
use web::{Answer, Caller, Expected, Form, Html, Locale, Path, Query, WebResult};

use super::operations::{self, Secrets, Setup};
use super::settings::Messaging;
use super::wording::{Filling, Wording, unknown_place, usual, word};
use crate::amounts;
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/admin/messaging/texts", get(list))
        .route("/admin/messaging/texts/{wording}/{locale}", get(show).post(save))
        .route("/admin/messaging/texts/{wording}/{locale}/sample", get(sample))
}

/// Letters of the secret in the link of an offer.
const SECRET: usize = 43;
/// A text of ten segments is no text any more.
const LONGEST: usize = 600;

/// How a text turns out for somebody.
struct Sample {
    text: String,
    lang: &'static str,
    segments: Segments,
    /// What a thousand of them cost, where the clinic has said what it pays.
    cost: Option<Money>,
}

impl Sample {
    /// `typed`: the clinic's own words, as far as they can be filled in.
    fn new(caller: &Caller, messaging: &Messaging, said: (Wording, Locale), typed: Option<&str>) -> Self {
        let mut messaging = messaging.clone();
        keep(&mut messaging, said, typed);
        let texts = caller.app().texts();
        let name = texts.get(said.1, "wording-sample-name");
        let at = caller.now().checked_add(jiff::SignedDuration::from_hours(24)).unwrap_or_else(|_| caller.now());
        let address = caller.app().settings().public_url.replace("{host}", caller.tenant().slug.as_str());
        let filling = Filling {
            until: "18:00".to_owned(),
            number: "INV-000123".to_owned(),
            amount: Money::new(35_000, amounts::currency_of(caller.tenant())).to_string(),
            link: format!("{address}/offer/{}/", "x".repeat(SECRET)),
            ..Filling::new(caller.tenant(), &name, at, 8)
        };
        let text = word(texts, &messaging, said, &filling);
        let segments = Segments::of(&text);
        let minor = i64::from(messaging.thousand_cost) * i64::from(segments.count);
        let cost = (minor > 0).then(|| Money::new(minor, amounts::currency_of(caller.tenant())));
        Self { text, lang: said.1.code(), segments, cost }
    }

    fn encoding(&self) -> &'static str {
        match self.segments.encoding {
            Encoding::Gsm7 => "GSM-7",
            Encoding::Ucs2 => "UCS-2",
        }
    }
}

/// Puts the clinic's own words in the place of ours, or ours back.
fn keep(messaging: &mut Messaging, (wording, locale): (Wording, Locale), own: Option<&str>) {
    let of_wording = messaging.templates.entry(wording.as_str().to_owned()).or_default();
    match own {
        Some(own) => of_wording.insert(locale.code().to_owned(), own.to_owned()),
        None => of_wording.remove(locale.code()),
    };
    messaging.templates.retain(|_, texts| !texts.is_empty());
}

/// One text in the list of all.
struct Line {
    wording: Wording,
    locale: Locale,
    is_own: bool,
    sample: Sample,
}

#[derive(Template)]
#[template(path = "messages/texts.html")]
struct TextsPage {
    page: Page,
    groups: Vec<(String, Vec<Line>)>,
}

fn title_key(wording: Wording) -> String {
    format!("wording-{}", wording.as_str().replace('_', "-"))
}

async fn load(caller: &Caller) -> WebResult<Setup> {
    caller.require(Action::ManageMessaging)?;
    let mut tx = caller.read().await?;
    let setup = operations::load(&mut tx).await?;
    tx.commit().await?;
    Ok(setup)
}

async fn list(caller: Caller) -> WebResult<Html> {
    let messaging = load(&caller).await?.messaging;
    let line = |wording: Wording, locale: Locale| {
        let own = messaging.template(wording, locale.code());
        let sample = Sample::new(&caller, &messaging, (wording, locale), own);
        Line { wording, locale, is_own: own.is_some(), sample }
    };
    let groups = Wording::ALL.iter().map(|wording| {
        let lines = Locale::ALL.iter().map(|locale| line(*wording, *locale));
        (title_key(*wording), lines.collect())
    });
    let page = TextsPage { page: Page::new(&caller), groups: groups.collect() };
    Ok(Html(page.render().map_err(Error::internal)?))
}

/// Which text a path names.
type Named = Path<(String, String)>;

fn named(Path((wording, locale)): Named) -> Result<(Wording, Locale), Error> {
    let said = Wording::parse(&wording).zip(Locale::parse(&locale));
    said.filter(|(_, read)| read.code() == locale).ok_or(Error::NotFound)
}

#[derive(Template)]
#[template(path = "messages/text.html")]
struct TextPage {
    page: Page,
    title: String,
    address: String,
    locale: Locale,
    version: i32,
    /// Our words, and the clinic's.
    usual: String,
    own: String,
    places: Vec<String>,
    sample: Sample,
    errors: FormErrors,
}

impl TextPage {
    fn new(caller: &Caller, setup: &Setup, said: (Wording, Locale), typed: Option<&str>) -> Self {
        let (wording, locale) = said;
        let kept = setup.messaging.template(wording, locale.code());
        let own = typed.or(kept).filter(|own| !own.trim().is_empty());
        Self {
            page: Page::new(caller),
            title: title_key(wording),
            address: format!("/admin/messaging/texts/{}/{}/", wording.as_str(), locale.code()),
            locale,
            version: setup.version,
            usual: usual(caller.app().texts(), wording, locale),
            own: own.unwrap_or_default().to_owned(),
            places: wording.places().iter().map(|place| format!("{{{place}}}")).collect(),
            sample: Sample::new(caller, &setup.messaging, said, own),
            errors: FormErrors::default(),
        }
    }

    fn answer(&self) -> WebResult<Response> {
        let status = if self.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

async fn show(caller: Caller, path: Named) -> WebResult<Response> {
    let setup = load(&caller).await?;
    TextPage::new(&caller, &setup, named(path)?, None).answer()
}

#[derive(Template)]
#[template(path = "messages/sample.html")]
struct SamplePart {
    page: Page,
    sample: Sample,
    /// What is wrong with the text; empty when nothing is.
    problem: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    text: String,
    /// Which of the form's buttons was pressed.
    wish: String,
    version: Option<i64>,
}

impl Typed {
    /// The clinic's own words; none where the place was left blank.
    fn own(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    /// Why it cannot be kept, in words; empty when it can.
    fn problem(&self, caller: &Caller, wording: Wording) -> String {
        let page = Page::new(caller);
        match self.own() {
            Some(own) if own.chars().count() > LONGEST => page.ta("wording-too-long", "most", LONGEST),
            Some(own) => match unknown_place(wording, own) {
                Some(place) => page.ta("wording-unknown-place", "place", place.chars().take(40).collect::<String>()),
                None => String::new(),
            },
            None => String::new(),
        }
    }
}

/// How a text turns out while it is typed.
async fn sample(caller: Caller, path: Named, Query(typed): Query<Typed>) -> WebResult<Html> {
    let setup = load(&caller).await?;
    let said = named(path)?;
    let problem = typed.problem(&caller, said.0);
    let sample = Sample::new(&caller, &setup.messaging, said, typed.own().filter(|_| problem.is_empty()));
    let part = SamplePart { page: Page::new(&caller), sample, problem };
    Ok(Html(part.render().map_err(Error::internal)?))
}

async fn save(caller: Caller, path: Named, Form(typed): Form<Typed>) -> WebResult<Response> {
    let mut setup = load(&caller).await?;
    let said = named(path)?;
    let problem = typed.problem(&caller, said.0);
    let mut page = TextPage::new(&caller, &setup, said, Some(&typed.text));
    if !problem.is_empty() {
        page.errors = FormErrors::one("text", problem);
        return page.answer();
    }
    if typed.wish == "look" {
        return page.answer();
    }
    keep(&mut setup.messaging, said, typed.own().filter(|_| typed.wish != "restore"));
    let mut tx = caller.begin().await?;
    match operations::save(&mut tx, &setup.messaging, &Secrets::default(), &Expected::from(typed.version)).await {
        Ok(_) => {
            let response = Answer::see_other("/admin/messaging/texts/").commit(&caller, tx).await?;
            Ok(notice::leave(response, "common-saved"))
        }
        Err(Error::Conflict(Conflict::StaleVersion { .. })) => {
            page.errors = FormErrors::general(caller.text("error-stale-version-detail"));
            page.answer()
        }
        Err(other) => Err(other.into()),
    }
}
