//! Tokens that are almost ours. Most are signed with the clinic's own key, so that what is wrong with them is all that
//! stands between them and the clinic.

use std::net::TcpListener;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Response, Role, TestClinic};
use uuid::Uuid;

/// A program that is signed in, and everything that an attacker could wish for.
struct Ground {
    clinic: TestClinic,
    program: Client,
    header: Value,
    claims: Value,
    key: Ed25519KeyPair,
}

fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// These fields instead of, or beside, what is there; null takes one away.
fn changed(mut value: Value, by: &Value) -> Value {
    for (name, field) in by.as_object().unwrap() {
        match field {
            Value::Null => drop(value.as_object_mut().unwrap().remove(name)),
            _ => value[name] = field.clone(),
        }
    }
    value
}

/// The clinic's signing key, as only the clinic can know it.
async fn key_of(clinic: &TestClinic) -> Ed25519KeyPair {
    let keys = clinic.house().keys_of(clinic.tenant()).await.unwrap();
    Ed25519KeyPair::from_seed_unchecked(&keys.derive("access token, Ed25519")).unwrap()
}

impl Ground {
    async fn new() -> Self {
        let clinic = TestClinic::new().await;
        let program = clinic.sign_in(Role::Admin).await;
        let part = |number: usize| {
            let part = program.authorization().split(['.', ' ']).nth(number).unwrap();
            serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
        };
        let (header, claims, key) = (part(1), part(2), key_of(&clinic).await);
        let ground = Self { clinic, program, header, claims, key };
        assert_eq!(ground.header, json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": "1" }));
        ground
    }

    /// The head as the clinic writes it.
    fn head(&self) -> String {
        self.text(1)
    }

    /// What the clinic wrote at that place of a token, decoded.
    fn text(&self, number: usize) -> String {
        let part = self.program.authorization().split(['.', ' ']).nth(number).unwrap();
        String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    }

    fn good(&self) -> &str {
        self.program.authorization().strip_prefix("Bearer ").unwrap()
    }

    fn signed(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", b64(header), b64(claims));
        format!("{message}.{}", b64(self.key.sign(message.as_bytes())))
    }

    async fn show(&self, token: &str) -> Response {
        self.clinic.visitor().get("/api/patients/").header("authorization", &format!("Bearer {token}")).await
    }

    async fn refused(&self, token: &str, case: &str) {
        let answer = self.show(token).await;
        assert_eq!(answer.to_string(), r#"401 {"code":"unauthenticated"}"#, "{case}");
    }

    /// With this head, signed with the clinic's own key and the clinic's own claims.
    async fn head_refused(&self, by: Value) {
        let header = changed(self.header.clone(), &by).to_string();
        self.refused(&self.signed(&header, &self.text(2)), &header).await;
    }

    async fn claims_refused(&self, by: Value) {
        let claims = changed(self.claims.clone(), &by).to_string();
        self.refused(&self.signed(&self.head(), &claims), &claims).await;
    }
}

#[tokio::test]
async fn the_attackers_tools_are_sharp() {
    // What follows would prove nothing if tokens made like this were refused in any case.
    let ground = Ground::new().await;
    ground.show(ground.good()).await.expect(200);
    ground.show(&ground.signed(&ground.head(), &ground.text(2))).await.expect(200);
    let later = changed(ground.claims.clone(), &json!({ "exp": ground.claims["exp"].as_i64().unwrap() - 1 }));
    ground.show(&ground.signed(&ground.head(), &later.to_string())).await.expect(200);
}

#[tokio::test]
async fn no_token_chooses_how_it_is_checked() {
    let ground = Ground::new().await;
    for alg in [
        "none", "None", "NONE", "nOnE", "", "HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES256K", "Ed25519",
        "eddsa", "EdDSA ",
    ] {
        ground.head_refused(json!({ "alg": alg })).await;
    }
    for alg in [json!(null), json!(7), json!(["EdDSA"]), json!({ "alg": "EdDSA" }), json!(true)] {
        ground.head_refused(json!({ "alg": alg })).await;
    }
    let unsigned = b64(json!({ "alg": "none", "typ": "at+jwt", "kid": "1" }).to_string());
    for signature in ["", &b64([0; 64]), &b64([0xff; 64]), "null"] {
        ground.refused(&format!("{unsigned}.{}.{signature}", b64(ground.text(2))), "none").await;
        ground.refused(&format!("{}.{}.{signature}", b64(ground.head()), b64(ground.text(2))), "no signature").await;
    }
    ground.refused(&format!("{unsigned}.{}", b64(ground.text(2))), "two parts").await;
}

#[tokio::test]
async fn the_public_key_is_no_shared_secret() {
    let ground = Ground::new().await;
    let public = ground.key.public_key().as_ref().to_vec();
    let spki = [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00][..], &public].concat();
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        base64::engine::general_purpose::STANDARD.encode(&spki)
    );
    let secrets = [
        public.clone(),
        spki,
        pem.into_bytes(),
        b64(&public).into_bytes(),
        hex::encode(&public).into_bytes(),
        Vec::new(),
        b"secret".to_vec(),
    ];
    for secret in secrets {
        for alg in ["HS256", "EdDSA", "RS256"] {
            let header = changed(ground.header.clone(), &json!({ "alg": alg })).to_string();
            let message = format!("{}.{}", b64(header), b64(ground.text(2)));
            let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), message.as_bytes());
            ground.refused(&format!("{message}.{}", b64(tag)), alg).await;
        }
    }
}

