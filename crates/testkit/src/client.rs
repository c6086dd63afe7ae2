//! [`Client`]: somebody who sends requests, signed in one way or another or not at all.

use argon2::password_hash::PasswordHasher as _;
use argon2::{Algorithm, Argon2, Params, Version};
use clinic::accounts::machines::{self, NewToken};
use clinic::accounts::operations::{self, NewStaff};
use http::Method;
use serde_json::{Value, json};
use tenancy::Role;
use uuid::Uuid;

use crate::call::Call;
use crate::clinic::TestClinic;
use crate::response::Response;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// Somebody who works in a clinic.
#[derive(Debug, Clone)]
pub struct Staff {
    pub id: Uuid,
    pub username: String,
}

/// How a client proves who they are.
#[derive(Debug, Clone)]
enum Proof {
    None,
    Authorization(String),
    Cookie { cookie: String, csrf: String },
}

/// Somebody at one clinic's door.
#[derive(Clone)]
pub struct Client {
    clinic: TestClinic,
    proof: Proof,
    staff: Option<Staff>,
    refresh: String,
}

impl TestClinic {
    /// Adds somebody to the staff, with [`PASSWORD`].
    pub async fn hire(&self, roles: &[Role]) -> Staff {
        let mut tx = self.scene().await;
        let named: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        let new = NewStaff {
            username: format!("{} {}", named.join("-"), tx.new_id::<()>()),
            display_name: format!("The {}", named.join(" and ")),
            phone: None,
            roles: roles.to_vec(),
            password: Some(PASSWORD.to_owned()),
            locale: None,
        };
        let id = operations::create(&mut tx, &new, Some(&quick_hash())).await.expect("a new member of staff").uuid();
        tx.commit().await.expect("a new member of staff");
        Staff { id, username: new.username }
    }

    /// A program that has signed in as a new member of staff and holds tokens.
    pub async fn sign_in(&self, role: Role) -> Client {
        let staff = self.hire(&[role]).await;
        self.sign_in_as(&staff).await
    }

    pub async fn sign_in_as(&self, staff: &Staff) -> Client {
        let input = json!({ "username": staff.username, "password": PASSWORD });
        let tokens = self.visitor().post("/api/auth/login/", &input).await.expect(200).json();
        let mut client = Client { staff: Some(staff.clone()), ..self.visitor() };
        client.hold(&tokens);
        client
    }

    /// A browser in which a new member of staff has signed in.
    pub async fn browser(&self, role: Role) -> Client {
        let staff = self.hire(&[role]).await;
        self.browser_of(&staff).await
    }

    pub async fn browser_of(&self, staff: &Staff) -> Client {
        let form = [("username", staff.username.as_str()), ("password", PASSWORD)];
        let answer = self.visitor().submit("/doctor/staff-login/", &form).await.expect(303);
        self.browser_after(&answer, staff).await
    }

    /// The browser that got this answer, with the session that it begins or goes on with.
    pub async fn browser_after(&self, answer: &Response, staff: &Staff) -> Client {
        let name = web::session_cookie(self.app().settings().https);
        let secret = answer.cookie(name).expect("a session cookie");
        let cookie = format!("{name}={secret}");
        // Any page will do, and even this one carries the proof.
        let csrf = self.visitor().get("/nowhere").header("cookie", &cookie).await.csrf();
        Client { proof: Proof::Cookie { cookie, csrf }, staff: Some(staff.clone()), ..self.visitor() }
    }

    /// A machine with a token.
    pub async fn token(&self, scopes: &[&str]) -> Client {
        let mut tx = self.scene().await;
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let new = NewToken { name: "machine".to_owned(), scopes, expires_at: None };
        let (_, token) = machines::create_token(&mut tx, &new).await.expect("a token");
        tx.commit().await.expect("a token");
        self.machine(&token)
    }

    /// The machine that holds this token.
    pub fn machine(&self, token: &str) -> Client {
        Client { proof: Proof::Authorization(format!("Token {token}")), ..self.visitor() }
    }
}

impl Client {
    pub(crate) fn visitor(clinic: &TestClinic) -> Self {
        Self { clinic: clinic.clone(), proof: Proof::None, staff: None, refresh: String::new() }
    }

    /// Who this is.
    pub fn staff(&self) -> &Staff {
        self.staff.as_ref().expect("somebody signed in")
    }

    /// The refresh token held.
    pub fn refresh_token(&self) -> &str {
        &self.refresh
    }

    /// What stands in the `Cookie` header.
    pub fn cookie(&self) -> &str {
        match &self.proof {
            Proof::Cookie { cookie, .. } => cookie,
            _ => "",
        }
    }

    /// What stands in the `Authorization` header.
    pub fn authorization(&self) -> &str {
        match &self.proof {
            Proof::Authorization(value) => value,
            _ => "",
        }
    }

    /// Takes new tokens in the place of those held.
    pub fn hold(&mut self, tokens: &Value) {
        self.proof = Proof::Authorization(format!("Bearer {}", tokens["access"].as_str().expect("an access token")));
        tokens["refresh"].as_str().expect("a refresh token").clone_into(&mut self.refresh);
    }

    /// The same proof, shown at another clinic's door.
    #[must_use]
    pub fn at(&self, clinic: &TestClinic) -> Self {
        Self { clinic: clinic.clone(), ..self.clone() }
    }

    /// A request with this client's proof; a browser's change carries its page's proof too.
    pub fn call(&self, method: Method, path: &str) -> Call {
        let call = self.clinic.call(method.clone(), path);
        match &self.proof {
            Proof::None => call,
            Proof::Authorization(value) => call.header("authorization", value),
            Proof::Cookie { cookie, .. } if method.is_safe() => call.header("cookie", cookie),
            Proof::Cookie { cookie, csrf } => call.header("cookie", cookie).header("x-csrf-token", csrf),
        }
    }

    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    pub fn post(&self, path: &str, input: &Value) -> Call {
        self.call(Method::POST, path).json(input)
    }

    pub fn put(&self, path: &str, input: &Value) -> Call {
        self.call(Method::PUT, path).json(input)
    }

    pub fn delete(&self, path: &str) -> Call {
        self.call(Method::DELETE, path)
    }

    /// As whom a browser goes on that got this answer.
    pub async fn after(&self, answer: &Response) -> Self {
        self.clinic.browser_after(answer, self.staff()).await
    }

    /// Sends a form.
    pub fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Call {
        self.call(Method::POST, path).form(fields)
    }

    /// The ids in a list, in its order, whichever of the two shapes it has.
    pub async fn list(&self, path: &str) -> Vec<Uuid> {
        let page = self.get(path).await.expect(200).json();
        let rows = page["results"].as_array().or(page["items"].as_array()).expect("a list").clone();
        rows.iter().filter_map(|row| row["id"].as_str()?.parse().ok()).collect()
    }

    /// Trades the refresh token for new ones.
    pub async fn refresh(&mut self) -> Response {
        let answer = self.clinic.visitor().post("/api/auth/refresh/", &json!({ "refresh": self.refresh })).await;
        if answer.status == 200 {
            self.hold(&answer.json());
        }
        answer
    }
}

/// As strong as nothing, and as quick: the strength stands in the hash, so signing in is quick too.
fn quick_hash() -> String {
    let params = Params::new(8, 1, 1, None).expect("parameters in range");
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_with_salt(PASSWORD.as_bytes(), b"salt and pepper").expect("a hash").to_string()
}
