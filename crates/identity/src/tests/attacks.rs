//! What attackers send. None of it gets in, and none of it makes us call anybody.

use serde_json::{Value, json};

use super::kit::{Signer, b64, changed, claims, hmac_token, now, trust};
use super::service::Service;
use crate::{Algorithm, Error, Identity, Reach, Refusal, TokenType, Trust};

struct Ground {
    service: Service,
    identity: Identity,
    trust: Trust,
    ed: Signer,
    ec: Signer,
    rsa: Signer,
}

impl Ground {
    async fn new() -> Self {
        let (ed, ec, rsa) = (Signer::ed(), Signer::ec(), Signer::rsa());
        let service = Service::with_keys(&[ed.jwk("ed"), ec.jwk("ec"), rsa.jwk("rsa")]).await;
        let trust = trust(&service.issuer);
        Self { service, identity: Identity::new(Reach::Loopback), trust, ed, ec, rsa }
    }

    fn claims(&self) -> Value {
        claims(&self.service.issuer)
    }

    fn header() -> Value {
        json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "ed"})
    }

    async fn verdict(&self, token: &str) -> Result<(), Error> {
        self.identity.check(&self.trust, token, now(), None).await.map(drop)
    }

    async fn refused(&self, token: &str, why: Refusal, case: &str) {
        assert_eq!(self.verdict(token).await, Err(why.into()), "{case}: {token}");
    }

    async fn header_refused(&self, by: Value, why: Refusal) {
        let token = self.ed.token(&changed(Self::header(), &by), &self.claims());
        self.refused(&token, why, &by.to_string()).await;
    }

    async fn claims_refused(&self, by: Value, why: Refusal) {
        let token = self.ed.token(&Self::header(), &changed(self.claims(), &by));
        self.refused(&token, why, &by.to_string()).await;
    }
}

#[tokio::test]
async fn a_good_token_of_each_kind_of_key_is_taken() {
    let ground = Ground::new().await;
    for (signer, alg, kid) in [
        (&ground.ed, "EdDSA", "ed"),
        (&ground.ec, "ES256", "ec"),
        (&ground.rsa, "RS256", "rsa"),
        (&ground.rsa, "PS256", "rsa"),
    ] {
        let token = signer.token(&json!({"alg": alg, "typ": "at+jwt", "kid": kid}), &ground.claims());
        assert_eq!(ground.verdict(&token).await, Ok(()), "{alg}");
    }
    let long_name = json!({"alg": "EdDSA", "typ": "application/AT+JWT", "kid": "ed"});
    assert_eq!(ground.verdict(&ground.ed.token(&long_name, &ground.claims())).await, Ok(()));
}

#[tokio::test]
async fn no_token_without_a_signature_is_taken() {
    let ground = Ground::new().await;
    for alg in ["none", "None", "NONE", "nOnE", "", "HS256", "HS512", "ES256K", "RS1", "EdDSA ", "eddsa"] {
        ground.header_refused(json!({"alg": alg}), Refusal::Algorithm).await;
    }
    for alg in [json!(null), json!(7), json!(["EdDSA"]), json!({"alg": "EdDSA"})] {
        let header = json!({"alg": alg, "typ": "at+jwt", "kid": "ed"});
        assert!(ground.verdict(&ground.ed.token(&header, &ground.claims())).await.is_err());
    }
    let unsigned = json!({"alg": "none", "typ": "at+jwt"});
    let message = format!("{}.{}", b64(unsigned.to_string()), b64(ground.claims().to_string()));
    for token in [format!("{message}."), message.clone(), format!("{message}.AA"), format!("{message}..")] {
        assert!(ground.verdict(&token).await.is_err(), "{token}");
    }
    let good = ground.ed.token(&Ground::header(), &ground.claims());
    let (message, _) = good.rsplit_once('.').unwrap();
    ground.refused(&format!("{message}."), Refusal::Signature, "a signature taken away").await;
}

#[tokio::test]
async fn a_public_key_is_no_shared_secret() {
    let ground = Ground::new().await;
    for (signer, kid) in [(&ground.rsa, "rsa"), (&ground.ec, "ec"), (&ground.ed, "ed")] {
        let jwk = signer.jwk(kid).to_string().into_bytes();
        for secret in [signer.public_der(), jwk, Vec::new()] {
            for alg in ["HS256", "RS256", "ES256", "EdDSA", "PS256"] {
                let token = hmac_token(&secret, &json!({"alg": alg, "typ": "at+jwt", "kid": kid}), &ground.claims());
                assert!(ground.verdict(&token).await.is_err(), "{alg} with {kid}");
            }
        }
    }
}