#[tokio::test]
async fn the_number_of_a_key_is_a_number_of_ours_in_one_spelling() {
    let ground = Ground::new().await;
    for kid in [
        "",
        "0",
        "2",
        "01",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "1e0",
        "0x1",
        "-1",
        "١",
        "4294967295",
        "4294967296",
        "18446744073709551617",
        "../../../../dev/null",
        "/etc/passwd",
        "file:///dev/null",
        "https://evil.example/key",
        "1' or '1'='1",
        "1\u{0}",
        "null",
    ] {
        ground.head_refused(json!({ "kid": kid })).await;
    }
    for kid in [json!(null), json!(1), json!(["1"]), json!({ "kid": "1" }), json!("1".repeat(1000)), json!(false)] {
        ground.head_refused(json!({ "kid": kid })).await;
    }
}

#[tokio::test]
async fn keys_that_a_token_brings_or_points_to_are_neither_used_nor_fetched() {
    let ground = Ground::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/keys", listener.local_addr().unwrap());
    let mallory = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
    let jwk =
        json!({ "kty": "OKP", "crv": "Ed25519", "x": b64(mallory.public_key().as_ref()), "kid": "1", "use": "sig" });
    for by in [
        json!({ "jwk": jwk }),
        json!({ "jwk": jwk, "kid": null }),
        json!({ "jku": address }),
        json!({ "jku": address, "kid": "mallory" }),
        json!({ "x5u": address }),
        json!({ "x5u": address, "kid": null }),
        json!({ "x5c": [b64([0x30, 0x03, 0x02, 0x01, 0x00])] }),
        json!({ "kid": address }),
        json!({ "iss": address, "jku": format!("{address}.json") }),
    ] {
        // Even under the clinic's own signature: what we do not write, we do not read.
        ground.head_refused(by.clone()).await;
        let header = changed(ground.header.clone(), &by).to_string();
        let message = format!("{}.{}", b64(header), b64(ground.text(2)));
        ground.refused(&format!("{message}.{}", b64(mallory.sign(message.as_bytes()))), "mallory").await;
    }
    assert!(listener.accept().is_err(), "somebody came for the key");
}

#[tokio::test]
async fn extensions_and_other_kinds_of_token_are_refused() {
    let ground = Ground::new().await;
    for by in [
        json!({ "typ": null }),
        json!({ "typ": "JWT" }),
        json!({ "typ": "at+JWT" }),
        json!({ "typ": "application/at+jwt" }),
        json!({ "typ": "dpop+jwt" }),
        json!({ "typ": ["at+jwt"] }),
        json!({ "crit": ["exp"] }),
        json!({ "crit": [] }),
        json!({ "crit": ["b64"], "b64": false }),
        json!({ "b64": false }),
        json!({ "zip": "DEF" }),
        json!({ "enc": "A256GCM" }),
        json!({ "cty": "JWT" }),
        json!({ "anything": "else" }),
    ] {
        ground.head_refused(by).await;
    }
}

