//! What makes two vehicles alike. Pure.

use kernel::search;

/// Model years that a label may end with.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2040;
/// Parts of a model are taken to fit so many years before and after.
const NEAR: i32 = 4;

/// A vehicle's make and model, and its year where its label says one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Normalised.
    pub name: String,
    pub year: Option<i32>,
}

impl Model {
    /// `Peugeot 208 2019` is a Peugeot 208 of 2019. None of a label that says nothing.
    pub fn of(label: &str) -> Option<Self> {
        let (name, year) = match label.rsplit_once(' ') {
            Some((model, year)) => match year.parse::<i32>().ok().filter(|year| YEARS.contains(year)) {
                Some(year) => (model, Some(year)),
                None => (label, None),
            },
            None => (label, None),
        };
        let name = search::normalise(name);
        (!name.is_empty()).then_some(Self { name, year })
    }

    /// The years whose vehicles are like it, both included; all of one whose year nobody knows.
    pub fn years(&self) -> (i32, i32) {
        self.year.map_or((*YEARS.start(), *YEARS.end()), |year| (year - NEAR, year + NEAR))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(label: &str) -> (String, Option<i32>) {
        let Model { name, year } = Model::of(label).unwrap();
        (name, year)
    }

    #[test]
    fn a_model_is_a_label_without_its_year() {
        assert_eq!(model("Peugeot 208 2019"), ("peugeot 208".into(), Some(2019)));
        assert_eq!(model("PEUGEOT 208"), ("peugeot 208".into(), None));
        assert_eq!(
            model("Peugeot 2008"),
            ("peugeot".into(), Some(2008)),
            "a model that looks like a year finds nothing, and a part is picked by hand"
        );
        assert_eq!(Model::of(""), None);
    }

    #[test]
    fn parts_fit_some_years_around() {
        assert_eq!(Model::of("Peugeot 208 2019").unwrap().years(), (2015, 2023));
        assert_eq!(Model::of("Peugeot 208").unwrap().years(), (1970, 2040));
    }
}
