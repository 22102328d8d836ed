//! Figures as the formats write them: a dot, no grouping.

use kernel::{Amount, BasisPoints, Currency, Quantity};

/// An amount of EN 16931: at most two decimals where its last ones are zero (BR-DEC), else as many as it has.
pub fn amount(amount: Amount, currency: Currency) -> String {
    if currency.decimals > 2 && fits_two_decimals(amount, currency) {
        return Amount(amount.0 / 10).to_decimal(currency.decimals - 1);
    }
    amount.to_decimal(currency.decimals)
}

pub fn fits_two_decimals(amount: Amount, currency: Currency) -> bool {
    currency.decimals <= 2 || amount.0 % 10 == 0
}

/// A price: as many decimals as the currency has, for EN 16931 does not bound them.
pub fn price(amount: Amount, currency: Currency) -> String {
    amount.to_decimal(currency.decimals)
}

/// An amount of TEIF: three decimals, whatever the currency.
pub fn millimes(amount: Amount, currency: Currency) -> String {
    let scale = 10_i64.pow(u32::from(3_u8.saturating_sub(currency.decimals)));
    Amount(amount.0.saturating_mul(scale)).to_decimal(3)
}

/// A rate without needless zeros: `19`, `5.5`.
pub fn rate(rate: BasisPoints) -> String {
    let text = Amount(i64::from(rate.0)).to_decimal(2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub fn quantity(quantity: Quantity) -> String {
    quantity.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_the_decimals_of_their_format() {
        assert_eq!(amount(Amount(72_400), Currency::TND), "72.40");
        assert_eq!(amount(Amount(72_401), Currency::TND), "72.401");
        assert_eq!(amount(Amount(-7_240), Currency::EUR), "-72.40");
        assert_eq!(millimes(Amount(72_401), Currency::TND), "72.401");
        assert_eq!(millimes(Amount(7_240), Currency::EUR), "72.400");
        assert_eq!((rate(BasisPoints(1900)), rate(BasisPoints(550)), rate(BasisPoints(0))), ("19".into(), "5.5".into(), "0".into()));
        assert_eq!(quantity(Quantity(4500)), "4.5");
    }
}
