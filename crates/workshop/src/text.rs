//! What text from outside may be. PostgreSQL keeps no NUL, and nobody types other control characters.

/// One line of 1 to `max` characters that is not blank.
pub fn label(max: usize) -> impl Fn(&str, &()) -> garde::Result {
    move |text, ()| check(text, max, |letter| letter.is_control())
}

/// Like [`label`], over several lines.
pub fn prose(max: usize) -> impl Fn(&str, &()) -> garde::Result {
    move |text, ()| check(text, max, |letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

fn check(text: &str, max: usize, refused: impl Fn(char) -> bool) -> garde::Result {
    if text.trim().is_empty() {
        return Err(garde::Error::new("must not be blank"));
    }
    if text.chars().count() > max {
        return Err(garde::Error::new(format!("has at most {max} characters")));
    }
    if text.chars().any(refused) {
        return Err(garde::Error::new("has characters that cannot be kept"));
    }
    Ok(())
}

/// What is kept of a text.
pub fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

/// What is kept of an optional text.
pub fn optional(text: Option<&String>) -> Option<String> {
    text.map(|text| trimmed(text))
}
