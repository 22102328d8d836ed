//! What the lines that charge old parts are called: in the order's language, unless somebody typed other words.

use contracts::documents::Language;
use contracts::workshop::LineId;

use super::job::Job;
use super::work_order::WorkOrder;

const MAX_DESCRIPTION: usize = 200;
const LANGUAGES: [Language; 3] = [Language::Fr, Language::Ar, Language::En];

/// What is charged for the old one of a part.
pub fn words(part: &str, language: Language) -> String {
    let charge = match language {
        Language::Fr => "Consigne :",
        Language::Ar => "وديعة القطعة القديمة:",
        Language::En => "Core charge:",
    };
    format!("{charge} {part}").chars().take(MAX_DESCRIPTION).collect()
}

impl WorkOrder {
    pub(super) fn word_cores(&mut self) {
        let language = self.terms.language;
        self.jobs.iter_mut().for_each(|job| job.word_cores(language));
    }
}

impl Job {
    fn word_cores(&mut self, language: Language) {
        let parts: Vec<(LineId, String)> =
            self.lines.iter().filter(|line| line.core.is_some()).map(|line| (line.id, line.description.clone())).collect();
        for charge in self.lines.iter_mut().filter(|line| !line.locked) {
            let Some((_, part)) = parts.iter().find(|(id, _)| charge.core_of == Some(*id)) else { continue };
            if LANGUAGES.iter().any(|other| charge.description == words(part, *other)) {
                charge.description = words(part, language);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use contracts::workshop::LineKind;
    use kernel::Amount;

    use super::*;
    use crate::work_orders::core::Core;
    use crate::work_orders::fixture::{in_progress, line};

    fn charge(order: &WorkOrder) -> Vec<String> {
        let lines = order.jobs.iter().flat_map(|job| &job.lines);
        lines.filter(|line| line.core_of.is_some()).map(|line| line.description.clone()).collect()
    }

    #[test]
    fn a_charge_speaks_the_orders_language_and_keeps_what_was_typed_or_invoiced() {
        let mut order = in_progress();
        let mut alternator = line(LineKind::Part, "Alternator", 1000, 450_000);
        alternator.core = Core::expected(Some(Amount(80_000)));
        order.jobs[0].lines.push(alternator);
        for (language, said) in [(Language::En, "Core charge: Alternator"), (Language::Ar, "وديعة القطعة القديمة: Alternator")]
        {
            order.terms.language = language;
            order.follow_cores();
            assert_eq!(charge(&order), [said]);
        }
        order.jobs[0].lines.last_mut().unwrap().locked = true;
        order.terms.language = Language::Fr;
        order.follow_cores();
        assert_eq!(charge(&order), ["وديعة القطعة القديمة: Alternator"], "the invoice holds it");
        let typed = order.jobs[0].lines.last_mut().unwrap();
        (typed.locked, typed.description) = (false, "Old one".into());
        order.follow_cores();
        assert_eq!(charge(&order), ["Old one"]);
        assert_eq!(words(&"x".repeat(300), Language::Fr).chars().count(), MAX_DESCRIPTION);
    }
}
