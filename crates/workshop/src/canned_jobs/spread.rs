//! A fixed price over lines (PRODUCT G2): each line gets its share of the package price in proportion to what it asks by itself, to
//! the minor unit. Quantities and articles stay, so that cost stays true.

use kernel::money::{MAX_AMOUNT, line_net};
use kernel::{Amount, BasisPoints, Quantity};

const ONE: i64 = 1000;

/// Unit prices whose nets, with the rest, are the package price exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    pub unit_prices: Vec<Amount>,
    /// What no unit price can say, because a minor unit of it is more than one of the net: less than the quantities together, in minor
    /// units. Zero when a line of at most one unit takes it.
    pub rest: Amount,
}

/// Of lines with their quantity and unit price. Nothing becomes negative.
pub fn spread(lines: &[(Quantity, Amount)], package: Amount) -> Spread {
    let nets: Vec<_> = lines.iter().map(|(quantity, price)| net(*quantity, *price)).collect();
    let total: i128 = nets.iter().map(|net| i128::from(net.0)).sum();
    if total == 0 {
        return Spread { unit_prices: vec![Amount::ZERO; lines.len()], rest: package };
    }
    let share = |net: Amount| i128::from(net.0) * i128::from(package.0) / total;
    let floor = |(quantity, share): (Quantity, i128)| amount(share * i128::from(ONE) / i128::from(quantity.0));
    let mut unit_prices: Vec<_> = lines.iter().zip(&nets).map(|((quantity, _), net)| floor((*quantity, share(*net)))).collect();
    let so_far = |prices: &[Amount]| -> Amount { lines.iter().zip(prices).map(|((quantity, _), price)| net(*quantity, *price)).sum() };
    let rest = package - so_far(&unit_prices);
    if let Some((place, price)) = taker(lines, &nets, &unit_prices, rest) {
        unit_prices[place] = price;
        return Spread { unit_prices, rest: Amount::ZERO };
    }
    Spread { unit_prices, rest }
}

/// The line that takes the rest: the dearest of those with at most one unit, whose net can be any amount; and its unit price.
fn taker(lines: &[(Quantity, Amount)], nets: &[Amount], prices: &[Amount], rest: Amount) -> Option<(usize, Amount)> {
    let fits = |place: &usize| lines[*place].0.0 <= ONE && nets[*place] > Amount::ZERO;
    let place = (0..lines.len()).filter(fits).max_by_key(|place| nets[*place])?;
    let quantity = lines[place].0;
    let wanted = net(quantity, prices[place]) + rest;
    // Half a unit price to either side is less than half a minor unit of the net.
    let price = amount((i128::from(wanted.0) * i128::from(ONE) + i128::from(quantity.0) / 2) / i128::from(quantity.0));
    (price.0 <= MAX_AMOUNT && net(quantity, price) == wanted).then_some((place, price))
}

fn net(quantity: Quantity, price: Amount) -> Amount {
    line_net(quantity, price, BasisPoints(0))
}

fn amount(value: i128) -> Amount {
    Amount(i64::try_from(value).unwrap_or(MAX_AMOUNT).min(MAX_AMOUNT))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(lines: &[(Quantity, Amount)], spread: &Spread) -> Amount {
        let nets = lines.iter().zip(&spread.unit_prices).map(|((quantity, _), price)| net(*quantity, *price));
        nets.sum::<Amount>() + spread.rest
    }

    /// The oil service of PRODUCT.md 3.1 (151.550) at 139.000.
    #[test]
    fn an_oil_service_at_one_price() {
        let lines = [(Quantity(800), Amount(60_000)), (Quantity(1000), Amount(22_550)), (Quantity(4500), Amount(18_000))];
        let spread = spread(&lines, Amount(139_000));
        assert_eq!(sum(&lines, &spread), Amount(139_000));
        assert_eq!(spread, Spread { unit_prices: vec![Amount(55_034), Amount(20_682), Amount(16_509)], rest: Amount::ZERO });
    }

    #[test]
    fn what_has_no_price_gets_none_and_a_package_of_nothing_is_its_rest() {
        let lines = [(Quantity(2000), Amount(0)), (Quantity(1000), Amount(10_000))];
        assert_eq!(spread(&lines, Amount(9_999)), Spread { unit_prices: vec![Amount(0), Amount(9_999)], rest: Amount::ZERO });
        assert_eq!(spread(&lines[..1], Amount(5_000)), Spread { unit_prices: vec![Amount(0)], rest: Amount(5_000) });
        assert_eq!(spread(&[], Amount(5_000)), Spread { unit_prices: vec![], rest: Amount(5_000) });
        assert_eq!(
            spread(&[(Quantity(4500), Amount(18_000))], Amount(50_001)),
            Spread { unit_prices: vec![Amount(11_111)], rest: Amount(1) }
        );
    }

    proptest! {
        #[test]
        fn the_sum_is_exact_and_no_line_is_negative(
            lines in prop::collection::vec((1_i64..=20_000, 0_i64..=5_000_000), 0..12),
            package in 0_i64..=20_000_000,
        ) {
            let lines: Vec<_> = lines.into_iter().map(|(quantity, price)| (Quantity(quantity), Amount(price))).collect();
            let spread = spread(&lines, Amount(package));
            prop_assert_eq!(sum(&lines, &spread), Amount(package));
            prop_assert!(spread.rest >= Amount::ZERO && spread.unit_prices.iter().all(|price| *price >= Amount::ZERO));
            let priced = lines.iter().any(|(quantity, price)| net(*quantity, *price) > Amount::ZERO);
            let units: i64 = lines.iter().map(|(quantity, _)| quantity.0 / ONE + 3).sum();
            prop_assert!(!priced || spread.rest.0 <= units, "{:?}", spread);
        }
    }
}
