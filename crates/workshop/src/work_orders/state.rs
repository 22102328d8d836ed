//! The lifecycle of a work order.

use std::fmt;

use chrono::{DateTime, Utc};
use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where an order stands, with what belongs to that place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody asked by telephone: no visit yet. See [`crate::quotes`].
    Quote,
    Estimate,
    Approved,
    InProgress,
    OnHold(Hold),
    /// Somebody else looks at the work: with who passed it, once they did.
    QualityCheck {
        passed_by: Option<String>,
    },
    Ready,
    Invoiced,
    Closed,
    Cancelled {
        reason: String,
        before: Box<State>,
    },
}

/// Why the work waits, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Hold {
    pub reason: HoldReason,
    pub note: Option<String>,
    pub since: DateTime<Utc>,
}

/// The state's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum WorkOrderState {
    Quote,
    Estimate,
    Approved,
    InProgress,
    OnHold,
    QualityCheck,
    Ready,
    Invoiced,
    Closed,
    Cancelled,
}

/// What the work waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum HoldReason {
    Approval,
    Parts,
    Sublet,
    Customer,
    Technician,
}

impl State {
    pub fn name(&self) -> WorkOrderState {
        match self {
            Self::Quote => WorkOrderState::Quote,
            Self::Estimate => WorkOrderState::Estimate,
            Self::Approved => WorkOrderState::Approved,
            Self::InProgress => WorkOrderState::InProgress,
            Self::OnHold(_) => WorkOrderState::OnHold,
            Self::QualityCheck { .. } => WorkOrderState::QualityCheck,
            Self::Ready => WorkOrderState::Ready,
            Self::Invoiced => WorkOrderState::Invoiced,
            Self::Closed => WorkOrderState::Closed,
            Self::Cancelled { .. } => WorkOrderState::Cancelled,
        }
    }

    /// Who passed the quality check, also of an order that was cancelled afterwards.
    pub fn passed_by(&self) -> Option<&str> {
        match self {
            Self::QualityCheck { passed_by } => passed_by.as_deref(),
            Self::Cancelled { before, .. } => before.passed_by(),
            _ => None,
        }
    }

    /// The hold, also of an order that was cancelled while it waited.
    pub fn hold(&self) -> Option<&Hold> {
        match self {
            Self::OnHold(hold) => Some(hold),
            Self::Cancelled { before, .. } => before.hold(),
            _ => None,
        }
    }
}

impl WorkOrderState {
    /// Jobs, lines and authorisations may still change.
    pub fn is_work(self) -> bool {
        matches!(self, Self::Quote | Self::Estimate | Self::Approved | Self::InProgress | Self::OnHold | Self::QualityCheck)
    }

    /// On the board: a visit, neither closed nor cancelled.
    pub fn is_open(self) -> bool {
        self != Self::Quote && !self.is_over()
    }

    /// Nothing more is to come of it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled)
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::iter().find(|state| state.to_value() == text)
    }
}

impl fmt::Display for WorkOrderState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}

impl fmt::Display for HoldReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}
