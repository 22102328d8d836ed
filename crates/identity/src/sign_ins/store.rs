//! The only place with queries on the log of sign-ins.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::UserId;
use kernel::actor::Refusal;
use kernel::{Binds, SiteId, Tx, Via, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::view::SignInView;
use crate::sessions::Client;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    SignedIn,
    Failed,
    /// The password was right, the code of the second factor was not.
    CodeFailed,
    SignedOut,
    RefreshReused,
    SessionsEnded,
    PasswordChanged,
    PasswordReset,
    ResetRequested,
    /// Somebody made a link to set a new password and handed it over.
    ResetLinkMade,
    EmailChangeRequested,
    EmailChanged,
    Invited,
    Joined,
    Disabled,
    Enabled,
    RolesChanged,
    SecondFactorAdded,
    SecondFactorRemoved,
    RecoveryCodeUsed,
    RecoveryCodesMade,
    PinSet,
    PinFailed,
    PinBlocked,
    PasskeyAdded,
    PasskeyRemoved,
    SignInLinked,
    SignInUnlinked,
    /// Asked for what they may not do.
    Refused,
}

impl Outcome {
    pub fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::Failed => "failed",
            Self::CodeFailed => "code_failed",
            Self::SignedOut => "signed_out",
            Self::RefreshReused => "refresh_reused",
            Self::SessionsEnded => "sessions_ended",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::ResetRequested => "reset_requested",
            Self::ResetLinkMade => "reset_link_made",
            Self::EmailChangeRequested => "email_change_requested",
            Self::EmailChanged => "email_changed",
            Self::Invited => "invited",
            Self::Joined => "joined",
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::RolesChanged => "roles_changed",
            Self::SecondFactorAdded => "second_factor_added",
            Self::SecondFactorRemoved => "second_factor_removed",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::RecoveryCodesMade => "recovery_codes_made",
            Self::PinSet => "pin_set",
            Self::PinFailed => "pin_failed",
            Self::PinBlocked => "pin_blocked",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::SignInLinked => "sign_in_linked",
            Self::SignInUnlinked => "sign_in_unlinked",
            Self::Refused => "refused",
        }
    }
}

/// One entry of the log.
pub struct Entry<'a> {
    pub user: Option<UserId>,
    /// Of what was typed, when it is nobody's address.
    pub email_hash: Option<String>,
    pub outcome: Outcome,
    pub client: &'a Client,
    /// Who did it, when it was not the person themselves.
    pub by: &'a str,
}

impl<'a> Entry<'a> {
    /// Something a person did about their own account.
    pub fn of(user: UserId, outcome: Outcome, client: &'a Client) -> Self {
        Self { user: Some(user), email_hash: None, outcome, client, by: "" }
    }

    /// Something that somebody else did about it.
    pub fn by(user: UserId, outcome: Outcome, client: &'a Client, by: &'a str) -> Self {
        Self { by, ..Self::of(user, outcome, client) }
    }
}

pub async fn log(tx: &Tx, entry: Entry<'_>, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = "insert into identity_sign_ins (id, at, user_id, email_hash, outcome, address, agent, by_name) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        Uuid::now_v7().into(),
        now.into(),
        entry.user.map(|user| user.0).into(),
        entry.email_hash.into(),
        entry.outcome.code().into(),
        entry.client.address().into(),
        entry.client.agent.clone().into(),
        entry.by.into(),
    ];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// Refusals that are kept of each person or program; the oldest go.
const REFUSALS_KEPT: i64 = 1_000;

/// Logs a refusal, and forgets the oldest of the same person or program.
pub async fn log_refusal(tx: &Tx, refusal: &Refusal, now: DateTime<Utc>) -> Result<(), DbErr> {
    let column = if refusal.actor.via == Via::ApiKey { "api_key_id" } else { "user_id" };
    let sql = format!(
        "insert into identity_sign_ins (id, at, {column}, outcome, address, agent, by_name, operation, code) \
         values ($1, $2, $3, 'refused', $4, $5, '', $6, $7)"
    );
    let values = [
        Uuid::now_v7().into(),
        now.into(),
        refusal.actor.id.into(),
        refusal.address.to_string().into(),
        refusal.agent.clone().into(),
        refusal.operation.clone().into(),
        refusal.code.clone().into(),
    ];
    db::execute(&**tx, sql, values).await?;
    // The last of those that are kept; none, and nothing is deleted, while there are fewer.
    let oldest = format!(
        "delete from identity_sign_ins where outcome = 'refused' and {column} = $1 and id < (select id from identity_sign_ins \
         where outcome = 'refused' and {column} = $2 order by id desc limit 1 offset {})",
        REFUSALS_KEPT - 1
    );
    db::execute(&**tx, oldest, [refusal.actor.id.into(), refusal.actor.id.into()]).await.map(drop)
}

/// How long an address where somebody signed in counts as theirs.
const USUAL: TimeDelta = TimeDelta::days(30);

/// Whether the person signed in from this address lately.
pub async fn is_usual_place<C: ConnectionTrait>(conn: &C, user: UserId, address: IpAddr, now: DateTime<Utc>) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Found {}
    let sql = "select id from identity_sign_ins where user_id = $1 and at > $2 and address = $3 and outcome = 'signed_in' limit 1";
    let found: Option<Found> = db::one(conn, sql, [user.0.into(), (now - USUAL).into(), address.to_string().into()]).await?;
    Ok(found.is_some())
}

/// Whose entries to list.
pub enum Whose {
    One(UserId),
    /// Everybody's who works at one of these sites, and of these programs.
    At(Vec<SiteId>, Vec<Uuid>),
}

/// Newest first; `limit + 1` rows.
pub async fn list<C: ConnectionTrait>(conn: &C, whose: Whose, before: Option<Uuid>, limit: u64) -> Result<Vec<SignInView>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = "select l.id, l.at, l.user_id, l.api_key_id, coalesce(u.name, k.name) as user_name, l.outcome, l.address, l.agent, \
                   l.by_name, l.operation, l.code from identity_sign_ins l left join identity_users u on u.id = l.user_id \
                   left join identity_api_keys k on k.id = l.api_key_id where "
        .to_owned();
    sql += &match whose {
        Whose::One(user) => format!("l.user_id = {}", binds.add(user.0)),
        Whose::At(sites, keys) => {
            let sites = binds.and_among("us.site_id", Some(&sites));
            let people = format!("l.user_id in (select us.user_id from identity_user_sites us where true{sites})");
            // Without programs there is one condition, which an index answers.
            if keys.is_empty() { people } else { format!("({people} or l.api_key_id in ({}))", binds.list(keys)) }
        }
    };
    if let Some(before) = before {
        sql += &format!(" and l.id < {}", binds.add(before));
    }
    sql += &format!(" order by l.id desc limit {}", limit + 1);
    db::all(conn, sql, binds.0).await
}
