//! The garage's plan: what is done to vehicles again and again, and how often.

use garde::Validate;
use kernel::search;
use kernel::text::filled_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::vehicles::record::Fuel;

/// A text in the three languages of the screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub fr: String,
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub ar: String,
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub en: String,
}

/// Something to be done again after so many kilometres, months or (of a machine) hours, whichever comes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanItem {
    /// `oil`: by it the vehicles' own intervals and dates are kept. Small letters, digits and `_`.
    #[garde(custom(is_key))]
    #[schema(max_length = 30, pattern = "^[a-z0-9_]{1,30}$")]
    pub key: String,
    #[garde(dive)]
    pub title: Titles,
    #[garde(range(min = 100, max = 1_000_000))]
    #[schema(minimum = 100, maximum = 1_000_000)]
    pub km: Option<i64>,
    #[garde(range(min = 1, max = 240))]
    #[schema(minimum = 1, maximum = 240)]
    pub months: Option<i32>,
    #[garde(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub hours: Option<i64>,
    /// The fuels it is for; every vehicle when empty.
    #[garde(length(max = 6))]
    #[schema(max_items = 6)]
    pub fuels: Vec<Fuel>,
    /// A visit whose jobs hold one of these in their titles did it.
    #[garde(length(max = 20), inner(custom(filled_line(60))))]
    #[schema(max_items = 20)]
    pub words: Vec<String>,
}

/// The plan. Every vehicle's dates follow it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VehiclePlan)]
pub struct Plan {
    #[garde(length(max = 40), dive, custom(keys_are_distinct))]
    #[schema(max_items = 40)]
    pub items: Vec<PlanItem>,
}

impl Plan {
    pub fn for_fuel(&self, fuel: Option<Fuel>) -> impl Iterator<Item = &PlanItem> {
        self.items.iter().filter(move |item| item.fuels.is_empty() || fuel.is_none_or(|fuel| item.fuels.contains(&fuel)))
    }
}

impl PlanItem {
    /// Whether a visit with these jobs did it.
    pub fn is_in(&self, summary: &str) -> bool {
        let told = format!(" {} ", search::normalise(summary));
        self.words.iter().any(|word| told.contains(&format!(" {} ", search::normalise(word))))
    }
}

/// The intervals that a new garage begins with. Source: FACTS, section 9; where that gives a range, its careful end.
impl Default for Plan {
    fn default() -> Self {
        Self { items: USUAL.iter().map(Usual::item).collect() }
    }
}

/// An item of a new garage's plan; 0 where it has no such interval.
struct Usual {
    key: &'static str,
    /// French, Arabic, English.
    titles: [&'static str; 3],
    km: i64,
    months: i32,
    hours: i64,
    fuels: &'static [Fuel],
    words: &'static [&'static str],
}

