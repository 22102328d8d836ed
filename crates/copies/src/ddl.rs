//! The schema in SQL, for people: `ecar restore` makes its own.

use crate::catalogue;
use crate::manifest::Kind;
use crate::source::Source;

/// Tables, indexes and triggers, as the database describes them.
pub async fn schema(source: &mut Source) -> anyhow::Result<String> {
    match source.kind() {
        Kind::Sqlite => {
            let all = "select sql || ';' from sqlite_master where sql is not null and name not like 'sqlite\\_%' escape '\\' \
                       order by case type when 'table' then 0 when 'index' then 1 else 2 end, name";
            Ok(source.names(all).await?.join("\n\n"))
        }
        Kind::Postgres => postgres(source).await,
    }
}

async fn postgres(source: &mut Source) -> anyhow::Result<String> {
    let mut parts = vec![];
    for table in catalogue::tables(source).await? {
        let name = &table.name;
        let columns = format!(
            "select '    ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) \
             || case when a.attnotnull then ' not null' else '' end \
             || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') from pg_attribute a \
             left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum \
             where a.attrelid = '{name}'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum"
        );
        let constraints = format!(
            "select '    constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) from pg_constraint \
             where conrelid = '{name}'::regclass and contype in ('p', 'u', 'f', 'c') order by conname"
        );
        let lines = [source.names(&columns).await?, source.names(&constraints).await?].concat();
        parts.push(format!("create table {name} (\n{}\n);", lines.join(",\n")));
    }
    let rest = "select i.indexdef || ';' from pg_indexes i where i.schemaname = current_schema() and not exists \
                (select 1 from pg_constraint c where c.conname = i.indexname) order by i.indexname";
    parts.extend(source.names(rest).await?);
    let functions =
        "select pg_get_functiondef(oid) || ';' from pg_proc where pronamespace = current_schema()::regnamespace order by proname";
    parts.extend(source.names(functions).await?);
    let triggers = "select pg_get_triggerdef(t.oid) || ';' from pg_trigger t join pg_class c on c.oid = t.tgrelid \
                    where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace order by t.tgname";
    parts.extend(source.names(triggers).await?);
    Ok(parts.join("\n\n"))
}
