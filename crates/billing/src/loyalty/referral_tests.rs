use chrono::DateTime;
use contracts::customers::CustomerId;
use kernel::SiteId;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn brought() -> referrals::Model {
    referrals::Model {
        id: Uuid::now_v7(),
        customer_id: CustomerId::new(),
        site_id: SiteId::new(),
        by_customer: CustomerId::new(),
        invoice_id: None,
        promised: 0,
        points: 0,
        by_name: String::new(),
        at: DateTime::UNIX_EPOCH,
    }
}

fn earns(invoice: InvoiceId, points: i64, elsewhere: i64) -> Earning {
    Earning { invoice, points, elsewhere, promised: 100 }
}

#[test]
fn the_first_invoice_that_earns_credits_and_takes_back_what_it_credited() {
    let (row, first) = (brought(), InvoiceId::new());
    let credited = followed(std::slice::from_ref(&row), earns(first, 410, 0)).unwrap();
    assert_eq!(credited, referrals::Model { invoice_id: Some(first), promised: 100, points: 100, ..row });
    let rows = [credited];
    assert_eq!(followed(&rows, earns(first, 310, 0)), None, "a part of it is credited");
    assert_eq!(followed(&rows, earns(InvoiceId::new(), 50, 310)), None, "it is the second");
    let back = followed(&rows, earns(first, 0, 0)).unwrap();
    assert_eq!(back.points, 0);
    let dearer = Earning { promised: 500, ..earns(first, 410, 0) };
    assert_eq!(followed(std::slice::from_ref(&back), dearer).unwrap().points, 100, "what was promised then");
    let next = InvoiceId::new();
    let again = followed(&[back], Earning { invoice: next, ..dearer }).unwrap();
    assert_eq!((again.invoice_id, again.points), (Some(next), 500), "another is the first now");
}

#[test]
fn nothing_is_credited_that_is_not_promised_nor_late_nor_to_who_brought_himself() {
    let (row, first) = (brought(), InvoiceId::new());
    assert_eq!(followed(&[], earns(first, 410, 0)), None);
    assert_eq!(followed(std::slice::from_ref(&row), Earning { promised: 0, ..earns(first, 410, 0) }), None);
    assert_eq!(followed(std::slice::from_ref(&row), earns(first, 410, 10)), None, "another invoice earned before");
    assert_eq!(followed(std::slice::from_ref(&row), earns(first, 0, 0)), None);
    let himself = referrals::Model { by_customer: row.customer_id, ..row.clone() };
    assert_eq!(followed(std::slice::from_ref(&himself), earns(first, 410, 0)), None);
    let merged = [himself, row.clone()];
    assert_eq!(followed(&merged, earns(first, 410, 0)).unwrap().id, row.id, "the other brought them");
}

proptest! {
    /// Whatever becomes of their invoices, at most one of them credits, and only while it earns.
    #[test]
    fn it_is_credited_once(changes in proptest::collection::vec((0_usize..3, 0_i64..3), 1..30), several in 1_usize..3) {
        let customer = CustomerId::new();
        let mut rows: Vec<_> = (0..several).map(|_| referrals::Model { customer_id: customer, ..brought() }).collect();
        let invoices = [InvoiceId::new(), InvoiceId::new(), InvoiceId::new()];
        let mut earned = [0; 3];
        for (which, points) in changes {
            let before = earned[which];
            earned[which] = points;
            if before == points {
                continue;
            }
            let elsewhere = earned.iter().sum::<i64>() - points;
            if let Some(row) = followed(&rows, earns(invoices[which], points, elsewhere)) {
                let place = rows.iter().position(|kept| kept.id == row.id).unwrap();
                rows[place] = row;
            }
            let credited: Vec<_> = rows.iter().filter(|row| row.points > 0).collect();
            prop_assert!(credited.len() <= 1);
            for row in credited {
                let of = invoices.iter().position(|id| row.invoice_id == Some(*id)).unwrap();
                prop_assert!(earned[of] > 0 && row.points == 100);
            }
        }
    }
}
