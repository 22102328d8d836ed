//! What an article is also sold in (PRODUCT J9, decision 0045).

use contracts::inventory::{SalePack, is_divisible};
use garde::Validate;
use kernel::text::{self, filled};
use kernel::{Amount, FieldError, Problem, Quantity};
use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;

use super::Unit;
use crate::fields::{self, CODE};

/// A can, a box, a roll: so many units at once.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SalePackInput {
    /// Unique on the article.
    #[garde(custom(text::name(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub name: String,
    /// How many of the article's units are in one; whole where the unit is not divided.
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub factor: Quantity,
    /// Net, of one; null is the price of its units together.
    #[serde(default)]
    #[garde(custom(fields::amount()))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub price: Option<Amount>,
}

/// Every name once, and no part of what is not divided.
pub fn check(packs: &[SalePackInput], unit: Unit) -> Result<(), Problem> {
    let mut faults = vec![];
    for (place, pack) in packs.iter().enumerate() {
        let is_named = |other: &SalePackInput| other.name.trim() == pack.name.trim();
        if packs[..place].iter().any(is_named) {
            faults.push(FieldError::new(format!("/packs/{place}/name"), "duplicate", "another pack has this name"));
        }
        if !is_divisible(unit.as_str()) && pack.factor.0 % 1000 != 0 {
            faults.push(FieldError::new(format!("/packs/{place}/factor"), "fraction", "it is not sold in parts"));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Problem::fields(faults)) }
}

/// As they are kept: none without any.
pub fn kept(packs: &[SalePackInput]) -> Option<String> {
    let tidy = |pack: &SalePackInput| SalePack {
        name: filled(Some(pack.name.clone())).unwrap_or_default(),
        factor: pack.factor,
        price: pack.price,
    };
    let packs: Vec<_> = packs.iter().map(tidy).collect();
    if packs.is_empty() { None } else { serde_json::to_string(&packs).ok() }
}

pub fn read(kept: Option<&str>) -> Vec<SalePack> {
    kept.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// For rows that are shown as they are read.
#[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
pub fn shown<S: Serializer>(kept: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    read(kept.as_deref()).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(name: &str, factor: i64) -> SalePackInput {
        SalePackInput { name: name.into(), factor: Quantity(factor), price: None }
    }

    #[test]
    fn a_name_stands_once_and_pieces_are_not_cut() {
        let refused = check(&[pack("Box", 4000), pack("Box ", 2500)], Unit::Each).unwrap_err();
        let pointers: Vec<_> = refused.errors.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/packs/1/name", "/packs/1/factor"]);
        assert!(check(&[pack("Can", 4500)], Unit::Litre).is_ok());
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let kept = kept(&[pack(" Can ", 5000)]);
        let read = read(kept.as_deref());
        assert_eq!((read[0].name.as_str(), read[0].price_of(Amount(18_000))), ("Can", Amount(90_000)));
        assert_eq!(super::kept(&[]), None);
    }
}
