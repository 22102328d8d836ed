//! The size of a tyre in an article's name (PRODUCT J13): `205/55 R16`, which people look for as `2055516`.

/// A radial's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TyreSize {
    /// Millimetres.
    pub width: u16,
    /// The side's height, in hundredths of the width.
    pub ratio: u16,
    /// Inches.
    pub rim: u16,
}

impl TyreSize {
    /// The first size that stands in a text: three digits, a slash, two digits, R or ZR, two digits.
    pub fn in_text(text: &str) -> Option<Self> {
        let letters: Vec<_> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        (0..letters.len()).find_map(|place| Self::at(&letters, place))
    }

    /// What it is found by: all its digits together, with the R, and the rim alone.
    pub fn terms(self) -> [String; 3] {
        let Self { width, ratio, rim } = self;
        [format!("{width}{ratio}{rim}"), format!("{width}{ratio}r{rim}"), rim.to_string()]
    }

    fn at(letters: &[char], place: usize) -> Option<Self> {
        let begins = place.checked_sub(1).is_none_or(|before| !letters[before].is_ascii_digit());
        let width = number(letters, place, 3).filter(|_| begins)?;
        let ratio = letters.get(place + 3).filter(|letter| **letter == '/').and_then(|_| number(letters, place + 4, 2))?;
        let after: &[char] = letters.get(place + 6..)?;
        let skipped = match after {
            ['z' | 'Z', 'r' | 'R', ..] => 2,
            ['r' | 'R', ..] => 1,
            _ => return None,
        };
        Some(Self { width, ratio, rim: number(letters, place + 6 + skipped, 2)? })
    }
}

fn number(letters: &[char], place: usize, digits: usize) -> Option<u16> {
    let letters = letters.get(place..place + digits)?;
    letters.iter().try_fold(0_u16, |sum, letter| Some(sum * 10 + u16::try_from(letter.to_digit(10)?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_however_it_is_written() {
        let size = Some(TyreSize { width: 205, ratio: 55, rim: 16 });
        for text in ["Pneu 205/55R16 91V", "PNEU ÉTÉ 205/55 R 16", "205/55ZR16", "Michelin 205/55r16 94W XL"] {
            assert_eq!(TyreSize::in_text(text), size, "{text}");
        }
        assert_eq!(size.map(TyreSize::terms), Some(["2055516".into(), "20555r16".into(), "16".into()]));
    }

    #[test]
    fn what_is_no_tyre_has_no_size() {
        for text in ["Filtre 1205/55", "205/55", "205-55R16", "Disque 280/22", "2205/55R16", ""] {
            assert_eq!(TyreSize::in_text(text), None, "{text}");
        }
    }
}
