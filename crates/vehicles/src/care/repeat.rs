//! Jobs that were done and are done again: the plan's item that they are has their interval from then on; what the plan does not have is
//! an item of the vehicle's own.

use contracts::scheduling::Translated;
use contracts::vehicles::VehicleId;
use contracts::workshop::{CannedJobId, JobToRepeat};
use kernel::{Problem, Tx};

use super::plan::{Plan, PlanItem, Titles};
use super::refresh::PLAN;
use super::{settings, store};
use crate::vehicles::record::{care, own_item};

/// Takes over what a completed order told. The caller reckons the vehicle.
pub async fn keep(tx: &Tx, vehicle: VehicleId, jobs: &[JobToRepeat]) -> Result<(), Problem> {
    let (plan, _) = settings::read::<Plan, _>(&**tx, PLAN).await?;
    let known = store::known(&**tx, &[vehicle]).await?.care.remove(&vehicle).unwrap_or_default();
    for job in jobs {
        match planned(&plan, job) {
            Some(item) => store::put_care(tx, with_interval(vehicle, item, known.iter().find(|row| row.item == item.key), job)).await?,
            None => store::put_own(tx, own(vehicle, job)?).await?,
        }
    }
    Ok(())
}

/// The item of the plan that the job is, by its words.
fn planned<'a>(plan: &'a Plan, job: &JobToRepeat) -> Option<&'a PlanItem> {
    let texts = [&job.title, &job.names.fr, &job.names.ar, &job.names.en];
    plan.items.iter().find(|item| texts.iter().any(|text| item.is_in(text)))
}

/// What is known beside stays: when it was done elsewhere, and hours of a machine.
fn with_interval(vehicle_id: VehicleId, item: &PlanItem, known: Option<&care::Model>, job: &JobToRepeat) -> care::Model {
    let nothing = care::Model {
        vehicle_id,
        item: item.key.clone(),
        km: None,
        months: None,
        hours: None,
        done_on: None,
        done_at: None,
        is_off: false,
    };
    let before = known.cloned().unwrap_or(nothing);
    care::Model { km: job.km.or(before.km), months: job.months.or(before.months), is_off: false, ..before }
}

fn own(vehicle_id: VehicleId, job: &JobToRepeat) -> Result<own_item::Model, Problem> {
    let broken = |error: serde_json::Error| Problem::internal(&error);
    let Translated { fr, ar, en } = job.names.clone();
    let mut words: Vec<_> = [&job.title, &fr, &ar, &en].into_iter().filter(|word| !word.trim().is_empty()).cloned().collect();
    words.dedup();
    let or_title = |name: String| if name.is_empty() { job.title.clone() } else { name };
    let title = Titles { fr: or_title(fr), ar: or_title(ar), en: or_title(en) };
    Ok(own_item::Model {
        vehicle_id,
        item: key(job.canned_job_id),
        title: serde_json::to_string(&title).map_err(broken)?,
        words: serde_json::to_string(&words).map_err(broken)?,
        km: job.km,
        months: job.months,
    })
}

fn key(job: CannedJobId) -> String {
    format!("job_{}", job.0.simple())
}

impl own_item::Model {
    /// As an item of a plan.
    pub fn planned(&self) -> Option<PlanItem> {
        Some(PlanItem {
            key: self.item.clone(),
            title: serde_json::from_str(&self.title).ok()?,
            km: self.km,
            months: self.months,
            hours: None,
            fuels: vec![],
            words: serde_json::from_str(&self.words).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(title: &str, months: Option<i32>, km: Option<i64>) -> JobToRepeat {
        let names = Translated { fr: title.into(), ..Translated::default() };
        JobToRepeat { canned_job_id: CannedJobId::new(), names, title: title.into(), months, km }
    }

    #[test]
    fn what_the_plan_has_is_found_by_its_words() {
        let plan = Plan::default();
        assert_eq!(planned(&plan, &job("Vidange et filtre", None, Some(15_000))).map(|item| item.key.as_str()), Some("oil"));
        assert_eq!(planned(&plan, &job("Balais d\u{2019}essuie-glace", Some(12), None)), None);
    }

    #[test]
    fn an_interval_of_the_vehicles_own_keeps_what_is_known_beside() {
        let plan = Plan::default();
        let vehicle = VehicleId::new();
        let oil = planned(&plan, &job("Vidange", None, None)).unwrap();
        let first = with_interval(vehicle, oil, None, &job("Vidange", Some(6), Some(7500)));
        assert_eq!((first.km, first.months, first.is_off), (Some(7500), Some(6), false));
        let known = care::Model { hours: Some(200), is_off: true, ..first };
        let second = with_interval(vehicle, oil, Some(&known), &job("Vidange", None, Some(15_000)));
        assert_eq!((second.km, second.months, second.hours, second.is_off), (Some(15_000), Some(6), Some(200), false));
    }

    #[test]
    fn an_item_of_its_own_is_done_by_jobs_of_its_title() {
        let item = own(VehicleId::new(), &job("Balais d\u{2019}essuie-glace", Some(12), None)).unwrap().planned().unwrap();
        assert!(item.is_in("Vidange, Balais d\u{2019}essuie-glace") && !item.is_in("Vidange"));
        assert_eq!(item.title.en, "Balais d\u{2019}essuie-glace");
    }
}
