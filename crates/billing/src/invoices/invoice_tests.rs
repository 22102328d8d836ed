use contracts::workshop::{LineId, LineKind};
use kernel::money::line_net;
use kernel::{BasisPoints, Quantity};

use super::*;

fn line(quantity: i64, price: i64, discount: i32, rate: i32) -> CompletedLine {
    let (quantity, unit_price, discount) = (Quantity(quantity), Amount(price), BasisPoints(discount));
    CompletedLine {
        id: LineId::new(),
        job_title: "Front brakes".into(),
        kind: LineKind::Part,
        product_id: None,
        code: None,
        description: "Pads".into(),
        unit: "each".into(),
        quantity,
        unit_price,
        discount,
        vat_rate: BasisPoints(rate),
        exempt_from: None,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
        net: line_net(quantity, unit_price, discount),
        reduced: contracts::workshop::Reduced::default(),
        payer: None,
    }
}

fn order(lines: Vec<CompletedLine>) -> WorkOrderCompleted {
    WorkOrderCompleted {
        id: WorkOrderId::new(),
        number: "W-LAC-2026-00007".into(),
        site_id: SiteId::new(),
        customer_id: CustomerId::new(),
        customer_name: "Leïla Ben Ali".into(),
        vehicle_id: Some(VehicleId::new()),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        odometer_km: Some(84_300),
        currency: "TND".into(),
        stamp_duty: Amount(1000),
        lines,
        completed_at: now(),
        summary: "Front brakes".into(),
        packed: vec![],
        po_number: None,
        exemption: None,
    }
}

fn now() -> DateTime<Utc> {
    "2026-11-20T08:00:00Z".parse().unwrap()
}

fn draft(lines: Vec<CompletedLine>) -> Invoice {
    Invoice::draft(&order(lines.clone()), None, lines, Currency::TND, now())
}

fn issue() -> Issue {
    Issue {
        number: Number { series: "F-LAC-2026".into(), sequence: 42, text: "F-LAC-2026-00042".into() },
        at: now(),
        on: "2026-11-20".parse().unwrap(),
        due_on: "2026-12-20".parse().unwrap(),
        language: Language::Fr,
        parties: Parties {
            seller: Party::default(),
            buyer: Party { name: "Leïla Ben Ali".into(), ..Party::default() },
            bank_account: String::new(),
            time_zone: "Africa/Tunis".into(),
        },
    }
}

fn issued(lines: Vec<CompletedLine>) -> Invoice {
    let mut invoice = draft(lines);
    invoice.issue(issue()).unwrap();
    invoice
}

#[test]
fn a_number_reads_as_people_write_it() {
    let number = Number { series: "F-LAC-2026".into(), sequence: 42, text: "F-LAC-2026-00042".into() };
    assert_eq!(Number::parse("F-LAC-2026-00042"), Some(number));
    assert_eq!(Number::parse("nonsense"), None);
}

#[test]
fn an_issued_invoice_cannot_be_issued_again() {
    let mut invoice = issued(vec![line(1000, 60_000, 0, 1900)]);
    let before = invoice.clone();
    assert_eq!(invoice.issue(issue()), Err(Error::AlreadyIssued));
    assert_eq!(invoice, before);
}

#[test]
fn a_held_draft_waits_for_its_order() {
    let lines = vec![line(1000, 60_000, 0, 1900)];
    let order = order(lines.clone());
    let mut invoice = Invoice::draft(&order, None, lines.clone(), Currency::TND, now());
    assert!(invoice.hold());
    assert!(!invoice.hold(), "held already");
    assert_eq!(invoice.issue(issue()), Err(Error::OrderReopened));
    assert!(invoice.follow(&order, None, lines, Currency::TND), "completing again lets it go");
    assert_eq!(invoice.issue(issue()), Ok(()));
}

#[test]
fn a_draft_follows_its_order_and_an_issued_invoice_does_not() {
    let lines = vec![line(1000, 60_000, 0, 1900)];
    let order = order(lines.clone());
    let mut invoice = Invoice::draft(&order, None, lines.clone(), Currency::TND, now());
    assert!(!invoice.follow(&order, None, lines.clone(), Currency::TND), "the same completion twice changes nothing");
    let more = [lines, vec![line(1000, 10_000, 0, 1900)]].concat();
    assert!(invoice.follow(&order, None, more.clone(), Currency::TND));
    assert_eq!(invoice.totals().net, Amount(70_000));
    invoice.issue(issue()).unwrap();
    assert!(!invoice.follow(&order, None, more[..1].to_vec(), Currency::TND));
    assert!(!invoice.hold());
    assert_eq!(invoice.totals().net, Amount(70_000));
}

#[test]
fn payments_move_the_state_and_never_exceed_the_due() {
    let mut invoice = issued(vec![line(1500, 40_000, 0, 1900)]);
    assert_eq!((invoice.state(), invoice.due()), (State::Issued, Amount(72_400)));
    assert_eq!(invoice.pay(Amount(72_401)), Err(Error::Overpayment { due: Amount(72_400) }));
    invoice.pay(Amount(72_000)).unwrap();
    assert_eq!((invoice.state(), invoice.due()), (State::PartPaid, Amount(400)));
    invoice.pay(Amount(400)).unwrap();
    assert_eq!((invoice.state(), invoice.due()), (State::Paid, Amount::ZERO));
    assert_eq!(invoice.pay(Amount(1)), Err(Error::Overpayment { due: Amount::ZERO }));
}