#[tokio::test]
async fn a_key_checks_only_its_own_kind_of_signature() {
    let ground = Ground::new().await;
    for (signer, alg, kid) in [
        (&ground.ed, "ES256", "ed"),
        (&ground.ed, "RS256", "rsa"),
        (&ground.ec, "EdDSA", "ec"),
        (&ground.rsa, "ES256", "rsa"),
        (&ground.rsa, "EdDSA", "ed"),
    ] {
        let token = signer.token(&json!({"alg": alg, "typ": "at+jwt", "kid": kid}), &ground.claims());
        assert!(ground.verdict(&token).await.is_err(), "{alg} with {kid}");
    }
    // Two good algorithms, of which the clinic allows one.
    let only = Trust {
        rules: crate::Rules { algorithms: vec![Algorithm::Es256], ..ground.trust.rules.clone() },
        scope: "only".to_owned(),
        ..ground.trust.clone()
    };
    let token = ground.ed.token(&Ground::header(), &ground.claims());
    let judged = ground.identity.check(&only, &token, now(), None).await;
    assert_eq!(judged, Err(Refusal::Algorithm.into()));
}

#[tokio::test]
async fn keys_that_a_token_brings_or_points_to_are_never_used_nor_fetched() {
    let ground = Ground::new().await;
    let mallory = Signer::ed();
    let trap = Service::with_keys(&[mallory.jwk("ed")]).await;
    let address = format!("{}/jwks", trap.issuer);
    for by in [
        json!({"jku": address}),
        json!({"x5u": address}),
        json!({"jwk": mallory.jwk("ed")}),
        json!({"x5c": [b64(mallory.public_der())]}),
        json!({"jku": address, "kid": null}),
        json!({"jku": null, "x5u": {"url": address}}),
    ] {
        for signer in [&mallory, &ground.ed] {
            let token = signer.token(&changed(Ground::header(), &by), &ground.claims());
            ground.refused(&token, Refusal::Header, &by.to_string()).await;
        }
    }
    // An address as the name of a key or as the issuer is compared, not followed.
    let token = mallory.token(&changed(Ground::header(), &json!({"kid": address})), &ground.claims());
    ground.refused(&token, Refusal::UnknownKey, "kid").await;
    let token = mallory.token(&Ground::header(), &claims(&trap.issuer));
    ground.refused(&token, Refusal::Issuer, "iss").await;
    assert_eq!(trap.count_all(), 0);
}

#[tokio::test]
async fn the_name_of_a_key_is_compared_and_nothing_else() {
    let ground = Ground::new().await;
    let mallory = Signer::ed();
    for kid in [
        "../../../../../../dev/null",
        "/proc/sys/kernel/randomize_va_space",
        "ed' or '1'='1",
        "'; drop table staff; --",
        "x' union select 'AAAA' --",
        "| curl 127.0.0.1",
        "ed\0",
        "ED",
        " ed",
        "",
        "unknown",
    ] {
        let token = mallory.token(&changed(Ground::header(), &json!({"kid": kid})), &ground.claims());
        ground.refused(&token, Refusal::UnknownKey, kid).await;
    }
    // Eleven made-up names led to one further question.
    assert_eq!(ground.service.count("/jwks"), 2);
    ground.header_refused(json!({"kid": 7}), Refusal::Header).await;
    ground.header_refused(json!({"kid": ["ed"]}), Refusal::Header).await;
    ground.header_refused(json!({"kid": "k".repeat(600)}), Refusal::Header).await;
    let token = mallory.token(&Ground::header(), &ground.claims());
    ground.refused(&token, Refusal::Signature, "another's key under a known name").await;
}

#[tokio::test]
async fn a_token_without_a_keys_name_is_checked_only_where_there_is_nothing_to_choose() {
    let ground = Ground::new().await;
    let token = ground.ed.token(&changed(Ground::header(), &json!({"kid": null})), &ground.claims());
    assert_eq!(ground.verdict(&token).await, Ok(()));
    let (first, second) = (Signer::ed(), Signer::ed());
    let service = Service::with_keys(&[first.jwk("1"), second.jwk("2")]).await;
    let token = first.token(&changed(Ground::header(), &json!({"kid": null})), &claims(&service.issuer));
    let judged = ground.identity.check(&trust(&service.issuer), &token, now(), None).await;
    assert_eq!(judged, Err(Refusal::UnknownKey.into()));
}