#[tokio::test]
async fn a_token_for_somebody_else_is_refused() {
    let ground = Ground::new().await;
    let other = ground.clinic.other().await;
    for by in [
        json!({ "iss": other.tenant().id }),
        json!({ "iss": "" }),
        json!({ "iss": null }),
        json!({ "iss": [ground.claims["iss"]] }),
        json!({ "iss": ground.claims["iss"].as_str().unwrap().to_uppercase() }),
        json!({ "aud": "another" }),
        json!({ "aud": ["praxis", "another"] }),
        json!({ "aud": ["praxis"] }),
        json!({ "aud": null }),
        json!({ "aud": "" }),
        json!({ "sid": null }),
        json!({ "sid": Uuid::nil() }),
        json!({ "sid": "x" }),
        json!({ "sub": null }),
        json!({ "sub": "admin" }),
        json!({ "sub": Uuid::nil() }),
        json!({ "roles": ["admin"] }),
        json!({ "tenant": other.tenant().id }),
    ] {
        ground.claims_refused(by).await;
    }
}

#[tokio::test]
async fn a_token_holds_in_its_time() {
    let ground = Ground::new().await;
    let now = ground.clinic.clock().now().as_second();
    for by in [
        json!({ "exp": now }),
        json!({ "exp": now - 1 }),
        json!({ "exp": 0 }),
        json!({ "exp": -1 }),
        json!({ "exp": null }),
        json!({ "exp": "4000000000" }),
        json!({ "exp": 4e9 }),
        json!({ "exp": 1e300 }),
        json!({ "iat": now + 61 }),
        json!({ "iat": null }),
        json!({ "nbf": now + 3600 }),
        json!({ "nbf": now }),
    ] {
        ground.claims_refused(by).await;
    }
    ground.show(ground.good()).await.expect(200);
    ground.clinic.advance(SignedDuration::from_secs(600));
    ground.refused(ground.good(), "old").await;
}

/// A second spelling of the same bytes: the last character carries bits that mean nothing.
fn respelled(text: &str) -> String {
    let last = text.chars().last().unwrap();
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let next = alphabet.chars().cycle().skip_while(|it| *it != last).nth(1).unwrap();
    format!("{}{next}", &text[..text.len() - 1])
}

#[tokio::test]
async fn a_token_that_was_touched_is_refused() {
    let ground = Ground::new().await;
    let good = ground.good();
    let parts: Vec<&str> = good.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("{good}") };
    let other = b64(changed(ground.claims.clone(), &json!({ "sid": Uuid::nil() })).to_string());
    for token in [
        format!("{header}.{other}.{signature}"),
        format!("{header}.{claims}.{}", &signature[..signature.len() - 1]),
        format!("{header}.{claims}.{}", &signature[..signature.len() - 2]),
        format!("{header}.{claims}.{}", &signature[..4]),
        format!("{header}.{claims}.{}", respelled(signature)),
        format!("{header}.{claims}.{signature}="),
        format!("{header}.{claims}.{signature}=="),
        format!("{header}.{claims}.{signature}A"),
        format!("{header}.{claims}.{signature}.{signature}"),
        format!("{header}.{claims}..{signature}"),
        format!("{header}=.{claims}.{signature}"),
        format!(".{claims}.{signature}"),
        format!("{header}..{signature}"),
        format!("{header}. {claims}.{signature}"),
        format!("{header}.{claims}.{} {}", &signature[..8], &signature[8..]),
        good.replace('-', "+").replace('_', "/") + "+",
        format!("{good},{good}"),
        format!("Bearer {good}"),
        good.to_lowercase(),
        "..".to_owned(),
        ".".to_owned(),
        "x".repeat(30_000),
    ] {
        ground.refused(&token, &token).await;
    }
}

