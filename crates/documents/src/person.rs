//! Who writes to whom, as every paper prints it.

use contracts::documents::Party;
use serde::Serialize;

use crate::typed::{Line, line, lines, long_code};

#[derive(Debug, Serialize)]
pub struct Person {
    name: Line,
    address: Vec<Line>,
    phone: String,
    email: String,
    tax_id: String,
}

impl Person {
    pub fn of(party: &Party, rtl: bool) -> Self {
        Self {
            name: line(&party.name, rtl),
            address: lines(&party.address, rtl),
            phone: long_code(&party.phone),
            email: long_code(&party.email),
            tax_id: long_code(&party.tax_id),
        }
    }
}
