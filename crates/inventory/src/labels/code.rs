//! What labels say to a scanner. Pure.

use crate::products::Product;

/// Stands before a bin: letters and a space, which every keyboard layout types alike.
const BIN: &str = "BIN ";

pub fn of_article(product: &Product) -> &str {
    product.barcode.as_deref().unwrap_or(&product.sku)
}

pub fn of_bin(bin: &str) -> String {
    format!("{BIN}{bin}")
}

/// The bin that a code names, when it names one.
pub fn bin_in(code: &str) -> Option<&str> {
    let (before, bin) = (code.get(..BIN.len())?, code.get(BIN.len()..)?.trim());
    (before.eq_ignore_ascii_case(BIN) && !bin.is_empty()).then_some(bin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bins_code_names_the_bin_and_an_articles_does_not() {
        assert_eq!(bin_in(&of_bin("A-12")), Some("A-12"));
        assert_eq!(bin_in("bin é 1"), Some("é 1"));
        for code in ["BIN", "BIN ", "BINGO", "BP-1234", "é", "619123"] {
            assert_eq!(bin_in(code), None, "{code}");
        }
    }
}
