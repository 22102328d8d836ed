//! The only place with queries on users.

use chrono::{DateTime, Utc};
use contracts::identity::{Role, StaffCard, UserId};
use kernel::problem::is_unique_violation;
use kernel::{Binds, Limits, SiteId, Tx, db, search};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, Value};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::user::terms;
use super::view::{Me, MySite, StaffView, UserState};
use crate::{Error, access, pins};

mod users {
    use chrono::{DateTime, Utc};
    use contracts::identity::UserId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "identity_users")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UserId,
        /// As [`super::super::user::email_key`] writes it; who has none has a user name.
        pub email: Option<String>,
        pub name: String,
        pub password_hash: String,
        pub language: String,
        pub disabled: bool,
        pub created_at: DateTime<Utc>,
        pub version: i64,
        /// The role at every site where no other was given, also at those opened later.
        pub everywhere_role: Option<String>,
        /// When the person set a password or came in another way; none while the invitation is open.
        pub joined_at: Option<DateTime<Utc>>,
        /// As [`super::super::user::user_name_key`] writes it; of people who are not disabled no two have the same.
        pub user_name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod user_sites {
    use contracts::identity::UserId;
    use kernel::SiteId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "identity_user_sites")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: UserId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub site_id: SiteId,
        /// Id of the role.
        pub role: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use users::Model as User;

impl User {
    /// The password's hash, when there is a password.
    pub fn hash(&self) -> Option<String> {
        Some(self.password_hash.clone()).filter(|hash| !hash.is_empty())
    }

    /// What their tries to sign in are counted by, and what programs that keep codes and passkeys call them: the address, else the user name.
    pub fn known_as(&self) -> String {
        self.email.clone().or_else(|| self.user_name.clone()).unwrap_or_else(|| self.id.0.to_string())
    }

    /// What no password of theirs is made of.
    pub fn words(&self) -> [&str; 3] {
        words_of(self.email.as_deref(), &self.name, self.user_name.as_deref())
    }

    /// Owner of every site there is and will be.
    pub fn is_superuser(&self) -> bool {
        self.everywhere_role.as_deref() == Some(Role::Owner.id())
    }
}

/// What no password of somebody is made of.
pub fn words_of<'a>(email: Option<&'a str>, name: &'a str, user_name: Option<&'a str>) -> [&'a str; 3] {
    [email.unwrap_or_default(), name, user_name.unwrap_or_default()]
}

/// What somebody is found by.
fn found_by(user: &User) -> Vec<String> {
    terms(&user.name, user.email.as_deref().unwrap_or_default(), user.user_name.as_deref())
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: UserId) -> Result<Option<User>, DbErr> {
    users::Entity::find_by_id(id).one(conn).await
}

/// By the address as [`super::email_key`] writes it.
pub async fn find_by_email<C: ConnectionTrait>(conn: &C, email: &str) -> Result<Option<User>, DbErr> {
    users::Entity::find().filter(users::Column::Email.eq(email)).one(conn).await
}

/// By what somebody types to sign in, as [`super::email_key`] writes it: an address has an `@`, a user name has none. The user name of
/// somebody who is disabled is nobody's.
pub async fn find_by_sign_in<C: ConnectionTrait>(conn: &C, typed: &str) -> Result<Option<User>, DbErr> {
    if typed.contains('@') {
        return find_by_email(conn, typed).await;
    }
    users::Entity::find().filter(users::Column::UserName.eq(typed)).filter(users::Column::Disabled.eq(false)).one(conn).await
}

/// As [`find`], locked until the transaction ends.
pub async fn find_locked(tx: &Tx, id: UserId) -> Result<Option<User>, DbErr> {
    #[derive(FromQueryResult)]
    struct Locked {}
    let sql = format!("select id from identity_users where id = $1{}", tx.lock_clause());
    let _: Option<Locked> = db::one(&**tx, sql, [id.0.into()]).await?;
    find(&**tx, id).await
}

