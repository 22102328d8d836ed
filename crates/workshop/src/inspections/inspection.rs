//! The rules of an inspection: what an answer says, when it is done, and what of it is a finding.

use chrono::{DateTime, Utc};
use contracts::documents::Language;
use contracts::identity::UserId;
use contracts::scheduling::Translated;
use contracts::workshop::{InspectionId, ItemId};
use kernel::FieldError;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::{Error, Missing};
use super::tables::{inspection, item};
use super::template::{Measured, TemplateSection, code};

const LONGEST_TITLE: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum InspectionState {
    Open,
    Done,
}

/// What is said of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionVerdict)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Verdict {
    Ok,
    Soon,
    Urgent,
    NotInspected,
}

/// What somebody says of an item. Nothing at all takes the answer back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Left out, the measure says it.
    pub verdict: Option<Verdict>,
    /// Tenths of the unit.
    pub measure: Option<i64>,
    pub note: Option<String>,
}

/// Who answers or signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub id: Uuid,
    pub name: String,
    pub at: DateTime<Utc>,
}

impl InspectionState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
        }
    }
}

impl Verdict {
    pub fn is_finding(self) -> bool {
        matches!(self, Self::Soon | Self::Urgent)
    }
}

impl Measured {
    /// What a measure says by itself.
    pub fn verdict(&self, measure: i64) -> Verdict {
        let is_below = |threshold: Option<i64>| threshold.is_some_and(|threshold| measure < threshold);
        if is_below(self.urgent_below) {
            Verdict::Urgent
        } else if is_below(self.soon_below) {
            Verdict::Soon
        } else {
            Verdict::Ok
        }
    }
}

/// The items of a new inspection, in the order of the template.
pub fn items_of(inspection: InspectionId, sections: &[TemplateSection]) -> Vec<item::Model> {
    let all = sections.iter().flat_map(|section| section.items.iter().map(|item| (section.names.translated(), item)));
    let items = all.enumerate().map(|(place, (section, item))| {
        let names = item.names.translated();
        item::Model {
            id: ItemId::new(),
            inspection_id: inspection,
            position: i32::try_from(place).unwrap_or(i32::MAX),
            section_fr: section.fr,
            section_ar: section.ar,
            section_en: section.en,
            code: code(&names),
            name_fr: names.fr,
            name_ar: names.ar,
            name_en: names.en,
            unit: item.measured.map(|measured| measured.unit),
            soon_below: item.measured.and_then(|measured| measured.soon_below),
            urgent_below: item.measured.and_then(|measured| measured.urgent_below),
            required: item.required,
            photo_if_urgent: item.photo_if_urgent,
            job_title: item.job_title.clone(),
            verdict: None,
            measure: None,
            note: None,
            overruled: false,
            answered_by: None,
            answered_by_id: None,
            answered_at: None,
            job_id: None,
            version: 1,
            canned_job_id: item.canned_job_id,
        }
    });
    items.collect()
}

impl inspection::Model {
    pub fn names(&self) -> Translated {
        Translated { fr: self.name_fr.clone(), ar: self.name_ar.clone(), en: self.name_en.clone() }
    }

    pub fn expect(&self, state: InspectionState) -> Result<(), Error> {
        if self.state == state { Ok(()) } else { Err(Error::WrongState(self.state.name())) }
    }

    /// Signs it. `photographed` are the items that have a photo.
    pub fn complete(&mut self, items: &[item::Model], photographed: &[ItemId], who: &Who) -> Result<(), Error> {
        self.expect(InspectionState::Open)?;
        let missing = |stands_in_the_way: &dyn Fn(&item::Model) -> bool| -> Vec<Missing> {
            items.iter().filter(|item| stands_in_the_way(item)).map(Missing::of).collect()
        };
        let unsettled = missing(&|item| item.required && !item.is_settled());
        if !unsettled.is_empty() {
            return Err(Error::ItemsMissing(unsettled));
        }
        let unseen = missing(&|item| item.needs_photo() && !photographed.contains(&item.id));
        if !unseen.is_empty() {
            return Err(Error::PhotoMissing(unseen));
        }
        self.state = InspectionState::Done;
        self.done_at = Some(who.at);
        self.done_by = Some(who.name.clone());
        self.done_by_id = (!who.id.is_nil()).then_some(UserId(who.id));
        Ok(())
    }

