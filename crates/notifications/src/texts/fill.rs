//! Texts with names in braces, such as `{plate}`. There is nothing else in them: no conditions, no sums. What a name stands for is set in as it
//! is and never read again.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    Name(&'a str),
}

/// A brace that does not stand around a name, with what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrayBrace(pub String);

/// What is shown of where a brace stands.
const SHOWN: usize = 20;

/// A text in parts. Braces stand around names of small letters only.
pub fn pieces(text: &str) -> Result<Vec<Piece<'_>>, StrayBrace> {
    let (mut found, mut rest) = (vec![], text);
    while let Some(at) = rest.find(['{', '}']) {
        let (words, from) = rest.split_at(at);
        let name = from.strip_prefix('{').and_then(|from| from.split_once('}')).map(|(name, _)| name);
        let Some(name) = name.filter(|name| is_name(name)) else {
            return Err(StrayBrace(from.chars().take(SHOWN).collect()));
        };
        found.extend((!words.is_empty()).then_some(Piece::Words(words)));
        found.push(Piece::Name(name));
        rest = &from[name.len() + 2..];
    }
    found.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    Ok(found)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_')
}

/// A line with its names filled in; none where all of them stand for nothing, so that no line speaks of what is not there.
fn line(line: &str, value: &impl Fn(&str) -> Option<String>) -> Result<Option<String>, String> {
    let (mut filled, mut names, mut empty) = (String::new(), 0, 0);
    for piece in pieces(line).map_err(|StrayBrace(from)| format!("it has a brace that stands around no name: {from}"))? {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Name(name) => {
                let value = value(name).ok_or_else(|| format!("it has the name {name}, which this message does not know"))?;
                (names, empty) = (names + 1, empty + usize::from(value.trim().is_empty()));
                filled.push_str(&value);
            }
        }
    }
    Ok((names == 0 || empty < names).then_some(filled))
}

/// A text with its names filled in. The error is a sentence for the log of messages.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let lines: Vec<_> = text.lines().map(|one| line(one, &value)).collect::<Result<_, _>>()?;
    let mut filled = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
    // Where lines were left out, no hole stays.
    while filled.contains("\n\n\n") {
        filled = filled.replace("\n\n\n", "\n\n");
    }
    Ok(filled.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str) -> Option<String> {
        match name {
            "plate" => Some("215 TU 4821".into()),
            "evil" => Some("{plate} {{ 7 * 7 }} {% raw %}".into()),
            "deposit" | "due_on" => Some(String::new()),
            _ => None,
        }
    }

    #[test]
    fn only_names_stand_in_braces() {
        use Piece::{Name, Words};
        let table = [
            ("", Ok(vec![])),
            ("Ready", Ok(vec![Words("Ready")])),
            ("{plate}", Ok(vec![Name("plate")])),
            ("Your {plate} is {due_on}.", Ok(vec![Words("Your "), Name("plate"), Words(" is "), Name("due_on"), Words(".")])),
            ("{plate}{plate}", Ok(vec![Name("plate"), Name("plate")])),
            ("سيارتك {plate} جاهزة", Ok(vec![Words("سيارتك "), Name("plate"), Words(" جاهزة")])),
            ("{{7*7}}", Err("{{7*7}}")),
            ("{{plate}}", Err("{{plate}}")),
            ("{a{b}}", Err("{a{b}}")),
            ("{%if x%}", Err("{%if x%}")),
            ("{plate", Err("{plate")),
            ("plate}", Err("}")),
            ("{ plate }", Err("{ plate }")),
            ("{}", Err("{}")),
            ("{Plate}", Err("{Plate}")),
            ("{site.name}", Err("{site.name}")),
            ("{plate|upper}", Err("{plate|upper}")),
        ];
        for (text, expected) in table {
            assert_eq!(pieces(text), expected.map_err(|from| StrayBrace(from.into())), "{text}");
        }
    }

    #[test]
    fn what_a_name_stands_for_is_never_read_again() {
        assert_eq!(fill("> {evil} <", value).unwrap(), "> {plate} {{ 7 * 7 }} {% raw %} <");
    }

    #[test]
    fn no_line_speaks_of_what_is_not_there() {
        let table = [
            ("Hello\n\nDeposit: {deposit}\n\nBye", "Hello\n\nBye"),
            ("{deposit} for {plate}", " for 215 TU 4821".trim()),
            ("Deposit: {deposit} by {due_on}\nBye", "Bye"),
            ("Nothing named here", "Nothing named here"),
            ("{plate}\r\nBye\r\n", "215 TU 4821\nBye"),
        ];
        for (text, expected) in table {
            assert_eq!(fill(text, value).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn a_name_that_is_not_known_is_said() {
        assert_eq!(fill("{nonsense}", value), Err("it has the name nonsense, which this message does not know".into()));
        assert!(fill("{{7*7}}", value).unwrap_err().contains("{{7*7}}"));
    }
}
