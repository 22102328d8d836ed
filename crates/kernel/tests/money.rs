//! Totals agree with their lines, whatever is sold, in currencies of 0 to 3 decimals: what is summed is what is shown.

use kernel::money::{Taxed, Totals, extended, line_net, share, spread, totals, without_tax};
use kernel::{Amount, BasisPoints, Currency, Quantity};
use proptest::prelude::*;

const RATES: [i32; 6] = [0, 210, 550, 700, 1300, 1900];

/// Quantity in thousandths, price in minor units, discount and VAT in basis points.
type Sold = (i64, i64, i32, i32);

fn sold() -> impl Strategy<Value = Sold> {
    (-50_000_i64..50_000, 0_i64..5_000_000, 0_i32..=10_000, prop::sample::select(RATES.to_vec()))
}

fn net(&(quantity, price, discount, _): &Sold) -> Amount {
    line_net(Quantity(quantity), Amount(price), BasisPoints(discount))
}

fn of(currency: Currency, lines: &[Sold], stamp: Amount) -> Totals {
    totals(currency, lines.iter().map(|line| (net(line), BasisPoints(line.3))), stamp)
}

fn sum(amounts: impl Iterator<Item = Amount>) -> i64 {
    amounts.map(|amount| amount.0).sum()
}

proptest! {
    #[test]
    fn lines_groups_and_totals_agree(
        decimals in 0_u8..=3,
        stamp in 0_i64..2000,
        lines in prop::collection::vec(sold(), 0..40),
        turn in 0_usize..40,
    ) {
        let currency = Currency { code: *b"XTS", decimals };
        let all = of(currency, &lines, Amount(stamp));
        prop_assert_eq!(all.net.0, sum(lines.iter().map(net)));
        prop_assert_eq!(all.net.0, sum(all.vat_groups.iter().map(|group| group.base)));
        prop_assert_eq!(all.vat.0, sum(all.vat_groups.iter().map(|group| group.vat)));
        prop_assert_eq!(all.gross, all.net + all.vat);
        prop_assert_eq!(all.total, all.gross + all.stamp_duty);
        prop_assert!(all.stamp_duty.0 == stamp || all.gross.is_zero());
        for group in &all.vat_groups {
            let of_rate = lines.iter().filter(|line| line.3 == group.rate.0);
            prop_assert_eq!(group.base.0, sum(of_rate.map(net)));
            // Rounded once: no further from exact than a half.
            let away = i128::from(group.vat.0) * 10_000 - i128::from(group.base.0) * i128::from(group.rate.0);
            prop_assert!(away.abs() <= 5000, "{:?}", group);
        }
        // The order of lines is nobody's business.
        let mut turned = lines.clone();
        turned.rotate_left(turn.min(lines.len()));
        prop_assert_eq!(of(currency, &turned, Amount(stamp)), all.clone());
        let printed = all.total.to_decimal(decimals);
        let digits = printed.split_once('.').map_or(0, |(_, rest)| rest.len());
        prop_assert_eq!(digits, usize::from(decimals));
    }

    /// Some lines bear a levy, in the base of their VAT.
    #[test]
    fn levies_stand_between_net_and_base(
        stamp in 0_i64..2000,
        lines in prop::collection::vec((sold(), prop::sample::select(vec![0, 100, 250])), 0..40),
    ) {
        let taxed = |(line, levy): &(Sold, i32)| Taxed::from((net(line), BasisPoints(line.3))).levied(BasisPoints(*levy));
        let all = totals(Currency::TND, lines.iter().map(taxed), Amount(stamp));
        prop_assert_eq!(all.net.0, sum(lines.iter().map(|(line, _)| net(line))));
        prop_assert_eq!(all.gross, all.net + all.levied() + all.vat);
        prop_assert_eq!(all.total, all.gross + all.stamp_duty);
        for group in &all.vat_groups {
            let levies = all.levies.iter().filter(|levy| levy.vat_rate == group.rate).map(|levy| levy.amount);
            let of_rate = lines.iter().filter(|(line, _)| line.3 == group.rate.0).map(|(line, _)| net(line));
            prop_assert_eq!(group.base.0, sum(of_rate.chain(levies)));
            prop_assert_eq!(group.vat, share(group.base, group.rate));
        }
        for levy in &all.levies {
            let of = lines.iter().filter(|(line, rate)| (line.3, *rate) == (levy.vat_rate.0, levy.rate.0)).map(|(line, _)| net(line));
            prop_assert_eq!(levy.base.0, sum(of));
            prop_assert_eq!(levy.amount, share(levy.base, levy.rate));
        }
    }

    /// Lines told with tax among others: what was told and what the others cost is asked for, and VAT is what it would be anyhow.
    #[test]
    fn what_was_told_is_asked_for(
        stamp in 0_i64..2000,
        told in prop::collection::vec((1_i64..200_000, 0_i64..2_000_000, prop::sample::select(RATES.to_vec()), prop::sample::select(vec![0, 100])), 1..20),
        others in prop::collection::vec(sold(), 0..20),
    ) {
        let line = |(quantity, price, rate, levy): &(i64, i64, i32, i32)| {
            let (quantity, price, rate, levy) = (Quantity(*quantity), Amount(*price), BasisPoints(*rate), BasisPoints(*levy));
            let net = line_net(quantity, without_tax(price, rate, levy), BasisPoints(0));
            Taxed::from((net, rate)).levied(levy).told(quantity, Some(price))
        };
        let other = |line: &Sold| Taxed::from((net(line), BasisPoints(line.3)));
        let all = totals(Currency::TND, told.iter().map(line).chain(others.iter().map(other)), Amount(stamp));
        let asked = sum(told.iter().map(|(quantity, price, ..)| extended(Quantity(*quantity), Amount(*price))));
        let beside = totals(Currency::TND, others.iter().map(other), Amount::ZERO).gross;
        prop_assert_eq!(all.asked().0, asked + beside.0);
        prop_assert_eq!(all.total, all.asked() + all.stamp_duty);
        let untold = |line: Taxed| Taxed { told: None, ..line };
        let plain = totals(Currency::TND, told.iter().map(line).map(untold).chain(others.iter().map(other)), Amount(stamp));
        prop_assert_eq!(plain.rounded_by(all.rounding), all.clone());
        let most: f64 = told.iter().map(|(quantity, _, rate, levy)| {
            let taxes = (1.0 + f64::from(*rate) / 10_000.0) * (1.0 + f64::from(*levy) / 10_000.0);
            f64::from(i32::try_from(*quantity + 1000).unwrap_or(i32::MAX)) / 2000.0 * taxes + 0.5
        }).sum();
        let groups = f64::from(u32::try_from(all.vat_groups.len() + 2 * all.levies.len()).unwrap_or(u32::MAX));
        prop_assert!(f64::from(i32::try_from(all.rounding.0.abs()).unwrap_or(i32::MAX)) <= most + groups);
    }

    /// Of single pieces, whatever they are taxed at, the total is the sum of what was told.
    #[test]
    fn told_pieces_add_up_to_what_was_told(told in prop::collection::vec((0_i64..5_000_000, prop::sample::select(RATES.to_vec())), 1..20)) {
        let one = Quantity::whole(1);
        let line = |(price, rate): &(i64, i32)| {
            let net = without_tax(Amount(*price), BasisPoints(*rate), BasisPoints(0));
            Taxed::from((net, BasisPoints(*rate))).told(one, Some(Amount(*price)))
        };
        let all = totals(Currency::TND, told.iter().map(line), Amount::ZERO);
        prop_assert_eq!(all.total.0, told.iter().map(|(price, _)| price).sum::<i64>());
    }

    #[test]
    fn what_is_spread_is_all_of_it_and_nobody_gets_a_unit_too_much(
        amount in 0_i64..10_000_000,
        weights in prop::collection::vec(0_i64..1_000_000, 1..30),
    ) {
        let parts = spread(Amount(amount), &weights.iter().copied().map(Amount).collect::<Vec<_>>());
        let whole: i64 = weights.iter().sum();
        prop_assert_eq!(sum(parts.iter().copied()), if whole == 0 { 0 } else { amount });
        for (part, weight) in parts.iter().zip(&weights).filter(|_| whole > 0) {
            let away = i128::from(part.0) * i128::from(whole) - i128::from(amount) * i128::from(*weight);
            prop_assert!(away.abs() < i128::from(whole), "{part:?} of {weight}");
        }
    }

    /// A share of lines of one rate, spread over them, is the share of their sum.
    #[test]
    fn a_share_of_an_order_is_the_share_of_its_sum(part in 0_i32..=10_000, nets in prop::collection::vec(0_i64..1_000_000, 1..30)) {
        let nets: Vec<_> = nets.into_iter().map(Amount).collect();
        let whole: Amount = nets.iter().copied().sum();
        let off = spread(share(whole, BasisPoints(part)), &nets);
        prop_assert_eq!(off.iter().copied().sum::<Amount>(), share(whole, BasisPoints(part)));
        prop_assert!(off.iter().zip(&nets).all(|(off, net)| off <= net), "nobody pays less than nothing");
    }
}
