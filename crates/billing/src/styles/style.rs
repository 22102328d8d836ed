//! A style as it is kept, and what a colour must be like. Pure.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use garde::Validate;
use kernel::SiteId;
use kernel::text::prose;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A row of billing's styles: it holds from `begins_at` until the next begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "billing_styles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub site_id: SiteId,
    pub begins_at: DateTime<Utc>,
    pub colour: Option<String>,
    /// A file of the site's.
    pub logo_id: Option<Uuid>,
    /// JSON.
    pub footers: String,
    pub terms: String,
    pub by_name: String,
    /// `a4` or `slip`.
    pub receipts_on: String,
    /// 1 of a site's first.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A text in each language; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = DocumentFooters)]
pub struct Footers {
    #[garde(custom(prose(LONGEST_FOOTER)))]
    #[schema(max_length = 400, format = "prose")]
    pub fr: String,
    #[garde(custom(prose(LONGEST_FOOTER)))]
    #[schema(max_length = 400, format = "prose")]
    pub ar: String,
    #[garde(custom(prose(LONGEST_FOOTER)))]
    #[schema(max_length = 400, format = "prose")]
    pub en: String,
}

/// Conditions in each language; empty where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = DocumentTerms)]
pub struct Conditions {
    #[garde(custom(prose(LONGEST_TERMS)))]
    #[schema(max_length = 6000, format = "prose")]
    pub fr: String,
    #[garde(custom(prose(LONGEST_TERMS)))]
    #[schema(max_length = 6000, format = "prose")]
    pub ar: String,
    #[garde(custom(prose(LONGEST_TERMS)))]
    #[schema(max_length = 6000, format = "prose")]
    pub en: String,
}

const LONGEST_FOOTER: usize = 400;
const LONGEST_TERMS: usize = 6000;

impl Footers {
    pub fn of(&self, language: Language) -> &str {
        chosen(language, &self.fr, &self.ar, &self.en)
    }
}

impl Conditions {
    pub fn of(&self, language: Language) -> &str {
        chosen(language, &self.fr, &self.ar, &self.en)
    }
}

fn chosen<'a>(language: Language, fr: &'a str, ar: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Fr => fr,
        Language::Ar => ar,
        Language::En => en,
    }
}

/// `#0f766e`
pub fn is_colour(text: &str) -> bool {
    let is_digit = |digit: u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit);
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(is_digit))
}

/// Whether white text can be read on `#rrggbb`: a contrast of 4.5 : 1 (WCAG 2.2, 1.4.3).
pub fn carries_white(colour: &str) -> bool {
    let part = |from: usize| colour.get(from..from + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    let (Some(red), Some(green), Some(blue)) = (part(1), part(3), part(5)) else { return false };
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    1.05 / (luminance + 0.05) >= 4.5
}

/// Of sRGB (WCAG 2.2, relative luminance).
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_read_on_dark_colours_alone() {
        for colour in ["#0f766e", "#000000", "#767676", "#b00020"] {
            assert!(carries_white(colour), "{colour}");
        }
        for colour in ["#ffffff", "#ffcc00", "#777777"] {
            assert!(!carries_white(colour), "{colour}");
        }
        for text in ["red", "#12345", "#zzzzzz", "#éé00", "#ABCDEF"] {
            assert!(!is_colour(text), "{text}");
        }
    }

    #[test]
    fn each_language_has_its_text() {
        let footers = Footers { fr: "un".into(), ar: "واحد".into(), en: String::new() };
        assert_eq!((footers.of(Language::Fr), footers.of(Language::Ar), footers.of(Language::En)), ("un", "واحد", ""));
    }
}
