//! Soft hyphens and characters of no width inside words → nothing.
//!
//! Not obvious: joiners mean something beside emoji and in scripts such as Arabic; only those that touch a Latin
//! letter or a digit and no letter of another script are taken out.

use super::map::Edit;

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// Finds what to repair, in order.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    if !text.contains(is_invisible) {
        return found;
    }
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((start, c)) = chars.next() {
        if !is_invisible(c) {
            before = Some(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| is_invisible(*c)) {
            end = at + c.len_utf8();
        }
        let sides = [before, chars.peek().map(|(_, c)| *c)];
        let sides: Vec<char> = sides
            .into_iter()
            .flatten()
            .filter(|c| c.is_alphanumeric())
            .collect();
        // A byte order mark at the start is none of the text's words.
        if start > 0
            && !sides.is_empty()
            && sides
                .iter()
                .all(|c| *c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(c))
        {
            found.push(Edit {
                range: start..end,
                text: String::new(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::map::OffsetMap;
    use super::*;

    #[test]
    fn words_become_whole_and_other_scripts_and_emoji_stay() {
        let repaired = |text: &str| OffsetMap::default().apply(text, edits(text));
        assert_eq!(
            repaired("pe\u{ad}ngi\u{200b}\u{ad}riman \u{200b}pasukan\u{feff}."),
            "pengiriman pasukan."
        );
        for text in [
            "\u{feff}Kapal tiba",
            "می\u{200c}خواهم",
            "👨\u{200d}👩\u{200d}👧",
            "a \u{200b} b",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
