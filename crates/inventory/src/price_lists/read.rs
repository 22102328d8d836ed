//! A row of the file as what it says of an item. Pure.

use chrono::NaiveDate;
use kernel::import::figures::{day, decimal};
use kernel::import::{Row, RowError};
use kernel::money::{MAX_AMOUNT, MAX_QUANTITY};
use kernel::text::line;
use kernel::{Amount, Currency, Quantity};

use crate::fields::CODE;
use crate::products::sku_key;

/// What the file's figures and days mean.
#[derive(Clone, Debug)]
pub struct Convention {
    pub currency: String,
    pub today: NaiveDate,
}

/// Optional values that were left out keep what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub article_number: Option<String>,
    /// As SKUs are compared.
    pub key: Option<String>,
    pub barcode: Option<String>,
    /// Of one pack, net.
    pub pack_cost: Amount,
    pub pack_size: Option<Quantity>,
    /// From when on the price holds.
    pub valid_on: Option<NaiveDate>,
}

pub fn draft(row: &Row, convention: &Convention) -> Result<Draft, RowError> {
    let decimals = Currency::from_code(&convention.currency).unwrap_or(Currency::TND).decimals;
    let cost = row.get("pack_cost").ok_or_else(|| RowError::new("pack_cost", "It must not be empty"))?;
    let draft = Draft {
        article_number: text(row, "article_number")?,
        key: text(row, "sku")?.map(|sku| sku_key(&sku)).filter(|key| !key.is_empty()),
        barcode: text(row, "barcode")?,
        pack_cost: Amount(figure(cost, "pack_cost", decimals, MAX_AMOUNT)?),
        pack_size: row.get("pack_size").map(size).transpose()?,
        valid_on: row.get("valid_on").map(|text| day(text).map_err(|message| RowError::new("valid_on", message))).transpose()?,
    };
    if let Some(currency) = row.get("currency").filter(|currency| !currency.eq_ignore_ascii_case(&convention.currency)) {
        return Err(RowError::new("currency", format!("“{currency}” is not the supplier’s currency, {}", convention.currency)));
    }
    if draft.article_number.is_none() && draft.key.is_none() && draft.barcode.is_none() {
        return Err(RowError::new("article_number", "Say which article it is: by number, code or barcode"));
    }
    if draft.valid_on.is_some_and(|day| day > convention.today) {
        return Err(RowError::new("valid_on", "The price is not valid yet: import it then"));
    }
    Ok(draft)
}

fn text(row: &Row, field: &'static str) -> Result<Option<String>, RowError> {
    let Some(text) = row.get(field).map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let text = text.to_owned();
    line(CODE)(&text, &()).map_err(|error| RowError::new(field, error.message())).map(|()| Some(text))
}

fn size(text: &str) -> Result<Quantity, RowError> {
    match figure(text, "pack_size", 3, MAX_QUANTITY)? {
        0 => Err(RowError::new("pack_size", "A pack holds something")),
        size => Ok(Quantity(size)),
    }
}

fn figure(text: &str, field: &'static str, decimals: u8, most: i64) -> Result<i64, RowError> {
    match decimal(text, decimals).map_err(|message| RowError::new(field, message))? {
        figure if figure > most => Err(RowError::new(field, format!("“{text}” is too large"))),
        figure => Ok(figure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[(&'static str, &str)]) -> Result<Draft, RowError> {
        let values = cells.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        let convention = Convention { currency: "TND".into(), today: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() };
        draft(&Row { line: 2, values }, &convention)
    }

    fn refused(cells: &[(&'static str, &str)]) -> &'static str {
        read(cells).unwrap_err().field
    }

    #[test]
    fn a_row_says_which_article_and_what_a_pack_costs() {
        let drum = read(&[("article_number", "ELF-208"), ("pack_cost", "1925,000"), ("pack_size", "208"), ("currency", "tnd")]).unwrap();
        assert_eq!((drum.pack_cost, drum.pack_size, drum.key), (Amount(1_925_000), Some(Quantity(208_000)), None));
        assert_eq!(read(&[("sku", "BP-1234"), ("pack_cost", "9")]).unwrap().key.as_deref(), Some("bp1234"));
    }

    #[test]
    fn what_is_of_no_article_in_other_money_or_of_another_day_is_refused() {
        assert_eq!(refused(&[("pack_cost", "9")]), "article_number");
        assert_eq!(refused(&[("sku", "--"), ("pack_cost", "9")]), "article_number");
        assert_eq!(refused(&[("sku", "A"), ("pack_cost", "9"), ("currency", "EUR")]), "currency");
        assert_eq!(refused(&[("sku", "A"), ("pack_cost", "9"), ("valid_on", "21/11/2026")]), "valid_on");
        assert_eq!(refused(&[("sku", "A"), ("pack_cost", "9"), ("pack_size", "0")]), "pack_size");
        assert_eq!(refused(&[("sku", "A")]), "pack_cost");
        assert!(read(&[("sku", "A"), ("pack_cost", "9"), ("valid_on", "20/11/2026")]).is_ok());
    }
}
