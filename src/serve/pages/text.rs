//! Text of articles → text that is safe and honest on a page.
//!
//! HTML's own characters are escaped by the template. Left over are characters that are not seen but change what is
//! seen: controls, and marks that turn the direction of what follows (Unicode Standard Annex 9). They are shown
//! as what they are, and every name stands isolated in a `<bdi>`.

use std::borrow::Cow;
use std::fmt::Write as _;

use maud::{Markup, html};

/// A name or another short piece, isolated from what stands around it.
pub(super) fn isolated(text: &str) -> Markup {
    html! { bdi { (visible(text)) } }
}

/// Text with unseen controls written out: `\u{202e}` as `[U+202E]`, NUL as `␀`; line ends and tabs stay.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            _ if !is_hidden(c) => out.push(c),
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => out.push('␡'),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
        }
    }
    Cow::Owned(out)
}

/// Controls other than those of lines, marks of direction, and spaces without width. Joiners stay: scripts need them.
fn is_hidden(c: char) -> bool {
    let of_lines = matches!(c, '\n' | '\t' | '\r');
    c.is_control() && !of_lines
        || matches!(
            c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}'..='\u{2029}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// A label in a picture: visible, and cut where it is long.
pub(super) fn short(name: &str) -> String {
    /// Letters.
    const MOST: usize = 26;
    let name = visible(name);
    if name.chars().count() <= MOST {
        return name.into_owned();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

/// Whether an address of an article may become a link: the web's own schemes only, and nothing unseen.
pub(super) fn is_web(url: &str) -> bool {
    if url.contains(|c: char| is_hidden(c) || c.is_whitespace()) {
        return false;
    }
    let head: String = url.chars().take(8).collect::<String>().to_ascii_lowercase();
    head.starts_with("https://") || head.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_text_around_is_seen() {
        assert_eq!(visible("a\u{202e}b\0c\u{7f}\n"), "a[U+202E]b␀c␡\n");
        assert!(matches!(visible("Erdoğan قصر"), Cow::Borrowed(_)));
        assert_eq!(
            isolated("<b>\u{2066}").into_string(),
            "<bdi>&lt;b&gt;[U+2066]</bdi>"
        );
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(short("Rusia"), "Rusia");
        assert_eq!(short(&"x".repeat(99)).chars().count(), 26);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(is_web("HTTPS://a.id/") && is_web("http://a.id"));
        assert!(!is_web("https://a.id/\u{202e}") && !is_web("https://a.id/ b"));
        assert!(!is_web("javascript:alert(1)//https://") && !is_web("data:text/html,x"));
    }
}
