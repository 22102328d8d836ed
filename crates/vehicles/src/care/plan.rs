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
        let burning = [Fuel::Petrol, Fuel::Diesel, Fuel::Lpg, Fuel::Hybrid, Fuel::Other];
        let item = |key: &str, [fr, ar, en]: [&str; 3], km: i64, months: i32, fuels: &[Fuel], words: &[&str]| PlanItem {
            key: key.into(),
            title: Titles { fr: fr.into(), ar: ar.into(), en: en.into() },
            km: (km > 0).then_some(km),
            months: (months > 0).then_some(months),
            hours: (key == "oil").then_some(250),
            fuels: fuels.to_vec(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        let items = vec![
            item(
                "oil",
                ["Vidange et filtre à huile", "تغيير الزيت والمصفاة", "Oil and filter"],
                10_000,
                12,
                &burning,
                &["vidange", "révision", "oil", "زيت"],
            ),
            item(
                "air_filter",
                ["Filtre à air", "مصفاة الهواء", "Air filter"],
                20_000,
                0,
                &burning,
                &["filtre à air", "révision complète", "air filter", "مصفاة الهواء"],
            ),
            item(
                "cabin_filter",
                ["Filtre d'habitacle", "مصفاة المقصورة", "Cabin filter"],
                15_000,
                12,
                &[],
                &["filtre d'habitacle", "révision complète", "cabin filter", "مصفاة المقصورة"],
            ),
            item(
                "fuel_filter",
                ["Filtre à gazole", "مصفاة الوقود", "Fuel filter"],
                30_000,
                0,
                &[Fuel::Diesel],
                &["filtre à gazole", "filtre à carburant", "fuel filter", "مصفاة الوقود"],
            ),
            item(
                "spark_plugs",
                ["Bougies d'allumage", "شمعات الإشعال", "Spark plugs"],
                60_000,
                0,
                &[Fuel::Petrol, Fuel::Lpg, Fuel::Hybrid],
                &["bougies", "spark plugs", "شمعات"],
            ),
            item(
                "brake_fluid",
                ["Liquide de frein", "سائل الفرامل", "Brake fluid"],
                40_000,
                24,
                &[],
                &["liquide de frein", "brake fluid", "سائل الفرامل"],
            ),
            item(
                "coolant",
                ["Liquide de refroidissement", "سائل التبريد", "Coolant"],
                80_000,
                48,
                &[],
                &["liquide de refroidissement", "coolant", "سائل التبريد"],
            ),
            item(
                "timing_belt",
                ["Courroie de distribution", "سير التوقيت", "Timing belt"],
                100_000,
                60,
                &burning,
                &["distribution", "timing belt", "سير التوقيت"],
            ),
            item(
                "tyre_rotation",
                ["Permutation des pneus", "تبديل مواضع الإطارات", "Tyre rotation"],
                10_000,
                0,
                &[],
                &["permutation", "deux pneus", "quatre pneus", "tyre rotation", "إطارات"],
            ),
            item("battery", ["Test de batterie", "فحص البطارية", "Battery test"], 0, 36, &[], &["batterie", "battery", "بطارية"]),
        ];
        Self { items }
    }
}

pub fn is_key(key: &str, (): &()) -> garde::Result {
    let is_legal = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
    if (1..=30).contains(&key.len()) && key.bytes().all(is_legal) {
        Ok(())
    } else {
        Err(garde::Error::new("it has 1 to 30 small letters, digits and _"))
    }
}

#[expect(clippy::ptr_arg, reason = "what garde hands over")]
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
