//! HTTPS without a proxy: which versions are spoken, which certificate is shown, and both versions of HTTP through it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use insta::assert_snapshot;
use rcgen::{CertifiedKey, KeyPair};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ProtocolVersion, RootCertStore, SupportedProtocolVersion};
use tempfile::TempDir;
use testkit::{Setup, TestClinic};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use web::Settings;
use web::listen::{Looked, Tls, TlsFiles, WireLimits};

type Made = CertifiedKey<KeyPair>;

/// A certificate's files.
struct Files(TempDir);

impl Files {
    fn with(made: &Made) -> Self {
        let files = Self(tempfile::tempdir().unwrap());
        files.write(&made.cert.pem(), &made.signing_key.serialize_pem());
        files
    }

    fn write(&self, certificate: &str, key: &str) {
        std::fs::write(self.places().certificate, certificate).unwrap();
        std::fs::write(self.places().key, key).unwrap();
    }

    fn places(&self) -> TlsFiles {
        let place = |name: &str| -> PathBuf { self.0.path().join(name) };
        TlsFiles { certificate: place("cert.pem"), key: place("key.pem") }
    }
}

fn made() -> Made {
    rcgen::generate_simple_self_signed(["nile.localhost".to_owned()]).unwrap()
}

/// The program behind HTTPS, with a certificate just made.
struct Scene {
    address: SocketAddr,
    tls: Tls,
    files: Files,
    made: Made,
    _clinic: TestClinic,
}

impl Scene {
    async fn new(allow_1_2: bool) -> Self {
        let made = made();
        let files = Files::with(&made);
        let tls = Tls::open(files.places(), allow_1_2).unwrap();
        let settings = Settings { https: true, ..Settings::default() };
        let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
        let address = clinic.listen_with(Some(tls.clone()), WireLimits::default()).await;
        Self { address, tls, files, made, _clinic: clinic }
    }

    async fn connect(
        &self,
        version: &'static SupportedProtocolVersion,
        alpn: &str,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        connect(self.address, &self.made, version, alpn).await
    }
}

/// Trusts this one certificate and no other.
async fn connect(
    address: SocketAddr,
    trusted: &Made,
    version: &'static SupportedProtocolVersion,
    alpn: &str,
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.cert.der().clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_protocol_versions(&[version]).unwrap();
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![alpn.as_bytes().to_vec()];
    let socket = TcpStream::connect(address).await?;
    let name = ServerName::try_from("nile.localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, socket).await
}

fn shown(stream: &TlsStream<TcpStream>) -> CertificateDer<'static> {
    stream.get_ref().1.peer_certificates().unwrap()[0].clone().into_owned()
}

#[tokio::test]
async fn tls_1_3_is_spoken_and_1_2_only_where_it_was_asked_for() {
    let strict = Scene::new(false).await;
    assert!(strict.connect(&TLS12, "http/1.1").await.is_err());
    let line = strict.connect(&TLS13, "http/1.1").await.unwrap();
    assert_eq!(line.get_ref().1.protocol_version(), Some(ProtocolVersion::TLSv1_3));

    let lenient = Scene::new(true).await;
    lenient.connect(&TLS13, "http/1.1").await.unwrap();
    let line = lenient.connect(&TLS12, "http/1.1").await.unwrap();
    let suite = format!("{:?}", line.get_ref().1.negotiated_cipher_suite().unwrap().suite());
    assert!(suite.starts_with("TLS_ECDHE_"), "{suite}");
}

#[tokio::test]
async fn both_versions_of_http_are_spoken_through_it() {
    let scene = Scene::new(false).await;

    let line = TokioIo::new(scene.connect(&TLS13, "h2").await.unwrap());
    let (mut two, driver) = http2::handshake(TokioExecutor::new(), line).await.unwrap();
    tokio::spawn(driver);
    let request = http::Request::get("https://nile.localhost/doctor/staff-login/").body(Empty::<bytes::Bytes>::new());
    let answer = two.send_request(request.unwrap()).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.version()), (200, http::Version::HTTP_2));
    assert_snapshot!(answer.headers()["strict-transport-security"].to_str().unwrap(), @"max-age=31536000");
    let page = answer.into_body().collect().await.unwrap().to_bytes();
    assert!(String::from_utf8_lossy(&page).contains("Nile Clinic"));

    let line = TokioIo::new(scene.connect(&TLS13, "http/1.1").await.unwrap());
    let (mut one, driver) = http1::handshake(line).await.unwrap();
    tokio::spawn(driver);
    let request = http::Request::get("/livez").header("host", "nile.localhost").body(Empty::<bytes::Bytes>::new());
    let answer = one.send_request(request.unwrap()).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.version()), (200, http::Version::HTTP_11));
}

