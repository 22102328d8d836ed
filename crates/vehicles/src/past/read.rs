//! A row of the file as what it says of a past visit.

use chrono::{Datelike, NaiveDate};
use kernel::Amount;
use kernel::import::figures::{day, decimal};
use kernel::import::{Field, Row, RowError};
use kernel::money::MAX_AMOUNT;
use kernel::text::line;

use crate::import::{odometer, text};
use crate::{Plate, vin};

/// No file tells of cars before.
const FIRST_YEAR: i32 = 1950;

const fn field(name: &'static str, required: bool, also: &'static [&'static str]) -> Field {
    Field { name, required, also }
}

/// The vehicle is known by its plate or its VIN: a row needs one of them.
pub const FIELDS: [Field; 8] = [
    field(
        "date",
        true,
        &[
            "date visite",
            "date de visite",
            "date intervention",
            "date d intervention",
            "date facture",
            "date de facture",
            "jour",
            "day",
            "visit date",
            "service date",
            "invoice date",
            "التاريخ",
            "تاريخ",
            "تاريخ الزياره",
        ],
    ),
    field(
        "work",
        true,
        &[
            "travaux",
            "travaux effectues",
            "operation",
            "operations",
            "intervention",
            "designation",
            "libelle",
            "prestation",
            "description",
            "work done",
            "service",
            "job",
            "jobs",
            "الاعمال",
            "الاشغال",
            "الخدمه",
            "البيان",
        ],
    ),
    field(
        "plate",
        false,
        &[
            "immatriculation",
            "matricule",
            "plaque",
            "numero d immatriculation",
            "n immatriculation",
            "registration",
            "registration number",
            "license plate",
            "number plate",
            "vrn",
            "vehicule",
            "vehicle",
            "رقم التسجيل",
            "اللوحه",
            "رقم اللوحه",
        ],
    ),
    field("vin", false, &["chassis", "numero de chassis", "n chassis", "numero de serie", "chassis number", "رقم الهيكل", "الشاسي"]),
    field(
        "odometer_km",
        false,
        &["odometer", "kilometrage", "km", "compteur", "mileage", "odometer km", "العداد", "عدد الكيلومترات", "المسافه"],
    ),
    field("amount", false, &["montant", "montant ttc", "total", "total ttc", "prix", "price", "amount paid", "المبلغ", "الجمله"]),
    field(
        "number",
        false,
        &[
            "numero",
            "n",
            "n facture",
            "numero facture",
            "numero de facture",
            "facture",
            "document",
            "document number",
            "piece",
            "invoice",
            "invoice number",
            "bon",
            "رقم الفاتوره",
            "رقم الوثيقه",
        ],
    ),
    field("garage", false, &["atelier", "prestataire", "workshop", "done at", "fait chez", "الورشه", "المراب"]),
];

/// What a report says of a past visit: the rest is what it is known by.
pub const SHOWN: [(&str, &str); 2] = [("odometer_km", "odometer_km"), ("total", "amount")];

/// A row of the file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub line: u64,
    pub plate: Option<Plate>,
    pub vin: Option<String>,
    pub day: NaiveDate,
    pub summary: String,
    pub number: Option<String>,
    pub garage: Option<String>,
    pub odometer_km: Option<i64>,
    pub total: Option<Amount>,
}

pub fn read(row: &Row, decimals: u8, today: NaiveDate) -> Result<Told, RowError> {
    let plate = text(row, "plate", line(30))?;
    let plate = plate.map(|typed| Plate::parse(None, &typed).map_err(|error| RowError::new("plate", error.to_string()))).transpose()?;
    let vin = row.get("vin").map(|typed| vin::parse(typed).map_err(|error| RowError::new("vin", error.to_string()))).transpose()?;
    if plate.is_none() && vin.is_none() {
        return Err(RowError::new("plate", "A plate or a VIN is needed"));
    }
    Ok(Told {
        line: row.line,
        plate,
        vin,
        day: past_day(row.get("date").ok_or_else(|| missing("date"))?, today)?,
        summary: text(row, "work", line(500))?.ok_or_else(|| missing("work"))?,
        number: text(row, "number", line(60))?,
        garage: text(row, "garage", line(120))?,
        odometer_km: row.get("odometer_km").map(odometer).transpose()?,
        total: row.get("amount").map(|typed| amount(typed, decimals)).transpose()?,
    })
}

fn missing(field: &'static str) -> RowError {
    RowError::new(field, "It is missing")
}

fn past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, RowError> {
    let day = day(text).map_err(|message| RowError::new("date", message))?;
    if day > today {
        return Err(RowError::new("date", "It is in the future"));
    }
    if day.year() < FIRST_YEAR { Err(RowError::new("date", format!("It is before {FIRST_YEAR}"))) } else { Ok(day) }
}

fn amount(text: &str, decimals: u8) -> Result<Amount, RowError> {
    let amount = decimal(text, decimals).map(Amount).map_err(|message| RowError::new("amount", message))?;
    if amount.0 > MAX_AMOUNT { Err(RowError::new("amount", "It is too large")) } else { Ok(amount) }
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
        let whole =
            [("plate", "215 TU 4821"), ("date", "4/3/2021"), ("work", "Vidange"), ("odometer_km", "84 300 km"), ("amount", "120,500")];
        let row = told(&whole).unwrap();
        assert_eq!((row.odometer_km, row.total, row.day.to_string()), (Some(84_300), Some(Amount(120_500)), "2021-03-04".into()));
        let with = |field, text| {
            let kept = whole.iter().filter(|(name, _)| *name != field).copied();
            told(&kept.chain([(field, text)]).collect::<Vec<_>>()).err()
        };
        for (field, text) in
            [("date", "2027-01-01"), ("date", "1949-12-31"), ("date", "03/21"), ("amount", "-1"), ("odometer_km", "far"), ("vin", "X")]
        {
            assert_eq!(with(field, text), Some(field), "{text}");
        }
        assert_eq!(told(&[("date", "4/3/2021"), ("work", "Vidange")]), Err("plate"));
        assert_eq!(told(&[("vin", "VF1BB05CF26010203"), ("date", "4/3/2021")]), Err("work"));
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
