//! Code 128 and QR as drawings: one path of rectangles, a unit to the module.

use barcoders::sym::code128::Code128;
use contracts::documents::LabelSymbol;
use qrcode::{Color, EcLevel, QrCode};

/// What label printers of 203 dots an inch still print, and cameras still read, in millimetres.
const THINNEST_BAR: f64 = 0.19;
/// White on both sides of the bars, in modules, and what of the label's width is margin, in millimetres.
const QUIET: usize = 10;
const MARGINS: f64 = 4.0;
/// How high bars are in modules, and how long a QR code's text may be: what the largest label still shows.
const BAR_HEIGHT: usize = 40;
const LONGEST_TEXT: usize = 120;
/// With the white around a QR code.
const QR_QUIET: usize = 2;

pub enum Symbol {
    Bars(Vec<bool>),
    Square { modules: Vec<bool>, side: usize },
}

impl Symbol {
    /// The wanted symbol, or QR where the bars would have no room on a label of this width.
    pub fn of(code: &str, wanted: LabelSymbol, label_width: f64) -> Result<Self, String> {
        match wanted {
            LabelSymbol::Code128 => bars(code, label_width).map_or_else(|| square(code), |modules| Ok(Self::Bars(modules))),
            LabelSymbol::Qr => square(code),
        }
    }

    /// A QR code of any text that fits into one, with as much of it to spare as paper needs.
    pub fn qr(text: &str) -> Result<Self, String> {
        let drawn = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|error| error.to_string())?;
        let modules = drawn.to_colors().into_iter().map(|module| module == Color::Dark).collect();
        Ok(Self::Square { modules, side: drawn.width() })
    }

    pub fn is_square(&self) -> bool {
        matches!(self, Self::Square { .. })
    }

    /// As SVG, black on nothing, with its quiet zone.
    pub fn drawing(&self) -> String {
        match self {
            Self::Bars(modules) => {
                let runs = runs(modules).map(|(at, length)| format!("M{} 0h{length}v{BAR_HEIGHT}h-{length}z", at + QUIET));
                svg(modules.len() + 2 * QUIET, BAR_HEIGHT, &runs.collect::<String>())
            }
            Self::Square { modules, side } => {
                let rows = modules.chunks(*side).enumerate();
                let path: String = rows.flat_map(|(y, row)| runs(row).map(move |run| (y, run))).map(|(y, run)| dash(y, run)).collect();
                svg(side + 2 * QR_QUIET, side + 2 * QR_QUIET, &path)
            }
        }
    }
}

fn dash(y: usize, (x, length): (usize, usize)) -> String {
    format!("M{} {}h{length}v1h-{length}z", x + QR_QUIET, y + QR_QUIET)
}

fn svg(width: usize, height: usize, path: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" shape-rendering="crispEdges"><path d="{path}"/></svg>"#
    )
}

/// Where black begins, and for how long.
fn runs(modules: &[bool]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    modules.chunk_by(|one, next| one == next).filter_map(move |run| {
        let begins = at;
        at += run.len();
        run[0].then_some((begins, run.len()))
    })
}

/// None for a code that bars cannot say, or for which they have no room.
fn bars(code: &str, label_width: f64) -> Option<Vec<bool>> {
    if code.is_empty() || !code.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return None;
    }
    let is_pairs = code.len().is_multiple_of(2) && code.bytes().all(|byte| byte.is_ascii_digit());
    // The crate's names of the sets: C for pairs of digits, B for all else.
    let set = if is_pairs { '\u{0106}' } else { '\u{0181}' };
    let modules: Vec<bool> = Code128::new(format!("{set}{code}")).ok()?.encode().into_iter().map(|module| module == 1).collect();
    let room = (label_width - MARGINS) / THINNEST_BAR;
    let has_room = u32::try_from(modules.len() + 2 * QUIET).is_ok_and(|width| f64::from(width) <= room);
    has_room.then_some(modules)
}

fn square(code: &str) -> Result<Symbol, String> {
    if code.chars().count() > LONGEST_TEXT {
        return Err("a code is too long for a label".to_owned());
    }
    Symbol::qr(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_follow_the_standard() {
        // Start C, 12, 34, the check symbol (105 + 12 + 2 × 34) mod 103 = 82, and stop, by the table of ISO/IEC 15417.
        let expected = "110100111001011001110010001011000100100111101100011101011";
        let modules = bars("1234", 62.0).unwrap();
        let drawn: String = modules.iter().map(|black| if *black { '1' } else { '0' }).collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn what_has_no_room_or_no_bars_is_a_square() {
        let is_square = |code: &str, width| Symbol::of(code, LabelSymbol::Code128, width).unwrap().is_square();
        assert!(!is_square("BP-1234", 62.0));
        assert!(!is_square("619123456789", 38.1));
        assert!(is_square("A-LONG-ARTICLE-NUMBER-OF-A-SUPPLIER", 62.0));
        assert!(is_square("مرشح", 62.0));
        assert!(Symbol::of(&"x".repeat(121), LabelSymbol::Qr, 62.0).is_err());
    }

    #[test]
    fn runs_say_where_black_is() {
        let modules = [true, true, false, true, false, false, true];
        assert_eq!(runs(&modules).collect::<Vec<_>>(), [(0, 2), (3, 1), (6, 1)]);
    }
}