/// The person with the sites where they may do something.
pub async fn me<C: ConnectionTrait>(conn: &C, user: User) -> Result<Me, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: SiteId,
        code: String,
        name: String,
        role: String,
        permissions: Option<String>,
        closed_at: Option<DateTime<Utc>>,
        max_discount: Option<i32>,
        max_refund: Option<i64>,
    }
    let sql = "select s.id, s.code, s.name, s.closed_at, us.role, r.permissions, r.max_discount, r.max_refund \
               from identity_user_sites us \
               join identity_sites s on s.id = us.site_id left join identity_roles r on r.id = us.role \
               where us.user_id = $1 order by s.code";
    let rows: Vec<Row> = db::all(conn, sql, [user.id.0.into()]).await?;
    let sites = rows.into_iter().map(|row| {
        let held = access::held(&row.role, row.permissions.as_deref(), access::limits(row.max_discount, row.max_refund));
        MySite {
            id: row.id,
            code: row.code,
            name: row.name,
            role: row.role,
            closed: row.closed_at.is_some(),
            permissions: held.permissions.iter().cloned().collect(),
            max_discount: held.limits.discount,
            max_refund: held.limits.refund,
        }
    });
    Ok(Me {
        superuser: user.is_superuser(),
        has_password: !user.password_hash.is_empty(),
        has_pin: pins::store::is_set(conn, user.id).await?,
        id: user.id,
        sites: sites.filter(|site| !site.permissions.is_empty()).collect(),
        name: user.name,
        email: user.email,
        user_name: user.user_name,
        language: user.language,
    })
}

/// A person's role at a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromQueryResult)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub site_id: SiteId,
    /// Id of the role.
    #[schema(max_length = 60, format = "line")]
    pub role: String,
}

pub async fn sites_of<C: ConnectionTrait>(conn: &C, id: UserId) -> Result<Vec<Place>, DbErr> {
    db::all(conn, "select site_id, role from identity_user_sites where user_id = $1 order by site_id", [id.0.into()]).await
}

/// The roles of many people at once.
pub async fn places<C: ConnectionTrait>(conn: &C, ids: &[UserId]) -> Result<Vec<(UserId, Place)>, DbErr> {
    let rows = user_sites::Entity::find()
        .filter(user_sites::Column::UserId.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(user_sites::Column::SiteId)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.user_id, Place { site_id: row.site_id, role: row.role })).collect())
}

/// Who owns the whole garage and may sign in.
pub async fn owners_of_all<C: ConnectionTrait>(conn: &C) -> Result<Vec<UserId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: UserId,
    }
    let sql = "select id from identity_users where everywhere_role = 'owner' and not disabled order by id";
    Ok(db::all::<Row, _>(conn, sql, []).await?.into_iter().map(|row| row.id).collect())
}

/// The site whose letterhead a message to this person carries: one where they work, else the garage's first.
pub async fn letterhead<C: ConnectionTrait>(conn: &C, id: UserId) -> Result<Option<SiteId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: SiteId,
    }
    let sql = "select s.id from identity_sites s left join identity_user_sites us on us.site_id = s.id and us.user_id = $1 \
               order by case when us.user_id is null then 1 else 0 end, case when s.closed_at is null then 0 else 1 end, s.code limit 1";
    let row: Option<Row> = db::one(conn, sql, [id.0.into()]).await?;
    Ok(row.map(|row| row.id))
}

pub async fn set_language(tx: &Tx, id: UserId, language: &str) -> Result<(), DbErr> {
    let sql = "update identity_users set language = $1, version = version + 1 where id = $2";
    db::execute(&**tx, sql, [language.into(), id.0.into()]).await.map(drop)
}

/// Their name and user name; 422 when somebody has that.
pub async fn set_names(tx: &Tx, id: UserId, name: &str, user_name: Option<&str>) -> Result<(), Error> {
    let sql = "update identity_users set name = $1, user_name = $2, version = version + 1 where id = $3";
    db::execute(&**tx, sql, [name.into(), user_name.into(), id.0.into()]).await.map_err(taken)?;
    Ok(index(tx, id).await?)
}

