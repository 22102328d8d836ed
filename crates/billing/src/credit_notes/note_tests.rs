//! What is taken back adds up, however it is cut.

use chrono::DateTime;
use contracts::billing::{CreditNoteId, InvoiceId};
use contracts::customers::CustomerId;
use contracts::documents::{Language, Party};
use contracts::vehicles::VehicleId;
use contracts::workshop::{LineId, LineKind, WorkOrderId};
use kernel::money::{line_net, without_tax};
use kernel::{BasisPoints, Currency, SiteId};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::credit_notes::Surplus;
use crate::invoices::invoice::{CustomerRef, Issue, Number, Parties, Stage, VehicleRef, WorkOrderRef};

fn line(quantity: i64, net: i64, rate: i32) -> CompletedLine {
    CompletedLine {
        id: LineId::new(),
        job_title: "Freins".into(),
        kind: LineKind::Part,
        product_id: None,
        code: None,
        description: "Disque".into(),
        unit: "each".into(),
        quantity: Quantity(quantity),
        unit_price: Amount(net * 1000 / quantity),
        discount: BasisPoints(0),
        vat_rate: BasisPoints(rate),
        exempt_from: None,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
        net: Amount(net),
        reduced: contracts::workshop::Reduced::default(),
        payer: None,
    }
}

/// Told at a price with tax.
fn told(quantity: i64, with_tax: i64, rate: i32, levy: i32) -> CompletedLine {
    let unit_price = without_tax(Amount(with_tax), BasisPoints(rate), BasisPoints(levy));
    let net = line_net(Quantity(quantity), unit_price, BasisPoints(0));
    let line = CompletedLine { net, levy_rate: BasisPoints(levy), ..line(quantity, 0, rate) };
    CompletedLine { unit_price, unit_price_with_tax: Some(Amount(with_tax)), ..line }
}

fn invoice(lines: Vec<CompletedLine>) -> Invoice {
    let order = WorkOrderRef { id: WorkOrderId::new(), number: "W-1".into() };
    let vehicle = VehicleRef { id: VehicleId::new(), plate: "1".into(), label: String::new(), odometer_km: None };
    let parties =
        Parties { seller: Party::default(), buyer: Party::default(), bank_account: String::new(), time_zone: "Africa/Tunis".into() };
    let on = DateTime::UNIX_EPOCH.date_naive();
    let number = Number::parse("F-LAC-2026-00001").unwrap();
    let issue = Issue { number, at: DateTime::UNIX_EPOCH, on, due_on: on, language: Language::Fr, parties };
    Invoice {
        payer_id: None,
        id: InvoiceId::new(),
        site_id: SiteId::new(),
        work_order: order,
        customer: CustomerRef { id: CustomerId::new(), name: "Leïla".into() },
        vehicle,
        currency: Currency::TND,
        stamp_duty: Amount(1000),
        lines,
        notes: vec![],
        po_number: None,
        together: vec![],
        exemption: None,
        stage: Stage::Issued { issue: Box::new(issue), paid: Amount::ZERO, credited: Amount::ZERO },
        created_at: DateTime::UNIX_EPOCH,
        version: 1,
    }
}

/// A line, and so much of its quantity, or of its net.
type Asked = (LineId, Option<i64>, Option<i64>);

fn asked(lines: Option<Vec<Asked>>) -> CreditInput {
    let part = |(line_id, quantity, net): Asked| CreditedLine { line_id, quantity: quantity.map(Quantity), net: net.map(Amount) };
    let lines = lines.map(|lines| lines.into_iter().map(part).collect());
    CreditInput { lines, stamp_duty: false, return_stock: false, surplus: Surplus::Open, reason: "Rendu".into() }
}

/// As the next credit note finds it.
fn keep(before: &mut Before, invoice: &Invoice, credit: &Credit) {
    before.stamp_duty += credit.totals.stamp_duty;
    before.rounding += credit.totals.rounding;
    before.asked += credit.totals.asked();
    before.lines.extend(credit.lines.iter().map(|taken| CreditLine {
        id: Uuid::now_v7(),
        credit_note_id: CreditNoteId::new(),
        invoice_id: invoice.id,
        line_id: taken.line.id,
        position: 0,
        job_title: String::new(),
        code: None,
        description: String::new(),
        unit: String::new(),
        quantity: taken.quantity,
        unit_price: taken.line.unit_price,
        discount: taken.line.discount,
        vat_rate: taken.line.vat_rate,
        exempt_from: None,
        levy_rate: taken.line.levy_rate,
        net: taken.net,
    }));
}

/// PRODUCT 3.3 step 5: one of two discs, 96.400 and its VAT of 18.316.
#[test]
fn one_disc_of_two_is_taken_back() {
    let disc = line(2000, 192_800, 1900);
    let invoice = invoice(vec![disc.clone(), line(1000, 360_300, 1900)]);
    let credit = Credit::of(&invoice, &Before::default(), &asked(Some(vec![(disc.id, Some(1000), None)]))).unwrap();
    let totals = &credit.totals;
    assert_eq!((totals.net.0, totals.vat.0, totals.stamp_duty.0, totals.total.0), (96_400, 18_316, 0, 114_716));
}

