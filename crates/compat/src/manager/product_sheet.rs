//! The spreadsheet of products that the workshop manager takes: each row is a product by its FMSI number, application and position.
//!
//! ECAR's catalogue has one code for each: the number with a sum of the rest behind it, the same for the same row whenever it comes.

use std::time::Duration;

use axum::http::Method;
use csv::{ByteRecord, ReaderBuilder, Trim};
use kernel::import::{self, figures};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::garage::Garage;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Upload, text};

/// The heading stands within so many rows.
const HEADING_WITHIN: usize = 20;
/// Errors that the old answer names.
const NAMED: usize = 20;
const LOOKED_EVERY: Duration = Duration::from_millis(50);
const LOOKED: usize = 1_200;

pub fn routes() -> Vec<Route> {
    let (path, summary) = ("/api/v1/products/import-excel/", "Takes products from a spreadsheet: FMSI, APPLICATION, PRICE");
    vec![Route::new(Family::Manager, "Products", Method::POST, path, summary, |ask| Box::pin(take(ask))).takes(&["file*"])]
}

/// A row that can be taken: its code, name, price and what kind of product it is.
type Product = [String; 4];

#[derive(Default)]
struct Sheet {
    products: Vec<Product>,
    skipped: usize,
    errors: Vec<String>,
}

async fn take(ask: Ask) -> Answer {
    let file = ask.files.get("file").and_then(|files| files.first());
    let file = file.ok_or_else(|| Reply::field("file", "No file was submitted."))?;
    let bytes = file.bytes.clone();
    let lines = tokio::task::spawn_blocking(move || import::readable(bytes)).await.map_err(|_| unreadable())?.map_err(|_| unreadable())?;
    let decimals = u8::try_from(Garage::of(&ask).await?.decimals(None)).unwrap_or(2);
    let Sheet { products, skipped, mut errors } = read(&lines, decimals)?;
    let (mut created, mut updated) = (0, 0);
    if !products.is_empty() {
        let done = imported(&ask, &products).await?;
        (created, updated) = (number(&done, "created"), number(&done, "updated"));
        if number(&done, "failed") > 0 {
            errors.push(format!("{} rows were refused", number(&done, "failed")));
        }
    }
    errors.truncate(NAMED);
    Ok(Reply::ok(json!({ "created": created, "updated": updated, "skipped": skipped, "errors": errors })))
}

fn unreadable() -> Reply {
    Reply::field("file", "The file is no .xlsx workbook and no CSV.")
}

fn number(import: &Value, name: &str) -> i64 {
    import[name].as_i64().unwrap_or_default()
}

/// By ECAR's own import, waited for as the old system did.
async fn imported(ask: &Ask, products: &[Product]) -> Result<Value, Reply> {
    let mut lines = csv::Writer::from_writer(vec![]);
    let written =
        lines.write_record(["sku", "name", "price", "category"]).is_ok() && products.iter().all(|row| lines.write_record(row).is_ok());
    let bytes = lines.into_inner().ok().filter(|_| written).ok_or_else(unreadable)?;
    let file = Upload { name: "products.csv".to_owned(), kind: "text/csv".to_owned(), bytes };
    let mut import = ask.upload("/imports/products".to_owned(), &file).await?;
    for _ in 0..LOOKED {
        if import["state"] != "running" {
            break;
        }
        tokio::time::sleep(LOOKED_EVERY).await;
        import = ask.call(Call::get(format!("/imports/products/{}", text(&import, "/id")))).await?;
    }
    Ok(import)
}

/// Which column says what.
struct Columns {
    fmsi: usize,
    application: usize,
    price: usize,
    make: Option<usize>,
    product: Option<usize>,
    position: Option<usize>,
}

impl Columns {
    fn of(row: &ByteRecord) -> Option<Self> {
        let place = |title: &str| row.iter().position(|cell| String::from_utf8_lossy(cell).trim().eq_ignore_ascii_case(title));
        Some(Self {
            fmsi: place("FMSI")?,
            application: place("APPLICATION")?,
            price: place("PRICE")?,
            make: place("MAKE"),
            product: place("PRODUCT"),
            position: place("POSITION"),
        })
    }
}

/// A workbook's lines begin with what stands between their cells; other files are CSV.
fn read(lines: &[u8], decimals: u8) -> Result<Sheet, Reply> {
    let separator = lines.first().copied().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
    let lines = if separator.is_some() { &lines[1..] } else { lines };
    let mut reader =
        ReaderBuilder::new().delimiter(separator.unwrap_or(b',')).flexible(true).has_headers(false).trim(Trim::All).from_reader(lines);
    let (mut columns, mut sheet) = (None, Sheet::default());
    for (at, row) in reader.byte_records().enumerate() {
        let Ok(row) = row else { continue };
        match &columns {
            None if at >= HEADING_WITHIN => break,
            None => columns = Columns::of(&row),
            Some(columns) => sheet.add(at + 1, &row, columns, decimals),
        }
    }
    columns.map(|_| sheet).ok_or_else(|| Reply::field("file", "A row with FMSI, APPLICATION and PRICE is missing."))
}

impl Sheet {
    fn add(&mut self, line: usize, row: &ByteRecord, columns: &Columns, decimals: u8) {
        let cell = |place: usize| row.get(place).map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).unwrap_or_default();
        let other = |place: Option<usize>| place.map(cell).unwrap_or_default();
        let (fmsi, application, price) = (cell(columns.fmsi), cell(columns.application), cell(columns.price));
        if fmsi.is_empty() || price.is_empty() {
            self.skipped += 1;
            return;
        }
        if let Err(error) = figures::decimal(&price, decimals) {
            self.errors.push(format!("Row {line}: {error}"));
            return;
        }
        let (product, position, make) = (other(columns.product), other(columns.position), other(columns.make));
        let words = [product.as_str(), &fmsi, &position, &make, &application].map(str::trim);
        let name: String = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").chars().take(120).collect();
        self.products.push([
            code(&fmsi, &application, &position),
            name,
            price,
            if product.is_empty() { "spare_part".to_owned() } else { product },
        ]);
    }
}

/// The number as people say it, and what tells its applications and positions apart.
fn code(fmsi: &str, application: &str, position: &str) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let sum = Sha256::digest(format!("{}\n{}", plain(application), plain(position)));
    let number: String = plain(fmsi).chars().take(24).collect();
    format!("{number}-{:02x}{:02x}{:02x}", sum[0], sum[1], sum[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_known_by_number_application_and_position() {
        let lines = b"\x1fPrices\n\x1fNO\x1fMAKE\x1fPRODUCT\x1fFMSI\x1fAPPLICATION\x1fPOSITION\x1fPRICE\n";
        assert!(read(&lines[..8], 2).is_err(), "a heading is needed");
        let csv = "NO,MAKE,PRODUCT,FMSI,APPLICATION,POSITION,PRICE\n1,Toyota,Pads,D1210,Corolla,Front,45.50\n2,Toyota,Pads,D1210,Corolla,Rear,40\n\
                   3,Toyota,Pads,,Corolla,Rear,40\n4,Kia,Pads,D7,Rio,Front,dear\n";
        let Ok(Sheet { products, skipped, errors }) = read(csv.as_bytes(), 2) else { panic!("it is read") };
        assert_eq!((products.len(), skipped, errors.len()), (2, 1, 1));
        assert_eq!(products[0][1], "Pads D1210 Front Toyota Corolla");
        assert_ne!(products[0][0], products[1][0]);
        assert_eq!(code("d1210", " corolla", "front"), products[0][0]);
    }
}
