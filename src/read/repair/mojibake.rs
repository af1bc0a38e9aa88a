//! UTF-8 that somebody read as windows-1252 or Latin-1, once or several times (`â€œ`, `Ã©`) → the characters meant.
//!
//! Each character of windows-1252 is a byte; a stretch whose bytes are the UTF-8 of one plausible character is
//! taken for it. Not obvious: sound text holds such stretches by accident, `É”` is the UTF-8 of `ɔ`. So a
//! character counts alone only where news has it (Latin letters, punctuation, emoji); letters of other
//! scripts need a neighbour of their script that is damaged too.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;

use super::map::Edit;

/// How often a text may have been misread.
const DEEPEST: u8 = 3;

/// What windows-1252 makes of the bytes 0x80 to 0x9F, where Latin-1 has controls.
static UPPER_CONTROLS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0x9F).collect();
    WINDOWS_1252.decode(&bytes).0.chars().collect()
});

/// The character of a byte as windows-1252 reads it.
pub(super) fn windows_1252(byte: u8) -> char {
    let at = usize::from(byte).checked_sub(0x80);
    let upper = at.and_then(|at| UPPER_CONTROLS.get(at));
    upper.copied().unwrap_or(char::from(byte))
}

/// The byte that was read as `c`, in windows-1252 or Latin-1.
fn byte(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok().or_else(|| {
        let at = UPPER_CONTROLS.iter().position(|known| *known == c)?;
        u8::try_from(0x80 + at).ok()
    })
}

/// Finds what to repair, in order.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    // Every misread character begins with the letter that a leading byte became, and that with this byte.
    if !text.as_bytes().contains(&0xC3) {
        return Vec::new();
    }
    let mut found = decoded(text);
    found.extend(remnants(text, &found));
    found.sort_by_key(|edit| edit.range.start);
    found
}

fn is_lead(c: char) -> bool {
    ('\u{C2}'..='\u{F4}').contains(&c)
}

/// Stretches that are the bytes of a plausible character.
fn decoded(text: &str) -> Vec<Edit> {
    let mut found: Vec<(Range<usize>, char)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let candidates = is_lead(c).then(|| (1..=DEEPEST).rev());
        let meant = candidates.into_iter().flatten().find_map(|depth| {
            let (meant, end) = character(text, at, depth)?;
            let unlike = end > at + c.len_utf8() && plausible(text, at..end, meant);
            unlike.then_some((at..end, meant))
        });
        at = meant.as_ref().map_or(at + c.len_utf8(), |m| m.0.end);
        found.extend(meant);
    }
    let keep: Vec<bool> = (0..found.len()).map(|n| stands(&found, n)).collect();
    let kept = found.into_iter().zip(keep).filter(|(_, keep)| *keep);
    kept.map(|((range, c), _)| Edit {
        range,
        text: c.to_string(),
    })
    .collect()
}

/// The character at byte `at`, misread `depth` times, and where it ends.
///
/// What was misread less often is taken as it is, so that a stretch may be damaged in part.
fn character(text: &str, at: usize, depth: u8) -> Option<(char, usize)> {
    let Some(above) = depth.checked_sub(1) else {
        let c = text.get(at..)?.chars().next()?;
        return Some((c, at + c.len_utf8()));
    };
    let (first, end) = character(text, at, above)?;
    Some(joined(text, first, end, above).unwrap_or((first, end)))
}

/// The character whose leading byte is `first` and whose other bytes begin at `at`, and where it ends.
fn joined(text: &str, first: char, mut at: usize, depth: u8) -> Option<(char, usize)> {
    let lead = byte(first).filter(|lead| (0xC2..=0xF4).contains(lead))?;
    let mut bytes = [lead, 0, 0, 0];
    let length = 2 + usize::from(lead >= 0xE0) + usize::from(lead >= 0xF0);
    for slot in bytes.get_mut(1..length)? {
        let (c, end) = character(text, at, depth)?;
        *slot = byte(c)?;
        at = end;
    }
    let meant = std::str::from_utf8(bytes.get(..length)?).ok()?;
    Some((meant.chars().next()?, at))
}

/// Whether news may mean this character where that stretch stands.
fn plausible(text: &str, range: Range<usize>, meant: char) -> bool {
    match meant {
        '\u{A0}'..='\u{BF}'
        | '\u{2002}'..='\u{2014}'
        | '\u{2018}'..='\u{2026}'
        | '\u{202F}'..='\u{203A}'
        | '\u{FEFF}'
        | '€'
        | '™'
        | '−'
        | '\u{1F300}'..='\u{1FAFF}' => true,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => is_inside_word(text, range),
        _ => script(meant).is_some(),
    }
}

