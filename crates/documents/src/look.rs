//! How a site's documents look: what a template reads of a style, and its logo.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contracts::documents::Style;
use serde::Serialize;

use crate::typed::{Line, clipped, lines};

const USUAL: &str = "#0f766e";
/// At the foot of a page there is room for so much.
const FOOT_LINES: usize = 3;
const FOOT_LENGTH: usize = 130;

#[derive(Debug, Serialize)]
pub struct Look {
    colour: String,
    has_logo: bool,
    footer: Vec<Line>,
    terms: Vec<Line>,
}

impl Look {
    pub fn of(style: &Style, rtl: bool) -> Self {
        let foot = style.footer.lines().filter(|each| !each.trim().is_empty()).take(FOOT_LINES);
        let foot: Vec<_> = foot.map(|each| clipped(each, FOOT_LENGTH)).collect();
        Self {
            colour: style.colour.as_deref().filter(|colour| is_colour(colour)).unwrap_or(USUAL).to_owned(),
            has_logo: logo(style).is_some(),
            footer: lines(&foot.join("\n"), rtl),
            terms: lines(&style.terms, rtl),
        }
    }
}

/// `#0f766e`
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// What is drawn; nothing for what is no base64 of a PNG or a JPEG.
pub fn logo(style: &Style) -> Option<Vec<u8>> {
    let bytes = STANDARD.decode(style.logo.as_deref()?).ok()?;
    (bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xFF\xD8\xFF")).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_colour_or_logo_is_left_out() {
        let style = |colour: &str, logo: &str| Style { colour: Some(colour.into()), logo: Some(logo.into()), ..Style::default() };
        for colour in ["red", "#12345", "#12345g", "\") #panic()"] {
            assert_eq!(Look::of(&style(colour, ""), false).colour, USUAL);
        }
        assert_eq!(Look::of(&style("#AA0000", ""), false).colour, "#AA0000");
        assert_eq!((logo(&style("", "<svg>")), logo(&style("", "PHN2Zz4="))), (None, None));
    }

    #[test]
    fn a_foot_has_three_lines_at_most() {
        let style = Style { footer: "one\n\ntwo\nthree\nfour".into(), ..Style::default() };
        let footer: Vec<_> = Look::of(&style, false).footer.into_iter().map(|line| line.text).collect();
        assert_eq!(footer, ["one", "two", "three"]);
    }
}