/// Which of the two that no two people share is somebody's already.
fn taken(error: DbErr) -> Error {
    if !is_unique_violation(&error) {
        return error.into();
    }
    if error.to_string().contains("user_name") { Error::UserNameTaken } else { Error::EmailTaken }
}

/// 422 when somebody has the address.
pub async fn set_email(tx: &Tx, id: UserId, email: &str) -> Result<(), Error> {
    let sql = "update identity_users set email = $1, version = version + 1 where id = $2";
    db::execute(&**tx, sql, [email.into(), id.0.into()]).await.map(drop).map_err(taken)
}

pub async fn set_password(tx: &Tx, id: UserId, hash: &str) -> Result<(), DbErr> {
    let sql = "update identity_users set password_hash = $1, version = version + 1 where id = $2";
    db::execute(&**tx, sql, [hash.into(), id.0.into()]).await.map(drop)
}

/// Who is disabled leaves the user name to others: one that somebody has by now is not given back.
pub async fn set_disabled(tx: &Tx, id: UserId, disabled: bool) -> Result<(), Error> {
    let sql = "update identity_users set disabled = $1, version = version + 1, \
               user_name = case when exists (select 1 from identity_users o where o.user_name = identity_users.user_name \
               and not o.disabled and o.id <> identity_users.id) then null else user_name end where id = $2";
    db::execute(&**tx, sql, [disabled.into(), id.0.into()]).await.map_err(taken)?;
    Ok(index(tx, id).await?)
}

/// The invitation was accepted; a name that is left out stays.
pub async fn join(tx: &Tx, id: UserId, name: &str, language: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let sql =
        "update identity_users set joined_at = coalesce(joined_at, $1), name = $2, language = $3, version = version + 1 where id = $4";
    db::execute(&**tx, sql, [now.into(), name.into(), language.into(), id.0.into()]).await?;
    index(tx, id).await
}

/// Writes what the person is found by.
async fn index(tx: &Tx, id: UserId) -> Result<(), DbErr> {
    let Some(user) = find(&**tx, id).await? else { return Ok(()) };
    search::index(tx, "identity_terms", id.0, found_by(&user)).await
}

/// Saves address, names and role everywhere; false when somebody else saved since `version` was read. 422 when somebody has the address or
/// the user name.
pub async fn save(tx: &Tx, user: &User) -> Result<bool, Error> {
    let sql = "update identity_users set name = $1, user_name = $2, everywhere_role = $3, email = $4, version = version + 1 \
               where id = $5 and version = $6";
    let values = [
        user.name.clone().into(),
        user.user_name.clone().into(),
        user.everywhere_role.clone().into(),
        user.email.clone().into(),
        user.id.0.into(),
        user.version.into(),
    ];
    let is_saved = db::execute(&**tx, sql, values).await.map_err(taken)?.rows_affected() == 1;
    index(tx, user.id).await?;
    Ok(is_saved)
}

/// Puts these roles in place of all others of the person.
pub async fn replace_places(tx: &Tx, id: UserId, places: &[Place]) -> Result<(), DbErr> {
    db::execute(&**tx, "delete from identity_user_sites where user_id = $1", [id.0.into()]).await?;
    let rows = places.iter().map(|place| (id, place.site_id, place.role.clone())).collect::<Vec<_>>();
    insert_places(tx, &rows).await
}

/// Gives everybody who has a role everywhere that role at new sites.
pub async fn staff_new_sites(tx: &Tx, sites: &[SiteId]) -> Result<(), DbErr> {
    for site in sites {
        let sql = "insert into identity_user_sites (user_id, site_id, role) select u.id, s.id, u.everywhere_role from identity_users u \
                   join identity_sites s on s.id = $1 where u.everywhere_role is not null";
        db::execute(&**tx, sql, [site.0.into()]).await?;
    }
    Ok(())
}

/// Gives a person a role at a site where they have none.
pub async fn add_place(tx: &Tx, id: UserId, site: SiteId, role: &str) -> Result<(), DbErr> {
    insert_places(tx, &[(id, site, role.to_owned())]).await
}

