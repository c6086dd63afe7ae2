//! Operators in tests: at the platform's host, with an authenticator of their own.

use http::Method;
use tenancy::operators::Steward;
use testkit::{Call, Client, Response, Role, TestClinic};
use totp_rs::{Builder, Secret};
use uuid::Uuid;
use web::sessions::hash_secret;

pub const PLATFORM: &str = "localhost";
pub const PASSWORD: &str = "seven quiet herons at dawn";
pub const REASON: &str = "The board stays empty in the morning.";

/// A browser at the platform's host.
#[derive(Clone)]
pub struct Browser {
    pub clinic: TestClinic,
    pub cookie: String,
    pub csrf: String,
}

impl Browser {
    pub fn new(clinic: &TestClinic) -> Self {
        Self { clinic: clinic.clone(), cookie: String::new(), csrf: String::new() }
    }

    pub fn call(&self, method: Method, path: &str) -> Call {
        let call = Call::new(self.clinic.router(), method.clone(), path).header("host", PLATFORM);
        let call = if self.cookie.is_empty() { call } else { call.header("cookie", &self.cookie) };
        if method.is_safe() || self.csrf.is_empty() { call } else { call.header("x-csrf-token", &self.csrf) }
    }

    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    pub fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Call {
        self.call(Method::POST, path).form(fields)
    }

    /// Goes on in the session that this answer opened.
    pub async fn hold(&mut self, answer: &Response) {
        let secret = answer.cookie("praxis-operator").expect("an operator's cookie");
        self.cookie = format!("praxis-operator={secret}");
        // Any page will do, and even this one carries the proof.
        self.csrf = self.get("/nowhere/").await.csrf();
    }
}

/// Somebody who hosts the clinics, and what they carry with them.
#[derive(Clone)]
pub struct Operator {
    pub id: Uuid,
    pub name: String,
    pub secret: String,
    pub codes: Vec<String>,
    pub browser: Browser,
}

fn steward(clinic: &TestClinic) -> Steward {
    clinic.house().host()
}

/// Adds an operator as the command line does; returns the id and the path of the link.
pub async fn invited(clinic: &TestClinic, name: &str) -> (Uuid, String) {
    let secret = web::sessions::new_secret();
    let mut tx = clinic.house().platform(steward(clinic)).await.unwrap();
    let id = tx.add_operator(name).await.unwrap();
    tx.make_link(id, &hash_secret(&secret)).await.unwrap();
    tx.commit().await.unwrap();
    (id, format!("/welcome/{secret}/"))
}

/// What stands between two marks of a page.
pub fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}")).1;
    rest.split_once(after).unwrap().0.to_owned()
}

impl Operator {
    /// Signed in, by the way everybody takes: the link, a password, an authenticator.
    pub async fn new(clinic: &TestClinic, name: &str) -> Self {
        let (id, link) = invited(clinic, name).await;
        let mut browser = Browser::new(clinic);
        let form = [("password", PASSWORD), ("password_repeat", PASSWORD)];
        let answer = browser.submit(&link, &form).await.expect(303);
        assert_eq!(answer.header("location"), "/sign-in/set-up/");
        browser.hold(&answer).await;
        let page = browser.get("/sign-in/set-up/").await.expect(200).text();
        let secret = between(&page, "class=\"secret\">", "<").replace(' ', "");
        let mut operator = Self { id, name: name.to_owned(), secret, codes: Vec::new(), browser };
        let code = operator.code();
        let done = operator.browser.submit("/sign-in/set-up/", &[("code", &code)]).await.expect(200);
        operator.codes = done.text().split("<li><code>").skip(1).map(|rest| between(rest, "", "<")).collect();
        operator.browser.hold(&done).await;
        operator
    }

    /// What the authenticator shows just now.
    pub fn code(&self) -> String {
        let secret = Secret::try_from_base32(&self.secret).unwrap();
        let totp = Builder::new().with_secret(secret).build().unwrap();
        totp.generate(self.browser.clinic.clock().now().as_second().try_into().unwrap()).to_string()
    }

    /// The next code: one counts once.
    pub fn next_code(&self) -> String {
        self.browser.clinic.advance(jiff::SignedDuration::from_secs(30));
        self.code()
    }

    /// A browser in which the password was right.
    pub async fn halfway(&self) -> Browser {
        let mut browser = Browser::new(&self.browser.clinic);
        let form = [("username", self.name.as_str()), ("password", PASSWORD)];
        let answer = browser.submit("/sign-in/", &form).await.expect(303);
        assert_eq!(answer.header("location"), "/sign-in/second-factor/");
        browser.hold(&answer).await;
        browser
    }

    pub async fn sign_in(&self) -> Browser {
        let mut browser = self.halfway().await;
        let code = self.next_code();
        let answer = browser.submit("/sign-in/second-factor/", &[("code", &code)]).await.expect(303);
        browser.hold(&answer).await;
        browser
    }

    /// Asks for a ticket; the path at the clinic's host.
    pub async fn ticket(&self, grant: Uuid) -> String {
        let path = format!("/support/{grant}/enter/");
        let page = self.browser.submit(&path, &[("reason", REASON)]).await.expect(200).text();
        let host = self.browser.clinic.host();
        between(&page, &format!("http://{host}"), "\"")
    }
}

/// An administrator's browser.
pub async fn administrator(clinic: &TestClinic) -> Client {
    clinic.browser(Role::Admin).await
}

/// Lets operators look; returns the leave's id.
pub async fn grant(clinic: &TestClinic, chief: &Client, scope: &str, hours: &str) -> Uuid {
    let form = [("reason", REASON), ("scope", scope), ("hours", hours)];
    chief.submit("/admin/support/", &form).await.expect(303);
    clinic.value("select id from {room}.support_grant order by granted_at desc, id desc limit 1").await.parse().unwrap()
}

/// A supporter's browser at the clinic.
#[derive(Clone)]
pub struct Supporter {
    clinic: TestClinic,
    pub cookie: String,
    csrf: String,
}

impl Supporter {
    pub async fn enter(clinic: &TestClinic, ticket: &str) -> Self {
        let answer = clinic.visitor().submit(ticket, &[]).await.expect(303);
        assert_eq!(answer.header("location"), "/support/");
        let cookie = format!("praxis={}", answer.cookie("praxis").unwrap());
        let csrf = clinic.visitor().get("/nowhere").header("cookie", &cookie).await.csrf();
        Self { clinic: clinic.clone(), cookie, csrf }
    }

    pub fn call(&self, method: Method, path: &str) -> Call {
        let call = self.clinic.visitor().call(method.clone(), path).header("cookie", &self.cookie);
        if method.is_safe() { call } else { call.header("x-csrf-token", &self.csrf) }
    }

    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    pub fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Call {
        self.call(Method::POST, path).form(fields)
    }
}

/// The operators' record, oldest first: `operator suspend_clinic success`.
pub async fn record(clinic: &TestClinic) -> Vec<String> {
    let sql = "select actor_kind || ' ' || deed || ' ' || outcome from platform.operator_event order by seq";
    clinic.sql_as_superuser(sql).await.into_iter().map(|row| row[0].clone()).collect()
}

pub async fn last_of_record(clinic: &TestClinic) -> String {
    record(clinic).await.pop().unwrap_or_default()
}
