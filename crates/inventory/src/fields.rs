//! Bounds of numbers that come from outside. Use as `#[garde(custom(fields::amount()))]`.

use kernel::money::{MAX_AMOUNT, MAX_QUANTITY};
use kernel::{Amount, BasisPoints, Problem, Quantity, listing};

/// Names, reasons.
pub const NAME: usize = 200;
/// SKU, barcode, category, reference.
pub const CODE: usize = 60;

pub trait Number {
    fn number(&self) -> Option<i64>;
}

impl Number for Amount {
    fn number(&self) -> Option<i64> {
        Some(self.0)
    }
}

impl Number for BasisPoints {
    fn number(&self) -> Option<i64> {
        Some(self.0.into())
    }
}

impl Number for Quantity {
    fn number(&self) -> Option<i64> {
        Some(self.0)
    }
}

impl<T: Number> Number for Option<T> {
    fn number(&self) -> Option<i64> {
        self.as_ref().and_then(Number::number)
    }
}

fn between<T: Number>(low: i64, high: i64) -> impl Fn(&T, &()) -> garde::Result {
    move |value, ()| match value.number() {
        Some(number) if number < low || number > high => Err(garde::Error::new(format!("it is between {low} and {high}"))),
        _ => Ok(()),
    }
}

/// A price or a cost, in minor units.
pub fn amount<T: Number>() -> impl Fn(&T, &()) -> garde::Result {
    between(0, MAX_AMOUNT)
}

pub fn rate<T: Number>() -> impl Fn(&T, &()) -> garde::Result {
    between(0, 10_000)
}

/// A quantity that is handed over.
pub fn quantity<T: Number>() -> impl Fn(&T, &()) -> garde::Result {
    between(1, MAX_QUANTITY)
}

/// Each named state of a list's filter once: `sent,closed`.
pub fn states<T: PartialEq>(text: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Problem> {
    listing::states(text, parse, |name| format!("{name} is no state of these"))
}

/// A quantity that may be none.
pub fn level<T: Number>() -> impl Fn(&T, &()) -> garde::Result {
    between(0, MAX_QUANTITY)
}

/// A difference: up or down.
pub fn difference<T: Number>() -> impl Fn(&T, &()) -> garde::Result {
    between(-MAX_QUANTITY, MAX_QUANTITY)
}
