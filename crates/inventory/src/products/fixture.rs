//! An article for tests.

use chrono::DateTime;
use kernel::{Amount, BasisPoints};

use super::{Product, ProductInput};
use crate::numbers::Numbering;

pub fn fixture(numbering: Numbering) -> Product {
    let input = ProductInput {
        sku: "BAT-70".into(),
        name: "Batterie 70 Ah".into(),
        barcode: None,
        category: None,
        brand: None,
        unit: None,
        price: Amount(1),
        vat_rate: BasisPoints(0),
        tracked: None,
        packs: vec![],
        core_charge: None,
        numbering,
        levy_rate: None,
    };
    Product::new(input, DateTime::UNIX_EPOCH)
}
