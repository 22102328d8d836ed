//! What a number in a cell is, by how it is shown.

use std::collections::HashMap;

use super::Fault;
use super::parts::{attribute, each_start};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Number,
    Percent,
    /// A day, with its time or without.
    Day,
    /// A time of day.
    Time,
}

/// By the style of a cell.
#[derive(Default)]
pub struct Formats(Vec<Shown>);

impl Formats {
    pub fn read(xml: &str) -> Result<Self, Fault> {
        let (mut own, mut styles, mut is_cells) = (HashMap::new(), vec![], false);
        each_start(xml, |start| {
            match start.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (attribute(start, "numFmtId")?, attribute(start, "formatCode")?) {
                        own.insert(id, shown(&code));
                    }
                }
                // The styles that cells name; those that these are made of stand elsewhere.
                "cellXfs" => is_cells = true,
                "cellStyles" | "cellStyleXfs" => is_cells = false,
                "xf" if is_cells => {
                    let id = attribute(start, "numFmtId")?.unwrap_or_default();
                    styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(&id)));
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self(styles))
    }

    pub fn of(&self, style: Option<&str>) -> Shown {
        style.and_then(|style| self.0.get(style.parse::<usize>().ok()?)).copied().unwrap_or_default()
    }
}

/// The formats that have a number and no code: ECMA-376, 18.8.30.
fn built_in(id: &str) -> Shown {
    match id.parse::<u32>() {
        Ok(9 | 10) => Shown::Percent,
        Ok(14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58) => Shown::Day,
        Ok(18..=21 | 32..=35 | 45..=47 | 55 | 56) => Shown::Time,
        _ => Shown::Number,
    }
}

/// By its code: what is quoted, escaped or in brackets shows nothing of the number.
fn shown(code: &str) -> Shown {
    // Positive numbers come first.
    let mut letters = code.chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => letters.by_ref().take_while(|quoted| *quoted != '"').for_each(drop),
            '[' => {
                let inside: String = letters.by_ref().take_while(|bracketed| *bracketed != ']').collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return Shown::Time;
                }
            }
            '\\' | '_' | '*' => drop(letters.next()),
            ';' => break,
            other => plain.push(other.to_ascii_lowercase()),
        }
    }
    if plain.contains("general") {
        Shown::Number
    } else if plain.contains(['y', 'd']) {
        Shown::Day
    } else if plain.contains(['h', 's']) {
        Shown::Time
    } else if plain.contains('m') {
        Shown::Day
    } else if plain.contains('%') {
        Shown::Percent
    } else {
        Shown::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_a_number_is() {
        let cases = [
            ("General", Shown::Number),
            ("0.000", Shown::Number),
            ("#,##0.000\\ \"DT\"", Shown::Number),
            ("#,##0 [$€-40C]", Shown::Number),
            ("\"d\"0", Shown::Number),
            ("0.00%", Shown::Percent),
            ("dd/mm/yyyy", Shown::Day),
            ("[$-40C]d mmmm yyyy;@", Shown::Day),
            ("yyyy-mm-dd hh:mm", Shown::Day),
            ("mmm", Shown::Day),
            ("hh:mm", Shown::Time),
            ("[h]:mm:ss", Shown::Time),
            ("0.00;[Red]-0.00", Shown::Number),
        ];
        for (code, expected) in cases {
            assert_eq!(shown(code), expected, "{code}");
        }
        assert_eq!(
            (built_in("14"), built_in("9"), built_in("2"), built_in("x")),
            (Shown::Day, Shown::Percent, Shown::Number, Shown::Number)
        );
    }
}
