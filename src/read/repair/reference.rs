//! Character references of HTML left in plain text (`&nbsp;`, `&amp;quot;`, `&#8220;`) → the characters meant.
//!
//! Not obvious: a page escaped twice holds `&amp;nbsp;`, so what comes out may be a reference again.

use html5ever::data::NAMED_ENTITIES;

use super::map::Edit;
use super::mojibake::windows_1252;

/// Bytes of the longest reference that is looked at, without `&` and `;`.
const LONGEST: usize = 32;

/// Finds what to repair, in order.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let mut found: Vec<Edit> = Vec::new();
    for (at, _) in text.match_indices('&') {
        if found.last().is_some_and(|edit| edit.range.end > at) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let mut length = 0;
        let mut meant = String::new();
        while let Some((character, used)) = leading(&meant, rest.get(length..).unwrap_or_default())
        {
            length += used;
            meant = character;
        }
        if length > 0 {
            found.push(Edit {
                range: at..at + length,
                text: meant,
            });
        }
    }
    found
}

/// The characters of the reference that begins `meant` followed by `rest`, and how much of `rest` it took.
fn leading(meant: &str, rest: &str) -> Option<(String, usize)> {
    if !(meant.is_empty() || meant == "&") {
        return None;
    }
    let body = if meant.is_empty() {
        rest.strip_prefix('&')?
    } else {
        rest
    };
    let end = body.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = body.get(..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => numeric(number)?.to_string(),
        None => named(body.get(..=end)?)?,
    };
    Some((character, rest.len() - body.len() + end + 1))
}

fn named(name: &str) -> Option<String> {
    let (first, second) = *NAMED_ENTITIES.get(name)?;
    let first = char::from_u32(first).filter(|c| *c != '\0')?;
    let second = char::from_u32(second).filter(|c| *c != '\0');
    Some(std::iter::once(first).chain(second).collect())
}

/// The character of a number; HTML reads 128 to 159 as windows-1252. Controls of ASCII are none, those above may be
/// a misread byte.
fn numeric(number: &str) -> Option<char> {
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let digits = hexadecimal.unwrap_or(number);
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let radix = if hexadecimal.is_some() { 16 } else { 10 };
    let code = u32::from_str_radix(digits, radix).ok()?;
    let read = match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => windows_1252(byte),
        _ => char::from_u32(code)?,
    };
    (!read.is_ascii_control() || matches!(read, '\n' | '\t')).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::super::map::OffsetMap;
    use super::*;

    fn repaired(text: &str) -> String {
        OffsetMap::default().apply(text, edits(text))
    }

    #[test]
    fn references_are_read_however_often_they_were_escaped() {
        assert_eq!(
            repaired(
                "&ldquo;Kami&nbsp;siap,&rdquo; kata&amp;nbsp;R&amp;amp;D &#8211; &#x41;&#150;"
            ),
            "“Kami\u{a0}siap,” kata\u{a0}R&D – A–"
        );
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "R&D; dan AT&T",
            "?a=1&copy=2",
            "&; &#; &#x; &#0; &#1; &tidakada;",
            "Rp 5 & 6;",
            "&#999999999999;",
            "&#+65;",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
