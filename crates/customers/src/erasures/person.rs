//! What this module keeps of a person.

use contracts::customers::CustomerId;
use contracts::subjects::SubjectPart;
use kernel::personal::{ids as placed, rows};
use sea_orm::{ConnectionTrait, DbErr};

const PROFILE: &[&str] = &[
    "kind",
    "name",
    "phone=phone_e164",
    "email",
    "language",
    "tax_id",
    "electronic_address",
    "prefers",
    "address",
    "notes",
    "external_ref",
    "created_at",
    "hold_reason",
    "credit_limit",
    "credit_currency",
];
const CONTACTS: &[&str] = &["name", "role", "phone=phone_e164", "email", "language", "notes"];
const CONSENTS: &[&str] = &["channel", "purpose", "granted", "source", "note", "by_name", "at"];
const CERTIFICATES: &[&str] = &["number", "reason", "valid_from", "valid_until"];
const TAGS: &[&str] = &["name=t.name"];
const TIMELINE: &[&str] = &["at", "kind", "action", "label", "text", "by_name"];

/// Each kind of row there is, also where there is none of it.
pub async fn gather<C: ConnectionTrait>(conn: &C, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, DbErr> {
    let (places, values) = placed(ids);
    let kinds: [(&str, &[&str], String); 6] = [
        ("profile", PROFILE, format!("customers_customers where id in ({places}) order by id")),
        ("contacts", CONTACTS, format!("customers_contacts where customer_id in ({places}) order by id")),
        ("consents", CONSENTS, format!("customers_consents where customer_id in ({places}) order by id")),
        ("certificates", CERTIFICATES, format!("customers_exemptions where customer_id in ({places}) order by id")),
        (
            "tags",
            TAGS,
            format!("customers_tagged d join customers_tags t on t.id = d.tag_id where d.customer_id in ({places}) order by t.name"),
        ),
        ("timeline", TIMELINE, format!("customers_timeline where customer_id in ({places}) order by id")),
    ];
    let mut parts = vec![];
    for (name, columns, from) in kinds {
        parts.push(SubjectPart { name: name.to_owned(), rows: rows(conn, columns, &from, values.clone()).await? });
    }
    Ok(parts)
}