/// Locks the owners of these sites, so that two requests cannot each remove the other's last one; then counts, site by site,
/// the owners who can sign in.
pub async fn owners(tx: &Tx, sites: &[SiteId]) -> Result<Vec<(SiteId, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        site_id: SiteId,
        count: i64,
    }
    #[derive(FromQueryResult)]
    struct Locked {}
    if sites.is_empty() {
        return Ok(vec![]);
    }
    let marks: Vec<_> = (1..=sites.len()).map(|place| format!("${place}")).collect();
    let at = format!("site_id in ({})", marks.join(", "));
    let values = || sites.iter().map(|site| Value::from(site.0)).collect::<Vec<_>>();
    let sql =
        format!("select user_id from identity_user_sites where role = 'owner' and {at} order by site_id, user_id{}", tx.lock_clause());
    let _: Vec<Locked> = db::all(&**tx, sql, values()).await?;
    let sql = format!(
        "select us.site_id, count(*) as count from identity_user_sites us join identity_users u on u.id = us.user_id \
         where us.role = 'owner' and not u.disabled and u.joined_at is not null and us.{at} group by us.site_id"
    );
    let rows: Vec<Row> = db::all(&**tx, sql, values()).await?;
    Ok(rows.into_iter().map(|row| (row.site_id, row.count)).collect())
}

/// Inserts users with their roles, in statements of at most 500 rows.
pub async fn insert(tx: &Tx, people: &[User], places: &[(UserId, SiteId, String)]) -> Result<(), Error> {
    for chunk in people.chunks(500) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        users::Entity::insert_many(rows).exec_without_returning(&**tx).await.map_err(taken)?;
    }
    let all = people.iter().flat_map(|user| found_by(user).into_iter().map(|term| (user.id.0, term)));
    search::insert(tx, "identity_terms", all.collect()).await?;
    insert_places(tx, places).await.map_err(Error::from)
}

async fn insert_places(tx: &Tx, places: &[(UserId, SiteId, String)]) -> Result<(), DbErr> {
    for chunk in places.chunks(500) {
        let rows = chunk.iter().map(|(user_id, site_id, role)| {
            user_sites::Model { user_id: *user_id, site_id: *site_id, role: role.clone() }.into_active_model()
        });
        user_sites::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Where a page of users begins.
pub type UserKey = (String, UserId);

/// Which users to list.
#[derive(Default)]
pub struct Filter {
    /// Who works at one of these; `None`: everybody, also who works nowhere.
    pub sites: Option<Vec<SiteId>>,
    pub role: Option<String>,
    pub state: Option<UserState>,
    /// What was typed.
    pub query: Option<search::Query>,
    pub after: Option<UserKey>,
}

/// Users by name; `limit + 1` rows.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: Filter, limit: u64) -> Result<Vec<UserRow>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select {USER_COLUMNS} from ");
    sql += &match filter.query {
        None => "identity_users u where true".to_owned(),
        Some(query) => {
            let plan = search::Plan::of(conn, "identity_terms", &query).await?;
            format!("{} m cross join identity_users u where u.id = m.id", plan.ids(&mut binds))
        }
    };
    if filter.sites.is_some() || filter.role.is_some() {
        let sites = binds.and_among("us.site_id", filter.sites.as_deref());
        let role = filter.role.map(|role| format!(" and us.role = {}", binds.add(role))).unwrap_or_default();
        sql += &format!(" and exists (select 1 from identity_user_sites us where us.user_id = u.id{sites}{role})");
    }
    sql += match filter.state {
        None => "",
        Some(UserState::Invited) => " and not u.disabled and u.joined_at is null",
        Some(UserState::Active) => " and not u.disabled and u.joined_at is not null",
        Some(UserState::Disabled) => " and u.disabled",
    };
    if let Some((name, user)) = filter.after {
        sql += &format!(" and (u.name, u.id) > ({}, {})", binds.add(name), binds.add(user.0));
    }
    sql += &format!(" order by u.name, u.id limit {}", limit + 1);
    db::all(conn, sql, binds.0).await
}

/// A user with what the screen of users shows.
#[derive(Clone, Debug, FromQueryResult)]
pub struct UserRow {
    pub id: UserId,
    pub name: String,
    pub email: Option<String>,
    pub user_name: Option<String>,
    pub language: String,
    pub disabled: bool,
    pub created_at: DateTime<Utc>,
    pub joined_at: Option<DateTime<Utc>>,
    pub everywhere_role: Option<String>,
    pub version: i64,
    pub last_seen_at: Option<DateTime<Utc>>,
    pub second_factor: bool,
}

const USER_COLUMNS: &str = "u.id, u.name, u.email, u.user_name, u.language, u.disabled, u.created_at, u.joined_at, u.everywhere_role, u.version, \
    (select max(s.last_used_at) from identity_sessions s where s.user_id = u.id) as last_seen_at, \
    exists (select 1 from identity_totp t where t.user_id = u.id and t.confirmed_at is not null) as second_factor";

pub async fn row<C: ConnectionTrait>(conn: &C, id: UserId) -> Result<Option<UserRow>, DbErr> {
    db::one(conn, format!("select {USER_COLUMNS} from identity_users u where u.id = $1"), [id.0.into()]).await
}

/// The cards of these people, disabled ones too: documents and messages still name them.
pub async fn cards<C: ConnectionTrait>(conn: &C, ids: &[UserId]) -> Result<Vec<StaffCard>, DbErr> {
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids.iter().map(|id| id.0))).all(conn).await?;
    let places = places(conn, ids).await?;
    let sites_of = |id| places.iter().filter(|(user, _)| *user == id).map(|(_, place)| place.site_id).collect();
    // Who is disabled works nowhere.
    let card = |user: User| StaffCard {
        sites: if user.disabled { vec![] } else { sites_of(user.id) },
        id: user.id,
        name: user.name,
        email: user.email,
        language: user.language,
    };
    Ok(people.into_iter().map(card).collect())
}

