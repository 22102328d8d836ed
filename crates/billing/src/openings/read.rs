//! A row of the file as what it says of a customer's balance.

use chrono::NaiveDate;
use kernel::Amount;
use kernel::import::figures::{day, signed};
use kernel::import::{Field, Row, RowError};
use kernel::money::MAX_AMOUNT;
use kernel::text::line;

const fn field(name: &'static str, required: bool, also: &'static [&'static str]) -> Field {
    Field { name, required, also }
}

/// The customer is known by reference or telephone: a row needs one of them.
pub const FIELDS: [Field; 8] = [
    field(
        "customer_ref",
        false,
        &[
            "customer ref",
            "code client",
            "ref client",
            "reference client",
            "numero client",
            "compte",
            "customer id",
            "customer number",
            "customer reference",
            "account",
            "رمز الحريف",
            "مرجع الحريف",
        ],
    ),
    field(
        "customer_phone",
        false,
        &["customer phone", "telephone", "tel", "telephone client", "phone", "gsm", "mobile", "الهاتف", "رقم الهاتف"],
    ),
    // Shown in the mapping so that the column is known; customers are not matched by name.
    field("customer_name", false, &["customer name", "customer", "client", "nom client", "nom", "الحريف", "اسم الحريف"]),
    field(
        "document",
        true,
        &[
            "numero",
            "n",
            "n facture",
            "numero facture",
            "numero de facture",
            "facture",
            "piece",
            "document number",
            "number",
            "invoice",
            "invoice number",
            "رقم الفاتوره",
            "رقم الوثيقه",
        ],
    ),
    field("date", true, &["date facture", "date de facture", "date piece", "invoice date", "التاريخ", "تاريخ", "تاريخ الفاتوره"]),
    field("due_date", false, &["due date", "due", "echeance", "date echeance", "date d echeance", "تاريخ الاستحقاق", "الاستحقاق"]),
    field(
        "open_amount",
        true,
        &[
            "amount",
            "open amount",
            "balance",
            "amount due",
            "solde",
            "reste",
            "reste a payer",
            "reste du",
            "montant",
            "montant du",
            "impaye",
            "الرصيد",
            "الباقي",
            "المبلغ",
        ],
    ),
    // Of a document that is kept for its own sake nothing need be open.
    field(
        "total",
        false,
        &["total ttc", "montant total", "total facture", "montant facture", "document total", "invoice total", "الجمله", "المجموع"],
    ),
];

/// A row of the file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub line: u64,
    pub document: String,
    pub on: NaiveDate,
    pub due_on: NaiveDate,
    pub amount: Amount,
    /// What the document says in all.
    pub total: Option<Amount>,
}

/// What the customer may be found by, best first.
pub fn keys(row: &Row) -> impl Iterator<Item = (&'static str, &str)> {
    ["customer_ref", "customer_phone"].into_iter().filter_map(|field| Some((field, row.get(field)?)))
}

pub fn read(row: &Row, decimals: u8, today: NaiveDate) -> Result<Told, RowError> {
    if keys(row).next().is_none() {
        return Err(RowError::new("customer_ref", "A reference or a telephone number is needed"));
    }
    let document = required(row, "document")?.to_owned();
    line(60)(&document, &()).map_err(|error| RowError::new("document", error.message()))?;
    if kernel::search::normalise(&document).trim().is_empty() {
        return Err(RowError::new("document", "It needs a letter or a digit"));
    }
    let on = dated("date", required(row, "date")?)?;
    if on > today {
        return Err(RowError::new("date", "It is in the future"));
    }
    let due_on = row.get("due_date").map(|text| dated("due_date", text)).transpose()?.unwrap_or(on);
    if due_on < on {
        return Err(RowError::new("due_date", "It is before the date of the document"));
    }
    let amount = signed(required(row, "open_amount")?, decimals).map_err(|message| RowError::new("open_amount", message))?;
    let total = row.get("total").map(|text| signed(text, decimals)).transpose().map_err(|message| RowError::new("total", message))?;
    match (amount, total) {
        (0, None) => Err(RowError::new("open_amount", "Nothing is open")),
        (amount, _) if amount.abs() > MAX_AMOUNT => Err(RowError::new("open_amount", "It is too large")),
        (_, Some(total)) if total.abs() > MAX_AMOUNT => Err(RowError::new("total", "It is too large")),
        (amount, total) => Ok(Told { line: row.line, document, on, due_on, amount: Amount(amount), total: total.map(Amount) }),
    }
}

fn required<'a>(row: &'a Row, field: &'static str) -> Result<&'a str, RowError> {
    row.get(field).ok_or_else(|| RowError::new(field, "It is missing"))
}

fn dated(field: &'static str, text: &str) -> Result<NaiveDate, RowError> {
    day(text).map_err(|message| RowError::new(field, message))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn told(values: &[(&'static str, &str)]) -> Result<Told, &'static str> {
        let values: BTreeMap<_, _> = values.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        read(&Row { line: 2, values }, 3, NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()).map_err(|error| error.field)
    }

    #[test]
    fn a_row_is_read_or_its_field_is_named() {
        let whole = [("customer_ref", "C1"), ("document", "F-12"), ("date", "4/3/2026"), ("open_amount", "-120,500")];
        let row = told(&whole).unwrap();
        assert_eq!((row.amount, row.due_on), (Amount(-120_500), row.on));
        let with = |field, text: &'static str| {
            let kept = whole.iter().filter(|(name, _)| *name != field).copied();
            told(&kept.chain((!text.is_empty()).then_some((field, text))).collect::<Vec<_>>()).err()
        };
        let wrong = [
            ("customer_ref", ""),
            ("document", ""),
            ("document", "--"),
            ("date", "2027-01-01"),
            ("due_date", "2026-03-03"),
            ("open_amount", "0"),
            ("open_amount", "1.234,5"),
            ("total", "much"),
        ];
        for (field, text) in wrong {
            assert_eq!(with(field, text), Some(field), "{text}");
        }
        let paid = [("customer_ref", "C1"), ("document", "F-12"), ("date", "4/3/2026"), ("open_amount", "0"), ("total", "120,500")];
        assert_eq!(told(&paid).map(|row| (row.amount, row.total)), Ok((Amount::ZERO, Some(Amount(120_500)))));
    }

    #[test]
    fn headings_are_listed_as_they_are_compared() {
        for field in FIELDS {
            for heading in field.also {
                assert_eq!(kernel::search::normalise(heading), *heading, "{}", field.name);
            }
        }
    }
}