#[tokio::test]
async fn extensions_that_would_have_to_be_understood_are_refused() {
    let ground = Ground::new().await;
    for by in [
        json!({"crit": ["exp"], "exp": 1}),
        json!({"crit": []}),
        json!({"b64": false, "crit": ["b64"]}),
        json!({"zip": "DEF"}),
        json!({"enc": "A256GCM"}),
    ] {
        ground.header_refused(by, Refusal::Header).await;
    }
}

#[tokio::test]
async fn a_token_for_somebody_else_is_refused() {
    let ground = Ground::new().await;
    let issuer = ground.service.issuer.clone();
    for iss in [
        json!(null),
        json!(""),
        json!(format!("{issuer}/")),
        json!(issuer.to_uppercase()),
        json!([issuer]),
        json!("https://id.example.org"),
    ] {
        ground.claims_refused(json!({"iss": iss}), Refusal::Issuer).await;
    }
    for aud in [
        json!(null),
        json!(""),
        json!("Praxis"),
        json!("praxis2"),
        json!(["other"]),
        json!([]),
        json!({"praxis": 1}),
        json!([["praxis"]]),
        json!("praxis other"),
    ] {
        ground.claims_refused(json!({"aud": aud}), Refusal::Audience).await;
    }
    for typ in ["JWT", "at+jwt2", "jwt+at", "dpop+jwt", "logout+jwt", "secevent+jwt", ""] {
        ground.header_refused(json!({"typ": typ}), Refusal::Type).await;
    }
    ground.header_refused(json!({"typ": null}), Refusal::Type).await;
    ground.header_refused(json!({"cty": "JWT"}), Refusal::Type).await;
    for sub in [json!(null), json!(""), json!(7), json!(["user-1"]), json!("a\nb"), json!("x".repeat(256))] {
        ground.claims_refused(json!({"sub": sub}), Refusal::Subject).await;
    }
    // Bound to a key whose possession nobody proved.
    ground.claims_refused(json!({"cnf": {"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}}), Refusal::Bound).await;
}

#[tokio::test]
async fn a_token_holds_in_its_time_and_a_minute_around_it() {
    let ground = Ground::new().await;
    let at = now().as_second();
    for exp in [at - 61, at - 60, 0, -1] {
        ground.claims_refused(json!({"exp": exp}), Refusal::Expired).await;
    }
    ground.claims_refused(json!({"exp": null}), Refusal::Expired).await;
    for odd in [
        json!("2030-01-01"),
        json!((at + 60).to_string()),
        json!(true),
        json!(1e300),
        json!(-1e300),
        json!([at]),
        json!(i64::MAX),
    ] {
        ground.claims_refused(json!({"exp": odd}), Refusal::Claim).await;
    }
    ground.claims_refused(json!({"nbf": at + 61}), Refusal::NotYet).await;
    ground.claims_refused(json!({"iat": at + 61}), Refusal::NotYet).await;
    ground.claims_refused(json!({"nbf": "soon"}), Refusal::Claim).await;
    for good in [
        json!({"exp": at - 59}),
        json!({"nbf": at + 60}),
        json!({"iat": at + 60}),
        json!({"exp": 4_000_000_000.5}),
        json!({"iat": null}),
    ] {
        let token = ground.ed.token(&Ground::header(), &changed(ground.claims(), &good));
        assert_eq!(ground.verdict(&token).await, Ok(()), "{good}");
    }
}

#[tokio::test]
async fn a_token_that_was_touched_is_refused() {
    let ground = Ground::new().await;
    let good = ground.ed.token(&Ground::header(), &ground.claims());
    assert_eq!(ground.verdict(&good).await, Ok(()));
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (header, payload) = message.split_once('.').unwrap();
    let other = b64(changed(ground.claims(), &json!({"sub": "admin"})).to_string());
    // A second spelling of the same bytes: the last character carries two or four bits that mean nothing.
    let respelled = |text: &str| {
        let last = text.chars().last().unwrap();
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let next = alphabet.chars().cycle().skip_while(|it| *it != last).nth(1).unwrap();
        format!("{}{next}", &text[..text.len() - 1])
    };
    for token in [
        format!("{header}.{other}.{signature}"),
        format!("{message}.{}", &signature[..signature.len() - 1]),
        format!("{message}.{}", &signature[..signature.len() - 4]),
        format!("{message}.{signature}="),
        format!("{message}.{signature}A"),
        format!("{message}.{signature}.{signature}"),
        format!("{message}.{}", respelled(signature)),
        format!("{message}.{}", b64([0; 64])),
        format!("{header}=.{payload}.{signature}"),
        format!(" {good}"),
        format!("{good} "),
        format!("{good}\n"),
        good.replace('.', ".."),
        format!("{header}.{payload}"),
        payload.to_owned(),
        "..".to_owned(),
        String::new(),
    ] {
        assert!(ground.verdict(&token).await.is_err(), "{token}");
    }
}

#[tokio::test]
async fn an_ecdsa_signature_of_zeroes_or_in_another_form_is_refused() {
    let ground = Ground::new().await;
    let header = json!({"alg": "ES256", "typ": "at+jwt", "kid": "ec"});
    let good = ground.ec.token(&header, &ground.claims());
    let (message, _) = good.rsplit_once('.').unwrap();
    // r = s = 0 was once good for every message in a widespread runtime; DER is not what JWS writes.
    let der = [&[0x30, 0x44, 0x02, 0x20][..], &[1; 32], &[0x02, 0x20], &[1; 32]].concat();
    for signature in [vec![0; 64], vec![0xff; 64], der, vec![0; 96]] {
        ground.refused(&format!("{message}.{}", b64(signature)), Refusal::Signature, "signature").await;
    }
}

#[tokio::test]
async fn what_two_readers_could_read_differently_is_refused() {
    let ground = Ground::new().await;
    let (header, claims) = (Ground::header().to_string(), ground.claims().to_string());
    let twice = |text: &str, more: &str| format!("{},{more}}}", text.trim_end_matches('}'));
    for token in [
        ground.ed.token_of(&header, &twice(&claims, r#""sub":"admin""#)),
        ground.ed.token_of(&header, &twice(&claims, r#""\u0073ub":"admin""#)),
        ground.ed.token_of(&header, &twice(&claims, r#""exp":4000000000"#)),
        ground.ed.token_of(&header, &twice(&claims, r#""x":{"roles":1,"roles":2}"#)),
        ground.ed.token_of(&twice(&header, r#""alg":"none""#), &claims),
        ground.ed.token_of(&twice(&header, r#""kid":"ed""#), &claims),
        ground.ed.token_of(&header, &format!("{claims}{claims}")),
        ground.ed.token_of(&header, "[]"),
        ground.ed.token_of("null", &claims),
    ] {
        ground.refused(&token, Refusal::Malformed, "twice").await;
    }
    let long = changed(ground.claims(), &json!({"padding": "x".repeat(20_000)}));
    let token = ground.ed.token(&Ground::header(), &long);
    assert_eq!(ground.verdict(&token).await, Err(Refusal::TooLarge.into()));
}

#[tokio::test]
async fn an_id_token_is_no_access_token_where_both_call_themselves_jwt() {
    let mut ground = Ground::new().await;
    ground.trust.rules.token_type = TokenType::Jwt;
    let header = json!({"alg": "EdDSA", "typ": "JWT", "kid": "ed"});
    assert_eq!(ground.verdict(&ground.ed.token(&header, &ground.claims())).await, Ok(()));
    let bearer = changed(ground.claims(), &json!({"typ": "Bearer"}));
    assert_eq!(ground.verdict(&ground.ed.token(&header, &bearer)).await, Ok(()));
    for by in [
        json!({"nonce": "n"}),
        json!({"at_hash": "h"}),
        json!({"events": {}}),
        json!({"typ": "ID"}),
        json!({"typ": "Refresh"}),
    ] {
        let token = ground.ed.token(&header, &changed(ground.claims(), &by));
        ground.refused(&token, Refusal::Type, &by.to_string()).await;
    }
}

#[tokio::test]
async fn keys_that_are_weak_or_for_other_uses_check_nothing() {
    let ground = Ground::new().await;
    let signer = Signer::ed();
    let token = |kid: &str| json!({"alg": "EdDSA", "typ": "at+jwt", "kid": kid});
    let with = |by: Value| changed(signer.jwk("k"), &by);
    for key in [
        with(json!({"use": "enc"})),
        with(json!({"key_ops": ["encrypt"]})),
        with(json!({"alg": "ES256"})),
        with(json!({"x": b64([1; 31])})),
        with(json!({"kty": "oct", "k": b64(signer.public_der())})),
        json!({"kty": "RSA", "kid": "k", "n": b64([0xff; 128]), "e": "AQAB"}),
    ] {
        let service = Service::with_keys(&[key.clone(), Signer::ec().jwk("other")]).await;
        let judged = ground
            .identity
            .check(&trust(&service.issuer), &signer.token(&token("k"), &claims(&service.issuer)), now(), None)
            .await;
        assert_eq!(judged, Err(Refusal::UnknownKey.into()), "{key}");
    }
}
