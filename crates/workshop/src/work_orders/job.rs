//! Jobs: what the customer authorises, one by one. Raising an approved job breaks its approval; going back restores it.

use chrono::{DateTime, Utc};
use contracts::workshop::{CannedJobId, JobId};
use kernel::money::{Totals, totals};
use kernel::{Amount, Currency};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fact::Fact;
use super::line::Line;
use super::shares::Share;
use crate::pricing::FeeTakenOff;
use crate::reductions::Reductions;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub title: String,
    /// The customer's words.
    pub concern: Option<String>,
    pub cause: Option<String>,
    pub correction: Option<String>,
    pub authorisation: Authorisation,
    pub lines: Vec<Line>,
    /// What it was made of.
    pub canned_job_id: Option<CannedJobId>,
    /// Jobs that share this name are options of which one can be approved: good, better, best (PRODUCT F9).
    pub option_group: Option<String>,
    /// Who is credited with its sold hours; nobody: whoever clocks time on it (PRODUCT I2).
    pub shares: Vec<Share>,
    /// What is taken off it, and who else pays.
    pub reductions: Reductions,
    /// Fees that it is not asked for any more.
    pub fees_off: Vec<FeeTakenOff>,
}

/// What the customer decided on a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authorisation {
    Proposed,
    /// The customer has it in an estimate as it stands.
    Sent,
    Approved(Evidence),
    /// Costs more than what the evidence approved.
    ReapprovalNeeded(Evidence),
    /// Does not count, and can be approved later.
    Declined(Evidence),
}

/// Who decided when, how, and on what amount (PRODUCT F1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub method: AuthorisationMethod,
    pub by_name: String,
    pub at: DateTime<Utc>,
    /// Net of the job at that time.
    pub net: Amount,
    /// The same with VAT: what the customer was told.
    pub amount: Amount,
    pub reason: Option<String>,
    /// Name of who wrote it down.
    pub recorded_by: String,
    /// They were told a price without VAT, by a certificate: it is weighed so, whatever the order charges by now.
    pub is_exempt: bool,
}

/// How the customer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum AuthorisationMethod {
    InPerson,
    Phone,
    Signature,
    Message,
    /// By the customer's own hand, on the page of an estimate's link.
    Link,
}

/// The authorisation's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum AuthorisationState {
    Proposed,
    Sent,
    Approved,
    Declined,
    ReapprovalNeeded,
}

impl Job {
    /// A proposal without lines.
    pub fn new(title: String, concern: Option<String>) -> Self {
        Self {
            id: JobId::new(),
            title,
            concern,
            cause: None,
            correction: None,
            authorisation: Authorisation::Proposed,
            lines: vec![],
            canned_job_id: None,
            option_group: None,
            shares: vec![],
            reductions: Reductions::default(),
            fees_off: vec![],
        }
    }

    /// Without stamp duty, which belongs to the document.
    pub fn totals(&self, currency: Currency) -> Totals {
        totals(currency, self.lines.iter().map(Line::taxed), Amount::ZERO)
    }

    /// The same with a certificate, or without, whatever the order charges.
    pub fn totals_as(&self, currency: Currency, is_exempt: bool) -> Totals {
        totals(currency, self.lines.iter().map(|line| line.taxed_as(is_exempt)), Amount::ZERO)
    }

    pub fn is_approved(&self) -> bool {
        matches!(self.authorisation, Authorisation::Approved(_))
    }

    /// The customer agreed to it once: also when it must be approved again because it costs more.
    pub fn is_authorised(&self) -> bool {
        matches!(self.authorisation, Authorisation::Approved(_) | Authorisation::ReapprovalNeeded(_))
    }

    pub fn is_declined(&self) -> bool {
        matches!(self.authorisation, Authorisation::Declined(_))
    }

    /// The customer has yet to decide.
    pub fn is_waiting(&self) -> bool {
        matches!(self.authorisation, Authorisation::Proposed | Authorisation::Sent | Authorisation::ReapprovalNeeded(_))
    }

    /// They exclude each other.
    pub fn is_alternative_of(&self, other: &Self) -> bool {
        self.id != other.id && self.option_group.is_some() && self.option_group == other.option_group
    }

    pub fn has_locked_lines(&self) -> bool {
        self.lines.iter().any(|line| line.locked)
    }

    /// What the history is told of rates that were typed over the site's matrix.
    pub fn off_the_matrix(&self, currency: Currency) -> impl Iterator<Item = Fact> {
        self.lines.iter().filter_map(move |line| line.off_the_matrix(currency))
    }

    /// Whether it is charged by a certificate.
    pub fn is_exempt(&self) -> bool {
        self.lines.iter().any(|line| line.is_exempt)
    }

    /// After its lines changed: an approval holds up to what was approved, and no further (PRODUCT F2). What was sent is what it was
    /// no more.
    pub fn weigh_approval(&mut self, currency: Currency) -> Option<Fact> {
        self.follow_cores();
        self.reduce();
        let told = self.authorisation.evidence().is_some_and(|evidence| evidence.is_exempt);
        let now = self.totals_as(currency, told);
        let exceeds = |evidence: &Evidence| now.net > evidence.net || now.asked() > evidence.amount;
        match &self.authorisation {
            Authorisation::Approved(evidence) if exceeds(evidence) => {
                let (approved, asked) = (evidence.amount, now.asked());
                self.authorisation = Authorisation::ReapprovalNeeded(evidence.clone());
                Some(Fact::ReapprovalNeeded { job: self.title.clone(), approved, asked, currency })
            }
            Authorisation::ReapprovalNeeded(evidence) if !exceeds(evidence) => {
                self.authorisation = Authorisation::Approved(evidence.clone());
                Some(Fact::ApprovalRestored { job: self.title.clone() })
            }
            Authorisation::Sent => {
                self.authorisation = Authorisation::Proposed;
                None
            }
            _ => None,
        }
    }
}

impl Authorisation {
    pub fn name(&self) -> AuthorisationState {
        match self {
            Self::Proposed => AuthorisationState::Proposed,
            Self::Sent => AuthorisationState::Sent,
            Self::Approved(_) => AuthorisationState::Approved,
            Self::ReapprovalNeeded(_) => AuthorisationState::ReapprovalNeeded,
            Self::Declined(_) => AuthorisationState::Declined,
        }
    }

    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::Proposed | Self::Sent => None,
            Self::Approved(evidence) | Self::ReapprovalNeeded(evidence) | Self::Declined(evidence) => Some(evidence),
        }
    }
}
