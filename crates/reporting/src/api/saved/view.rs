//! A saved report, as the API shows it.

use chrono::{DateTime, Utc};
use contracts::reporting::REPORT_READ;
use kernel::export::FileFormat;
use kernel::{Actor, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::saved::{Mail, MailState, Person, Rule, SavedReport, Schedule, Shows};
use crate::store::saved as store;

/// A report that somebody keeps.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SavedReport)]
pub struct SavedReportView {
    pub id: Uuid,
    pub name: String,
    pub shows: Shows,
    /// Of rows: the figure.
    pub kpi: Option<String>,
    /// Null of all sites where its reader may see figures.
    pub site_id: Option<SiteId>,
    pub period: Rule,
    pub format: FileFormat,
    pub shared: bool,
    /// Null of one that nobody is sent.
    pub schedule: Option<Schedule>,
    /// To whom it goes, by name.
    pub recipients: Vec<Person>,
    /// When it goes out next.
    pub next_at: Option<DateTime<Utc>>,
    /// What came of it last; null of one that never went out.
    pub last: Option<LastSending>,
    pub owner: Person,
    /// update, remove, send
    pub actions: Vec<String>,
    pub version: i64,
}

/// What came of a report that was sent.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LastSending {
    pub at: DateTime<Utc>,
    /// Failed where one of the mails did.
    pub state: MailState,
    pub mails: Vec<ReportMail>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportMail {
    pub name: String,
    pub state: MailState,
    /// Of one that failed: `forbidden` of who may not see it any more, `unknown-figure` where this version has none such; else what the log of
    /// messages says.
    pub reason: Option<String>,
}

/// With what came of each.
pub async fn views<C: ConnectionTrait>(conn: &C, reports: Vec<SavedReport>, actor: &Actor) -> Result<Vec<SavedReportView>, Problem> {
    let ids: Vec<_> = reports.iter().map(|report| report.id).collect();
    let mails = store::mails(conn, &ids).await?;
    Ok(reports.into_iter().map(|report| of(report, &mails, actor)).collect())
}

/// Of one.
pub async fn view<C: ConnectionTrait>(conn: &C, report: SavedReport, actor: &Actor) -> Result<SavedReportView, Problem> {
    let mails = store::mails(conn, &[report.id]).await?;
    Ok(of(report, &mails, actor))
}

fn of(report: SavedReport, mails: &[Mail], actor: &Actor) -> SavedReportView {
    let mails: Vec<_> = mails.iter().filter(|mail| mail.report_id == report.id).collect();
    let actions = actions(&report, actor);
    let SavedReport { id, owner, what, recipients, next_at, version, .. } = report;
    SavedReportView {
        id,
        name: what.name,
        shows: what.shows,
        kpi: what.kpi,
        site_id: what.site_id,
        period: what.period,
        format: what.format,
        shared: what.shared,
        schedule: what.schedule,
        recipients,
        next_at,
        last: last(&mails),
        owner,
        actions,
        version,
    }
}

fn actions(report: &SavedReport, actor: &Actor) -> Vec<String> {
    let may_change = report.permit_changing(actor).is_ok();
    let may_send = report.permit_sending(actor).is_ok() && report.what.permit(actor, REPORT_READ).is_ok();
    let all = [("update", may_change), ("remove", may_change), ("send", may_send)];
    all.into_iter().filter(|(_, may)| *may).map(|(name, _)| name.to_owned()).collect()
}

fn last(mails: &[&Mail]) -> Option<LastSending> {
    let at = mails.iter().map(|mail| mail.at).max()?;
    let any = |state: MailState| mails.iter().any(|mail| mail.state == state);
    let state = [MailState::Failed, MailState::Scheduled].into_iter().find(|state| any(*state)).unwrap_or(MailState::Sent);
    let mails = mails.iter().map(|mail| ReportMail { name: mail.name.clone(), state: mail.state, reason: mail.reason.clone() });
    Some(LastSending { at, state, mails: mails.collect() })
}
