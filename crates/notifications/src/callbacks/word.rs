//! Words by which people say that they want no more offers, or want them again.

/// Those that networks know, and what people write in French and Arabic.
const STOP: [&str; 13] =
    ["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "REVOKE", "OPTOUT", "CANCEL", "ARRET", "ARRÊT", "DESABONNER", "توقف", "قف"];
const START: [&str; 5] = ["START", "UNSTOP", "REPRISE", "ابدأ", "ابدا"];

/// Whether offers are wanted, where that is what the text says and nothing else.
pub fn wanted(text: &str) -> Option<bool> {
    let word: String = text.trim().chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    if STOP.contains(&word.as_str()) {
        return Some(false);
    }
    START.contains(&word.as_str()).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_alone_says_it() {
        for stop in ["STOP", " stop. ", "Arrêt", "توقف", "opt-out", "Stop all"] {
            assert_eq!(wanted(stop), Some(false), "{stop}");
        }
        assert_eq!(wanted("start"), Some(true));
        for other in ["", "Stop by at nine", "non", "merci", "je passe à 9h"] {
            assert_eq!(wanted(other), None, "{other}");
        }
    }
}
