//! What countries tax, and how: data, a file for each in `taxes/`, read into the program when it is built
//! (docs/decisions/0092-tax-by-what-a-line-is.md). What a file leaves out is the site's own.

use std::sync::LazyLock;

use chrono::NaiveDate;
use kernel::{Amount, BasisPoints};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::workshop::LineKind;

const FILES: [&str; 5] = [
    include_str!("taxes/tn.json"),
    include_str!("taxes/fr.json"),
    include_str!("taxes/de.json"),
    include_str!("taxes/gb.json"),
    include_str!("taxes/us.json"),
];

/// A file that cannot be read is left out: a test reads them all.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| FILES.iter().filter_map(|file| serde_json::from_str(file).ok()).collect());
static ELSEWHERE: LazyLock<Pack> = LazyLock::new(Pack::default);

/// What holds in a country until a site says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Pack {
    /// ISO 3166 alpha-2.
    pub country: String,
    /// With which a site is opened; none where it depends on the place.
    pub standard: Vec<Since<BasisPoints>>,
    pub stamp_duty: Option<StampDuty>,
    /// Articles may bear a levy that VAT is charged on too.
    pub has_levies: bool,
    /// What is taxed otherwise than at the site's rate.
    pub rates: Vec<Since<TaxRates>>,
    /// How a business's number with the tax office is written, where that is checked.
    pub tax_id: Option<TaxIdForm>,
    /// With which accounts a site's books begin.
    pub chart: UsualChart,
}

/// What holds from a day on, until the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Since<T> {
    pub from: NaiveDate,
    pub is: T,
}

/// A fixed duty on each invoice, for sites of a currency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StampDuty {
    pub currency: String,
    pub amounts: Vec<Since<Amount>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxIdForm {
    MatriculeFiscal,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsualChart {
    Tunisia,
    /// Others begin with it too.
    #[default]
    France,
}

impl Pack {
    /// Of a country; one that says nothing where there is none.
    pub fn of(country: &str) -> &'static Self {
        PACKS.iter().find(|pack| pack.country == country).unwrap_or(&ELSEWHERE)
    }

    /// The standard rate of a day.
    pub fn standard_on(&self, day: NaiveDate) -> Option<BasisPoints> {
        on(&self.standard, day)
    }

    /// What an invoice bears, of a site that is opened on a day.
    pub fn stamp_duty_on(&self, day: NaiveDate, currency: &str) -> Amount {
        let duty = self.stamp_duty.as_ref().filter(|duty| duty.currency == currency);
        duty.and_then(|duty| on(&duty.amounts, day)).unwrap_or_default()
    }

    /// What is taxed otherwise than at the standard rate on a day.
    pub fn rates_on(&self, day: NaiveDate) -> TaxRates {
        on(&self.rates, day).unwrap_or_default()
    }
}

/// The last that began by the day.
fn on<T: Copy>(dated: &[Since<T>], day: NaiveDate) -> Option<T> {
    dated.iter().filter(|since| since.from <= day).max_by_key(|since| since.from).map(|since| since.is)
}

/// What a line is to the tax office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxedAs {
    Labour,
    Part,
    Fee,
    /// Work that others do.
    Sublet,
    /// A fee that is asked for each tyre.
    TyreFee,
}

impl From<LineKind> for TaxedAs {
    fn from(kind: LineKind) -> Self {
        match kind {
            LineKind::Labour => Self::Labour,
            LineKind::Part => Self::Part,
            LineKind::Fee => Self::Fee,
            LineKind::Sublet => Self::Sublet,
        }
    }
}

/// Rates by what a line is, in basis points; what is left out is taxed at the site's rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TaxRates {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub labour: Option<BasisPoints>,
    /// Of parts in words: an article has a rate of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub part: Option<BasisPoints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub fee: Option<BasisPoints>,
    /// Work that others do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub sublet: Option<BasisPoints>,
    /// A fee that is asked for tyres alone; as other fees where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub tyre_fee: Option<BasisPoints>,
}

impl TaxRates {
    /// None: the site's rate. A tyre's fee is a fee where nothing else is said of it.
    pub fn of(&self, taxed: TaxedAs) -> Option<BasisPoints> {
        match taxed {
            TaxedAs::Labour => self.labour,
            TaxedAs::Part => self.part,
            TaxedAs::Fee => self.fee,
            TaxedAs::Sublet => self.sublet,
            TaxedAs::TyreFee => self.tyre_fee.or(self.fee),
        }
    }

