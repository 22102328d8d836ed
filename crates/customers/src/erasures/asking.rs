//! What the other modules say of a person.

use contracts::customers::CustomerId;
use contracts::identity::OpenRecord;
use contracts::subjects::{LegalHold, SubjectPart};
use futures::future::try_join_all;
use kernel::Problem;

use super::Erasures;
use super::erasure::longest;

impl Erasures {
    pub async fn unsettled(&self, ids: &[CustomerId]) -> Result<Vec<OpenRecord>, Problem> {
        Ok(try_join_all(self.subjects.iter().map(|module| module.unsettled(ids))).await?.concat())
    }

    pub async fn legal_hold(&self, ids: &[CustomerId]) -> Result<Option<LegalHold>, Problem> {
        let holds = try_join_all(self.subjects.iter().map(|module| module.legal_hold(ids))).await?;
        Ok(longest(holds.into_iter().flatten().collect()))
    }

    pub async fn gathered(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        Ok(try_join_all(self.subjects.iter().map(|module| module.gather(ids))).await?.concat())
    }
}