    /// Takes it up again; who signed is forgotten here and stands in the trail.
    pub fn reopen(&mut self, reason: String) -> Result<(), Error> {
        self.expect(InspectionState::Done)?;
        self.state = InspectionState::Open;
        self.reopen_reason = Some(reason);
        (self.done_at, self.done_by, self.done_by_id) = (None, None, None);
        Ok(())
    }
}

impl item::Model {
    pub fn names(&self) -> Translated {
        Translated { fr: self.name_fr.clone(), ar: self.name_ar.clone(), en: self.name_en.clone() }
    }

    pub fn section(&self) -> Translated {
        Translated { fr: self.section_fr.clone(), ar: self.section_ar.clone(), en: self.section_en.clone() }
    }

    pub fn measured(&self) -> Option<Measured> {
        self.unit.map(|unit| Measured { unit, soon_below: self.soon_below, urgent_below: self.urgent_below })
    }

    pub fn is_finding(&self) -> bool {
        self.verdict.is_some_and(Verdict::is_finding)
    }

    /// It was looked at, or a note says why not.
    fn is_settled(&self) -> bool {
        match self.verdict {
            Some(Verdict::NotInspected) => self.note.is_some(),
            Some(_) => true,
            None => false,
        }
    }

    fn needs_photo(&self) -> bool {
        self.photo_if_urgent && self.verdict == Some(Verdict::Urgent)
    }

    /// Takes the answer; false when it says what was said already.
    pub fn answer(&mut self, answer: &Answer, who: &Who) -> Result<bool, Error> {
        let (verdict, overruled) = self.judge(answer)?;
        if (self.verdict, self.measure, &self.note) == (verdict, answer.measure, &answer.note) {
            return Ok(false);
        }
        self.verdict = verdict;
        self.overruled = overruled;
        self.measure = answer.measure;
        self.note.clone_from(&answer.note);
        let is_answered = *answer != Answer::default();
        self.answered_by = is_answered.then(|| who.name.clone());
        self.answered_by_id = (is_answered && !who.id.is_nil()).then_some(UserId(who.id));
        self.answered_at = is_answered.then_some(who.at);
        Ok(true)
    }

    /// The verdict, and whether it is another than the measure's.
    fn judge(&self, answer: &Answer) -> Result<(Option<Verdict>, bool), Error> {
        let fault = |pointer: &str, code, detail: &str| Error::Fields(vec![FieldError::new(pointer, code, detail)]);
        let measured = match (self.measured(), answer.measure) {
            (None, Some(_)) => return Err(fault("/measure", "not-allowed", "this item is not measured")),
            (measured, _) => measured,
        };
        let says = measured.zip(answer.measure).map(|(measured, measure)| measured.verdict(measure));
        match (answer.verdict, says) {
            (None, says) => Ok((says, false)),
            (Some(said), Some(says)) if said != says && answer.note.is_none() => {
                Err(fault("/note", "required", "say why it is not what the measure says"))
            }
            (Some(said), Some(says)) => Ok((Some(said), said != says)),
            (Some(said), None) if measured.is_some() && said != Verdict::NotInspected => {
                Err(fault("/measure", "required", "this item is measured"))
            }
            (Some(said), None) => Ok((Some(said), false)),
        }
    }

    /// What the job is called that mends it.
    pub fn job_title(&self, language: Language) -> String {
        let name = match language {
            Language::Fr => &self.name_fr,
            Language::Ar => &self.name_ar,
            Language::En => &self.name_en,
        };
        self.job_title.as_ref().unwrap_or(name).chars().take(LONGEST_TITLE).collect()
    }

