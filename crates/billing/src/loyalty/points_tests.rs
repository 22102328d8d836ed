use chrono::DateTime;
use contracts::billing::InvoiceId;
use contracts::workshop::WorkOrderId;
use proptest::prelude::*;

use super::*;

fn terms(per_visit: i64, amount_per_point: i64, bonus: i64) -> earnings::Model {
    earnings::Model {
        invoice_id: InvoiceId::new(),
        work_order_id: WorkOrderId::new(),
        visits: 1,
        per_visit,
        amount_per_point: Amount(amount_per_point),
        bonus,
        points: 0,
        at: DateTime::UNIX_EPOCH,
    }
}

fn paid(net: i64, asked: i64, by_points: i64) -> Standing {
    Standing { is_paid: true, net: Amount(net), asked: Amount(asked), by_points: Amount(by_points) }
}

#[test]
fn a_visit_and_each_whole_amount_earn_and_a_level_adds_to_both() {
    assert_eq!(earned(&terms(10, 1_000, 0), paid(400_000, 477_000, 0)), 410);
    assert_eq!(earned(&terms(10, 1_000, 25), paid(400_999, 477_000, 0)), 512);
    assert_eq!(earned(&terms(10, 0, 0), paid(400_000, 477_000, 0)), 10, "nothing is earned by spending");
    assert_eq!(earned(&terms(10, 1_000, 0), Standing { is_paid: false, ..paid(400_000, 477_000, 0) }), 0);
}

#[test]
fn what_points_paid_earns_nothing_and_what_is_credited_whole_earns_nothing() {
    assert_eq!(earned(&terms(0, 1_000, 0), paid(400_000, 477_000, 238_500)), 200);
    assert_eq!(earned(&terms(10, 1_000, 0), paid(400_000, 477_000, 477_000)), 0);
    assert_eq!(earned(&terms(10, 1_000, 0), paid(0, 1_000, 0)), 0, "only its stamp duty is left");
}

#[test]
fn an_amount_is_a_whole_number_of_points() {
    assert_eq!(points_of(Amount(12_000), Amount(100)), Ok(120));
    assert_eq!(points_of(Amount(12_050), Amount(100)), Err(Error::NotWholePoints { worth: Amount(100) }));
}

#[test]
fn levels_are_reached_and_the_next_is_told() {
    let level = |name: &str, from| LoyaltyLevel { name: name.into(), from, bonus: 10 };
    let levels = [level("Argent", 500), level("Or", 2_000)];
    let names = |earned| {
        let stands = standing(&levels, earned);
        (stands.level.map(|level| level.name), stands.next.map(|level| level.name))
    };
    assert_eq!(names(499), (None, Some("Argent".into())));
    assert_eq!(names(500), (Some("Argent".into()), Some("Or".into())));
    assert_eq!(names(9_000), (Some("Or".into()), None));
}

proptest! {
    /// Less of an invoice never earns more, and all that goes back is all that was earned.
    #[test]
    fn crediting_takes_back_between_nothing_and_all(net in 1_i64..10_000_000, per in 1_i64..10_000, visit in 0_i64..100, bonus in 0_i64..200, share in 0_i64..=100) {
        let terms = terms(visit, per, bonus);
        let whole = earned(&terms, paid(net, net, 0));
        let left = net * share / 100;
        let after = earned(&terms, paid(left, left, 0));
        prop_assert!((0..=whole).contains(&after));
        prop_assert_eq!(earned(&terms, paid(0, 0, 0)), 0);
    }

    /// Whatever parts go back, the points are all back with the last of the amount, and never more.
    #[test]
    fn points_go_back_to_the_last(points in 1_i64..100_000, worth in 1_i64..1_000, parts in prop::collection::vec(1_i64..1_000_000, 0..8)) {
        let mut spent = Spent { points, amount: Amount(points * worth) };
        for part in parts.into_iter().map(Amount) {
            if part >= spent.amount {
                prop_assert!(part == spent.amount || given_back(spent, part).is_err());
                continue;
            }
            let back = given_back(spent, part).expect("less is left to go back");
            spent = Spent { points: spent.points - back, amount: spent.amount - part };
            prop_assert!(spent.points >= 0);
        }
        prop_assert_eq!(given_back(spent, spent.amount), Ok(spent.points));
    }

    /// What expires is never more than there is, and a second look finds nothing.
    #[test]
    fn points_expire_once(moves in prop::collection::vec((0_u8..3, 1_i64..500), 0..40)) {
        let (mut balance, mut sums) = (0, Sums::default());
        for (what, points) in moves {
            match what {
                0 => { balance += points; sums.old += points; }
                1 => { let used = points.min(balance); balance -= used; sums.gone += used; }
                _ => {
                    let expired = sums.expired();
                    prop_assert!(expired <= balance);
                    balance -= expired;
                    sums.gone += expired;
                    prop_assert_eq!(sums.expired(), 0);
                }
            }
            prop_assert!(balance >= 0);
        }
    }
}
