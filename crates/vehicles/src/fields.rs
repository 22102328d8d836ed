//! Fields that the garage made for its vehicles: what they are called, and what they may hold.

use std::collections::BTreeMap;

use axum::extract::State;
use chrono::NaiveDate;
use contracts::vehicles::{VEHICLE_CONFIGURE, VEHICLE_READ};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Versioned};
use kernel::text::filled_line;
use kernel::{Actor, FieldError, Problem, counters};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::care::settings;
use crate::care::{Titles, is_key};
use crate::{App, MODULE};

const FIELDS: &str = "fields";
const LONGEST_TEXT: usize = 500;

/// What a vehicle has in the garage's fields: key to value, as text.
pub type Values = BTreeMap<String, String>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CustomFieldKind)]
pub enum Kind {
    Text,
    /// Digits, with a point: `12.5`.
    Number,
    /// `2026-11-20`
    Date,
    Choice,
}

/// A field that the garage made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomField {
    /// By it the values are kept. Small letters, digits and `_`.
    #[garde(custom(is_key))]
    #[schema(max_length = 30, pattern = "^[a-z0-9_]{1,30}$")]
    pub key: String,
    #[garde(dive)]
    pub title: Titles,
    #[garde(skip)]
    pub kind: Kind,
    /// Of a choice: what there is to choose from.
    #[garde(length(max = 30), inner(custom(filled_line(60))))]
    #[schema(max_items = 30)]
    pub choices: Vec<String>,
}

/// The fields of every vehicle beside those that all garages have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VehicleFields)]
pub struct Fields {
    #[garde(length(max = 30), dive, custom(keys_are_distinct))]
    #[schema(max_items = 30)]
    pub fields: Vec<CustomField>,
}

#[expect(clippy::ptr_arg, clippy::trivially_copy_pass_by_ref, reason = "what garde hands over")]
fn keys_are_distinct(fields: &Vec<CustomField>, (): &()) -> garde::Result {
    let keys: std::collections::BTreeSet<_> = fields.iter().map(|field| &field.key).collect();
    if keys.len() == fields.len() { Ok(()) } else { Err(garde::Error::new("a key stands once")) }
}

impl CustomField {
    /// Whether the field may hold this.
    fn takes(&self, value: &str) -> bool {
        match self.kind {
            Kind::Text => value.chars().count() <= LONGEST_TEXT && !value.chars().any(char::is_control),
            Kind::Number => is_number(value),
            Kind::Date => value.parse::<NaiveDate>().is_ok(),
            Kind::Choice => self.choices.iter().any(|choice| choice == value),
        }
    }
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str| (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(part)
}

/// What a vehicle has, changed by what was sent: an empty text clears. A field that the garage has not, or that may not hold what
/// was sent, is a 422 at `/custom/<key>`. What a field held that the garage took away stays as it is.
pub fn changed(fields: &Fields, mut values: Values, sent: Values) -> Result<Values, Problem> {
    let mut wrong = vec![];
    for (key, value) in sent {
        let value = value.trim().to_owned();
        let pointer = || format!("/custom/{}", key.replace('~', "~0").replace('/', "~1"));
        match fields.fields.iter().find(|field| field.key == key) {
            None => wrong.push(FieldError::new(pointer(), "unknown", "The garage has no such field")),
            Some(_) if value.is_empty() => drop(values.remove(&key)),
            Some(field) if field.takes(&value) => drop(values.insert(key, value)),
            Some(_) => wrong.push(FieldError::new(pointer(), "invalid", "The field does not hold this")),
        }
    }
    if wrong.is_empty() { Ok(values) } else { Err(Problem::fields(wrong)) }
}

/// As a vehicle keeps them.
pub fn kept(values: &Values) -> Result<String, Problem> {
    serde_json::to_string(values).map_err(|error| Problem::internal(&error))
}

pub fn read(text: &str) -> Values {
    serde_json::from_str(text).unwrap_or_default()
}

pub async fn of_garage<C: ConnectionTrait>(conn: &C) -> Result<Fields, Problem> {
    Ok(settings::read::<Fields, _>(conn, FIELDS).await?.0)
}

pub fn router(app: App) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get_vehicle_fields, set_vehicle_fields)).with_state(app)
}

