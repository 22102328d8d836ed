//! What happened to accounts. Nothing here is secret: events are kept.

use kernel::outbox::Event;
use kernel::{Amount, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::UserId;

/// What a person is warned of, in a message to themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alert {
    /// A refresh token came a second time: two have it, so the session was ended.
    SessionStolen,
    PasswordChanged,
    /// Somebody who knew the password asked to change the address; the letter goes to the old one.
    EmailChangeRequested,
    EmailChanged,
    SecondFactorAdded,
    SecondFactorRemoved,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
    SignInLinked,
    SignInUnlinked,
    /// Too many wrong PINs: it works again after the person sets a new one.
    PinBlocked,
}

impl Alert {
    pub const ALL: [Self; 12] = [
        Self::SessionStolen,
        Self::PasswordChanged,
        Self::EmailChangeRequested,
        Self::EmailChanged,
        Self::SecondFactorAdded,
        Self::SecondFactorRemoved,
        Self::RecoveryCodeUsed,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::SignInLinked,
        Self::SignInUnlinked,
        Self::PinBlocked,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::SessionStolen => "session_stolen",
            Self::PasswordChanged => "password_changed",
            Self::EmailChangeRequested => "email_change_requested",
            Self::EmailChanged => "email_changed",
            Self::SecondFactorAdded => "second_factor_added",
            Self::SecondFactorRemoved => "second_factor_removed",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::SignInLinked => "sign_in_linked",
            Self::SignInUnlinked => "sign_in_unlinked",
            Self::PinBlocked => "pin_blocked",
        }
    }
}

/// Something about a person's account that they should know.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SecurityAlert {
    pub user_id: UserId,
    /// Whose letterhead the warning carries.
    pub site_id: SiteId,
    pub alert: Alert,
    /// Where the request came from; empty when it came from no network.
    pub address: String,
    /// The e-mail address to warn at, when it is not the person's any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// The garage's data were to be backed up and were not: for an owner to know.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BackupFailed {
    /// Of the try: one for all owners.
    pub id: Uuid,
    /// Who is told.
    pub user_id: UserId,
    /// A site of theirs.
    pub site_id: SiteId,
    /// Why, for whoever runs the program.
    pub reason: String,
}

/// What a secret link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    Reset,
    Invitation,
    Registration,
    /// Shows that a new e-mail address is the person's.
    Email,
}

/// A person is to get a secret link. The message asks for it when it is written, through [`super::AccountLinks`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountLinkRequested {
    pub request_id: Uuid,
    pub user_id: UserId,
    pub site_id: SiteId,
    pub purpose: LinkPurpose,
    /// The e-mail address to send it to, when it is not the person's yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A site was opened, closed or opened again, or its settings changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SiteUpdated {
    pub id: SiteId,
    /// As it is now; none of an event of before it was told.
    #[serde(default)]
    pub card: Option<SiteLabels>,
}

/// What figures need to know of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteLabels {
    pub name: String,
    /// IANA name.
    pub time_zone: String,
    /// ISO 4217.
    pub currency: String,
    /// Per hour, net.
    pub labour_rate: Amount,
}

impl SiteUpdated {
    pub fn of(card: &super::SiteCard) -> Self {
        let labels = SiteLabels {
            name: card.name.clone(),
            time_zone: card.time_zone.clone(),
            currency: card.currency.clone(),
            labour_rate: card.labour_rate,
        };
        Self { id: card.id, card: Some(labels) }
    }
}

/// Somebody was invited, or their roles or their access changed: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UserChanged {
    pub user_id: UserId,
}

/// A bundle of permissions was made, changed or deleted: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RoleChanged {
    pub role_id: String,
}

impl Event for SecurityAlert {
    const KIND: &'static str = "security.alert";
    fn aggregate(&self) -> Uuid {
        self.user_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

impl Event for BackupFailed {
    const KIND: &'static str = "backup.failed";
    fn aggregate(&self) -> Uuid {
        self.user_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

impl Event for AccountLinkRequested {
    const KIND: &'static str = "account.link_requested";
    fn aggregate(&self) -> Uuid {
        self.user_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

impl Event for SiteUpdated {
    const KIND: &'static str = "site.updated";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.id)
    }
}

impl Event for UserChanged {
    const KIND: &'static str = "user.changed";
    fn aggregate(&self) -> Uuid {
        self.user_id.0
    }
}

impl Event for RoleChanged {
    const KIND: &'static str = "role.changed";
    /// Roles of one's own are named by a UUID; the built-in ones share the nil one.
    fn aggregate(&self) -> Uuid {
        self.role_id.parse().unwrap_or_default()
    }
}
