//! What is looked at: sections of items, each ticked or measured. Saved whole.

use contracts::scheduling::Translated;
use contracts::workshop::{CannedJobId, TemplateId};
use garde::Validate;
use kernel::text::line;
use kernel::{FieldError, Problem};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Of one template: what is filled on a telephone, and drawn by one request.
pub const MOST_ITEMS: usize = 150;
/// In tenths of the unit.
pub const LARGEST_MEASURE: i64 = 1_000_000;

/// A name in one language at least; what is left out is the first that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionNames {
    #[serde(default)]
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub fr: String,
    #[serde(default)]
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub ar: String,
    #[serde(default)]
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub en: String,
}

/// What a template is made of, as it comes in and as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateSection {
    #[garde(dive)]
    pub names: InspectionNames,
    #[garde(length(min = 1, max = MOST_ITEMS), dive)]
    #[schema(min_items = 1, max_items = 150)]
    pub items: Vec<TemplateItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    #[garde(dive)]
    pub names: InspectionNames,
    /// None: it is only ticked.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(dive)]
    pub measured: Option<Measured>,
    /// The inspection is not done without it.
    #[garde(skip)]
    pub required: bool,
    /// Found urgent, it needs a photo.
    #[garde(skip)]
    pub photo_if_urgent: bool,
    /// What the job is called that mends it; the item's name when null.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub job_title: Option<String>,
    /// The canned job that mends it, while it is in use.
    #[serde(default)]
    #[garde(skip)]
    pub canned_job_id: Option<CannedJobId>,
}

/// How an item is measured, and what the measure says. In tenths of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    #[garde(skip)]
    pub unit: Unit,
    /// Below this it is to be mended soon.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(range(min = 0, max = LARGEST_MEASURE)))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub soon_below: Option<i64>,
    /// Below this it is urgent; not above the other.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(range(min = 0, max = LARGEST_MEASURE)))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub urgent_below: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionUnit)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Unit {
    Millimetre,
    Volt,
    Bar,
    Percent,
    Celsius,
}

/// A template as the two first ones are written.
pub struct Usual {
    pub id: TemplateId,
    pub names: Translated,
    pub sections: Vec<TemplateSection>,
}

impl Unit {
    /// As people write it behind a number.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Millimetre => "mm",
            Self::Volt => "V",
            Self::Bar => "bar",
            Self::Percent => "%",
            Self::Celsius => "°C",
        }
    }
}

impl InspectionNames {
    pub fn read(&self, pointer: &str) -> Result<Translated, FieldError> {
        let all = [self.fr.trim(), self.en.trim(), self.ar.trim()];
        let first = all.into_iter().find(|text| !text.is_empty());
        let first = first.ok_or_else(|| FieldError::new(pointer, "missing", "it has a name in one language at least"))?;
        let or = |text: &str| if text.trim().is_empty() { first.to_owned() } else { text.trim().to_owned() };
        Ok(Translated { fr: or(&self.fr), ar: or(&self.ar), en: or(&self.en) })
    }

    pub fn of(names: Translated) -> Self {
        Self { fr: names.fr, ar: names.ar, en: names.en }
    }

    /// All three, of names that were read before.
    pub fn translated(&self) -> Translated {
        Translated { fr: self.fr.clone(), ar: self.ar.clone(), en: self.en.clone() }
    }
}

/// Every name filled and every threshold sensible, or all that is wrong.
pub fn read(sections: Vec<TemplateSection>) -> Result<Vec<TemplateSection>, Problem> {
    let mut faults = vec![];
    if sections.iter().map(|section| section.items.len()).sum::<usize>() > MOST_ITEMS {
        faults.push(FieldError::new("/sections", "too-many", "a template has at most 150 items"));
    }
    let mut codes = vec![];
    let mut sections = sections;
    for (place, section) in sections.iter_mut().enumerate() {
        let pointer = format!("/sections/{place}");
        fill(&mut section.names, &format!("{pointer}/names"), &mut faults);
        for (place, item) in section.items.iter_mut().enumerate() {
            let pointer = format!("{pointer}/items/{place}");
            fill(&mut item.names, &format!("{pointer}/names"), &mut faults);
            item.job_title = kernel::text::filled(item.job_title.take());
            faults.extend(item.measured.and_then(|measured| measured.fault(&pointer)));
            let code = code(&item.names.translated());
            if codes.contains(&code) {
                faults.push(FieldError::new(format!("{pointer}/names"), "duplicate", "another item has this name"));
            }
            codes.push(code);
        }
    }
    if faults.is_empty() { Ok(sections) } else { Err(Problem::fields(faults)) }
}

fn fill(names: &mut InspectionNames, pointer: &str, faults: &mut Vec<FieldError>) {
    match names.read(pointer) {
        Ok(read) => *names = InspectionNames::of(read),
        Err(fault) => faults.push(fault),
    }
}

/// What an item is known by from visit to visit, whatever template it stands in.
pub fn code(names: &Translated) -> String {
    kernel::search::normalise(&names.fr)
}

impl Measured {
    fn fault(&self, item: &str) -> Option<FieldError> {
        let is_reversed = self.soon_below.zip(self.urgent_below).is_some_and(|(soon, urgent)| urgent > soon);
        is_reversed.then(|| FieldError::new(format!("{item}/measured/urgent_below"), "out-of-range", "urgent begins below soon"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(fr: &str) -> TemplateItem {
        let names = InspectionNames { fr: fr.into(), ..InspectionNames::default() };
        TemplateItem { names, measured: None, required: true, photo_if_urgent: false, job_title: Some("  ".into()), canned_job_id: None }
    }

    fn section(items: Vec<TemplateItem>) -> Vec<TemplateSection> {
        let names = InspectionNames { en: "Brakes".into(), ..InspectionNames::default() };
        vec![TemplateSection { names, items }]
    }

    fn pointers(problem: &Problem) -> Vec<String> {
        problem.errors.iter().map(|fault| fault.pointer.clone()).collect()
    }

    #[test]
    fn names_that_are_left_out_are_the_first_that_is_there() {
        let read = read(section(vec![item("Plaquettes")])).unwrap();
        assert_eq!(read[0].names.translated(), Translated { fr: "Brakes".into(), ar: "Brakes".into(), en: "Brakes".into() });
        assert_eq!((read[0].items[0].names.ar.as_str(), &read[0].items[0].job_title), ("Plaquettes", &None));
    }

    #[test]
    fn an_item_has_a_name_of_its_own_and_thresholds_in_order() {
        let measured = Measured { unit: Unit::Millimetre, soon_below: Some(20), urgent_below: Some(40) };
        let items = vec![item("Plaquettes"), item("PLAQUETTES"), item(" "), TemplateItem { measured: Some(measured), ..item("Disques") }];
        let refused = read(section(items)).unwrap_err();
        let expected = ["/sections/0/items/1/names", "/sections/0/items/2/names", "/sections/0/items/3/measured/urgent_below"];
        assert_eq!(pointers(&refused), expected);
    }

    #[test]
    fn the_usual_templates_hold_what_templates_hold() {
        let usual = super::super::usual::templates();
        let counts: Vec<usize> = usual.iter().map(|template| template.sections.iter().map(|section| section.items.len()).sum()).collect();
        assert_eq!(counts, [12, 40]);
        for template in usual {
            assert_eq!(read(template.sections.clone()).unwrap(), template.sections);
        }
    }
}
