//! Reading and writing the small things: texts, names, decimals.

use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The text at a pointer; empty where there is none.
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// What is at a pointer; null where nothing is.
pub fn or_null(value: &Value, pointer: &str) -> Value {
    value.pointer(pointer).cloned().unwrap_or(Value::Null)
}

/// "12.500": minor units as the old systems wrote money. Null where there is no amount.
pub fn money(value: &Value, decimals: u32) -> Value {
    value.as_i64().map_or(Value::Null, |minor| json!(Decimal::new(minor, decimals).to_string()))
}

/// Thousandths as a number: 1500 is 1.5, 2000 is 2.
pub fn quantity(value: &Value) -> Value {
    let Some(thousandths) = value.as_i64() else { return Value::Null };
    if thousandths % 1000 == 0 {
        return json!(thousandths / 1000);
    }
    json!(Decimal::new(thousandths, 3).normalize().to_string())
}

/// In units of 10^-`decimals`; none for what is no number or has more places.
pub fn decimal(text: &str, decimals: u32) -> Option<i64> {
    let number: Decimal = text.trim().parse().ok()?;
    let number = number.normalize();
    if number.scale() > decimals {
        return None;
    }
    let scaled = number.checked_mul(Decimal::from(10_i64.checked_pow(decimals)?))?.normalize();
    i64::try_from(scaled.mantissa()).ok().filter(|_| scaled.scale() == 0)
}

pub fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "1" | "t" | "yes" | "on" => Some(true),
            "false" | "0" | "f" | "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A whole name as first and last: the first word, and what follows.
pub fn first_of(name: &str) -> (&str, &str) {
    name.trim().split_once(' ').map_or((name.trim(), ""), |(first, last)| (first, last.trim()))
}

pub fn whole_name(first: &str, last: &str) -> String {
    format!("{} {}", first.trim(), last.trim()).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_too_many_places_are_refused() {
        assert_eq!(decimal("12.5", 3), Some(12_500));
        assert_eq!(decimal("12.500", 2), Some(1_250));
        assert_eq!(decimal("-50", 2), Some(-5_000));
        assert_eq!(decimal("0.001", 2), None);
        assert_eq!(decimal("abc", 2), None);
        assert_eq!(money(&json!(114_716), 3), json!("114.716"));
        assert_eq!(quantity(&json!(1500)), json!("1.5"));
        assert_eq!(quantity(&json!(4000)), json!(4));
    }

    #[test]
    fn names_part_at_the_first_space() {
        assert_eq!(first_of("Leïla Ben Salah"), ("Leïla", "Ben Salah"));
        assert_eq!(first_of("STEG"), ("STEG", ""));
        assert_eq!(whole_name("STEG", ""), "STEG");
    }
}
