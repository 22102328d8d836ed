//! The only place with queries on users.

use contracts::identity::{Role, StaffCard, UserId};
use kernel::problem::is_unique_violation;
use kernel::{SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, Value};

use super::view::{Me, MySite, StaffView};
use crate::Error;

mod users {
    use chrono::{DateTime, Utc};
    use contracts::identity::UserId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "identity_users")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UserId,
        pub email: String,
        pub name: String,
        pub password_hash: String,
        pub language: String,
        pub disabled: bool,
        pub created_at: DateTime<Utc>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod user_sites {
    use contracts::identity::{Role, UserId};
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "identity_user_sites")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: UserId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub site_id: SiteId,
        pub role: Role,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use users::Model as User;

pub async fn find<C: ConnectionTrait>(conn: &C, id: UserId) -> Result<Option<User>, DbErr> {
    users::Entity::find_by_id(id).one(conn).await
}

/// By the address as [`super::email_key`] writes it.
pub async fn find_by_email<C: ConnectionTrait>(conn: &C, email: &str) -> Result<Option<User>, DbErr> {
    users::Entity::find().filter(users::Column::Email.eq(email)).one(conn).await
}

/// The person with the sites where they work.
pub async fn me<C: ConnectionTrait>(conn: &C, user: User) -> Result<Me, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: SiteId,
        code: String,
        name: String,
        role: Role,
    }
    let sql = "select s.id, s.code, s.name, us.role from identity_user_sites us join identity_sites s on s.id = us.site_id \
               where us.user_id = $1 order by s.code";
    let rows: Vec<Row> = db::all(conn, sql, [user.id.0.into()]).await?;
    let sites = rows.into_iter().map(|row| MySite::new(row.id, row.code, row.name, row.role)).collect();
    Ok(Me { id: user.id, name: user.name, email: user.email, language: user.language, sites })
}

pub async fn set_language(tx: &Tx, id: UserId, language: &str) -> Result<(), DbErr> {
    let sql = "update identity_users set language = $1, version = version + 1 where id = $2";
    db::execute(&**tx, sql, [language.into(), id.0.into()]).await.map(drop)
}

pub async fn set_password(tx: &Tx, id: UserId, hash: &str) -> Result<(), DbErr> {
    let sql = "update identity_users set password_hash = $1, version = version + 1 where id = $2";
    db::execute(&**tx, sql, [hash.into(), id.0.into()]).await.map(drop)
}

/// Inserts users with their roles, in statements of at most 500 rows.
pub async fn insert(tx: &Tx, people: &[User], roles: &[(UserId, SiteId, Role)]) -> Result<(), Error> {
    for chunk in people.chunks(500) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        match users::Entity::insert_many(rows).exec_without_returning(&**tx).await {
            Err(error) if is_unique_violation(&error) => return Err(Error::EmailTaken),
            other => drop(other?),
        }
    }
    for chunk in roles.chunks(500) {
        let rows = chunk
            .iter()
            .map(|(user_id, site_id, role)| user_sites::Model { user_id: *user_id, site_id: *site_id, role: *role }.into_active_model());
        user_sites::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// The cards of these people, disabled ones too: documents and messages still name them.
pub async fn cards<C: ConnectionTrait>(conn: &C, ids: &[UserId]) -> Result<Vec<StaffCard>, DbErr> {
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids.iter().map(|id| id.0))).all(conn).await?;
    let roles = user_sites::Entity::find()
        .filter(user_sites::Column::UserId.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(user_sites::Column::SiteId)
        .all(conn)
        .await?;
    let sites_of = |id| roles.iter().filter(|row| row.user_id == id).map(|row| (row.site_id, row.role)).collect();
    let card =
        |user: User| StaffCard { sites: sites_of(user.id), id: user.id, name: user.name, email: user.email, language: user.language };
    Ok(people.into_iter().map(card).collect())
}

/// Where a page of staff begins.
pub type StaffKey = (String, UserId, SiteId);

/// Who works at these sites (`None`: all), by name; `limit + 1` rows.
pub async fn list_staff<C: ConnectionTrait>(
    conn: &C,
    sites: Option<Vec<SiteId>>,
    role: Option<Role>,
    after: Option<StaffKey>,
    limit: u64,
) -> Result<Vec<StaffView>, DbErr> {
    let mut sql = "select u.id, u.name, u.email, us.role, us.site_id from identity_user_sites us \
                   join identity_users u on u.id = us.user_id where not u.disabled"
        .to_owned();
    let mut values: Vec<Value> = vec![];
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    if let Some(sites) = sites {
        let places: Vec<_> = sites.iter().map(|site| place(site.0.into())).collect();
        sql += &format!(" and us.site_id in ({})", places.join(", "));
    }
    if let Some(role) = role {
        sql += &format!(" and us.role = {}", place(role.to_value().into()));
    }
    if let Some((name, user, site)) = after {
        let (name, user, site) = (place(name.into()), place(user.0.into()), place(site.0.into()));
        sql += &format!(" and (u.name, u.id, us.site_id) > ({name}, {user}, {site})");
    }
    sql += &format!(" order by u.name, u.id, us.site_id limit {}", limit + 1);
    db::all(conn, sql, values).await
}
