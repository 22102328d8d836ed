//! By what pieces are known, and what somebody says of them. Pure.

use garde::Validate;
use kernel::{Problem, Quantity, search, text};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Told;
use crate::error::Error;
use crate::fields::{self, CODE};
use crate::products::Product;

/// By what an article's pieces are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Numbering {
    #[default]
    None,
    /// Each piece has its own: a battery, an airbag.
    Serial,
    /// Many have the same: the week of a tyre, a can of oil.
    Batch,
}

/// Why there are more or fewer with a number in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum NumberKind {
    /// Came with a delivery.
    Received,
    /// Was read on the shelf.
    Told,
    /// Went on a line of a work order.
    Fitted,
    TakenBack,
    /// Was never there: somebody misread it.
    Corrected,
    /// To the supplier.
    Returned,
    Scrapped,
}

/// Pieces with the same number.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberInput {
    #[garde(custom(text::name(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub number: String,
    /// How many have it; one when left out, and never more of a serial number.
    #[serde(default)]
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Option<Quantity>,
}

/// What makes two numbers the same: `DOT 1224` and `dot1224` are one.
pub fn key(number: &str) -> String {
    search::normalise(number).replace(' ', "")
}

/// What is said of an article's pieces: every number once, and one piece with a serial number. `pointer` is where it stands in the body.
pub fn told(product: &Product, inputs: &[NumberInput], pointer: &str) -> Result<Vec<Told>, Problem> {
    if !inputs.is_empty() && product.numbering == Numbering::None {
        return Err(Error::NotNumbered { pointer: pointer.into() }.into());
    }
    let is_serial = product.numbering == Numbering::Serial;
    let mut all: Vec<Told> = vec![];
    for (place, input) in inputs.iter().enumerate() {
        let pointer = format!("{pointer}/{place}");
        let (number, key) = (input.number.trim().to_owned(), key(&input.number));
        let quantity = input.quantity.unwrap_or(Quantity::whole(1));
        if key.is_empty() {
            return Err(Problem::field(pointer + "/number", "invalid", "it needs a letter or a digit"));
        }
        if all.iter().any(|earlier| earlier.key == key) {
            return Err(Problem::field(pointer + "/number", "duplicate", "this number is told twice"));
        }
        if is_serial && quantity != Quantity::whole(1) {
            return Err(Error::OnePiece { pointer: pointer + "/quantity" }.into());
        }
        all.push(Told { number, key, quantity, is_serial, pointer });
    }
    Ok(all)
}

/// How many pieces are told of.
pub fn sum(told: &[Told]) -> Quantity {
    told.iter().fold(Quantity::ZERO, |sum, told| sum + told.quantity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::products::fixture;

    fn input(number: &str, quantity: Option<i64>) -> NumberInput {
        NumberInput { number: number.into(), quantity: quantity.map(Quantity) }
    }

    fn refused(numbering: Numbering, inputs: &[NumberInput]) -> (String, String) {
        let fault = told(&fixture(numbering), inputs, "/numbers").unwrap_err().errors.remove(0);
        (fault.pointer, fault.code)
    }

    #[test]
    fn one_number_is_told_once_however_it_is_written() {
        let twice = refused(Numbering::Batch, &[input("DOT 12-24", Some(4000)), input("dot1224", None)]);
        assert_eq!(twice, ("/numbers/1/number".into(), "duplicate".into()));
        assert_eq!(refused(Numbering::Batch, &[input("--", None)]), ("/numbers/0/number".into(), "invalid".into()));
    }

    #[test]
    fn a_serial_number_is_of_one_piece_and_a_batch_of_many() {
        assert_eq!(refused(Numbering::Serial, &[input("A1", Some(2000))]), ("/numbers/0/quantity".into(), "one-piece".into()));
        let told = told(&fixture(Numbering::Batch), &[input("L7", Some(2500)), input("L8", None)], "/numbers").unwrap();
        assert_eq!(sum(&told), Quantity(3500));
    }

    #[test]
    fn an_article_without_numbers_has_none() {
        assert_eq!(refused(Numbering::None, &[input("A1", None)]), ("/numbers".into(), "not-numbered".into()));
    }
}