/// Whether a Latin letter fits its neighbours: `Ã…ngstrÃ¶m`, but not `IRMÃ…`, which an ellipsis ends.
fn is_inside_word(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    // `Å` before a soft hyphen is no `ŭ`; `Ã` there is the common `í`.
    let hyphenated = text
        .get(range.clone())
        .is_some_and(|misread| misread.ends_with('\u{AD}') && !misread.starts_with('Ã'));
    let ends_sentence = text
        .get(range)
        .is_some_and(|misread| misread.ends_with(['”', '’', '“', '…', '–', '—']));
    let follows_capital = before.is_some_and(char::is_uppercase);
    !hyphenated && !(ends_sentence && (follows_capital || !after.is_some_and(char::is_alphabetic)))
}

/// Blocks of letters, by their first characters, that count as one script.
fn script(c: char) -> Option<u8> {
    Some(match u32::from(c) {
        0x370..=0x3FF => 0,
        0x400..=0x4FF => 1,
        0x590..=0x5FF => 2,
        0x600..=0x6FF => 3,
        0xE00..=0xE7F => 4,
        0x3001..=0x30FF | 0x4E00..=0x9FFF | 0xFF01..=0xFF5E => 5,
        0xAC00..=0xD7A3 => 6,
        _ => return None,
    })
}

/// Whether the `n`-th find stands by itself or beside another of its script.
fn stands(found: &[(Range<usize>, char)], n: usize) -> bool {
    let Some((range, c)) = found.get(n) else {
        return false;
    };
    let Some(script_of) = script(*c) else {
        return true;
    };
    let like = |other: Option<&(Range<usize>, char)>,
                touches: fn(&Range<usize>, &Range<usize>) -> bool| {
        other.is_some_and(|(near, c)| script(*c) == Some(script_of) && touches(near, range))
    };
    let before = n.checked_sub(1).and_then(|n| found.get(n));
    like(before, |near, here| near.end == here.start)
        || like(found.get(n + 1), |near, here| here.end == near.start)
}

/// What is left of a character whose last byte got lost: `â€` for `”`, `Â` for a no-break space.
fn remnants(text: &str, decoded: &[Edit]) -> Vec<Edit> {
    let free = |range: &Range<usize>| {
        let near = decoded.partition_point(|edit| edit.range.end <= range.start);
        decoded
            .get(near)
            .is_none_or(|edit| edit.range.start >= range.end)
    };
    let quotes = text.match_indices("â€").map(|(at, misread)| {
        let end = at + misread.len();
        let rest = text.get(end..).unwrap_or_default();
        let lost = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '\u{FFFD}' | '\u{9D}'));
        (at..end + lost.map_or(0, char::len_utf8), "”")
    });
    let spaces = text.match_indices('Â').filter_map(|(at, misread)| {
        let end = at + misread.len();
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let glued = before.is_some_and(|c| !c.is_whitespace() && !c.is_uppercase());
        let alone = !before.is_some_and(char::is_uppercase) && !decoded.is_empty();
        let ends = text
            .get(end..)
            .and_then(|t| t.chars().next())
            .is_none_or(char::is_whitespace);
        (ends && (glued || alone)).then_some((at..end, ""))
    });
    quotes
        .chain(spaces)
        .filter(|(range, _)| free(range))
        .map(|(range, text)| Edit {
            range,
            text: text.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::map::OffsetMap;
    use super::*;

    fn repaired(text: &str) -> String {
        OffsetMap::default().apply(text, edits(text))
    }

    fn misread(text: &str) -> String {
        WINDOWS_1252
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    }

    #[test]
    fn what_was_misread_once_or_more_is_read_again() {
        let sound =
            "“Kami siap,” kata Zoë – Ångström… di São Tomé\u{a0}🙂 seharga €5 (Москва, 北京)";
        let mut text = sound.to_owned();
        for _ in 0..DEEPEST {
            text = misread(&text);
            assert_eq!(repaired(&text), sound, "{text}");
        }
        let latin_1: String = sound.bytes().map(char::from).collect();
        assert_eq!(repaired(&latin_1), sound);
    }

    #[test]
    fn a_text_damaged_in_part_keeps_its_sound_part() {
        assert_eq!(
            repaired("Zoë dan ZoÃ« “siap” â€œpergiâ€\u{9d}"),
            "Zoë dan Zoë “siap” “pergi”"
        );
    }

    #[test]
    fn a_lost_last_byte_is_made_up_for() {
        assert_eq!(
            repaired("â€œKami siap,â€ katanya.Â  Ia pergi. Â "),
            "“Kami siap,” katanya.  Ia pergi.  "
        );
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "Ångström, Å\u{AD}land, château, Âge, São, IRMÃ… dan CAFÉ”, Malmö–Århus",
            "“À suivre…”, «voilà», Ð dan Ñ, é”… pergi, â”, huruf Â dan Ã",
            "Łódź, Đà Nẵng, Nguyễn Phú Trọng, Åland, Erdoğan, Õ‹?",
            "Москва, 北京, 서울, القاهرة, 🙂, €5, “ya”",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