    /// What was found, in one line: `2,0 mm · worn on the inside`.
    pub fn job_concern(&self, language: Language) -> Option<String> {
        let measure = self.measure.zip(self.unit).map(|(measure, unit)| format!("{} {}", tenths(measure, language), unit.sign()));
        let parts: Vec<_> = measure.into_iter().chain(self.note.clone()).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

fn tenths(measure: i64, language: Language) -> String {
    let point = if language == Language::Fr { ',' } else { '.' };
    format!("{}{point}{}", measure / 10, measure % 10)
}

#[cfg(test)]
mod tests {
    use super::super::usual;
    use super::*;

    fn who() -> Who {
        Who { id: Uuid::from_u128(7), name: "Amine".into(), at: "2026-11-20T08:00:00Z".parse().unwrap() }
    }

    fn arrival() -> Vec<item::Model> {
        items_of(InspectionId(Uuid::nil()), &usual::templates()[0].sections)
    }

    fn named(items: &mut [item::Model], name: &str) -> usize {
        items.iter().position(|item| item.name_en == name).unwrap()
    }

    fn says(verdict: Verdict) -> Answer {
        Answer { verdict: Some(verdict), ..Answer::default() }
    }

    fn inspection() -> inspection::Model {
        inspection::Model {
            id: InspectionId(Uuid::nil()),
            order_id: contracts::workshop::WorkOrderId(Uuid::nil()),
            site_id: kernel::SiteId(Uuid::nil()),
            vehicle_id: contracts::vehicles::VehicleId(Uuid::nil()),
            template_id: contracts::workshop::TemplateId(Uuid::nil()),
            template_version: 1,
            name_fr: "Contrôle".into(),
            name_ar: "فحص".into(),
            name_en: "Check".into(),
            state: InspectionState::Open,
            begun_at: who().at,
            begun_by: "Amine".into(),
            done_at: None,
            done_by: None,
            done_by_id: None,
            reopen_reason: None,
            version: 1,
        }
    }

    fn refused(error: Error) -> (String, String) {
        let Error::Fields(faults) = error else { panic!("{error:?}") };
        (faults[0].pointer.clone(), faults[0].code.clone())
    }

    #[test]
    fn a_measure_sets_the_verdict_at_its_thresholds() {
        let mut items = arrival();
        let pads = named(&mut items, "Front pads");
        for (measure, verdict) in [(0, Verdict::Urgent), (24, Verdict::Urgent), (25, Verdict::Soon), (39, Verdict::Soon), (40, Verdict::Ok)]
        {
            let mut item = items[pads].clone();
            assert!(item.answer(&Answer { measure: Some(measure), ..Answer::default() }, &who()).unwrap());
            assert_eq!((item.verdict, item.overruled), (Some(verdict), false), "{measure}");
        }
    }

    #[test]
    fn a_person_may_overrule_a_measure_either_way_and_says_why() {
        let mut items = arrival();
        let item = &mut items[8];
        let told = |verdict, note: Option<&str>| Answer { verdict: Some(verdict), measure: Some(30), note: note.map(str::to_owned) };
        for verdict in [Verdict::Ok, Verdict::Urgent, Verdict::NotInspected] {
            assert_eq!(refused(item.answer(&told(verdict, None), &who()).unwrap_err()), ("/note".into(), "required".into()));
        }
        assert!(item.answer(&told(Verdict::Urgent, Some("Cracked")), &who()).unwrap());
        assert_eq!((item.verdict, item.overruled), (Some(Verdict::Urgent), true));
        // The measure alone is judged afresh.
        assert!(item.answer(&Answer { measure: Some(30), ..Answer::default() }, &who()).unwrap());
        assert_eq!((item.verdict, item.overruled, &item.note), (Some(Verdict::Soon), false, &None));
    }

    #[test]
    fn what_is_measured_needs_its_measure_and_what_is_ticked_has_none() {
        let mut items = arrival();
        let (pads, body) = (named(&mut items, "Front pads"), named(&mut items, "Bodywork"));
        assert_eq!(refused(items[pads].answer(&says(Verdict::Ok), &who()).unwrap_err()), ("/measure".into(), "required".into()));
        assert!(items[pads].answer(&says(Verdict::NotInspected), &who()).unwrap());
        let measured = Answer { measure: Some(3), ..says(Verdict::Ok) };
        assert_eq!(refused(items[body].answer(&measured, &who()).unwrap_err()), ("/measure".into(), "not-allowed".into()));
    }

    #[test]
    fn the_same_answer_again_changes_nothing_and_no_answer_takes_it_back() {
        let mut items = arrival();
        assert!(items[0].answer(&says(Verdict::Soon), &who()).unwrap());
        assert!(!items[0].answer(&says(Verdict::Soon), &Who { name: "Sami".into(), ..who() }).unwrap());
        assert_eq!(items[0].answered_by.as_deref(), Some("Amine"));
        assert!(items[0].answer(&Answer::default(), &who()).unwrap());
        assert_eq!((items[0].verdict, &items[0].answered_by, items[0].answered_at), (None, &None, None));
    }

    #[test]
    fn it_is_done_when_all_that_must_be_is_looked_at_and_seen() {
        let mut items = arrival();
        let mut check = inspection();
        let Err(Error::ItemsMissing(missing)) = check.complete(&items, &[], &who()) else { panic!("nothing was looked at") };
        assert_eq!(missing.len(), 11, "all but the wipers");
        for item in &mut items {
            let answer = if item.unit.is_some() { says(Verdict::NotInspected) } else { says(Verdict::Ok) };
            item.answer(&answer, &who()).unwrap();
        }
        assert!(matches!(check.complete(&items, &[], &who()), Err(Error::ItemsMissing(missing)) if missing.len() == 7));
        for item in items.iter_mut().filter(|item| item.unit.is_some()) {
            let answer = Answer { note: Some("Wheels stay on".into()), ..says(Verdict::NotInspected) };
            item.answer(&answer, &who()).unwrap();
        }
        let pads = named(&mut items, "Front pads");
        items[pads].answer(&Answer { measure: Some(12), ..Answer::default() }, &who()).unwrap();
        assert!(matches!(check.complete(&items, &[], &who()), Err(Error::PhotoMissing(missing)) if missing[0].item == items[pads].id));
        check.complete(&items, &[items[pads].id], &who()).unwrap();
        assert_eq!((check.state, check.done_by.as_deref(), check.done_at), (InspectionState::Done, Some("Amine"), Some(who().at)));
        assert_eq!(check.complete(&items, &[items[pads].id], &who()), Err(Error::WrongState("done")));
        check.reopen("Wrong wheel".into()).unwrap();
        assert_eq!((check.state, &check.done_by, check.reopen_reason.as_deref()), (InspectionState::Open, &None, Some("Wrong wheel")));
        assert_eq!(check.reopen("Again".into()), Err(Error::WrongState("open")));
    }

    #[test]
    fn a_finding_says_what_the_job_is_about() {
        let mut items = arrival();
        let pads = named(&mut items, "Front pads");
        items[pads].answer(&Answer { measure: Some(25), note: Some("Inside worn".into()), verdict: None }, &who()).unwrap();
        assert!(items[pads].is_finding());
        assert_eq!(items[pads].job_title(Language::En), "Front pads");
        assert_eq!(items[pads].job_concern(Language::Fr).as_deref(), Some("2,5 mm · Inside worn"));
        items[pads].job_title = Some("Remplacer les plaquettes".into());
        assert_eq!(items[pads].job_title(Language::Ar), "Remplacer les plaquettes");
        assert_eq!(items[0].job_concern(Language::En), None);
    }
}
