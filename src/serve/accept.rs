//! `Accept` header → the offer that the client likes best.
//!
//! Quality values count, and the most specific range decides for each offer, as
//! [RFC 9110 §12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1) has it; where the
//! client likes several the same, the order of the offers decides.

/// One range of the header: `text/*;q=0.5`.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    quality: f32,
}

impl<'a> Range<'a> {
    /// A range that is not understood is passed over.
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';');
        let (kind, subtype) = parts.next()?.trim().split_once('/')?;
        let quality = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("q")
                .then(|| value.trim().parse::<f32>().ok())?
        });
        let quality = quality.filter(|q| (0.0..=1.0).contains(q)).unwrap_or(1.0);
        Some(Self {
            kind,
            subtype,
            quality,
        })
    }

    /// How closely it names a media type: 3 by name, 2 by kind, 1 as anything, `None` not at all.
    fn closeness(&self, media_type: &str) -> Option<u8> {
        let (kind, subtype) = media_type.split_once('/')?;
        match (self.kind, self.subtype) {
            ("*", "*") => Some(1),
            (k, "*") if k.eq_ignore_ascii_case(kind) => Some(2),
            (k, s) if k.eq_ignore_ascii_case(kind) && s.eq_ignore_ascii_case(subtype) => Some(3),
            _ => None,
        }
    }
}

/// The best of the offers (media type and what it stands for); `None` where none will do.
///
/// Without a header the first offer is taken.
pub(super) fn choose<T: Copy>(accept: Option<&str>, offers: &[(&str, T)]) -> Option<T> {
    let Some(accept) = accept.filter(|text| !text.trim().is_empty()) else {
        return offers.first().map(|(_, value)| *value);
    };
    let ranges: Vec<Range<'_>> = accept.split(',').filter_map(Range::read).collect();
    let mut best: Option<(f32, T)> = None;
    for (media_type, value) in offers {
        let quality = quality(&ranges, media_type);
        if quality > best.map_or(0.0, |(quality, _)| quality) {
            best = Some((quality, *value));
        }
    }
    best.map(|(_, value)| value)
}

/// Quality of a media type by the range that names it most closely; 0 where none does.
fn quality(ranges: &[Range<'_>], media_type: &str) -> f32 {
    let close = ranges
        .iter()
        .filter_map(|range| Some((range.closeness(media_type)?, range.quality)));
    close
        .max_by_key(|(closeness, _)| *closeness)
        .map_or(0.0, |(_, quality)| quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: &[(&str, u8)] = &[
        ("application/sparql-results+json", 1),
        ("application/json", 1),
        ("text/csv", 2),
        ("text/html", 3),
    ];

    #[test]
    fn quality_decides_then_our_order() {
        assert_eq!(choose(None, OFFERS), Some(1));
        assert_eq!(choose(Some("*/*"), OFFERS), Some(1));
        assert_eq!(
            choose(Some("text/csv;q=0.5, text/html;q=0.8"), OFFERS),
            Some(3)
        );
        assert_eq!(choose(Some("text/html, text/csv"), OFFERS), Some(2));
        assert_eq!(choose(Some("TEXT/CSV ; Q=0.3"), OFFERS), Some(2));
    }

    #[test]
    fn the_closest_range_decides() {
        assert_eq!(choose(Some("text/*, text/csv;q=0.1"), OFFERS), Some(3));
        assert_eq!(choose(Some("*/*, application/*;q=0"), OFFERS), Some(2));
    }

    #[test]
    fn a_browser_gets_a_page() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert_eq!(choose(Some(browser), OFFERS), Some(3));
    }

    #[test]
    fn what_is_not_offered_or_not_wanted_is_none() {
        assert_eq!(choose(Some("image/png"), OFFERS), None);
        assert_eq!(choose(Some("text/csv;q=0"), OFFERS), None);
        assert_eq!(choose(Some("nonsense"), OFFERS), None);
    }
}
