//! Text that people typed, made fit to print. It goes to the template as data, so markup in it is just characters; what
//! remains to be done is to take out what would disturb the page: controls, marks that flip the reading direction,
//! characters without a glyph, words wider than the page.

use serde::Serialize;

use crate::world;

/// Printed for a character that no font here has.
const UNKNOWN: char = '\u{FFFD}';
/// A place where a long word may break.
const BREAK: char = '\u{200B}';
/// Words, part codes, and numbers or mail addresses are left whole up to this many characters.
const LONGEST_WORD: usize = 18;
const LONGEST_CODE: usize = 12;
const LONGEST_ADDRESS: usize = 40;

/// A line in the reading direction of its own first letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    pub text: String,
    pub rtl: bool,
}

/// One line; line ends become spaces. `page_rtl` decides where no letter does.
pub fn line(text: &str, page_rtl: bool) -> Line {
    let text = tidy(text, LONGEST_WORD);
    Line { rtl: first_letter_is_arabic(&text).unwrap_or(page_rtl), text }
}

/// The lines of an address.
pub fn lines(text: &str, page_rtl: bool) -> Vec<Line> {
    text.lines().map(|each| line(each, page_rtl)).filter(|line| !line.text.is_empty()).collect()
}

/// A part code; it reads from left to right everywhere and stands in a narrow column.
pub fn code(text: &str) -> String {
    tidy(text, LONGEST_CODE)
}

/// A number, an account or a mail address: left to right everywhere, with more room.
pub fn long_code(text: &str) -> String {
    tidy(text, LONGEST_ADDRESS)
}

/// At most `length` characters, for places that cannot grow.
pub fn clipped(text: &str, length: usize) -> String {
    let mut characters = text.chars();
    let mut kept: String = characters.by_ref().take(length).collect();
    if characters.next().is_some() {
        kept.pop();
        kept.push('…');
    }
    kept
}

fn tidy(text: &str, longest_word: usize) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut run = 0;
    for character in text.chars() {
        if character.is_whitespace() || character.is_control() {
            if !tidy.is_empty() && !tidy.ends_with(' ') {
                tidy.push(' ');
            }
            run = 0;
        } else if !is_invisible(character) {
            if run == longest_word {
                tidy.push(BREAK);
                run = 0;
            }
            tidy.push(printable(character));
            run += 1;
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

fn printable(character: char) -> char {
    match character {
        // The fonts have no minus sign.
        '\u{2212}' => '-',
        _ if world::has_glyph(character) => character,
        _ => UNKNOWN,
    }
}

/// Joiners, direction marks, variation selectors and the like: they print nothing, or change what stands around them.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn first_letter_is_arabic(text: &str) -> Option<bool> {
    text.chars().find(|character| character.is_alphabetic()).map(is_arabic)
}

fn is_arabic(character: char) -> bool {
    matches!(character, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_as_it_was_typed() {
        let markup = "#let x = [*_$@<y>_*] \\ `raw` // = -- #read(\"/etc\")";
        assert_eq!(line(markup, false).text, markup);
    }

    #[test]
    fn direction_marks_controls_and_unknown_signs_are_taken_out() {
        assert_eq!(line("a\u{202E}b\u{2066}c\u{0}d\te\r\nf", false).text, "abc d e f");
        assert_eq!(line("  Clio 🚗 IV ", false).text, "Clio \u{FFFD} IV");
        assert_eq!(lines("12, rue du Lac\n\n  1053 Tunis\n", false).len(), 2);
    }

    #[test]
    fn a_line_reads_in_the_direction_of_its_first_letter() {
        assert!(line("123 تونس 4567", false).rtl);
        assert!(!line("Filtre (فلتر)", true).rtl);
        assert!(line("2026", true).rtl);
        assert!(!line("2026", false).rtl);
    }

    #[test]
    fn endless_words_can_break_and_clipped_ones_say_so() {
        let word = "x".repeat(5_000);
        assert!(line(&word, false).text.split(BREAK).all(|piece| piece.len() <= LONGEST_WORD));
        assert_eq!(clipped("abcdef", 6), "abcdef");
        assert_eq!(clipped("abcdefg", 6), "abcde…");
    }
}