#[tokio::test]
async fn what_two_readers_could_read_differently_is_refused() {
    let ground = Ground::new().await;
    let (header, claims) = (ground.head(), ground.text(2));
    let twice = |text: &str, more: &str| format!("{},{more}}}", text.trim_end_matches('}'));
    let before = |text: &str, more: &str| format!("{{{more},{}", text.trim_start_matches('{'));
    for token in [
        ground.signed(&header, &twice(&claims, &format!(r#""sid":"{}""#, Uuid::nil()))),
        ground.signed(&header, &before(&claims, &format!(r#""sid":"{}""#, Uuid::nil()))),
        ground.signed(&header, &twice(&claims, r#""exp":4000000000"#)),
        ground.signed(&header, &before(&claims, r#""exp":1"#)),
        ground.signed(&header, &twice(&claims, r#""\u0065xp":4000000000"#)),
        ground.signed(&header, &twice(&claims, r#""aud":"praxis""#)),
        ground.signed(&header, &twice(&claims, r#""x":{"y":1,"y":2}"#)),
        ground.signed(&twice(&header, r#""alg":"none""#), &claims),
        ground.signed(&twice(&header, r#""alg":"EdDSA""#), &claims),
        ground.signed(&before(&header, r#""kid":"2""#), &claims),
        ground.signed(&format!(" {header}"), &claims),
        ground.signed(&header.replace(':', ": "), &claims),
        ground.signed(&format!("{header}\n"), &claims),
        ground.signed(&header, &format!("{claims}{claims}")),
        ground.signed(&header, &format!("[{claims}]")),
        ground.signed(&header, "null"),
        ground.signed("null", &claims),
        ground.signed("{}", &claims),
    ] {
        ground.refused(&token, &token).await;
    }
}

#[tokio::test]
async fn two_proofs_in_one_request_are_none() {
    let ground = Ground::new().await;
    let good = ground.program.authorization().to_owned();
    for other in [good.as_str(), "Bearer x", "Basic YTpi", ""] {
        let call = ground.clinic.visitor().get("/api/patients/");
        call.header("authorization", &good).and_header("authorization", other).await.expect(401);
        let call = ground.clinic.visitor().get("/api/patients/");
        call.header("authorization", other).and_header("authorization", &good).await.expect(401);
    }
}

#[tokio::test]
async fn a_token_of_another_clinic_is_noise_however_it_is_dressed() {
    let ground = Ground::new().await;
    let other = ground.clinic.other().await;
    let theirs = key_of(&other).await;
    let message = format!("{}.{}", b64(ground.head()), b64(ground.text(2)));
    ground.refused(&format!("{message}.{}", b64(theirs.sign(message.as_bytes()))), "their key").await;
    ground.program.at(&other).get("/api/patients/").await.expect(401);
    let claims = changed(ground.claims.clone(), &json!({ "iss": other.tenant().id })).to_string();
    let forged = format!("{}.{}", b64(ground.head()), b64(claims));
    let forged = format!("{forged}.{}", b64(theirs.sign(forged.as_bytes())));
    // Their own key signs for their own clinic; the session it names is not theirs.
    other.visitor().get("/api/patients/").header("authorization", &format!("Bearer {forged}")).await.expect(401);
    ground.refused(&forged, "their issuer").await;
}

#[tokio::test]
async fn a_token_dies_with_its_session_and_a_browsers_session_has_none() {
    let ground = Ground::new().await;
    let browser = ground.clinic.browser(Role::Admin).await;
    let sid = ground.clinic.value("select id from {room}.session where secret_hash is not null").await;
    // Under the clinic's own signature it would open; nobody issues one.
    ground.program.post("/api/auth/logout/", &json!({ "refresh": ground.program.refresh_token() })).await.expect(204);
    ground.refused(ground.good(), "signed out").await;
    browser.get("/api/patients/").await.expect(200);
    let tokens = ground.clinic.visitor().post("/api/auth/refresh/", &json!({ "refresh": sid })).await;
    assert_eq!(tokens.status, 401);
}
