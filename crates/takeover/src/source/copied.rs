//! `COPY` blocks of a dump of PostgreSQL. Source: its manual, COPY, "Text Format".

use super::statement::{bare, names};

/// The table and columns of `COPY public.shop_vehicle (id, make) FROM stdin;`
pub fn heading(line: &[u8]) -> Option<(String, Vec<String>)> {
    let text = std::str::from_utf8(line).ok()?.trim_end();
    let rest = text.strip_prefix("COPY ")?.strip_suffix(" FROM stdin;")?;
    let (table, columns) = rest.split_once(" (")?;
    Some((bare(table), names(columns.strip_suffix(')')?)))
}

/// The cells of a row; none where one is null.
pub fn cells(row: &[u8]) -> impl Iterator<Item = Option<Vec<u8>>> + '_ {
    row.split(|byte| *byte == b'\t').map(|cell| (cell != b"\\N").then(|| unescaped(cell)))
}

fn unescaped(cell: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(cell.len());
    let mut bytes = cell.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            text.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'b') => text.push(8),
            Some(b'f') => text.push(12),
            Some(b'n') => text.push(b'\n'),
            Some(b'r') => text.push(b'\r'),
            Some(b't') => text.push(b'\t'),
            Some(b'v') => text.push(11),
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(next) = bytes.next_if(|next| (b'0'..=b'7').contains(next)) else { break };
                    value = value * 8 + u32::from(next - b'0');
                }
                text.push((value & 0xff) as u8);
            }
            Some(other) => text.push(other),
            None => text.push(b'\\'),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_read_as_its_manual_says() {
        let (table, columns) = heading(b"COPY public.shop_vehicle (id, \"make\", plate) FROM stdin;\n").unwrap();
        assert_eq!((table.as_str(), columns), ("shop_vehicle", vec!["id".to_owned(), "make".to_owned(), "plate".to_owned()]));
        let read: Vec<_> =
            cells(b"1\t\\N\ta\\tb\\nc\\\\d\\303\\251").map(|cell| cell.map(|text| String::from_utf8(text).unwrap())).collect();
        assert_eq!(read, [Some("1".into()), None, Some("a\tb\nc\\dé".into())]);
        assert_eq!(heading(b"COPY nothing\n"), None);
    }
}
