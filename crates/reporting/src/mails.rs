//! Saved reports go out by mail: each to its recipients, as each of them may see it at that moment.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::{Staff, UserId};
use contracts::inventory::STOCK_SEE_COST;
use contracts::reporting::{REPORT_READ, ReportMailed, SavedReportChanged};
use contracts::workshop::PAY_READ;
use kernel::module::Worker;
use kernel::{Actor, Context, Limits, Permission, Problem, Rights, Tx, Via, outbox};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::MODULE;
use crate::api::saved::content;
use crate::saved::{Definition, Mail, MailState, Person, SavedReport, Shows};
use crate::sites::Sites;
use crate::store;

/// Of one turn.
const AT_ONCE: u64 = 20;
/// Where a report could not be made, so long it is waited.
const REST: TimeDelta = TimeDelta::seconds(30);
/// What figures may be hidden by.
const TELLING: [Permission; 3] = [REPORT_READ, STOCK_SEE_COST, PAY_READ];

/// The worker.
pub struct Mails {
    context: Context,
    staff: Arc<dyn Staff>,
    rests_until: Mutex<Option<DateTime<Utc>>>,
}

/// What is to go out.
pub struct Made {
    mails: Vec<Mail>,
    events: Vec<ReportMailed>,
}

impl Mails {
    pub fn new(context: Context, staff: Arc<dyn Staff>) -> Self {
        Self { context, staff, rests_until: Mutex::default() }
    }

    /// Sends one whose time has come, once for all times that it missed.
    async fn send(&self, report: &SavedReport, sites: &Sites) -> Result<(), Problem> {
        let made = make(&self.context, self.staff.as_ref(), report, &report.recipients).await?;
        let zone = sites.zone(report.what.site_id);
        let next = report.what.schedule.as_ref().and_then(|schedule| schedule.next(self.context.clock.now(), zone));
        let mut tx = self.context.db.begin().await?;
        // Of processes that look at once, one sends.
        if store::saved::take(&tx, report, next).await? {
            put(&mut tx, &self.context, report, &made, &Actor::system()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn is_resting(&self, now: DateTime<Utc>) -> bool {
        self.rests_until.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|until| now < until)
    }

    fn rest(&self, until: DateTime<Utc>) {
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
    }
}

#[async_trait]
impl Worker for Mails {
    async fn turn(&self) -> Result<bool, DbErr> {
        let (now, reader) = (self.context.clock.now(), self.context.db.reader());
        if self.is_resting(now) {
            return Ok(false);
        }
        let due = store::saved::due(reader, now, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(false);
        }
        let sites = store::sites::all(reader).await?;
        for report in &due {
            if let Err(problem) = self.send(report, &sites).await {
                tracing::warn!(report.id = %report.id, problem = %problem.title, "a report could not be sent");
                self.rest(now + REST);
            }
        }
        Ok(!self.is_resting(now))
    }
}

/// What goes to each of these people now. Who may not see it is sent nothing, and that is written down; the error is what may pass.
pub async fn make(context: &Context, staff: &dyn Staff, report: &SavedReport, to: &[Person]) -> Result<Made, Problem> {
    let now = context.clock.now();
    let sites = store::sites::all(context.db.reader()).await?;
    let on = now.with_timezone(&sites.zone(report.what.site_id)).date_naive();
    let is_unknown = report.what.shows == Shows::Rows && content::kpi(&report.what).is_err();
    let mut made = Made { mails: vec![], events: vec![] };
    for reader in readers(staff, &sites, &report.what, to).await? {
        let id = Uuid::now_v7();
        let seen = match content::summary(context, &reader, &report.what, on).await {
            Ok(groups) => content::first_site(&reader, &report.what).map(|site_id| (site_id, groups)),
            Err(problem) if problem.status >= 500 => return Err(problem),
            Err(_) => None,
        };
        let reason = if is_unknown { "unknown-figure" } else { "forbidden" };
        let (state, reason) = if seen.is_some() { (MailState::Scheduled, None) } else { (MailState::Failed, Some(reason.to_owned())) };
        made.events.extend(seen.map(|(site_id, groups)| ReportMailed {
            id,
            report_id: report.id,
            site_id,
            user_id: UserId(reader.id),
            name: report.what.name.clone(),
            period: content::period(&report.what, on),
            on,
            groups,
        }));
        made.mails.push(Mail { id, report_id: report.id, name: reader.name, at: now, state, reason });
    }
    Ok(made)
}

/// Writes down that it goes out, and tells whoever sends it.
pub async fn put(tx: &mut Tx, context: &Context, report: &SavedReport, made: &Made, actor: &Actor) -> Result<(), Problem> {
    let clock = context.clock.as_ref();
    store::saved::put_mails(tx, report.id, &made.mails).await?;
    outbox::append_many(tx, MODULE, &made.events, actor, clock).await?;
    let changed = SavedReportChanged { id: report.id, site_id: report.what.site_id };
    outbox::append(tx, MODULE, &changed, actor, clock).await?;
    Ok(())
}

/// People as readers of a report: what each of them may see now.
pub async fn readers(staff: &dyn Staff, sites: &Sites, what: &Definition, of: &[Person]) -> Result<Vec<Actor>, Problem> {
    let ids: Vec<_> = of.iter().map(|person| person.id).collect();
    let among: Vec<_> = what.site_id.map_or_else(|| sites.0.keys().copied().collect(), |site| vec![site]);
    let mut held: BTreeMap<UserId, BTreeMap<_, Rights>> = BTreeMap::new();
    for site in among {
        for permission in TELLING {
            for user in staff.who_may(permission.0, site, &ids).await? {
                let rights = held.entry(user).or_default().entry(site);
                let rights = rights.or_insert_with(|| Rights { limits: Limits::NOTHING, ..Rights::default() });
                rights.permissions.insert(permission.0.to_owned());
            }
        }
    }
    let reader = |person: &Person| {
        let sites = held.remove(&person.id).unwrap_or_default();
        let sites = sites.into_iter().map(|(site, rights)| (site, Arc::new(rights))).collect();
        Actor { id: person.id.0, name: person.name.clone(), via: Via::System, sites }
    };
    Ok(of.iter().map(reader).collect())
}