impl Usual {
    fn item(&self) -> PlanItem {
        let [fr, ar, en] = self.titles.map(str::to_owned);
        PlanItem {
            key: self.key.into(),
            title: Titles { fr, ar, en },
            km: (self.km > 0).then_some(self.km),
            months: (self.months > 0).then_some(self.months),
            hours: (self.hours > 0).then_some(self.hours),
            fuels: self.fuels.to_vec(),
            words: self.words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }
}

const BURNING: &[Fuel] = &[Fuel::Petrol, Fuel::Diesel, Fuel::Lpg, Fuel::Hybrid, Fuel::Other];

const USUAL: [Usual; 10] = [
    Usual {
        key: "oil",
        titles: ["Vidange et filtre à huile", "تغيير الزيت والمصفاة", "Oil and filter"],
        km: 10_000,
        months: 12,
        hours: 250,
        fuels: BURNING,
        words: &["vidange", "révision", "oil", "زيت"],
    },
    Usual {
        key: "air_filter",
        titles: ["Filtre à air", "مصفاة الهواء", "Air filter"],
        km: 20_000,
        months: 0,
        hours: 0,
        fuels: BURNING,
        words: &["filtre à air", "révision complète", "air filter", "مصفاة الهواء"],
    },
    Usual {
        key: "cabin_filter",
        titles: ["Filtre d'habitacle", "مصفاة المقصورة", "Cabin filter"],
        km: 15_000,
        months: 12,
        hours: 0,
        fuels: &[],
        words: &["filtre d'habitacle", "révision complète", "cabin filter", "مصفاة المقصورة"],
    },
    Usual {
        key: "fuel_filter",
        titles: ["Filtre à gazole", "مصفاة الوقود", "Fuel filter"],
        km: 30_000,
        months: 0,
        hours: 0,
        fuels: &[Fuel::Diesel],
        words: &["filtre à gazole", "filtre à carburant", "fuel filter", "مصفاة الوقود"],
    },
    Usual {
        key: "spark_plugs",
        titles: ["Bougies d'allumage", "شمعات الإشعال", "Spark plugs"],
        km: 60_000,
        months: 0,
        hours: 0,
        fuels: &[Fuel::Petrol, Fuel::Lpg, Fuel::Hybrid],
        words: &["bougies", "spark plugs", "شمعات"],
    },
    Usual {
        key: "brake_fluid",
        titles: ["Liquide de frein", "سائل الفرامل", "Brake fluid"],
        km: 40_000,
        months: 24,
        hours: 0,
        fuels: &[],
        words: &["liquide de frein", "brake fluid", "سائل الفرامل"],
    },
    Usual {
        key: "coolant",
        titles: ["Liquide de refroidissement", "سائل التبريد", "Coolant"],
        km: 80_000,
        months: 48,
        hours: 0,
        fuels: &[],
        words: &["liquide de refroidissement", "coolant", "سائل التبريد"],
    },
    Usual {
        key: "timing_belt",
        titles: ["Courroie de distribution", "سير التوقيت", "Timing belt"],
        km: 100_000,
        months: 60,
        hours: 0,
        fuels: BURNING,
        words: &["distribution", "timing belt", "سير التوقيت"],
    },
    Usual {
        key: "tyre_rotation",
        titles: ["Permutation des pneus", "تبديل مواضع الإطارات", "Tyre rotation"],
        km: 10_000,
        months: 0,
        hours: 0,
        fuels: &[],
        words: &["permutation", "deux pneus", "quatre pneus", "tyre rotation", "إطارات"],
    },
    Usual {
        key: "battery",
        titles: ["Test de batterie", "فحص البطارية", "Battery test"],
        km: 0,
        months: 36,
        hours: 0,
        fuels: &[],
        words: &["batterie", "battery", "بطارية"],
    },
];

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what garde hands over")]
pub fn is_key(key: &str, (): &()) -> garde::Result {
    let is_legal = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
    if (1..=30).contains(&key.len()) && key.bytes().all(is_legal) {
        Ok(())
    } else {
        Err(garde::Error::new("it has 1 to 30 small letters, digits and _"))
    }
}

#[expect(clippy::ptr_arg, clippy::trivially_copy_pass_by_ref, reason = "what garde hands over")]
fn keys_are_distinct(items: &Vec<PlanItem>, (): &()) -> garde::Result {
    let keys: std::collections::BTreeSet<_> = items.iter().map(|item| &item.key).collect();
    if keys.len() == items.len() { Ok(()) } else { Err(garde::Error::new("a key stands once")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_tells_by_its_jobs_what_was_done() {
        let plan = Plan::default();
        let done = |summary: &str| plan.items.iter().filter(|item| item.is_in(summary)).map(|item| item.key.as_str()).collect::<Vec<_>>();
        assert_eq!(done("Vidange et filtre, Freins avant"), ["oil"]);
        assert_eq!(done("REVISION complete"), ["oil", "air_filter", "cabin_filter"]);
        assert_eq!(done("Filtre d\u{2019}habitacle"), ["cabin_filter"]);
        assert_eq!(done("تغيير زيت"), ["oil"]);
        assert_eq!(done("Boîte à gants"), [] as [&str; 0]);
    }

    #[test]
    fn the_plan_of_a_new_garage_is_one_that_may_be_saved() {
        let plan = Plan::default();
        plan.validate().unwrap();
        assert!(!plan.for_fuel(Some(Fuel::Electric)).any(|item| item.key == "oil"));
        assert!(plan.for_fuel(None).any(|item| item.key == "fuel_filter"));
        let mut twice = plan.clone();
        twice.items.push(plan.items[0].clone());
        assert!(twice.validate().is_err());
    }
}
