//! What the page of a link shows: the newest version, and what became of its jobs.

use chrono::{DateTime, Utc};
use contracts::customers::Exemption;
use contracts::identity::SiteCard;
use contracts::workshop::{JobId, WorkOrderId};
use kernel::money::Totals;
use kernel::{Amount, BasisPoints, Problem};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::estimates::approvers::Approvers;
use crate::estimates::document::{Document, DocumentJob, DocumentLine};
use crate::estimates::settings::EstimateSettings;
use crate::estimates::store::{self, FoundPhoto};
use crate::estimates::tables::{version, word};
use crate::estimates::view::{EstimateState, state_of};
use crate::inspections::marks;
use crate::inspections::public::report::{ReportPhoto, ReportSite};
use crate::work_orders::job::{AuthorisationState, Job};
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;

/// An estimate as the customer reads it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EstimatePage {
    pub site: ReportSite,
    #[schema(example = "LAC-2026-00042")]
    pub number: String,
    pub plate: String,
    pub vehicle: String,
    pub customer: String,
    /// The newest; an older one is not shown any more.
    pub version: i64,
    /// SHA-256 of the document.
    pub hash: String,
    pub state: EstimateState,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// Who approves signs.
    pub signature_required: bool,
    /// What the garage wrote for the customer.
    pub notes: Vec<String>,
    pub totals: Totals,
    pub jobs: Vec<EstimatePageJob>,
    /// What is to be paid before the work begins; null where nothing is, and once the work is done.
    pub deposit: Option<EstimatePageDeposit>,
    /// By which it is offered without VAT; null of what is offered as usual.
    pub exemption: Option<Exemption>,
    /// What who has this link approves at most of the whole order, net, in minor units; null without a limit.
    pub limit: Option<Amount>,
    /// Who else is asked, because it goes beyond what who has this link may approve; null where they may.
    pub asked: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EstimatePageDeposit {
    /// Of what is approved; null where an amount is asked.
    pub share: Option<BasisPoints>,
    pub amount: Option<Amount>,
    /// Of what is approved by now, with its taxes.
    pub asked: Amount,
    /// What the garage has of it.
    pub held: Amount,
    /// How it is paid, in the garage's words.
    pub words: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EstimatePageJob {
    pub id: JobId,
    pub title: String,
    pub concern: Option<String>,
    /// Jobs that share this name are options of which one can be approved.
    pub option_group: Option<String>,
    pub lines: Vec<DocumentLine>,
    /// Without stamp duty.
    pub totals: Totals,
    /// What was decided by now; null when the garage offers it no more.
    pub state: Option<AuthorisationState>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    /// The customer may decide on it here.
    pub can_decide: bool,
    /// Of what was found.
    pub photos: Vec<ReportPhoto>,
    /// Questions and answers, as they were said.
    pub words: Vec<EstimatePageWord>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EstimatePageWord {
    /// Otherwise the garage's.
    pub by_customer: bool,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// The order behind a link and its newest version.
pub struct Shown {
    pub order: WorkOrder,
    pub version: version::Model,
    pub document: Document,
    /// Decided on this version by a link before.
    pub decided: Vec<JobId>,
    pub settings: EstimateSettings,
}

impl Shown {
    pub async fn read<C: ConnectionTrait>(conn: &C, id: WorkOrderId) -> Result<Self, Problem> {
        let order = orders::find(conn, id).await?.ok_or_else(Problem::not_found)?;
        Self::of(conn, order).await
    }

    pub async fn of<C: ConnectionTrait>(conn: &C, order: WorkOrder) -> Result<Self, Problem> {
        let version = store::newest(conn, order.id).await?.ok_or_else(Problem::not_found)?;
        let (document, decided) = (version.document()?, store::decided_once(conn, &version).await?);
        let settings = store::settings(conn, order.site_id).await?.into();
        Ok(Self { order, version, document, decided, settings })
    }

    pub fn state(&self, now: DateTime<Utc>) -> EstimateState {
        state_of(&self.version, self.version.number, now)
    }

    /// As this version says it, unless the garage takes it back.
    fn deposit(&self) -> Option<EstimatePageDeposit> {
        let ask = self.document.deposit.filter(|_| self.order.deposit.ask.is_some() && self.order.state.name().is_work())?;
        Some(EstimatePageDeposit {
            share: ask.share(),
            amount: ask.amount(),
            asked: ask.of(self.order.approved_gross()),
            held: self.order.deposit.held,
            words: self.settings.deposit_words.clone(),
        })
    }

    pub fn job(&self, id: JobId) -> Option<&Job> {
        self.order.jobs.iter().find(|job| job.id == id)
    }

    /// It waits for the customer's word, and they gave none on this version.
    pub fn can_decide(&self, id: JobId, now: DateTime<Utc>) -> bool {
        let is_open = self.state(now) == EstimateState::Open && self.order.state.name().is_work();
        is_open && self.document.job(id).is_some() && !self.decided.contains(&id) && self.job(id).is_some_and(Job::is_waiting)
    }
}

pub async fn page<C: ConnectionTrait>(conn: &C, shown: &Shown, card: &SiteCard, now: DateTime<Utc>) -> Result<EstimatePage, Problem> {
    let jobs: Vec<_> = shown.document.jobs.iter().map(|job| job.id).collect();
    let photos = store::photos(conn, shown.order.id, &jobs).await?;
    let words = store::words(conn, shown.order.id).await?;
    let jobs = shown.document.jobs.iter().map(|job| page_job(shown, job, (&photos, &words), now)).collect();
    Ok(EstimatePage {
        site: ReportSite::from(card),
        number: shown.document.number.clone(),
        plate: shown.document.plate.clone(),
        vehicle: shown.document.vehicle.clone(),
        customer: shown.document.customer.clone(),
        version: shown.version.number,
        hash: shown.version.hash.clone(),
        state: shown.state(now),
        sent_at: shown.version.sent_at,
        expires_at: shown.version.expires_at,
        signature_required: shown.settings.signature_required,
        notes: shown.document.notes.clone(),
        totals: shown.document.totals.clone(),
        jobs,
        deposit: shown.deposit(),
        exemption: shown.document.exemption.clone(),
        limit: None,
        asked: None,
    })
}

impl EstimatePage {
    /// As somebody of the customer sees it: up to what they approve, and who else is asked.
    pub fn seen_by(self, contact: Option<Uuid>, shown: &Shown, approvers: &Approvers) -> Self {
        if !approvers.is_bound() {
            return self;
        }
        let limit = contact.map_or(Some(Amount::ZERO), |id| approvers.find(id).map_or(Some(Amount::ZERO), |one| one.up_to));
        let asked = shown.version.asked_name.clone().filter(|_| contact != shown.version.asked_id);
        Self { limit, asked, ..self }
    }
}

fn page_job(shown: &Shown, frozen: &DocumentJob, (photos, words): (&[FoundPhoto], &[word::Model]), now: DateTime<Utc>) -> EstimatePageJob {
    let job = shown.job(frozen.id);
    let evidence = job.and_then(|job| job.authorisation.evidence());
    let photos = photos.iter().filter(|photo| photo.job_id == frozen.id);
    let words = words.iter().filter(|word| word.job_id == frozen.id);
    EstimatePageJob {
        id: frozen.id,
        title: frozen.title.clone(),
        concern: frozen.concern.clone(),
        option_group: frozen.option_group.clone(),
        lines: frozen.lines.clone(),
        totals: frozen.totals.clone(),
        state: job.map(|job| job.authorisation.name()),
        decided_at: evidence.map(|evidence| evidence.at),
        decided_by: evidence.map(|evidence| evidence.by_name.clone()),
        reason: evidence.and_then(|evidence| evidence.reason.clone()),
        can_decide: shown.can_decide(frozen.id, now),
        photos: photos.map(|photo| ReportPhoto { id: photo.id, marks: marks::read(&photo.marks) }).collect(),
        words: words.map(|word| EstimatePageWord { by_customer: word.by_customer, text: word.text.clone(), at: word.at }).collect(),
    }
}
