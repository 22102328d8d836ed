//! What technicians and services are called, as it was told last.

use std::collections::BTreeMap;

use contracts::scheduling::Translated;
use contracts::workshop::{StoodJob, TimeSpent, WorkOrderStood};
use kernel::outbox::Envelope;
use kernel::{Problem, search};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::shares::{By, NOBODY};

pub type Names = BTreeMap<(By, Uuid), Translated>;

/// Those that an event tells.
pub fn names_of(event: &Envelope) -> Result<Names, Problem> {
    let mut names = Names::new();
    if let Some(time) = event.open::<TimeSpent>()? {
        names.insert((By::Technician, time.user_id.0), same(&time.user_name));
    }
    let Some(stood) = event.open::<WorkOrderStood>()? else { return Ok(names) };
    let shares = stood.jobs.iter().flat_map(|job| &job.shares).map(|(id, name, _)| (id, name));
    let technicians = stood.technician.iter().map(|(id, name)| (id, name)).chain(shares);
    names.extend(technicians.map(|(id, name)| ((By::Technician, id.0), same(name))));
    names.extend(stood.jobs.iter().map(|job| ((By::Service, service(job)), called(job))));
    names.remove(&(By::Service, NOBODY));
    Ok(names)
}

/// Which service a job is: what it was made of; of one that somebody wrote, its words, however they are written.
pub fn service(job: &StoodJob) -> Uuid {
    let by_words = || {
        let words = search::normalise(&job.title);
        let hash = Sha256::digest(&words);
        hash.first_chunk().filter(|_| !words.is_empty()).map_or(NOBODY, |bytes| Uuid::from_bytes(*bytes))
    };
    job.canned.as_ref().map_or_else(by_words, |(id, _)| id.0)
}

fn called(job: &StoodJob) -> Translated {
    job.canned.as_ref().map_or_else(|| same(&job.title), |(_, names)| names.clone())
}

fn same(name: &str) -> Translated {
    Translated { fr: name.to_owned(), ar: name.to_owned(), en: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use contracts::workshop::{CannedJobId, JobId};

    use super::*;

    #[test]
    fn the_same_words_are_one_service_and_what_is_kept_ready_is_its_own() {
        let job = |title: &str| StoodJob { id: JobId::new(), title: title.into(), canned: None, shares: vec![] };
        assert_eq!(service(&job("Freins  arrière")), service(&job("freins arriere")));
        assert_ne!(service(&job("Freins arrière")), service(&job("Freins avant")));
        assert_eq!(service(&job(" … ")), NOBODY);
        let id = CannedJobId::new();
        let canned = StoodJob { canned: Some((id, same("Vidange"))), ..job("Vidange") };
        assert_eq!(service(&canned), id.0);
    }
}
