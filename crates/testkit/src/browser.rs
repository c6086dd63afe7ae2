//! [`Browser`]: somebody's browser, which keeps cookies and sends each page's proof back.

use std::collections::BTreeMap;

use http::Method;

use crate::call::Call;
use crate::clinic::TestClinic;
use crate::response::Response;

/// A browser without scripts. Clones share nothing after the moment they are made.
#[derive(Clone)]
pub struct Browser {
    clinic: TestClinic,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

impl TestClinic {
    /// A browser that was never here before.
    pub fn new_browser(&self) -> Browser {
        Browser { clinic: self.clone(), cookies: BTreeMap::new(), csrf: String::new() }
    }
}

impl Browser {
    /// The same cookies, shown at another clinic's door.
    #[must_use]
    pub fn at(&self, clinic: &TestClinic) -> Self {
        Self { clinic: clinic.clone(), ..self.clone() }
    }

    pub fn clinic(&self) -> &TestClinic {
        &self.clinic
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// A request as the browser would send it, for a test that changes something about it.
    pub fn call(&self, method: Method, path: &str) -> Call {
        let call = self.clinic.call(method.clone(), path);
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let call = if cookies.is_empty() { call } else { call.header("cookie", &cookies.join("; ")) };
        if method.is_safe() || self.csrf.is_empty() { call } else { call.header("x-csrf-token", &self.csrf) }
    }

    pub async fn get(&mut self, path: &str) -> Response {
        let answer = self.call(Method::GET, path).await;
        self.keep(answer)
    }

    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let answer = self.call(Method::POST, path).form(fields).await;
        self.keep(answer)
    }

    /// Takes over what an answer says about cookies and proofs.
    pub fn keep(&mut self, answer: Response) -> Response {
        for line in answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            match line.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        if answer.is_page() {
            self.csrf = answer.csrf();
        }
        answer
    }
}
