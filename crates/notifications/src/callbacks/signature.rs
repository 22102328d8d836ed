//! Twilio's signature: HMAC-SHA1 with the account's key over the address and, sorted by name, each field's name and value (Twilio, "Validating
//! requests").

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha1::Sha1;

/// Whether it is theirs; compared in constant time.
pub fn is_signed(key: &str, address: &str, fields: &[(String, String)], signature: &str) -> bool {
    let Ok(signature) = STANDARD.decode(signature) else { return false };
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else { return false };
    mac.update(address.as_bytes());
    let mut sorted: Vec<_> = fields.iter().collect();
    sorted.sort();
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac.verify_slice(&signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_examples_are_signed() {
        let call = fields(&[
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675309"),
            ("Digits", "1234"),
            ("From", "+14158675309"),
            ("To", "+18005551212"),
        ]);
        assert!(is_signed("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", &call, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        let account = format!("AC{}", "0".repeat(32));
        let message = format!("SM{}1", "0".repeat(31));
        let status = fields(&[
            ("To", "+21622345678"),
            ("MessageStatus", "delivered"),
            ("MessageSid", &message),
            ("From", "+15005550006"),
            ("AccountSid", &account),
        ]);
        let address = "https://garage.example/webhooks/twilio/status";
        assert!(is_signed("12345", address, &status, "KdfnN0vhbWhN3rCJY32fAjoDqgc="));
        assert!(!is_signed("12346", address, &status, "KdfnN0vhbWhN3rCJY32fAjoDqgc="));
        assert!(!is_signed("12345", "https://garage.example/", &status, "KdfnN0vhbWhN3rCJY32fAjoDqgc="));
        assert!(!is_signed("12345", address, &status[1..], "KdfnN0vhbWhN3rCJY32fAjoDqgc="));
        assert!(!is_signed("12345", address, &status, "nothing"));
    }
}
