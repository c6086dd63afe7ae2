//! TLS: which versions are spoken, and the certificate, read anew when its files change.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use ::aws_lc_rs::digest::{Context, SHA256};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::version::{TLS12, TLS13};
use rustls::{ServerConfig, SupportedProtocolVersion};
use tokio_rustls::TlsAcceptor;

/// Where the certificate and its key lie, in PEM.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// Why TLS cannot be spoken; each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("cannot read {path}: {reason}\nCheck that the file exists and that this user may read it.")]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{path} holds no certificate in PEM\nGive the whole chain, the server's own certificate first.")]
    NoCertificate { path: PathBuf },
    #[error("{path} holds no private key in PEM\nGive the key that the certificate was issued for.")]
    NoKey { path: PathBuf },
    #[error("the certificate and its key do not go together: {0}\nGive the key that the certificate was issued for.")]
    NoPair(#[source] rustls::Error),
    #[error(transparent)]
    Protocol(#[from] rustls::Error),
}

/// What became of the files since they were last looked at.
#[derive(Debug)]
pub enum Looked {
    Unchanged,
    Renewed,
    /// They cannot be used; the certificate before them stays.
    Refused(TlsError),
}

/// A server that speaks TLS.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    certificate: Arc<Certificate>,
}

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);

impl Tls {
    /// Fails when the files cannot be used: better not to start than to start without. TLS 1.2 is for peers that know
    /// no better; what is spoken then is as safe from a key that is stolen later.
    pub fn open(files: TlsFiles, allow_1_2: bool) -> Result<Self, TlsError> {
        let certificate = Arc::new(Certificate::open(files)?);
        let versions: &[&SupportedProtocolVersion] = if allow_1_2 { &[&TLS13, &TLS12] } else { &[&TLS13] };
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_protocol_versions(versions)?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&certificate) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), certificate })
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }

    /// Shows the files' certificate from now on, if it has changed and can be used.
    pub fn look_again(&self) -> Looked {
        self.certificate.look_again()
    }

    /// Looks at the files every few seconds, for as long as it is polled.
    pub async fn keep_current(self) {
        let mut rounds = tokio::time::interval(LOOK_EVERY);
        loop {
            rounds.tick().await;
            match self.look_again() {
                Looked::Unchanged => {}
                Looked::Renewed => tracing::info!("the certificate was renewed"),
                Looked::Refused(error) => {
                    tracing::error!(%error, "the new certificate cannot be used; the old one stays");
                }
            }
        }
    }
}

/// The certificate that is shown now.
#[derive(Debug)]
struct Certificate {
    files: TlsFiles,
    shown: RwLock<Arc<CertifiedKey>>,
    /// What the files held when last looked at, good or bad.
    seen: Mutex<[u8; 32]>,
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Certificate {
    fn open(files: TlsFiles) -> Result<Self, TlsError> {
        let (certificate, key) = (read(&files.certificate)?, read(&files.key)?);
        let shown = RwLock::new(Arc::new(pair(&files, &certificate, &key)?));
        Ok(Self { files, shown, seen: Mutex::new(digest(&certificate, &key)) })
    }

    fn look_again(&self) -> Looked {
        self.renew().map_or_else(Looked::Refused, |renewed| if renewed { Looked::Renewed } else { Looked::Unchanged })
    }

    /// Whether there was something new. What was refused once is not tried, and not told, again until it changes.
    fn renew(&self) -> Result<bool, TlsError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (certificate, key) = match (read(&self.files.certificate), read(&self.files.key)) {
            (Ok(certificate), Ok(key)) => (certificate, key),
            (Err(error), _) | (_, Err(error)) => {
                let known = std::mem::take(&mut *seen) == [0; 32];
                return if known { Ok(false) } else { Err(error) };
            }
        };
        let found = digest(&certificate, &key);
        if std::mem::replace(&mut *seen, found) == found {
            return Ok(false);
        }
        let pair = Arc::new(pair(&self.files, &certificate, &key)?);
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = pair;
        Ok(true)
    }
}

fn pair(files: &TlsFiles, certificate: &[u8], key: &[u8]) -> Result<CertifiedKey, TlsError> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(certificate).collect();
    let chain = chain.ok().filter(|chain| !chain.is_empty());
    let chain = chain.ok_or_else(|| TlsError::NoCertificate { path: files.certificate.clone() })?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| TlsError::NoKey { path: files.key.clone() })?;
    CertifiedKey::from_der(chain, key, &provider()).map_err(TlsError::NoPair)
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    std::fs::read(path).map_err(|reason| TlsError::Unreadable { path: path.to_owned(), reason })
}

fn digest(certificate: &[u8], key: &[u8]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(certificate);
    context.update(&[0]);
    context.update(key);
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    digest
}
