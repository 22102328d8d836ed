//! Fields: what a text may hold, which fields of an answer are always there, and bodies that may be left out.

use std::collections::BTreeSet;

use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, SchemaType};
use utoipa::openapi::{Components, OpenApi, Ref, RefOr, Required, Schema, SchemaFormat, Type};

use super::operations;

/// What a field's `format` stands for. The rules are `kernel::text`'s: no control characters, and `filled-…` not only blanks.
const TEXTS: [(&str, &str); 4] = [
    ("line", r"^[^\x00-\x1f\x7f-\x9f]*$"),
    ("filled-line", r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"),
    ("prose", r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"),
    ("filled-prose", r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"),
];

pub fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    name_items_of_pages(components);
    let known = components.clone();
    let (mut answered, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for (_, _, operation) in operations(document) {
        leave_out_empty_body(operation, &known);
        answered.extend(answers(operation, &known));
        asked.extend(body(operation, &known));
    }
    for (name, schema) in &mut document.components.get_or_insert_default().schemas {
        let RefOr::T(schema) = schema else { continue };
        write_patterns(schema);
        if answered.contains(name) {
            require_nullable(schema);
        }
        if asked.contains(name) {
            refuse_more(schema);
        }
    }
}

/// `Page_Customer` repeats what `Customer` is: it names it instead.
fn name_items_of_pages(components: &mut Components) {
    let names: BTreeSet<_> = components.schemas.keys().cloned().collect();
    for (page, schema) in &mut components.schemas {
        let Some(item) = page.strip_prefix("Page_").filter(|item| names.contains(*item)) else { continue };
        let RefOr::T(Schema::Object(schema)) = schema else { continue };
        if let Some(RefOr::T(Schema::Array(items))) = schema.properties.get_mut("items") {
            items.items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(item))));
        }
    }
}

/// An empty body is read as `{}`, so it may be left out where no field is needed.
fn leave_out_empty_body(operation: &mut Operation, known: &Components) {
    let Some(RefOr::T(body)) = &mut operation.request_body else { return };
    let Some(RefOr::T(content)) = body.content.get("application/json") else { return };
    let needs_fields = match &content.schema {
        Some(RefOr::Ref(shared)) => matches!(find(known, shared), Some(Schema::Object(object)) if !object.required.is_empty()),
        _ => true,
    };
    body.required = Some(if needs_fields { Required::True } else { Required::False });
}

/// The names of every schema that the operation's answers hold, however deep.
fn answers(operation: &Operation, known: &Components) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let responses = operation.responses.responses.values().filter_map(|response| if let RefOr::T(it) = response { Some(it) } else { None });
    for content in responses.flat_map(|response| response.content.values()) {
        if let RefOr::T(content) = content {
            content.schema.iter().for_each(|schema| collect(schema, known, &mut found));
        }
    }
    found
}

/// The names of every schema that the operation's body holds, however deep.
fn body(operation: &Operation, known: &Components) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Some(RefOr::T(body)) = &operation.request_body else { return found };
    for content in body.content.values() {
        if let RefOr::T(content) = content {
            content.schema.iter().for_each(|schema| collect(schema, known, &mut found));
        }
    }
    found
}

/// Fields that nothing reads are refused (`kernel::http::parse`).
fn refuse_more(schema: &mut Schema) {
    if let Schema::Object(object) = schema
        && !object.properties.is_empty()
        && object.additional_properties.is_none()
    {
        object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    }
}

fn collect(schema: &RefOr<Schema>, known: &Components, found: &mut BTreeSet<String>) {
    match schema {
        RefOr::Ref(shared) => {
            let name = name(shared);
            if let (true, Some(RefOr::T(schema))) = (found.insert(name.to_owned()), known.schemas.get(name)) {
                for schema in inside(schema) {
                    collect(schema, known, found);
                }
            }
        }
        RefOr::T(schema) => {
            for schema in inside(schema) {
                collect(schema, known, found);
            }
        }
    }
}

/// The schemas directly inside one.
fn inside(schema: &Schema) -> Vec<&RefOr<Schema>> {
    match schema {
        Schema::Object(object) => {
            let more = match object.additional_properties.as_deref() {
                Some(AdditionalProperties::RefOr(schema)) => Some(schema),
                _ => None,
            };
            object.properties.values().chain(more).collect()
        }
        Schema::Array(array) => match &array.items {
            ArrayItems::RefOrSchema(schema) => vec![schema],
            ArrayItems::False => vec![],
        },
        Schema::OneOf(one) => one.items.iter().collect(),
        Schema::AllOf(all) => all.items.iter().collect(),
        Schema::AnyOf(any) => any.items.iter().collect(),
        _ => vec![],
    }
}

fn find<'a>(known: &'a Components, shared: &Ref) -> Option<&'a Schema> {
    known.schemas.get(name(shared)).and_then(|schema| if let RefOr::T(schema) = schema { Some(schema) } else { None })
}

fn name(shared: &Ref) -> &str {
    shared.ref_location.rsplit('/').next().unwrap_or_default()
}

fn write_patterns(schema: &mut Schema) {
    let Schema::Object(object) = schema else { return };
    for field in object.properties.values_mut() {
        let RefOr::T(Schema::Object(field)) = field else { continue };
        let Some(SchemaFormat::Custom(format)) = &field.format else { continue };
        if let Some((_, pattern)) = TEXTS.iter().find(|(name, _)| name == format) {
            field.pattern = Some((*pattern).to_owned());
            field.format = None;
        }
    }
}

/// An answer carries every field, null when empty. A field that may be absent is declared as never null.
fn require_nullable(schema: &mut Schema) {
    let Schema::Object(object) = schema else { return };
    let always: Vec<_> = object.properties.iter().filter(|(_, field)| is_nullable(field)).map(|(name, _)| name.clone()).collect();
    for name in always {
        if !object.required.contains(&name) {
            object.required.push(name);
        }
    }
}

fn is_nullable(field: &RefOr<Schema>) -> bool {
    let RefOr::T(field) = field else { return false };
    let has_null = |kind: &SchemaType| matches!(kind, SchemaType::Array(kinds) if kinds.contains(&Type::Null));
    match field {
        Schema::Object(object) => has_null(&object.schema_type) || object.schema_type == SchemaType::Type(Type::Null),
        Schema::Array(array) => has_null(&array.schema_type),
        Schema::OneOf(one) => one.items.iter().any(is_nullable),
        _ => false,
    }
}
