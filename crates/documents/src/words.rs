//! An amount in words, as invoices repeat their total.

use contracts::documents::Language;
use kernel::{Amount, Currency};

use crate::{words_ar, words_en, words_fr};

/// Minor units over the whole ones, out of how many (1000 for TND).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minor {
    None,
    Of(u64, u64),
}

/// An amount taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    pub negative: bool,
    pub whole: u64,
    pub minor: Minor,
}

impl Parts {
    pub fn of(amount: Amount, currency: Currency) -> Self {
        let scale = 10_u64.saturating_pow(u32::from(currency.decimals));
        let (whole, part) = (amount.0.unsigned_abs() / scale, amount.0.unsigned_abs() % scale);
        let minor = if part == 0 { Minor::None } else { Minor::Of(part, scale) };
        Self { negative: amount.0 < 0, whole, minor }
    }
}

pub fn in_words(language: Language, amount: Amount, currency: Currency) -> String {
    match language {
        Language::Fr => words_fr::amount(amount, currency),
        Language::Ar => words_ar::amount(amount, currency),
        Language::En => words_en::amount(amount, currency),
    }
}
