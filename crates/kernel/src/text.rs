//! Text from outside: bounded, and free of control characters such as NUL, which PostgreSQL refuses to store.
//! Use as `#[garde(custom(kernel::text::line(200)))]`.

/// A text field of a body: present, optional, or optional and nullable.
pub trait Text {
    fn text(&self) -> Option<&str>;
}

impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(Text::text)
    }
}

/// A required name or code: one line that is not blank, of at most `max` letters.
pub fn filled_line<T: Text>(max: usize) -> impl Fn(&T, &()) -> garde::Result {
    move |value, ()| match value.text() {
        Some(text) if text.trim().is_empty() => Err(garde::Error::new("it must not be empty")),
        Some(text) => check(text, max, |_| false),
        None => Ok(()),
    }
}

/// [`filled_line`], where no field of the body is called `name` (garde binds the fields' names).
pub use filled_line as name;

/// One line of at most `max` letters; it may be empty.
pub fn line<T: Text>(max: usize) -> impl Fn(&T, &()) -> garde::Result {
    move |value, ()| value.text().map_or(Ok(()), |text| check(text, max, |_| false))
}

/// Several lines of at most `max` letters together.
pub fn prose<T: Text>(max: usize) -> impl Fn(&T, &()) -> garde::Result {
    move |value, ()| value.text().map_or(Ok(()), |text| check(text, max, |letter| matches!(letter, '\n' | '\r' | '\t')))
}

fn check(text: &str, max: usize, spared: impl Fn(char) -> bool) -> garde::Result {
    if text.chars().count() > max {
        return Err(garde::Error::new(format!("it must have at most {max} letters")));
    }
    if text.chars().any(|letter| letter.is_control() && !spared(letter)) {
        return Err(garde::Error::new("it must not contain control characters"));
    }
    Ok(())
}

/// Several lines of at most `max` letters together, not all blank.
pub fn filled_prose<T: Text>(max: usize) -> impl Fn(&T, &()) -> garde::Result {
    move |value, context| match value.text() {
        Some(text) if text.trim().is_empty() => Err(garde::Error::new("it must not be empty")),
        _ => prose(max)(value, context),
    }
}

/// Trimmed; blank is none.
pub fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_long_texts_are_refused() {
        assert!(line(5)(&"a\0b".to_owned(), &()).is_err());
        assert!(line(5)(&"a\nb".to_owned(), &()).is_err());
        assert!(prose(5)(&"a\nb".to_owned(), &()).is_ok());
        assert!(line(3)(&Some("سيارة".to_owned()), &()).is_err());
        assert!(line(3)(&None::<Option<String>>, &()).is_ok());
        assert!(filled_line(9)(&"  ".to_owned(), &()).is_err());
    }
}