    /// These, and what they leave out as others say.
    #[must_use]
    pub fn or(self, usual: Self) -> Self {
        Self {
            labour: self.labour.or(usual.labour),
            part: self.part.or(usual.part),
            fee: self.fee.or(usual.fee),
            sublet: self.sublet.or(usual.sublet),
            // Who chose a rate for fees chose it for those of tyres too.
            tyre_fee: self.tyre_fee.or(self.fee).or(usual.tyre_fee),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kernel::Currency;

    use super::*;

    const EACH: [TaxedAs; 5] = [TaxedAs::Labour, TaxedAs::Part, TaxedAs::Fee, TaxedAs::Sublet, TaxedAs::TyreFee];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days<T>(dated: &[Since<T>]) -> Vec<NaiveDate> {
        dated.iter().map(|since| since.from).collect()
    }

    #[test]
    fn every_file_is_read_and_each_country_has_one() {
        let mut seen = BTreeSet::new();
        for file in FILES {
            let pack: Pack = serde_json::from_str(file).unwrap();
            assert!(pack.country.len() == 2 && pack.country.bytes().all(|letter| letter.is_ascii_uppercase()), "{file}");
            assert!(seen.insert(pack.country.clone()), "{} has two files", pack.country);
            let by_kind = pack.rates.iter().flat_map(|since| EACH.iter().filter_map(|taxed| since.is.of(*taxed)));
            let rates = by_kind.chain(pack.standard.iter().map(|since| since.is));
            assert!(rates.into_iter().all(|rate| (0..=10_000).contains(&rate.0)), "{file}");
            let amounts = pack.stamp_duty.as_ref().map(|duty| days(&duty.amounts)).unwrap_or_default();
            for days in [days(&pack.standard), days(&pack.rates), amounts] {
                assert!(days.is_sorted_by(|one, next| one < next), "{file}: by day, each once");
            }
            let is_sound = |duty: &StampDuty| Currency::from_code(&duty.currency).is_some() && !duty.amounts.is_empty();
            assert!(pack.stamp_duty.as_ref().is_none_or(is_sound), "{file}");
        }
        assert_eq!(PACKS.len(), FILES.len());
    }

    /// A name that is misspelt would say nothing.
    #[test]
    fn a_file_says_nothing_that_is_not_read() {
        const KNOWN: [&str; 16] = [
            "country",
            "standard",
            "stamp_duty",
            "has_levies",
            "rates",
            "tax_id",
            "chart",
            "from",
            "is",
            "currency",
            "amounts",
            "labour",
            "part",
            "fee",
            "sublet",
            "tyre_fee",
        ];
        fn names(value: &serde_json::Value) -> Vec<&str> {
            match value {
                serde_json::Value::Object(fields) => {
                    fields.iter().flat_map(|(name, value)| [vec![name.as_str()], names(value)].concat()).collect()
                }
                serde_json::Value::Array(values) => values.iter().flat_map(names).collect(),
                _ => vec![],
            }
        }
        for file in FILES {
            let value = serde_json::from_str(file).unwrap();
            assert_eq!(names(&value).into_iter().find(|name| !KNOWN.contains(name)), None, "{file}");
        }
    }

    #[test]
    fn a_country_has_its_pack_and_any_other_says_nothing() {
        let (tunisia, today) = (Pack::of("TN"), day("2026-11-28"));
        assert_eq!((tunisia.standard_on(today), tunisia.has_levies), (Some(BasisPoints(1900)), true));
        assert_eq!((tunisia.stamp_duty_on(today, "TND"), tunisia.stamp_duty_on(today, "EUR")), (Amount(1000), Amount::ZERO));
        assert_eq!((Pack::of("US").standard_on(today), Pack::of("US").rates_on(today)), (None, TaxRates::default()));
        assert_eq!(*Pack::of("JP"), Pack::default());
    }

    #[test]
    fn the_last_that_began_by_the_day_holds() {
        let rate = |text: &str| Pack::of("DE").standard_on(day(text)).map(|rate| rate.0);
        let asked = ["2006-12-31", "2007-01-01", "2020-06-30", "2020-07-01", "2020-12-31", "2021-01-01"].map(rate);
        assert_eq!(asked, [None, Some(1900), Some(1900), Some(1600), Some(1600), Some(1900)]);
        let stamp = |text: &str| Pack::of("TN").stamp_duty_on(day(text), "TND").0;
        assert_eq!((stamp("2022-12-31"), stamp("2023-01-01")), (600, 1000));
    }

    #[test]
    fn what_is_chosen_goes_before_what_is_usual() {
        let usual = TaxRates { labour: Some(BasisPoints(0)), tyre_fee: Some(BasisPoints(0)), ..TaxRates::default() };
        let chosen = TaxRates { labour: Some(BasisPoints(825)), ..TaxRates::default() }.or(usual);
        assert_eq!(EACH.map(|taxed| chosen.of(taxed).map(|rate| rate.0)), [Some(825), None, None, None, Some(0)]);
        let fees = TaxRates { fee: Some(BasisPoints(100)), ..TaxRates::default() };
        assert_eq!(fees.of(TaxedAs::TyreFee), Some(BasisPoints(100)), "a fee like any other");
        assert_eq!(fees.or(usual).of(TaxedAs::TyreFee), Some(BasisPoints(100)), "what the site chose for all fees");
    }
}
