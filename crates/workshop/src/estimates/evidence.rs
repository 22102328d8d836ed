//! What proves a decision, whichever way it came (PRODUCT F1): who, when, method, number or address, signature, amount, version, hash.

use contracts::workshop::JobId;
use kernel::files::{self, NewFile, Prepared};
use kernel::{Amount, Problem, Tx};
use sea_orm::DbErr;
use uuid::Uuid;

use super::store;
use super::tables::{decision, version};
use crate::MODULE;
use crate::work_orders::estimate::{Decision, Offer, Word};
use crate::work_orders::job::AuthorisationMethod;
use crate::work_orders::work_order::WorkOrder;

/// What the files of signatures are called.
const SIGNATURE: &str = "signature.png";

/// Beside the word itself.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    pub phone: Option<String>,
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub signature: Option<Prepared>,
}

/// Keeps the evidence of a word that the order took. `order` is as it is after it.
pub async fn keep(tx: &Tx, order: &WorkOrder, word: &Word, seen: Option<&version::Model>, proof: Proof) -> Result<(), DbErr> {
    let signature_id = proof.signature.as_ref().map(|_| Uuid::now_v7());
    if let (Some(id), Some(prepared)) = (signature_id, proof.signature) {
        let (name, by_name) = (SIGNATURE.to_owned(), word.by_name.clone());
        files::store::insert(tx, MODULE, &NewFile { id, record: order.id.0, name, prepared, by_name, at: word.at }).await?;
    }
    let rows = word.decisions.iter().map(|decision| {
        let (title, net, amount) = of_job(order, decision.job_id);
        decision::Model {
            id: Uuid::now_v7(),
            order_id: order.id,
            estimate_id: seen.map(|version| version.id),
            version: seen.map(|version| version.number),
            hash: seen.map(|version| version.hash.clone()),
            once: seen.filter(|_| word.method == AuthorisationMethod::Link).map(|version| format!("{}:{}", version.id, decision.job_id)),
            job_id: decision.job_id,
            job_title: title,
            approved: decision.approve,
            reason: decision.reason.clone(),
            method: word.method,
            by_name: word.by_name.clone(),
            phone: proof.phone.clone(),
            address: proof.address.clone(),
            user_agent: proof.user_agent.clone(),
            signature_id,
            net,
            amount,
            at: word.at,
            recorded_by: word.recorded_by.clone(),
        }
    });
    store::insert_decisions(tx, rows.collect()).await
}

/// The newest version, if it is what the desk has before its eyes: it asks for these jobs what the order asks.
pub async fn seen(tx: &Tx, order: &WorkOrder, word: &Word) -> Result<Option<(version::Model, Offer)>, Problem> {
    let Some(version) = store::newest(&**tx, order.id).await? else { return Ok(None) };
    let document = version.document()?;
    let same = |decision: &Decision| {
        let asked = order.jobs.iter().find(|job| job.id == decision.job_id).map(|job| job.totals(order.terms.currency));
        asked.is_some() && document.job(decision.job_id).map(|job| &job.totals) == asked.as_ref()
    };
    Ok(word.decisions.iter().all(same).then(|| (version, document.offer())))
}

/// The job's title, and net and gross of what was just decided on it.
fn of_job(order: &WorkOrder, id: JobId) -> (String, Amount, Amount) {
    let job = order.jobs.iter().find(|job| job.id == id);
    let evidence = job.and_then(|job| job.authorisation.evidence());
    let amounts = evidence.map_or((Amount::ZERO, Amount::ZERO), |evidence| (evidence.net, evidence.amount));
    (job.map(|job| job.title.clone()).unwrap_or_default(), amounts.0, amounts.1)
}