/// Those of the people, or of all, who hold a permission at a site, and are not disabled.
pub async fn who_may<C: ConnectionTrait>(conn: &C, permission: &str, site: SiteId, of: Option<&[UserId]>) -> Result<Vec<UserId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        user_id: UserId,
        role: String,
        permissions: Option<String>,
    }
    let mut binds = Binds::default();
    let place = binds.add(site);
    let among = of.map_or_else(String::new, |of| format!(" and us.user_id in ({})", binds.list(of.iter().copied())));
    let sql = format!(
        "select us.user_id, us.role, r.permissions from identity_user_sites us \
         join identity_users u on u.id = us.user_id left join identity_roles r on r.id = us.role \
         where us.site_id = {place} and not u.disabled{among} order by us.user_id"
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    let may = |row: &Row| access::held(&row.role, row.permissions.as_deref(), Limits::NOTHING).permissions.contains(permission);
    Ok(rows.into_iter().filter(may).map(|row| row.user_id).collect())
}

/// Where a page of staff begins.
pub type StaffKey = (String, UserId, SiteId);

/// Who works at these sites (`None`: all), by name; `limit + 1` rows.
pub async fn list_staff<C: ConnectionTrait>(
    conn: &C,
    sites: Option<Vec<SiteId>>,
    role: Option<String>,
    after: Option<StaffKey>,
    limit: u64,
) -> Result<Vec<StaffView>, DbErr> {
    let mut sql = "select u.id, u.name, u.email, us.role, us.site_id from identity_user_sites us \
                   join identity_users u on u.id = us.user_id where not u.disabled and us.role <> 'customer'"
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
        sql += &format!(" and us.role = {}", place(role.into()));
    }
    if let Some((name, user, site)) = after {
        let (name, user, site) = (place(name.into()), place(user.0.into()), place(site.0.into()));
        sql += &format!(" and (u.name, u.id, us.site_id) > ({name}, {user}, {site})");
    }
    sql += &format!(" order by u.name, u.id, us.site_id limit {}", limit + 1);
    db::all(conn, sql, values).await
}
