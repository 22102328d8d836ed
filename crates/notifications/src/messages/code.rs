//! The short code in a link: it says which message led to a booking, and opens nothing.

use uuid::Uuid;

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: u32 = 10;

/// Of a message, by the random end of its id.
pub fn code_of(message: Uuid) -> String {
    let end = message.as_u128();
    (0..LENGTH).rev().map(|place| char::from(LETTERS[usize::try_from((end >> (5 * place)) & 31).unwrap_or_default()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_ten_letters_that_nobody_mistakes() {
        assert_eq!(code_of(Uuid::from_u128(0x0123_4567_89ab_cdef)), "t5cy4tqkff");
        let codes: std::collections::BTreeSet<_> = (0..1000).map(|_| code_of(Uuid::now_v7())).collect();
        assert_eq!(codes.len(), 1000);
        assert!(codes.iter().all(|code| code.len() == 10 && code.bytes().all(|letter| LETTERS.contains(&letter))));
    }
}