#[test]
fn a_draft_takes_no_payment_and_hands_none_back() {
    assert_eq!(draft(vec![line(1000, 1, 0, 0)]).pay(Amount(1)), Err(Error::NotIssued));
    assert_eq!(draft(vec![line(1000, 1, 0, 0)]).refund(Amount(1)), Err(Error::NotIssued));
}

#[test]
fn refunds_move_the_state_back_and_never_exceed_what_is_paid() {
    let mut invoice = issued(vec![line(1500, 40_000, 0, 1900)]);
    assert_eq!(invoice.refund(Amount(1)), Err(Error::RefundOverPaid { paid: Amount::ZERO }));
    invoice.pay(Amount(72_400)).unwrap();
    assert_eq!(invoice.refund(Amount(72_401)), Err(Error::RefundOverPaid { paid: Amount(72_400) }));
    invoice.refund(Amount(400)).unwrap();
    assert_eq!((invoice.state(), invoice.paid(), invoice.due()), (State::PartPaid, Amount(72_000), Amount(400)));
    invoice.refund(Amount(72_000)).unwrap();
    assert_eq!((invoice.state(), invoice.paid(), invoice.due()), (State::Issued, Amount::ZERO, Amount(72_400)));
}

#[test]
fn what_may_go_back_is_paid_and_within_the_limit_of_the_invoice() {
    let mut invoice = issued(vec![line(1500, 40_000, 0, 1900)]);
    assert_eq!(invoice.refundable(Amount::ZERO, None), Amount::ZERO);
    invoice.pay(Amount(50_000)).unwrap();
    let refundable = |refunded, most: Option<i64>| invoice.refundable(Amount(refunded), most.map(Amount)).0;
    assert_eq!((refundable(0, None), refundable(0, Some(60_000)), refundable(0, Some(20_000))), (50_000, 50_000, 20_000));
    assert_eq!((refundable(5_000, Some(20_000)), refundable(25_000, Some(20_000)), refundable(0, Some(0))), (15_000, 0, 0));
}

#[test]
fn a_free_repair_is_paid_when_it_is_issued() {
    let mut invoice = draft(vec![line(1000, 30_000, 10_000, 1900)]);
    invoice.stamp_duty = Amount::ZERO;
    invoice.issue(issue()).unwrap();
    assert_eq!(invoice.state(), State::Paid);
    assert!(!invoice.is_overdue("2027-11-20".parse().unwrap()));
}

#[test]
fn it_is_overdue_from_the_day_after_the_due_day() {
    let mut invoice = issued(vec![line(1000, 60_000, 0, 1900)]);
    assert!(!invoice.is_overdue("2026-12-20".parse().unwrap()));
    assert!(invoice.is_overdue("2026-12-21".parse().unwrap()));
    invoice.pay(invoice.due()).unwrap();
    assert!(!invoice.is_overdue("2026-12-21".parse().unwrap()));
}

#[test]
fn a_line_is_billed_once() {
    let (first, second) = (line(1000, 60_000, 0, 1900), line(1000, 10_000, 0, 1900));
    let changed = CompletedLine { description: "Other pads".into(), ..first.clone() };
    let (open, differing) = not_yet_issued(&[changed.clone(), second.clone()], &[first]);
    assert_eq!((open, differing), (vec![second], vec![changed]));
}

#[test]
fn days_are_those_of_the_site() {
    let at: DateTime<Utc> = "2026-12-31T23:30:00Z".parse().unwrap();
    assert_eq!(local_day(at, chrono_tz::Africa::Tunis).to_string(), "2027-01-01");
    assert_eq!(local_day(at, chrono_tz::UTC).to_string(), "2026-12-31");
    assert_eq!(due_day("2027-01-01".parse().unwrap(), 30).to_string(), "2027-01-31");
    assert_eq!(due_day("2027-01-01".parse().unwrap(), -1).to_string(), "2027-01-01");
}

/// PRODUCT.md 3.1 step 12, and FACTS.md "Totals", cases A to D and G.
#[test]
fn the_published_figures_come_out() {
    let figures = |lines| {
        let sum = draft(lines).totals();
        (sum.net.0, sum.vat.0, sum.gross.0, sum.total.0)
    };
    let visit = [(800, 60_000), (1000, 22_550), (4500, 18_000), (1500, 60_000), (1000, 118_750), (2000, 96_400)];
    let visit = visit.into_iter().map(|(quantity, price)| line(quantity, price, 0, 1900)).collect();
    assert_eq!(figures(visit), (553_100, 105_089, 658_189, 659_189));
    let a = line(1500, 40_000, 0, 1900);
    assert_eq!(figures(vec![a.clone()]), (60_000, 11_400, 71_400, 72_400));
    assert_eq!(figures(vec![a, line(4500, 21_350, 0, 1900), line(1000, 18_900, 1000, 1900)]), (173_085, 32_886, 205_971, 206_971));
    let c = vec![line(1000, 100_000, 0, 1900), line(1000, 50_000, 0, 700), line(1000, 30_000, 0, 1300), line(1000, 20_000, 0, 0)];
    assert_eq!(figures(c), (200_000, 26_400, 226_400, 227_400));
    assert_eq!(figures((0..3).map(|_| line(1000, 333, 0, 1900)).collect()), (999, 190, 1189, 2189));
    assert_eq!(figures(vec![line(7000, 12_345, 1500, 1900)]), (73_453, 13_956, 87_409, 88_409));
}
