//! Why somebody is not let in: the token is bad, or the service cannot be asked.

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The two are told apart because the first is the bearer's fault and the second is nobody's: try again later.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error("unavailable: {0}")]
    Unavailable(#[from] Trouble),
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Unavailable(trouble) => trouble.code(),
        }
    }
}

/// What is wrong with a token. For the record and for whoever connects a service; a bearer is only told "no".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("longer than any token we take")]
    TooLarge,
    #[error("not a compact signed token with well-formed JSON")]
    Malformed,
    #[error("a header names a key or an extension that we do not follow")]
    Header,
    #[error("signed by an algorithm that is not on the list")]
    Algorithm,
    #[error("of another type")]
    Type,
    #[error("signed by a key that the issuer does not publish")]
    UnknownKey,
    #[error("the signature does not fit")]
    Signature,
    #[error("from another issuer")]
    Issuer,
    #[error("for another audience")]
    Audience,
    #[error("no time of expiry, or it has passed")]
    Expired,
    #[error("not valid yet")]
    NotYet,
    #[error("names no subject")]
    Subject,
    #[error("a claim has a form that it must not have")]
    Claim,
    #[error("good only together with a proof that was not shown")]
    Bound,
    #[error("the service says it is not active")]
    Inactive,
    #[error("answers another sign-in")]
    Nonce,
    #[error("the person cancelled, or the service refused")]
    SignInRefused,
    #[error("for another clinic")]
    Clinic,
    #[error("no role that means anything here")]
    NoRole,
}

impl Refusal {
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Malformed => "malformed",
            Self::Header => "header",
            Self::Algorithm => "algorithm",
            Self::Type => "type",
            Self::UnknownKey => "unknown_key",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::NotYet => "not_yet",
            Self::Subject => "subject",
            Self::Claim => "claim",
            Self::Bound => "bound",
            Self::Inactive => "inactive",
            Self::Nonce => "nonce",
            Self::SignInRefused => "sign_in_refused",
            Self::Clinic => "clinic",
            Self::NoRole => "no_role",
        }
    }
}

/// Why the service could not be asked, or its answer not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("not an https address that we may call")]
    Address,
    #[error("no connection")]
    Unreachable,
    #[error("no answer in time")]
    TimedOut,
    #[error("answered with status {0}")]
    Status(u16),
    #[error("the answer is longer than any we take")]
    TooLarge,
    #[error("the answer is not the JSON it should be")]
    NotJson,
    #[error("the document there speaks for another issuer")]
    WrongIssuer,
    #[error("the document lacks {0}")]
    Missing(&'static str),
    #[error("no key that we can use")]
    NoKeys,
    #[error("the service does not accept our client id or secret")]
    Client,
    #[error("too many questions at once")]
    Busy,
}

impl Trouble {
    pub fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Status(_) => "status",
            Self::TooLarge => "answer_too_large",
            Self::NotJson => "not_json",
            Self::WrongIssuer => "wrong_issuer",
            Self::Missing(_) => "missing",
            Self::NoKeys => "no_keys",
            Self::Client => "client",
            Self::Busy => "busy",
        }
    }
}
