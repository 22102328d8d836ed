//! Prints a sample invoice and says how long a document takes: `cargo run --release -p documents --example sample -- fr out.pdf`.
//! A third argument gives the number of lines, a fourth the number of documents to time.

use std::time::Instant;

use chrono::NaiveDate;
use contracts::documents::{DocumentLine, InvoiceDocument, Language, Party, Renderer as _};
use documents::Printer;
use kernel::money::{line_net, totals};
use kernel::{Amount, BasisPoints, Currency, Quantity};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |index: usize, default: &str| arguments.get(index).map_or(default, String::as_str).to_owned();
    let language = Language::from_code(&argument(0, "fr"));
    let lines: usize = argument(2, "8").parse()?;
    let documents: u32 = argument(3, "50").parse()?;

    let first = Instant::now();
    let pdf = Printer.invoice(&invoice(language, lines, 0))?;
    println!("first document: {:.1} ms, {} bytes", first.elapsed().as_secs_f64() * 1000.0, pdf.len());
    std::fs::write(argument(1, "invoice.pdf"), pdf)?;

    let start = Instant::now();
    for each in 1..=documents {
        Printer.invoice(&invoice(language, lines, each))?;
    }
    println!("{documents} documents: {:.2} ms each", start.elapsed().as_secs_f64() * 1000.0 / f64::from(documents));
    Ok(())
}

/// Each invoice differs from the one before in its names, numbers and prices.
fn invoice(language: Language, count: usize, serial: u32) -> InvoiceDocument {
    let lines: Vec<_> = (0_i64..).take(count).map(|index| line(index, i64::from(serial))).collect();
    let totals = totals(Currency::TND, lines.iter().map(|line| (line.net, line.vat_rate)), Amount(1000));
    InvoiceDocument {
        language,
        credits: None,
        number: Some(format!("LAC-2026-{:05}", 42 + serial)),
        issued_on: NaiveDate::from_ymd_opt(2026, 11, 20),
        due_on: NaiveDate::from_ymd_opt(2026, 12, 20),
        seller: Party {
            name: "Garage du Lac".to_owned(),
            address: "12, rue du Lac Victoria\n1053 Les Berges du Lac, Tunis".to_owned(),
            phone: "+216 71 123 456".to_owned(),
            email: "accueil@garage-du-lac.example".to_owned(),
            tax_id: "0736202X/A/M/000".to_owned(),
        },
        bank_account: "07 040 0058101111296 53".to_owned(),
        buyer: Party {
            name: format!("Leïla Ben Salah {serial}"),
            address: "8, avenue Habib Bourguiba\n2070 La Marsa".to_owned(),
            phone: "+216 98 123 456".to_owned(),
            ..Party::default()
        },
        vehicle_plate: format!("215 TU {}", 4821 + serial),
        vehicle_label: "Peugeot 208 1.2 PureTech".to_owned(),
        odometer_km: Some(84_300 + i64::from(serial)),
        work_order_number: format!("OR-2026-{:05}", 117 + serial),
        po_number: None,
        together: vec![],
        due: totals.total,
        totals,
        lines,
        notes: Vec::new(),
        exemption: None,
        payments: Vec::new(),
        paid: Amount::ZERO,
        registration: None,
        style: contracts::documents::Style::default(),
    }
}

fn line(index: i64, serial: i64) -> DocumentLine {
    let (quantity, unit_price) = (Quantity(1000 + 500 * (index % 4)), Amount(22_550 + 1_375 * index + serial));
    let (discount, vat_rate) = (BasisPoints(0), BasisPoints(1900));
    DocumentLine {
        job_title: ["Vidange et filtres", "Freins avant", "Climatisation"]
            .get(usize::try_from(index / 4 % 3).unwrap_or(0))
            .map(ToString::to_string)
            .unwrap_or_default(),
        code: (index % 3 != 0).then(|| format!("REF-{:04}", 1000 + index)),
        description: format!("Plaquettes de frein avant, jeu n° {index}"),
        unit: if index % 3 == 0 { "h" } else { "pc" }.to_owned(),
        quantity,
        unit_price,
        discount,
        vat_rate,
        off: Amount(0),
        given: Amount(0),
        cover: None,
        net: line_net(quantity, unit_price, discount),
    }
}