/// The fields that the garage made for its vehicles. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicle-fields", tag = "vehicles", operation_id = "get_vehicle_fields",
    responses((status = 200, body = Fields)), security(("bearer" = [])))]
async fn get_vehicle_fields(State(app): State<App>, Caller(actor): Caller) -> Result<Versioned<Fields>, Problem> {
    actor.permit_anywhere(VEHICLE_READ)?;
    let (fields, version) = settings::read::<Fields, _>(app.context.db.reader(), FIELDS).await?;
    Ok(Versioned(version, fields))
}

/// Replaces the fields; what vehicles have in a field that goes is kept, and shown again when the field comes back.
/// Permission: `vehicle.configure`.
#[utoipa::path(put, path = "/vehicle-fields", tag = "vehicles", operation_id = "set_vehicle_fields",
    params(("If-Match" = Option<String>, Header)), request_body = Fields,
    responses((status = 200, body = Fields)), security(("bearer" = [])))]
async fn set_vehicle_fields(
    State(app): State<App>,
    Caller(actor): Caller,
    read_version: IfMatch,
    Json(fields): Json<Fields>,
) -> Result<Versioned<Fields>, Problem> {
    set(&app, &actor, &read_version, fields).await
}

async fn set(app: &App, actor: &Actor, read_version: &IfMatch, fields: Fields) -> Result<Versioned<Fields>, Problem> {
    actor.permit_anywhere(VEHICLE_CONFIGURE)?;
    let tx = app.context.db.begin().await?;
    // One change at a time.
    counters::raise(&tx, MODULE, "settings", 0).await?;
    let (before, version) = settings::read::<Fields, _>(&*tx, FIELDS).await?;
    read_version.check(version)?;
    let version = settings::write(&tx, FIELDS, &fields, version).await?;
    let change = Change { action: "vehicle_fields.set", entity: "vehicle_fields", id: Uuid::nil(), label: "", site: None };
    audit::record(&tx, MODULE, change, (Some(&before), Some(&fields)), actor, app.context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(Versioned(version, fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: &str, kind: Kind) -> CustomField {
        let title = Titles { fr: key.into(), ar: key.into(), en: key.into() };
        CustomField { key: key.into(), title, kind, choices: vec!["red".into()] }
    }

    #[test]
    fn a_field_holds_what_its_kind_says() {
        let cases = [
            (Kind::Text, "anything", true),
            (Kind::Text, "a\u{0}", false),
            (Kind::Number, "-12.50", true),
            (Kind::Number, "12", true),
            (Kind::Number, "1e5", false),
            (Kind::Number, "12.", false),
            (Kind::Number, "", false),
            (Kind::Date, "2026-02-28", true),
            (Kind::Date, "2026-02-30", false),
            (Kind::Choice, "red", true),
            (Kind::Choice, "blue", false),
        ];
        for (kind, value, taken) in cases {
            assert_eq!(field("x", kind).takes(value), taken, "{kind:?} {value:?}");
        }
    }

    #[test]
    fn what_is_sent_changes_what_it_names() {
        let fields = Fields { fields: vec![field("fleet", Kind::Text), field("paint", Kind::Choice)] };
        let values = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Values>();
        let before = values(&[("fleet", "12"), ("gone", "old")]);
        assert_eq!(changed(&fields, before.clone(), values(&[("paint", "red")])).unwrap().len(), 3);
        assert_eq!(changed(&fields, before.clone(), values(&[("fleet", " ")])).unwrap(), values(&[("gone", "old")]));
        let refused = changed(&fields, before, values(&[("gone", "new"), ("paint", "blue")])).unwrap_err();
        assert_eq!(refused.errors.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(), ["/custom/gone", "/custom/paint"]);
    }
}
