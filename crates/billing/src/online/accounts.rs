//! The only place with queries of what a site has with providers, and the only one that opens what is sealed of it.

use kernel::vault::{self, Vault};
use kernel::{Context, Problem, SiteId, Tx, db};
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::provider::Kind;
use super::tables::accounts::{Column, Entity, Model};

/// An account with its secrets opened, for calling the provider.
pub struct Opened {
    /// Empty where the provider has none.
    pub account: String,
    pub key: String,
    pub webhook_secret: Option<String>,
    pub test_mode: bool,
}

/// What is sealed of an account.
#[derive(Clone, Copy)]
pub enum Secret {
    Key,
    Webhook,
}

impl Secret {
    const fn column(self) -> &'static str {
        match self {
            Self::Key => "secret",
            Self::Webhook => "webhook_secret",
        }
    }
}

/// Where a secret is sealed.
fn place(site: SiteId, provider: Kind, secret: Secret) -> String {
    format!("payment/{site}/{}/{}", provider.to_value(), secret.column())
}

pub fn seal(vault: &Vault, site: SiteId, provider: Kind, secret: Secret, text: &str) -> Result<String, Problem> {
    Ok(vault.seal(&place(site, provider, secret), text.as_bytes())?)
}

/// None where the site has no key of the provider.
pub fn open(vault: &Vault, row: &Model) -> Result<Option<Opened>, Problem> {
    let read = |secret: Secret, sealed: &str| {
        let text = vault.open(&place(row.site_id, row.provider, secret), sealed)?;
        String::from_utf8(text).map_err(|error| Problem::internal(&error))
    };
    let Some(key) = &row.secret else { return Ok(None) };
    let webhook_secret = row.webhook_secret.as_deref().map(|sealed| read(Secret::Webhook, sealed)).transpose()?;
    let account = row.account.clone().unwrap_or_default();
    Ok(Some(Opened { account, key: read(Secret::Key, key)?, webhook_secret, test_mode: row.test_mode }))
}

pub async fn of_site<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::SiteId.eq(site)).order_by_asc(Column::Provider).all(conn).await
}

/// Those with which customers may pay, of all sites.
pub async fn enabled<C: ConnectionTrait>(conn: &C) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Enabled.eq(true)).all(conn).await
}

/// With version 0 while the site chose nothing.
pub async fn find<C: ConnectionTrait>(conn: &C, site: SiteId, provider: Kind) -> Result<Model, DbErr> {
    Ok(Entity::find_by_id((site, provider)).one(conn).await?.unwrap_or_else(|| usual(site, provider)))
}

/// The same, locked until the transaction ends where it is there.
pub async fn lock(tx: &Tx, site: SiteId, provider: Kind) -> Result<Model, DbErr> {
    Ok(Entity::find_by_id((site, provider)).lock_exclusive().one(&**tx).await?.unwrap_or_else(|| usual(site, provider)))
}

fn usual(site_id: SiteId, provider: Kind) -> Model {
    Model { site_id, provider, enabled: false, test_mode: false, account: None, secret: None, webhook_secret: None, version: 0 }
}

/// Writes the next version of it. Where two chose first at once, the second is to find what the first chose.
pub async fn save(tx: &Tx, row: &mut Model) -> Result<(), Problem> {
    row.version += 1;
    let model = row.clone().into_active_model();
    if row.version > 1 {
        let update = Entity::update_many().set(model.reset_all());
        let same = update.filter(Column::SiteId.eq(row.site_id)).filter(Column::Provider.eq(row.provider));
        return Ok(same.exec(&**tx).await.map(drop)?);
    }
    Entity::insert(model).exec_without_returning(&**tx).await.map(drop).map_err(|error| {
        let transient = kernel::problem::is_unique_violation(&error);
        let problem = if transient { Problem::stale() } else { error.into() };
        Problem { transient, ..problem }
    })
}

/// Seals with the vault's first key what is not sealed with it.
pub async fn seal_all(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    let tx = context.db.begin().await.map_err(Problem::from)?;
    for row in Entity::find().all(&*tx).await.map_err(Problem::from)? {
        for (secret, sealed) in [(Secret::Key, &row.secret), (Secret::Webhook, &row.webhook_secret)] {
            let Some(sealed) = sealed else { continue };
            let Some(anew) = vault.sealed_anew(&place(row.site_id, row.provider, secret), sealed)? else { continue };
            let sql = format!("update billing_provider_accounts set {} = $1 where site_id = $2 and provider = $3", secret.column());
            let values = [anew.into(), row.site_id.into(), row.provider.to_value().into()];
            db::execute(&*tx, &sql, values).await.map_err(Problem::from)?;
        }
    }
    tx.commit().await.map_err(Problem::from)?;
    Ok(())
}

/// Whether the database holds secrets that some key sealed.
pub async fn are_sealed(context: &Context) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Sealed {
        secret: Option<String>,
        webhook_secret: Option<String>,
    }
    let all: Vec<Sealed> = db::all(context.db.reader(), "select secret, webhook_secret from billing_provider_accounts", []).await?;
    Ok(all.iter().flat_map(|row| [&row.secret, &row.webhook_secret]).flatten().any(|text| vault::is_sealed(text)))
}