#[tokio::test]
async fn without_tls_http_2_is_spoken_to_those_who_begin_with_it() {
    let clinic = TestClinic::new().await;
    let line = TokioIo::new(TcpStream::connect(clinic.listen().await).await.unwrap());
    let (mut two, driver) = http2::handshake(TokioExecutor::new(), line).await.unwrap();
    tokio::spawn(driver);
    let request = http::Request::get("http://nile.localhost/").body(Empty::<bytes::Bytes>::new());
    let answer = two.send_request(request.unwrap()).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.version()), (200, http::Version::HTTP_2));
}

#[tokio::test]
async fn a_certificate_that_is_renewed_is_shown_without_a_restart() {
    let scene = Scene::new(false).await;
    let before = scene.connect(&TLS13, "http/1.1").await.unwrap();
    assert!(matches!(scene.tls.look_again(), Looked::Unchanged));

    let next = made();
    scene.files.write(&next.cert.pem(), &next.signing_key.serialize_pem());
    assert!(matches!(scene.tls.look_again(), Looked::Renewed));

    assert!(scene.connect(&TLS13, "http/1.1").await.is_err(), "the old one is still shown");
    let after = connect(scene.address, &next, &TLS13, "http/1.1").await.unwrap();
    assert_eq!((shown(&before), shown(&after)), (scene.made.cert.der().clone(), next.cert.der().clone()));
    // Whoever was connected stays so.
    let (mut one, driver) = http1::handshake(TokioIo::new(before)).await.unwrap();
    tokio::spawn(driver);
    let request = http::Request::get("/livez").header("host", "nile.localhost").body(Empty::<bytes::Bytes>::new());
    assert_eq!(one.send_request(request.unwrap()).await.unwrap().status(), 200);
}

#[tokio::test]
async fn files_that_cannot_be_used_leave_the_old_certificate_in_place() {
    let scene = Scene::new(false).await;
    let next = made();
    let (certificate, key) = (next.cert.pem(), next.signing_key.serialize_pem());
    let own_key = scene.made.signing_key.serialize_pem();

    for (certificate, key, complaint) in [
        // Half of it is there yet.
        (certificate.as_str(), own_key.as_str(), "do not go together"),
        (&certificate[..certificate.len() / 2], key.as_str(), "no certificate"),
        ("", key.as_str(), "no certificate"),
        (certificate.as_str(), "", "no private key"),
        (certificate.as_str(), "nonsense", "no private key"),
        (key.as_str(), certificate.as_str(), "no certificate"),
    ] {
        scene.files.write(certificate, key);
        let Looked::Refused(error) = scene.tls.look_again() else { panic!("accepted: {complaint}") };
        assert!(error.to_string().contains(complaint), "{error}");
        assert!(matches!(scene.tls.look_again(), Looked::Unchanged), "said once");
        scene.connect(&TLS13, "http/1.1").await.unwrap();
    }
    std::fs::remove_file(scene.files.places().key).unwrap();
    assert!(matches!(scene.tls.look_again(), Looked::Refused(_)));
    assert!(matches!(scene.tls.look_again(), Looked::Unchanged));
    scene.connect(&TLS13, "http/1.1").await.unwrap();

    scene.files.write(&certificate, &key);
    assert!(matches!(scene.tls.look_again(), Looked::Renewed));
    connect(scene.address, &next, &TLS13, "http/1.1").await.unwrap();
}

#[tokio::test]
async fn nobody_starts_with_a_certificate_that_cannot_be_used() {
    let (one, other) = (made(), made());
    let files = Files::with(&one);
    files.write(&one.cert.pem(), &other.signing_key.serialize_pem());

    let error = Tls::open(files.places(), false).err().unwrap().to_string();
    assert!(error.contains("do not go together") && error.contains("Give the key"), "{error}");
    let nowhere = TlsFiles { certificate: "/nowhere/cert.pem".into(), key: "/nowhere/key.pem".into() };
    assert!(Tls::open(nowhere, false).err().unwrap().to_string().starts_with("cannot read /nowhere/cert.pem"));
}
