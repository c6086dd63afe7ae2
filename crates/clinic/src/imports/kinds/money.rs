//! Transactions: what was charged and paid before the clinic came here. They are added to the ledger as all that is written
//! there is, of the day on which they were; what was brought in by mistake is put right by further lines.

use ::money::{Currency, Money};
use jiff::Timestamp;
use jiff::civil::{Date, time};
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::named::{PatientNamed, Patients, patient};
use super::plain::{Cells, Layout};
use super::{Refusal, Said, TakenBack};
use crate::day_closes::operations::closed_among;
use crate::ledger::input::{CODE, NOTE};
use crate::ledger::model::{Codes, Method, TransactionKind};
use crate::ledger::operations as ledger;
use crate::ledger::operations::Carried;

pub static LAYOUT: Layout = Layout {
    fields: &[
        ("date", "date|day|on|created at|paid on|transaction date|jour|le|créé le|التاريخ|تاريخ|أُنشئ في|תאריך|נוצר ב־"),
        ("kind", "kind|type|transaction type|nature|النوع|סוג"),
        (
            "method",
            "method|how it is paid|payment method|mode de paiement|moyen de paiement|طريقة الدفع|אמצעי תשלום|אופן תשלום",
        ),
        ("amount", "amount|sum|total|montant|somme|المبلغ|القيمة|סכום"),
        ("currency", "currency|devise|monnaie|العملة|מטבע"),
        ("tax", "tax|vat|of which tax|taxe|tva|الضريبة|ضريبة|מס|מע\"מ"),
        (
            "mrn",
            "mrn|medical record number|record number|record no|file number|chart number|ipp|numéro de dossier|n° dossier|\
          رقم الملف|رقم الملف الطبي|מספר תיק|תיק רפואי",
        ),
        (
            "patient_number",
            "number|patient number|patient no|contact number|numéro|numéro patient|numéro du patient|\
          رقم المريض|الرقم|מספר|מספר מטופל",
        ),
        ("note", "note|notes|memo|description|text|remarque|remarques|libellé|ملاحظة|ملاحظات|البيان|הערה|הערות|תיאור"),
        ("billing_code", "billing code|code|code de facturation|رمز الفوترة|קוד חיוב"),
        (
            "invoice_number",
            "invoice number|invoice|invoice no|numéro de facture|facture n°|رقم الفاتورة|מספר חשבונית|חשבונית",
        ),
    ],
    days: &["date"],
    needed: &[
        (&["date"], "no_date_column"),
        (&["kind"], "no_kind_column"),
        (&["amount"], "no_amount_column"),
        (&["mrn", "patient_number"], "no_patient_column"),
    ],
    is_known: |heading| LAYOUT.of_heading(heading).is_some(),
    read,
};

const KINDS: [(TransactionKind, &str); 2] = [
    (TransactionKind::Charge, "charge|invoice|debit|fee|facture|facturation|débit|frais|رسم|فاتورة|مدين|חיוב|חשבונית"),
    (
        TransactionKind::Payment,
        "payment|paid|credit|receipt|paiement|règlement|crédit|دفعة|دفع|سداد|דائن|תשלום|זיכוי|קבלה",
    ),
];

const METHODS: [(Method, &str); 5] = [
    (Method::Cash, "cash|espèces|liquide|نقدا|نقدًا|نقد|מזומן"),
    (Method::Card, "card|credit card|debit card|carte|carte bancaire|cb|بطاقة|بطاقة ائتمان|כרטיס|כרטיס אשראי|אשראי"),
    (
        Method::BankTransfer,
        "bank_transfer|transfer|wire|virement|virement bancaire|حوالة|تحويل بنكي|تحويل|העברה|העברה בנקאית",
    ),
    (Method::Insurance, "insurance|assurance|mutuelle|تأمين|ביטוח"),
    (Method::Check, "check|cheque|chèque|شيك|צ'ק|המחאה"),
];

const LINE: usize = 100;

/// A charge or a payment as a row tells of it.
pub struct SaidTransaction {
    patient: PatientNamed,
    /// Noon of the day on the clinic's wall.
    at: Timestamp,
    kind: TransactionKind,
    method: Option<Method>,
    amount: Money,
    tax: Money,
    codes: Codes,
    note: Option<String>,
}

fn read(cells: &mut Cells<'_>) -> Option<Said> {
    let at = written_at(cells);
    let kind = cells.word("kind", &KINDS, "entry_unknown");
    if kind.is_none() && !cells.is_refused() {
        cells.refuse("kind", "entry_unknown");
    }
    let method = cells.word("method", &METHODS, "method_unknown");
    if kind == Some(TransactionKind::Payment) && method.is_none() && !cells.is_refused() {
        cells.refuse("method", "method_missing");
    }
    let amount = amount(cells);
    let tax = amount.and_then(|amount| tax(cells, amount));
    let said = SaidTransaction {
        patient: patient(cells)?,
        codes: Codes {
            billing_code: cells.text("billing_code", CODE),
            billing_period: None,
            invoice_number: cells.text("invoice_number", CODE),
        },
        note: cells.lines("note", NOTE),
        at: at?,
        kind: kind?,
        method: method.filter(|_| kind == Some(TransactionKind::Payment)),
        amount: amount?,
        tax: tax?,
    };
    (!cells.is_refused()).then(|| Said::Transaction(Box::new(said)))
}

