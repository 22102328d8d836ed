//! Where somebody is, as far as their telephone tells.

use chrono_tz::{Africa, Asia, Atlantic, Europe, Tz};

/// Country codes (ITU-T E.164) of neighbours and Europe, with the zones of each. Countries of more than two, and those that are not here, tell
/// nothing. No code begins with another.
const COUNTRIES: &[(&str, &[Tz])] = &[
    ("20", &[Africa::Cairo]),
    ("212", &[Africa::Casablanca]),
    ("213", &[Africa::Algiers]),
    ("216", &[Africa::Tunis]),
    ("218", &[Africa::Tripoli]),
    ("221", &[Africa::Dakar]),
    ("222", &[Africa::Nouakchott]),
    ("223", &[Africa::Bamako]),
    ("225", &[Africa::Abidjan]),
    ("226", &[Africa::Ouagadougou]),
    ("227", &[Africa::Niamey]),
    ("30", &[Europe::Athens]),
    ("31", &[Europe::Amsterdam]),
    ("32", &[Europe::Brussels]),
    ("33", &[Europe::Paris]),
    ("34", &[Europe::Madrid, Atlantic::Canary]),
    ("351", &[Europe::Lisbon, Atlantic::Azores]),
    ("352", &[Europe::Luxembourg]),
    ("353", &[Europe::Dublin]),
    ("354", &[Atlantic::Reykjavik]),
    ("356", &[Europe::Malta]),
    ("357", &[Asia::Nicosia]),
    ("358", &[Europe::Helsinki]),
    ("359", &[Europe::Sofia]),
    ("36", &[Europe::Budapest]),
    ("370", &[Europe::Vilnius]),
    ("371", &[Europe::Riga]),
    ("372", &[Europe::Tallinn]),
    ("377", &[Europe::Monaco]),
    ("381", &[Europe::Belgrade]),
    ("385", &[Europe::Zagreb]),
    ("386", &[Europe::Ljubljana]),
    ("39", &[Europe::Rome]),
    ("40", &[Europe::Bucharest]),
    ("41", &[Europe::Zurich]),
    ("420", &[Europe::Prague]),
    ("421", &[Europe::Bratislava]),
    ("43", &[Europe::Vienna]),
    ("44", &[Europe::London]),
    ("45", &[Europe::Copenhagen]),
    ("46", &[Europe::Stockholm]),
    ("47", &[Europe::Oslo]),
    ("48", &[Europe::Warsaw]),
    ("49", &[Europe::Berlin]),
    ("90", &[Europe::Istanbul]),
    ("961", &[Asia::Beirut]),
    ("962", &[Asia::Amman]),
    ("965", &[Asia::Kuwait]),
    ("966", &[Asia::Riyadh]),
    ("968", &[Asia::Muscat]),
    ("971", &[Asia::Dubai]),
    ("973", &[Asia::Bahrain]),
    ("974", &[Asia::Qatar]),
];

/// The zones that somebody may be in: of their telephone's country, else the site's. E.164.
pub fn zones(phone: Option<&str>, site: Tz) -> Vec<Tz> {
    let digits = phone.and_then(|phone| phone.strip_prefix('+')).unwrap_or_default();
    let country = COUNTRIES.iter().find(|(code, _)| digits.starts_with(code));
    country.map_or_else(|| vec![site], |(_, zones)| zones.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_tells_where_it_is_where_its_country_does() {
        let table: [(Option<&str>, &[Tz]); 8] = [
            (Some("+21698123456"), &[Africa::Tunis]),
            (Some("+33612345678"), &[Europe::Paris]),
            (Some("+393331234567"), &[Europe::Rome]),
            (Some("+34612345678"), &[Europe::Madrid, Atlantic::Canary]),
            // Of several zones, and not known.
            (Some("+12025550123"), &[Africa::Tunis]),
            (Some("+79161234567"), &[Africa::Tunis]),
            (Some("98123456"), &[Africa::Tunis]),
            (None, &[Africa::Tunis]),
        ];
        for (phone, expected) in table {
            assert_eq!(zones(phone, Africa::Tunis), expected, "{phone:?}");
        }
    }

    #[test]
    fn no_code_begins_with_another() {
        for (place, (code, _)) in COUNTRIES.iter().enumerate() {
            assert!(COUNTRIES.iter().skip(place + 1).all(|(other, _)| !other.starts_with(code)), "{code}");
        }
    }
}
