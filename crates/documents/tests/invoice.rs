//! Invoices are printed and read back with `pdftotext`; a machine without it (package poppler-utils) fails these tests.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::process::Command;

use chrono::NaiveDate;
use contracts::documents::{
    DocumentExemption, DocumentLine, DocumentOrder, DocumentPayment, InvoiceDocument, Language, Party, Registration, Renderer as _,
};
use documents::Printer;
use kernel::money::{Taxed, line_net, totals};
use kernel::{Amount, BasisPoints, Currency, Quantity};

const LANGUAGES: [Language; 3] = [Language::Fr, Language::Ar, Language::En];

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn line(job: &str, code: Option<&str>, description: &str, unit: &str, quantity: i64, price: i64) -> DocumentLine {
    let (quantity, unit_price) = (Quantity(quantity), Amount(price));
    DocumentLine {
        job_title: job.to_owned(),
        code: code.map(ToOwned::to_owned),
        description: description.to_owned(),
        unit: unit.to_owned(),
        quantity,
        unit_price,
        discount: BasisPoints(0),
        vat_rate: BasisPoints(1900),
        off: Amount(0),
        given: Amount(0),
        cover: None,
        net: line_net(quantity, unit_price, BasisPoints(0)),
    }
}

fn with_lines(lines: Vec<DocumentLine>, language: Language) -> InvoiceDocument {
    let totals = totals(Currency::TND, lines.iter().map(|line| (line.net, line.vat_rate)), Amount(1000));
    InvoiceDocument {
        language,
        credits: None,
        number: Some("LAC-2026-00042".to_owned()),
        issued_on: Some(day(20)),
        due_on: NaiveDate::from_ymd_opt(2026, 12, 20),
        seller: Party {
            name: "Garage du Lac".to_owned(),
            address: "12, rue du Lac Victoria\n1053 Les Berges du Lac".to_owned(),
            phone: "+216 71 123 456".to_owned(),
            email: "accueil@garage.example".to_owned(),
            tax_id: "0736202X/A/M/000".to_owned(),
        },
        bank_account: "07040005810111129653".to_owned(),
        buyer: Party {
            name: "Leïla Ben Salah".to_owned(),
            address: "8, avenue Habib Bourguiba\n2070 La Marsa".to_owned(),
            ..Party::default()
        },
        vehicle_plate: "215 TU 4821".to_owned(),
        vehicle_label: "Peugeot 208".to_owned(),
        odometer_km: Some(84_300),
        work_order_number: "OR-2026-00117".to_owned(),
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

/// The visit of PRODUCT.md 3.1: jobs J1 and J2, the deposit of 200.000 taken.
fn visit(language: Language) -> InvoiceDocument {
    let lines = vec![
        line("Vidange", None, "Main-d’œuvre vidange", "h", 800, 60_000),
        line("Vidange", Some("FH-208"), "Filtre à huile", "pc", 1000, 22_550),
        line("Vidange", Some("5W30"), "Huile 5W-30", "L", 4500, 18_000),
        line("Freins avant", None, "Main-d’œuvre freins", "h", 1500, 60_000),
        line("Freins avant", Some("PL-01"), "Plaquettes de frein", "jeu", 1000, 118_750),
        line("Freins avant", Some("DI-01"), "Disques de frein", "pc", 2000, 96_400),
    ];
    with_payments(with_lines(lines, language), &[("cash", 18, 200_000)])
}

fn with_payments(mut document: InvoiceDocument, payments: &[(&str, u32, i64)]) -> InvoiceDocument {
    let payments = payments.iter().map(|&(tender, on, amount)| DocumentPayment {
        tender: tender.to_owned(),
        on: day(on),
        amount: Amount(amount),
        is_refund: false,
        deposit: None,
    });
    document.payments = payments.collect();
    document.paid = document.payments.iter().map(|payment| payment.amount).sum();
    document.due = document.totals.total - document.paid;
    document
}

fn many_lines(count: usize, language: Language) -> InvoiceDocument {
    let line = |index: usize| {
        line(["Vidange", "Freins", "Climatisation"][index / 7 % 3], Some("REF"), &format!("Pièce {index:03}"), "pc", 1000, 10_000)
    };
    with_lines((0..count).map(line).collect(), language)
}

/// One disc of the visit is taken back (PRODUCT.md 3.3 step 5).
fn credit_note(language: Language) -> InvoiceDocument {
    let lines = vec![line("Freins avant", Some("DI-01"), "Disques de frein", "pc", 1000, 96_400)];
    let totals = totals(Currency::TND, lines.iter().map(|line| (line.net, line.vat_rate)), Amount::ZERO);
    InvoiceDocument {
        number: Some("AV-LAC-2026-00001".to_owned()),
        credits: Some("F-LAC-2026-00042".to_owned()),
        due_on: None,
        due: totals.total,
        totals,
        notes: vec!["Disque rendu".to_owned()],
        ..with_lines(lines, language)
    }
}

/// Three orders of a fleet on one invoice (PRODUCT.md 3.6 step 11).
fn fleet(language: Language) -> InvoiceDocument {
    let order = |number: u32, plate: &str, po_number: Option<&str>| DocumentOrder {
        number: format!("LAC-2026-{number:05}"),
        plate: plate.to_owned(),
        vehicle: "Peugeot Partner".to_owned(),
        po_number: po_number.map(ToOwned::to_owned),
        lines: 20,
    };
    let together = vec![order(41, "187 TU 4410", Some("8841")), order(42, "188 تونس 4411", Some("8842")), order(43, "189 TU 4412", None)];
    InvoiceDocument {
        work_order_number: String::new(),
        vehicle_plate: String::new(),
        vehicle_label: String::new(),
        odometer_km: None,
        po_number: Some("8841, 8842".to_owned()),
        together,
        ..many_lines(60, language)
    }
}

/// The text of each page, with runs of white space made one space.
fn pages(document: &InvoiceDocument) -> Vec<String> {
    pages_of(&Printer.invoice(document).unwrap())
}

fn pages_of(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("invoice.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&file).arg("-").output();
    let output = output.expect("these tests need pdftotext (package poppler-utils)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\u{c}').split('\u{c}').map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn text(document: &InvoiceDocument) -> String {
    pages(document).join(" ")
}

#[track_caller]
fn assert_in_order(text: &str, expected: &[&str]) {
    let mut rest = text;
    for each in expected {
        let Some((_, after)) = rest.split_once(each) else { panic!("{each} is missing or out of order in: {text}") };
        rest = after;
    }
}

#[test]
fn each_order_of_a_fleet_stands_over_its_lines() {
    for language in LANGUAGES {
        let pages = pages(&fleet(language));
        let text = pages.join(" ");
        for (number, first) in [(41, "Pièce 000"), (42, "Pièce 020"), (43, "Pièce 040")] {
            let number = format!("LAC-2026-{number:05}");
            let (order, line) = (text.find(&number).expect("the order stands"), text.find(first).expect("its first line stands"));
            assert!(order < line, "{language:?}: {number} stands over {first}");
        }
        assert!(text.contains("8841, 8842"), "{language:?}: {text}");
    }
}

#[test]
fn a_credit_note_says_of_which_invoice_it_is_and_asks_for_nothing() {
    let french = text(&credit_note(Language::Fr));
    assert_in_order(&french, &["AVOIR", "AV-LAC-2026-00001", "Sur la facture", "F-LAC-2026-00042"]);
    assert_in_order(&french, &["96,400", "18,316", "114,716", "Net à votre crédit"]);
    assert!(french.contains("Motif") && french.contains("Disque rendu"), "{french}");
    for absent in ["FACTURE", "Reste à payer", "Échéance", "Timbre fiscal", "Net à payer"] {
        assert!(!french.contains(absent), "{absent} in {french}");
    }
    let english = text(&credit_note(Language::En));
    assert_in_order(&english, &["CREDIT NOTE", "AV-LAC-2026-00001", "On invoice", "F-LAC-2026-00042"]);
    assert!(text(&credit_note(Language::Ar)).contains("114,716"));
}

#[test]
fn the_visit_of_the_peugeot_is_printed_with_its_figures_in_order() {
    let text = text(&visit(Language::Fr));
    assert_in_order(&text, &["48,000", "22,550", "81,000", "90,000", "118,750", "192,800"]);
    assert_in_order(&text, &["553,100", "105,089", "658,189", "1,000", "659,189", "-200,000", "459,189"]);
    assert_in_order(
        &text,
        &["FACTURE", "LAC-2026-00042", "20/11/2026", "20/12/2026", "OR-2026-00117", "215 TU 4821", "Peugeot 208", "84 300 km"],
    );
    assert!(text.contains("six cent cinquante-neuf dinars et cent quatre-vingt-neuf millimes"), "{text}");
    for part in
        ["Garage du Lac", "0736202X/A/M/000", "07040005810111129653", "Leïla Ben Salah", "2070 La Marsa", "Vidange", "4,5 L", "Page 1 / 1"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("ACQUITTÉE") && !text.contains("Remise"), "{text}");
}

#[test]
fn english_and_arabic_invoices_show_the_same_figures() {
    let english = text(&visit(Language::En));
    assert_in_order(&english, &["553.100", "105.089", "658.189", "1.000", "659.189", "-200.000", "459.189"]);
    assert!(english.contains("six hundred and fifty-nine dinars and one hundred and eighty-nine millimes"), "{english}");
    assert!(english.contains("INVOICE") && english.contains("84,300 km"), "{english}");

    let arabic = text(&visit(Language::Ar));
    assert_in_order(&arabic, &["553,100", "105,089", "658,189", "1,000", "659,189", "-200,000", "459,189"]);
    for part in ["فاتورة", "215 TU 4821", "LAC-2026-00042", "+216 71 123 456", "المبلغ المطلوب دفعه", "ستمائة", "وثمانون"]
    {
        assert!(arabic.contains(part), "{part} in {arabic}");
    }
}

#[test]
fn a_discount_brings_its_column() {
    let mut document = visit(Language::Fr);
    document.lines[1].discount = BasisPoints(1000);
    let text = text(&document);
    assert!(text.contains("Remise") && text.contains("10 %"), "{text}");
}

#[test]
fn a_draft_says_so_and_has_no_number_or_paid_stamp() {
    for (language, mark) in [(Language::Fr, "Brouillon"), (Language::Ar, "مسودة"), (Language::En, "Draft")] {
        let mut document = visit(language);
        (document.number, document.issued_on, document.due_on) = (None, None, None);
        let text = text(&document);
        assert!(text.contains(mark) && !text.contains("00042") && !text.contains("20/11/2026"), "{text}");
    }
}

#[test]
fn a_paid_invoice_is_stamped_and_lists_its_payments() {
    for (language, stamp, tender) in
        [(Language::Fr, "ACQUITTÉE", "carte"), (Language::Ar, "خالصة", "بطاقة"), (Language::En, "PAID", "card")]
    {
        let document = with_payments(visit(language), &[("cash", 18, 200_000), ("card", 20, 259_189), ("cash", 21, 200_000)]);
        let text = text(&document);
        assert!(text.contains(stamp) && text.contains(tender) && text.contains("18/11/2026") && text.contains("21/11/2026"), "{text}");
    }
}

#[test]
fn money_that_went_back_stands_beside_what_came_in() {
    for (language, refunded, figures) in [
        (Language::Fr, "Remboursé le 21/11/2026 (espèces)", ["-659,189", "59,189", "59,189"]),
        (Language::En, "Refunded 21/11/2026 (cash)", ["-659.189", "59.189", "59.189"]),
    ] {
        let mut document = with_payments(visit(language), &[("card", 18, 659_189), ("cash", 21, 59_189)]);
        document.payments[1].is_refund = true;
        (document.paid, document.due) = (Amount(600_000), Amount(59_189));
        let text = text(&document);
        assert!(text.contains(refunded), "{text}");
        assert_in_order(&text, &figures);
    }
}

#[test]
fn credit_is_shown_so_that_the_figures_add_up() {
    let mut document = visit(Language::Fr);
    document.due = Amount(409_189);
    assert_in_order(&text(&document), &["659,189", "-200,000", "Avoirs et déductions", "-50,000", "409,189"]);
}

#[test]
fn every_page_repeats_the_table_head_and_counts_the_pages() {
    for language in LANGUAGES {
        let pages = pages(&many_lines(60, language));
        assert!((2..=4).contains(&pages.len()), "{} pages", pages.len());
        let head = ["Désignation", "البيان", "Description"][LANGUAGES.iter().position(|each| *each == language).unwrap()];
        for (index, page) in pages.iter().enumerate() {
            assert!(page.contains(head), "{page}");
            assert!(page.contains(&format!("{} / {}", index + 1, pages.len())), "{page}");
            assert!(page.contains("LAC-2026-00042"), "{page}");
        }
    }
}

/// However many lines there are, the totals stand together and below at least one line.
#[test]
fn totals_are_never_parted_or_alone() {
    for count in 1..=50 {
        let document = many_lines(count, Language::Fr);
        let pages = pages(&document);
        let last = pages.last().unwrap();
        let figures = [document.totals.net, document.totals.vat, document.totals.gross, document.totals.total];
        let figures = figures.map(|figure| figure.to_decimal(3).replace('.', ","));
        assert!(figures.iter().all(|figure| last.contains(figure)), "{count} lines: {last}");
        let last_line = format!("Pièce {:03}", count - 1);
        for part in ["Total net HT", "Total TTC", "Timbre fiscal", "Net à payer", "Arrêtée", last_line.as_str()] {
            assert!(last.contains(part), "{part} with {count} lines: {last}");
        }
        let printed: usize = pages.iter().map(|page| page.matches("Pièce ").count()).sum();
        assert_eq!(printed, count);
    }
}

#[test]
fn units_of_the_catalogue_are_said_in_the_readers_language_and_others_as_they_were_written() {
    let lines =
        || [("hour", 1500), ("each", 2000), ("bidon", 3000)].map(|(unit, quantity)| line("", None, "Travail", unit, quantity, 1000));
    let french = text(&with_lines(lines().into(), Language::Fr));
    assert!(french.contains("1,5 h ") && french.contains("3 bidon") && !french.contains("each"), "{french}");
    assert!(text(&with_lines(lines().into(), Language::Ar)).contains("س"));
}

#[test]
fn typed_markup_is_printed_and_changes_nothing() {
    let hostile = r#"#panic("x") #[a] $x^2$ *b* _c_ `d` @e <f> \ // /* = - + ~ " #include "x""#;
    let plain = "x".repeat(hostile.chars().count() / 2);
    for language in LANGUAGES {
        let filled = |filling: &str| {
            let mut document = visit(language);
            let party = Party {
                name: filling.to_owned(),
                address: format!("{filling}\n{filling}"),
                phone: filling.to_owned(),
                email: filling.to_owned(),
                tax_id: filling.to_owned(),
            };
            (document.seller, document.buyer) = (party.clone(), party);
            for line in &mut document.lines {
                (line.description, line.code, line.unit) = (filling.to_owned(), Some(filling.to_owned()), filling.to_owned());
                line.job_title = filling.to_owned();
            }
            (document.vehicle_label, document.vehicle_plate) = (filling.to_owned(), filling.to_owned());
            (document.work_order_number, document.bank_account) = (filling.to_owned(), filling.to_owned());
            document.payments[0].tender = filling.to_owned();
            document
        };
        let printed = pages(&filled(hostile));
        assert!(printed.len() <= pages(&filled(&plain)).len() + 1);
        let squeezed = printed.concat().replace([' ', '\u{200b}'], "");
        if language != Language::Ar {
            assert!(squeezed.matches(&hostile.replace(' ', "")).count() >= 3, "{squeezed}");
        }
        let total = if language == Language::En { "659.189" } else { "659,189" };
        assert!(squeezed.contains(total), "{squeezed}");
    }
}

#[test]
fn endless_names_wrap_and_the_figures_stay() {
    let sentence = "Société ".repeat(625);
    let word = "W".repeat(5_000);
    let arabic = "شركة النقل السريع ".repeat(280);
    for filling in [&sentence, &word, &arabic] {
        for language in LANGUAGES {
            let mut document = visit(language);
            (document.seller.name, document.buyer.name, document.buyer.address) = (filling.clone(), filling.clone(), filling.clone());
            (document.vehicle_label, document.lines[2].description) = (filling.clone(), filling.clone());
            (document.lines[0].job_title, document.lines[5].code) = (filling.clone(), Some(filling.clone()));
            let text = text(&document);
            let figures = if language == Language::En { ["553.100", "105.089", "659.189"] } else { ["553,100", "105,089", "659,189"] };
            assert_in_order(&text, &figures);
        }
    }
}

#[test]
fn signs_without_a_glyph_and_mixed_scripts_still_print() {
    let mut document = visit(Language::Fr);
    document.buyer.name = "李雷 🚗 a\u{064B}é\u{0301} \u{202E}txet\u{0} Żółć Жук Ωμέγα".to_owned();
    document.lines[0].description = "تبديل زيت المحرك 5W-30 (Total)".to_owned();
    document.vehicle_plate = "123 تونس 4567".to_owned();
    let text = text(&document);
    assert!(text.contains("Żółć Жук Ωμέγα") && text.contains("659,189") && text.contains("txet"), "{text}");
}

#[test]
fn extreme_figures_print() {
    let mut document = visit(Language::Fr);
    document.lines[0].quantity = Quantity(1_000_000_000);
    let large = Amount(1_000_000_000_000);
    (document.lines[0].unit_price, document.lines[0].net) = (large, large);
    (document.totals.net, document.totals.total) = (large, large);
    document.lines[1].net = Amount(i64::MIN);
    document.totals.vat_groups.clear();
    assert!(text(&document).contains("1 000 000 000,000"));
    document.totals.currency = "nonsense".to_owned();
    (document.totals.total, document.due, document.paid) = (Amount(i64::MAX), Amount(i64::MIN), Amount(i64::MAX));
    document.lines.clear();
    assert!(Printer.invoice(&document).is_ok());
}

#[test]
fn the_same_invoice_gives_the_same_bytes_from_any_thread() {
    let first = Printer.invoice(&visit(Language::Fr)).unwrap();
    let again = std::thread::scope(|scope| {
        let prints: Vec<_> =
            LANGUAGES.iter().cycle().take(6).map(|&language| scope.spawn(move || Printer.invoice(&visit(language)))).collect();
        prints.into_iter().map(|print| print.join().unwrap().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(again.iter().filter(|bytes| **bytes == first).count(), 2);
}

#[test]
fn an_issued_invoice_is_an_archival_pdf() {
    for language in LANGUAGES {
        let bytes = Printer.invoice(&visit(language)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("<pdfaid:part>2</pdfaid:part>") && text.contains("ECAR"), "{language:?}");
    }
}

#[test]
fn notes_for_the_customer_stand_under_the_figures() {
    let notes = vec!["Disques mesurés : 21 mm\nbons pour 10 000 km".to_owned(), "افحص الفرامل في الربيع".to_owned()];
    let printed = text(&InvoiceDocument { notes, ..visit(Language::Fr) });
    assert_in_order(&printed, &["659,189", "Remarques", "Disques mesurés : 21 mm", "bons pour 10 000 km"]);
    assert!(!text(&visit(Language::Fr)).contains("Remarques"));
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\"/>";

/// What it holds is read by a validator of others too (`scripts/einvoice-check.sh`).
#[test]
fn a_factur_x_carries_its_xml_and_says_so() {
    for language in LANGUAGES {
        let bytes = Printer.factur_x(&visit(language), XML).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for part in [
            "<pdfaid:part>3</pdfaid:part>",
            "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
            "/AFRelationship/Alternative",
            "factur-x.xml",
        ] {
            assert!(text.contains(part), "{language:?}: {part}");
        }
        assert_eq!(text.matches("<pdfaExtension:schemas>").count(), 1);
    }
}

#[test]
fn a_factur_x_looks_like_the_invoice_and_is_the_same_every_time() {
    let document = visit(Language::Fr);
    let bytes = Printer.factur_x(&document, XML).unwrap();
    assert_eq!(bytes, Printer.factur_x(&document, XML).unwrap());
    assert_ne!(bytes, Printer.factur_x(&document, "<other/>").unwrap());
    assert_eq!(pages_of(&bytes), pages(&document));
    assert!(
        !String::from_utf8_lossy(&Printer.invoice(&document).unwrap()).contains("factur-x.xml"),
        "an invoice printed after it carries nothing"
    );
}

#[test]
fn a_draft_is_no_factur_x() {
    for draft in [InvoiceDocument { number: None, ..visit(Language::Fr) }, InvoiceDocument { issued_on: None, ..visit(Language::Fr) }] {
        assert_eq!(Printer.factur_x(&draft, XML).unwrap_err(), "only an issued invoice is a Factur-X");
    }
}

#[test]
fn what_cannot_be_archived_is_no_factur_x_rather_than_a_plain_pdf() {
    let mut document = visit(Language::Fr);
    document.buyer.name = "李雷 🚗 a\u{064B}é\u{0301} \u{202E}txet\u{0} Żółć".to_owned();
    match Printer.factur_x(&document, XML) {
        Ok(bytes) => assert!(String::from_utf8_lossy(&bytes).contains("<pdfaid:part>3</pdfaid:part>")),
        Err(reason) => assert!(reason.contains("PDF"), "{reason}"),
    }
}

#[test]
fn what_it_is_registered_under_is_printed_with_its_code() {
    for language in LANGUAGES {
        let registered = |code: Option<String>| InvoiceDocument {
            registration: Some(Registration { reference: "0736202X2026000000000088397".to_owned(), code }),
            ..visit(language)
        };
        let (with, without) = (registered(Some("CEV F-LAC-2026-00042".to_owned())), registered(None));
        assert!(pages(&with)[0].contains("0736202X2026000000000088397") && pages(&without)[0].contains("0736202X2026000000000088397"));
        assert!(Printer.invoice(&with).unwrap().len() > Printer.invoice(&without).unwrap().len(), "the code is drawn");
        // What no symbol holds is left out.
        assert_eq!(pages(&registered(Some("x".repeat(4000)))).len(), pages(&without).len());
    }
}

/// Number, expiry, what it rests on, and the VAT that is not charged (VAT code, art. 18).
#[test]
fn a_sale_without_vat_says_by_which_certificate() {
    let exempt = |language| {
        let document = visit(language);
        let lines: Vec<_> = document.lines.iter().map(|line| DocumentLine { vat_rate: BasisPoints(0), ..line.clone() }).collect();
        let totals = totals(Currency::TND, lines.iter().map(|line| Taxed::exempt(line.net)), Amount(1000));
        let exemption = DocumentExemption {
            number: "1147/S".to_owned(),
            reason: "Suspension de TVA, art. 11 du code de la TVA".to_owned(),
            valid_until: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            suspended: Amount(105_089),
        };
        let (due, paid) = (totals.total, Amount::ZERO);
        InvoiceDocument { lines, totals, exemption: Some(exemption), payments: vec![], paid, due, ..document }
    };
    let french = text(&exempt(Language::Fr));
    assert_in_order(&french, &["Vente sans TVA", "Suspension de TVA, art. 11 du code de la TVA", "Attestation n° 1147/S", "31/12/2026"]);
    assert_in_order(&french, &["TVA suspendue : 105,089 TND"]);
    assert_in_order(&french, &["Exonéré de TVA", "553,100", "554,100"]);
    for (language, words) in [(Language::En, "Exempt from VAT"), (Language::Ar, "1147/S")] {
        let printed = text(&exempt(language));
        assert!(printed.contains(words) && printed.contains("1147/S") && printed.contains("31/12/2026"), "{printed}");
    }
    assert!(!text(&visit(Language::Fr)).contains("Attestation"));
}

/// FACTS.md, "Totals", case E: between the net and the VAT, which is charged on it too.
#[test]
fn a_levy_stands_between_net_and_vat() {
    for language in [Language::Fr, Language::En, Language::Ar] {
        let document = visit(language);
        let lines = vec![DocumentLine { net: Amount(100_000), ..document.lines[0].clone() }];
        let levied = Taxed::from((Amount(100_000), BasisPoints(1900))).levied(BasisPoints(100));
        let totals = totals(Currency::TND, [levied], Amount(1000));
        let (due, paid) = (totals.total, Amount::ZERO);
        let printed = text(&InvoiceDocument { lines, totals, payments: vec![], paid, due, ..document });
        for part in ["FODEC", "19", "190", "121"] {
            assert!(printed.contains(part), "{part} in {printed}");
        }
        if language == Language::Fr {
            assert_in_order(&printed, &["FODEC 1 %", "1,000", "101,000", "19,190", "120,190", "121,190"]);
        }
    }
    assert!(!text(&visit(Language::Fr)).contains("FODEC"));
}

/// 40.000 told with tax: net and VAT stay what they are, and what is missing stands between the gross and the duty.
#[test]
fn rounding_stands_between_the_gross_and_the_duty() {
    for (language, word) in [(Language::Fr, "Arrondi"), (Language::En, "Rounding"), (Language::Ar, "40")] {
        let document = visit(language);
        assert!(!text(&document).contains("Arrondi"));
        let lines = vec![DocumentLine { net: Amount(33_613), ..document.lines[0].clone() }];
        let told = Taxed::from((Amount(33_613), BasisPoints(1900))).told(Quantity(1000), Some(Amount(40_000)));
        let totals = totals(Currency::TND, [told], Amount(1000));
        let (due, paid) = (totals.total, Amount::ZERO);
        let printed = text(&InvoiceDocument { lines, totals, payments: vec![], paid, due, ..document });
        assert!(printed.contains(word), "{word} in {printed}");
        if language == Language::Fr {
            assert_in_order(&printed, &["6,386", "39,999", "Arrondi", "0,001", "Timbre", "41,000"]);
        }
    }
}

/// The site's logo, colour, foot and conditions are on every kind of document, and an invoice stays PDF/A.
#[test]
fn a_style_is_printed_and_an_invoice_stays_fit_for_keeping() {
    // One white pixel.
    const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC";
    for (language, footer, terms) in [
        (Language::Fr, "Ouvert le samedi", "Garantie de trois mois."),
        (Language::Ar, "مفتوح يوم السبت", "ضمان ثلاثة أشهر."),
        (Language::En, "Open on Saturdays", "Three months' warranty."),
    ] {
        let style = contracts::documents::Style {
            colour: Some("#aa0000".to_owned()),
            logo: Some(PIXEL.to_owned()),
            footer: footer.to_owned(),
            terms: format!("{terms}\n{terms}"),
            ..contracts::documents::Style::default()
        };
        let plain = visit(language);
        let styled = InvoiceDocument { style, ..plain.clone() };
        let bytes = Printer.invoice(&styled).expect("a styled invoice is printed");
        assert!(bytes.windows(7).any(|part| part == b"pdfaid:"), "PDF/A");
        let drawn = String::from_utf8_lossy(&bytes).replace("/Subtype/Image", "/Subtype /Image");
        assert!(drawn.contains("/Subtype /Image"), "the logo");
        assert_ne!(bytes, Printer.invoice(&plain).expect("an invoice is printed"));
        let printed = text(&styled);
        if language != Language::Ar {
            assert!(printed.contains(footer) && printed.matches(terms).count() == 2, "{printed}");
        }
    }
}
