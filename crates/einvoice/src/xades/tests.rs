use super::*;

#[test]
fn what_has_no_key_or_no_certificate_is_refused() {
    let clock = kernel::clock::FakeClock::at(chrono::DateTime::default());
    for bad in
        ["", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----"]
    {
        let refused = KeyFile::new(bad, clock.clone()).err().map(|error| error.is_passing());
        assert_eq!(refused, Some(false), "{bad}");
    }
}

#[test]
fn canonical_is_what_the_standard_says() {
    let whole = canonical("<?xml version=\"1.0\"?>\n<a b='1'  a=\"2\"><c/> &#233;&lt;<!-- no --></a>").unwrap();
    assert_eq!(String::from_utf8(whole).unwrap(), "<a a=\"2\" b=\"1\"><c></c> é&lt;</a>");
}
