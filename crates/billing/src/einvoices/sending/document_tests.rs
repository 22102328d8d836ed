use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use kernel::SiteId;

use super::super::super::settings::{Choice, Platform};
use super::super::again::{Mended, again};
use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + 60 * minute, 0).unwrap()
}

fn row() -> Model {
    Model {
        id: Uuid::from_u128(1),
        site_id: SiteId(Uuid::from_u128(2)),
        kind: DocumentKind::Invoice,
        document_id: Uuid::from_u128(3),
        invoice_id: InvoiceId(Uuid::from_u128(3)),
        number: "F-LAC-2026-00001".into(),
        customer_id: CustomerId(Uuid::from_u128(4)),
        customer_name: "Ennaqel".into(),
        format: Choice::Teif,
        platform: Platform::Ttn,
        state: State::Pending,
        tax_id: None,
        electronic_address: None,
        xml: None,
        external_id: None,
        refused_id: None,
        reference: None,
        code: None,
        why: None,
        tried: false,
        failures: 0,
        faults: 0,
        issued_at: at(0),
        changed_at: at(0),
        overdue_at: at(60),
        next_at: Some(at(0)),
        version: 1,
    }
}

#[test]
fn a_document_is_signed_sent_and_accepted() {
    let mut row = row();
    assert_eq!(apply(&mut row, Told::Signed { xml: "<x/>".into() }, at(1)), Some((Outcome::Done, None)));
    assert_eq!((row.state, row.next_at), (State::Signed, Some(at(1))), "it is sent at once");
    apply(&mut row, Told::Sent { id: "7".into() }, at(1));
    assert_eq!((row.state, row.next_at), (State::Sent, Some(at(2))));
    assert_eq!(apply(&mut row, Told::Waiting, at(2)), None, "that nothing is new is no try worth a line");
    let registration = Registration { reference: "REF".into(), code: Some("QR".into()) };
    apply(&mut row, Told::Accepted { id: None, registration }, at(3));
    assert_eq!((row.state, row.reference.as_deref(), row.next_at), (State::Accepted, Some("REF"), None));
    assert!(!is_overdue(&row, at(1_000)), "what is accepted is never overdue");
}

#[test]
fn what_fails_is_tried_ever_more_seldom_and_stays_what_it_was() {
    let mut row = row();
    let mut waits = vec![];
    for _ in 0..8 {
        let failed = Told::Failed { why: "nobody answers".into(), by_fault: false };
        assert_eq!(apply(&mut row, failed, at(0)), Some((Outcome::Failed, Some("nobody answers".into()))));
        waits.push((row.next_at.unwrap() - at(0)).num_minutes());
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30]);
    assert_eq!((row.state, row.changed_at), (State::Pending, at(0)));
    assert!(holds_up_others(&row), "what is issued after it waits");
    row.faults = 6;
    assert!(!holds_up_others(&row), "the fault may be its own");
    assert!(is_overdue(&row, at(60)) && !is_overdue(&row, at(59)));
}

#[test]
fn what_is_rejected_goes_again_from_the_beginning() {
    let mut row = row();
    apply(&mut row, Told::Signed { xml: "<x/>".into() }, at(1));
    row.tried = true;
    apply(&mut row, Told::Sent { id: "7".into() }, at(1));
    apply(&mut row, Told::Rejected { id: None, why: "unknown number".into() }, at(2));
    assert_eq!((row.state, row.refused_id.as_deref(), row.next_at), (State::Rejected, Some("7"), None));
    let mended = Mended { tax_id: Some("1234567RAM000".into()), electronic_address: None };
    again(&mut row, mended, at(3));
    assert_eq!((row.state, row.tried, row.xml.as_deref(), row.next_at), (State::Pending, false, None, Some(at(3))));
    assert_eq!((row.number.as_str(), row.tax_id.as_deref()), ("F-LAC-2026-00001", Some("1234567RAM000")));
}

#[test]
fn what_is_signed_and_waits_is_not_signed_anew() {
    let mut row = row();
    apply(&mut row, Told::Signed { xml: "<x/>".into() }, at(1));
    row.tried = true;
    again(&mut row, Mended::default(), at(3));
    assert_eq!((row.state, row.tried, row.next_at), (State::Signed, true, Some(at(3))), "the platform is asked for it first");
}

#[test]
fn what_is_only_written_leaves_without_a_word_and_a_refusal_forgets_no_earlier_one() {
    let mut row = Model { format: Choice::Ubl, platform: Platform::Peppyrus, ..row() };
    assert_eq!(apply(&mut row, Told::Written { xml: "<x/>".into() }, at(1)), None);
    assert_eq!((row.state, row.xml.as_deref(), row.next_at), (State::Signed, Some("<x/>"), Some(at(1))));
    apply(&mut row, Told::Rejected { id: Some("m-1".into()), why: "unknown".into() }, at(2));
    apply(&mut row, Told::Rejected { id: None, why: "unreadable".into() }, at(3));
    assert_eq!(row.refused_id.as_deref(), Some("m-1"), "what lies there still is not taken for a later one");
}