#[test]
fn no_more_than_is_left_and_not_nothing() {
    let disc = line(2000, 192_800, 1900);
    let invoice = invoice(vec![disc.clone()]);
    let of = |before: &Before, parts| Credit::of(&invoice, before, &asked(parts));
    let mut before = Before::default();
    assert_eq!(of(&before, Some(vec![(disc.id, Some(2001), None)])), Err(Error::MoreThanInvoiced { at: 0 }));
    assert_eq!(of(&before, Some(vec![(disc.id, Some(1), Some(1))])), Err(Error::QuantityOrNet { at: 0 }));
    assert_eq!(of(&before, Some(vec![(LineId::new(), None, None)])), Err(Error::UnknownLine { at: 0 }));
    assert_eq!(of(&before, Some(vec![(disc.id, None, Some(10)), (disc.id, None, None)])), Err(Error::UnknownLine { at: 1 }));
    let cheaper = of(&before, Some(vec![(disc.id, None, Some(92_800))])).unwrap();
    assert_eq!((cheaper.lines[0].quantity, cheaper.totals.net), (Quantity::ZERO, Amount(92_800)));
    keep(&mut before, &invoice, &cheaper);
    let rest = of(&before, None).unwrap();
    assert_eq!((rest.lines[0].quantity, rest.totals.net), (Quantity(2000), Amount(100_000)));
    keep(&mut before, &invoice, &rest);
    assert_eq!(of(&before, None), Err(Error::NothingToCredit));
    let with_duty = CreditInput { stamp_duty: true, ..asked(None) };
    let duty = Credit::of(&invoice, &before, &with_duty).unwrap();
    assert_eq!((duty.totals.total, duty.lines.len()), (Amount(1000), 0));
    keep(&mut before, &invoice, &duty);
    assert_eq!(Credit::of(&invoice, &before, &with_duty), Err(Error::NothingToCredit), "the duty goes back once");
}

/// 3 × 10.000 with tax are 29.999 by their net: the last of them takes the rounding back.
#[test]
fn rounding_goes_back_with_the_last_of_the_net() {
    let three = told(3000, 10_000, 1900, 0);
    let invoice = invoice(vec![three.clone()]);
    let mut before = Before::default();
    let one = Credit::of(&invoice, &before, &asked(Some(vec![(three.id, Some(1000), None)]))).unwrap();
    assert_eq!((one.totals.rounding.0, one.totals.total.0), (0, 10_000));
    keep(&mut before, &invoice, &one);
    let rest = Credit::of(&invoice, &before, &asked(None)).unwrap();
    assert_eq!((rest.totals.gross.0, rest.totals.rounding.0, rest.totals.total.0), (19_999, 1, 20_000));
}

/// 7 × 1.001 with tax are 7.005 by their net, and 7.007 were told; 7 × 1.003 are 7.022 and 7.021 were told.
#[test]
fn no_note_takes_back_more_than_was_told() {
    let seven = told(7000, 1003, 1900, 0);
    let invoice = invoice(vec![seven.clone()]);
    let whole = invoice.totals();
    assert_eq!((whole.gross.0, whole.rounding.0), (7022, -1));
    let nearly = Credit::of(&invoice, &Before::default(), &asked(Some(vec![(seven.id, None, Some(whole.net.0))]))).unwrap();
    assert_eq!((nearly.totals.rounding.0, nearly.totals.total.0), (-1, 7021));
}

proptest! {
    /// However an invoice is taken back, in parts and reductions: all of them together are the invoice.
    #[test]
    fn the_credit_notes_of_a_whole_invoice_are_its_totals(
        lines in prop::collection::vec((1..20_000_i64, 1..2_000_000_i64, prop::sample::select(vec![0, 700, 1300, 1900]), prop::sample::select(vec![0, 100])), 1..6),
        parts in prop::collection::vec((0..6_usize, 1..20_000_i64, any::<bool>()), 0..8),
        has_told in any::<bool>(),
    ) {
        let levied = |(quantity, net, rate, levy)| CompletedLine { levy_rate: BasisPoints(levy), ..line(quantity, net, rate) };
        let with_tax = |(quantity, price, rate, levy)| if price % 2 == 0 { told(quantity, price, rate, levy) } else { levied((quantity, price, rate, levy)) };
        let invoice = invoice(lines.into_iter().map(|line| if has_told { with_tax(line) } else { levied(line) }).collect());
        let mut before = Before::default();
        let mut sum = (0, 0, 0, 0);
        let mut all: Vec<_> = parts.into_iter().map(|(at, size, by_net)| {
            let id = invoice.lines[at % invoice.lines.len()].id;
            asked(Some(vec![if by_net { (id, None, Some(size)) } else { (id, Some(size), None) }]))
        }).collect();
        all.push(CreditInput { stamp_duty: true, ..asked(None) });
        for part in all {
            let Ok(credit) = Credit::of(&invoice, &before, &part) else { continue };
            prop_assert!(credit.totals.total > Amount::ZERO);
            prop_assert_eq!(credit.totals.vat_groups.iter().map(|group| group.vat.0).sum::<i64>(), credit.totals.vat.0);
            let of = &credit.totals;
            prop_assert!(of.levies.iter().all(|levy| levy.amount >= Amount::ZERO));
            prop_assert_eq!(of.net + of.levied() + of.vat, of.gross);
            prop_assert_eq!(of.gross + of.rounding + of.stamp_duty, of.total);
            prop_assert!(before.asked + of.asked() <= invoice.totals().asked());
            sum = (sum.0 + of.net.0, sum.1 + of.vat.0, sum.2 + of.total.0, sum.3 + of.levied().0);
            keep(&mut before, &invoice, &credit);
        }
        let whole = invoice.totals();
        prop_assert_eq!(sum, (whole.net.0, whole.vat.0, whole.total.0, whole.levied().0));
    }
}
