//! What may be wrong with a file or a row, by stable codes. None of them carries what stood in the row.

use std::fmt;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    #[error("the file is empty")]
    Empty,
    #[error("no encoding is called {0}")]
    UnknownEncoding(String),
    #[error("{0} is not of the form target=column")]
    MalformedMapping(String),
    #[error("nothing about a person is called {0}")]
    UnknownTarget(String),
    #[error("the file has no column {0}")]
    UnknownColumn(String),
    #[error("{0} is mapped twice")]
    MappedTwice(String),
    #[error("no column holds names")]
    NoNameColumn,
    #[error("the file cannot be read")]
    Damaged,
    #[error("the spreadsheet is too large once it is unpacked")]
    TooLarge,
}

impl From<sheets::SourceProblem> for FileProblem {
    fn from(problem: sheets::SourceProblem) -> Self {
        match problem {
            sheets::SourceProblem::Empty => Self::Empty,
            sheets::SourceProblem::UnknownEncoding(label) => Self::UnknownEncoding(label),
            sheets::SourceProblem::DamagedBook => Self::Damaged,
            sheets::SourceProblem::TooLarge => Self::TooLarge,
        }
    }
}

impl FileProblem {
    /// Stable code for texts and API answers.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::UnknownEncoding(_) => "unknown_encoding",
            Self::MalformedMapping(_) => "malformed_mapping",
            Self::UnknownTarget(_) => "unknown_target",
            Self::UnknownColumn(_) => "unknown_column",
            Self::MappedTwice(_) => "mapped_twice",
            Self::NoNameColumn => "no_name_column",
            Self::Damaged => "damaged",
            Self::TooLarge => "too_large_unpacked",
        }
    }
}

/// Lists codes once: the variant and what it is called outside.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$about])* $variant,)* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Stable code for texts and API answers.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(super) use codes;

codes! {
    /// Why a row is refused.
    ProblemCode {
        WrongNumberOfFields = "wrong_number_of_fields",
        QuoteNotClosed = "quote_not_closed",
        RowTooLong = "row_too_long",
        /// From this row on.
        FileDamaged = "file_damaged",
        /// Bytes that are no text in the encoding of the file.
        UndecodableText = "undecodable_text",
        ControlCharacter = "control_character",
        TextTooLong = "text_too_long",
        NameMissing = "name_missing",
        NameWithoutLetters = "name_without_letters",
        BirthDateUnreadable = "birth_date_unreadable",
        BirthDateTwoDigitYear = "birth_date_two_digit_year",
        BirthDateNoSuchDay = "birth_date_no_such_day",
        /// The file does not tell whether days or months come first: say so.
        BirthDateAmbiguous = "birth_date_ambiguous",
        BirthDateInFuture = "birth_date_in_future",
        BirthDateTooLongAgo = "birth_date_too_long_ago",
        /// Somebody died, but when? To take them for living would be worse than to refuse the row.
        DeathDateUnreadable = "death_date_unreadable",
        DeathBeforeBirth = "death_before_birth",
        MrnUnusable = "mrn_unusable",
        DuplicateMrn = "duplicate_mrn",
        DuplicateExternalId = "duplicate_external_id",
    }
}

codes! {
    /// What was changed, left out or guessed in a row that is taken.
    WarningCode {
        DigitsInName = "digits_in_name",
        /// Digits in the middle of a name are left where they are.
        DigitsLeftInName = "digits_left_in_name",
        FullNameSplit = "full_name_split",
        OneNameOnly = "one_name_only",
        BirthDateMissing = "birth_date_missing",
        Deceased = "deceased",
        SexNotUnderstood = "sex_not_understood",
        PhoneNotUnderstood = "phone_not_understood",
        PhoneRangeUnknown = "phone_range_unknown",
        SecondPhoneLeftOut = "second_phone_left_out",
        EmailNotUnderstood = "email_not_understood",
        /// The address belongs to a living person on an earlier line; e-mails are unique among the living.
        EmailAlreadyUsed = "email_already_used",
        PostalCodeZeroRestored = "postal_code_zero_restored",
        PostalCodeLeftOut = "postal_code_left_out",
        PostalCodeUnlikely = "postal_code_unlikely",
        CountryNotUnderstood = "country_not_understood",
        CountryFromState = "country_from_state",
        LanguageNotUnderstood = "language_not_understood",
        /// `NULL`, `N/A` and the like were taken for nothing.
        PlaceholderIgnored = "placeholder_ignored",
        /// Too long or without a letter or digit to serve as record number.
        ExternalIdNotUsedAsMrn = "external_id_not_used_as_mrn",
        /// Same name and date of birth as on an earlier line.
        PossibleDuplicate = "possible_duplicate",
    }
}

/// Why a row is refused, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    pub line: u64,
    pub column: Option<String>,
    pub code: ProblemCode,
    /// The earlier line, for duplicates.
    pub first_line: Option<u64>,
}

/// What was changed, left out or guessed, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    pub line: u64,
    pub column: Option<String>,
    pub code: WarningCode,
    /// The earlier line, for duplicates.
    pub first_line: Option<u64>,
}
