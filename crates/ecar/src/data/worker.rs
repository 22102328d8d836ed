//! The backup of each day, taken by one of the programs that share the database.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveTime, Utc};
use copies::Settings;
use kernel::Context;
use kernel::module::Worker;
use parking_lot::Mutex;
use sea_orm::DbErr;

use super::backups::{begin, latest, take};
use crate::config::Config;

/// How often `/metrics` learns what other programs did.
const TOLD_EVERY: Duration = Duration::from_mins(1);

pub struct Backups {
    config: Config,
    context: Context,
    settings: Settings,
    at: NaiveTime,
    /// Whether owners are told by this program: where identity runs.
    tells: bool,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    due: Option<DateTime<Utc>>,
    told: Option<Instant>,
}

impl Backups {
    /// None where the settings name no place.
    pub fn of(config: &Config, context: &Context, tells: bool) -> anyhow::Result<Option<Self>> {
        let Some(to) = &config.backup_to else { return Ok(None) };
        let at = NaiveTime::parse_from_str(&config.backup_at, "%H:%M").context("backup_at is a time of day, such as 02:30")?;
        let settings = super::settings(config, to)?;
        Ok(Some(Self { config: config.clone(), context: context.clone(), settings, at, tells, seen: Mutex::default() }))
    }

    /// The last time at which one was due, unless this program saw to it.
    fn due(&self) -> Option<DateTime<Utc>> {
        let due = last_due(self.context.clock.now(), self.at);
        (self.seen.lock().due != Some(due)).then_some(due)
    }

    async fn tell_metrics(&self) -> Result<(), DbErr> {
        if self.seen.lock().told.is_some_and(|told| told.elapsed() < TOLD_EVERY) {
            return Ok(());
        }
        self.seen.lock().told = Some(Instant::now());
        let (made, tried) = latest(&self.context).await?;
        let seconds = |at: DateTime<Utc>| u32::try_from(at.timestamp()).map_or(0.0, f64::from);
        metrics::gauge!("backup_last_success_timestamp_seconds").set(made.as_ref().map_or(0.0, |made| seconds(made.started_at)));
        let kilobytes = made.and_then(|made| u32::try_from(made.bytes? / 1024).ok());
        metrics::gauge!("backup_last_size_bytes").set(kilobytes.map_or(0.0, |size| f64::from(size) * 1024.0));
        let failed = tried.is_some_and(|tried| tried.error.is_some());
        metrics::gauge!("backup_last_failed").set(if failed { 1.0 } else { 0.0 });
        Ok(())
    }

    async fn back_up(&self, due: DateTime<Utc>) -> Result<(), DbErr> {
        let Some(id) = begin(&self.context, &self.settings, Some(due)).await? else { return Ok(()) };
        let began = Instant::now();
        let done = Box::pin(take(&self.config, &self.context, &self.settings, id)).await;
        metrics::histogram!("backup_seconds").record(began.elapsed().as_secs_f64());
        self.seen.lock().told = None;
        match done {
            Ok(kept) => tracing::info!(name = kept.name, bytes = kept.bytes, expired = kept.expired, "the data are backed up"),
            Err(error) => {
                let reason = format!("{error:#}");
                tracing::error!(reason, "the data could not be backed up");
                metrics::counter!("backup_failures_total").increment(1);
                if self.tells {
                    identity::backup_failed(&self.context, id, &reason).await?;
                }
            }
        }
        Ok(())
    }
}

/// The last such time of day that is past.
fn last_due(now: DateTime<Utc>, at: NaiveTime) -> DateTime<Utc> {
    let today = now.date_naive().and_time(at).and_utc();
    if today <= now { today } else { today.checked_sub_days(Days::new(1)).unwrap_or(today) }
}

#[async_trait]
impl Worker for Backups {
    async fn turn(&self) -> Result<bool, DbErr> {
        if let Some(due) = self.due() {
            self.back_up(due).await?;
            self.seen.lock().due = Some(due);
        }
        self.tell_metrics().await?;
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_time_and_before_it_yesterdays_counts() {
        let at = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        let due = |now: &str| last_due(now.parse().unwrap(), at).to_rfc3339();
        assert_eq!(due("2026-11-28T02:30:00Z"), "2026-11-28T02:30:00+00:00");
        assert_eq!(due("2026-11-28T23:59:59Z"), "2026-11-28T02:30:00+00:00");
        assert_eq!(due("2026-11-28T02:29:59Z"), "2026-11-27T02:30:00+00:00");
    }
}