/// Nothing is written of a day to come. Of today it is now, of a day before its noon.
fn written_at(cells: &mut Cells<'_>) -> Option<Timestamp> {
    let Some(text) = cells.text("date", LINE) else {
        if !cells.is_refused() {
            cells.refuse("date", "date_missing");
        }
        return None;
    };
    // Exports say the moment, other programs the day.
    let text = text.split(['T', ' ']).next().unwrap_or_default().to_owned();
    let day: Date = cells.day("date", &text)?;
    match day.cmp(&cells.today()) {
        std::cmp::Ordering::Less => cells.instant("date", day, time(12, 0, 0, 0)),
        std::cmp::Ordering::Equal => Some(cells.now()),
        std::cmp::Ordering::Greater => {
            cells.refuse("date", "date_in_future");
            None
        }
    }
}

/// In the clinic's currency unless the row says another.
fn amount(cells: &mut Cells<'_>) -> Option<Money> {
    let currency = match cells.text("currency", LINE) {
        Some(code) => Currency::parse(&code.to_uppercase()),
        None => Some(cells.currency()),
    };
    if currency.is_none() {
        cells.refuse("currency", "currency_unknown");
    }
    let text = cells.text("amount", LINE).unwrap_or_default();
    let amount = Money::parse(&text, currency?).ok().filter(|amount| amount.minor > 0);
    if amount.is_none() && !cells.is_refused() {
        cells.refuse("amount", "amount_unusable");
    }
    amount
}

/// How much of the amount is tax; nothing where the row does not say.
fn tax(cells: &mut Cells<'_>, amount: Money) -> Option<Money> {
    let Some(text) = cells.text("tax", LINE) else { return Some(Money::new(0, amount.currency)) };
    let tax = Money::parse(&text, amount.currency).ok().filter(|tax| tax.minor <= amount.minor);
    if tax.is_none() {
        cells.refuse("tax", "tax_unusable");
    }
    tax
}

const CLOSED: Refusal = Refusal::of(&["date"], "day_closed");
const GONE: Refusal = Refusal::of(&["patient_number", "mrn"], "patient_unknown");

/// Each as it can be written, or why it cannot.
async fn settle(tx: &mut TenantTx, action: Action, said: &[Said]) -> Result<Vec<Result<Carried, Refusal>>> {
    let lines: Vec<&SaidTransaction> = said.iter().filter_map(transaction).collect();
    let patients: Vec<&PatientNamed> = lines.iter().map(|line| &line.patient).collect();
    let patients = Patients::load(tx, action, &patients).await?;
    let moments: Vec<Timestamp> = lines.iter().map(|line| line.at).collect();
    let closed = closed_among(tx, action, &moments).await?;
    let settled = |(place, line): (usize, &SaidTransaction)| {
        let contact = patients.one(&line.patient)?;
        if closed.contains(&place) {
            return Err(CLOSED);
        }
        Ok(Carried {
            contact,
            at: line.at,
            kind: line.kind,
            method: line.method,
            amount: line.amount,
            tax: line.tax,
            codes: line.codes.clone(),
            note: line.note.clone(),
        })
    };
    Ok(lines.into_iter().enumerate().map(settled).collect())
}

fn transaction(said: &Said) -> Option<&SaidTransaction> {
    match said {
        Said::Transaction(line) => Some(line),
        Said::Person(_) | Said::Visit(_) => None,
    }
}

pub async fn refusals(tx: &mut TenantTx, action: Action, said: &[Said]) -> Result<Vec<(usize, Refusal)>> {
    let settled = settle(tx, action, said).await?.into_iter().enumerate();
    Ok(settled.filter_map(|(place, settled)| Some((place, settled.err()?))).collect())
}

pub async fn write(tx: &mut TenantTx, said: &[Said]) -> Result<Vec<Result<Uuid, Refusal>>> {
    let settled = settle(tx, Action::ImportTransactions, said).await?;
    let (mut outcomes, mut carried) = (Vec::with_capacity(settled.len()), Vec::new());
    for line in settled {
        outcomes.push(line.map(|line| carried.push(line)));
    }
    let mut brought = ledger::carry_over(tx, Action::ImportTransactions, &carried).await?.into_iter();
    let outcome = |settled: Result<(), Refusal>| settled.and_then(|()| brought.next().flatten().ok_or(GONE));
    Ok(outcomes.into_iter().map(outcome).collect())
}

pub async fn take_back(tx: &mut TenantTx, action: Action, subjects: &[Uuid]) -> Result<TakenBack> {
    let taken = ledger::put_back(tx, action, subjects).await?;
    let (subjects, patients) = taken.into_iter().unzip();
    Ok(TakenBack { subjects, patients })
}
