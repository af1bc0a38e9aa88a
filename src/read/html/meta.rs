//! The tree of a page → headline, address, outlet, day and language as the page itself declares them.
//!
//! JSON-LD comes first, then `OpenGraph` and other `<meta>`, then what readers see: `<h1>`, `<time>`, `<title>`.
//! Not obvious: `<title>` and `og:title` often end in the outlet's name, which is no part of the headline.

use dom_query::{Document, NodeData, NodeRef};

use super::super::{line, moment};
use super::linked::Linked;
use super::{details, spaced};
use crate::record::Details;

/// What a page tells of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
    /// A date for machines, or one as news writes it.
    pub(super) date: Option<String>,
    /// The first part of a BCP 47 tag.
    pub(super) language: Option<String>,
    pub(super) details: Details,
}

/// Names under which outlets give the day, most telling first.
const DAYS: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "published_time",
    "content_publisheddate",
    "originalpublishdate",
    "dc.date.issued",
    "dc.date",
    "date",
];

/// Elements of one kind that are looked at.
pub(super) const MOST: usize = 200;
/// Bytes of the longest headline or date.
const LONGEST: usize = 1000;

/// Reads the metadata of a page.
pub(super) fn read(document: &Document) -> Meta {
    let tags = Tags::read(document);
    let heading = texts(document, "h1")
        .into_iter()
        .find(|text| line::words(text) >= 2);
    let address = canonical(document).or_else(|| tags.get("og:url"));
    let known: Vec<&str> = [heading.as_deref(), address.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let told = Linked::read(document).article(&known);
    let outlet = told
        .outlet
        .as_deref()
        .map(plain)
        .filter(|text| !text.is_empty());
    let outlet = outlet
        .or_else(|| tags.get("og:site_name"))
        .or_else(|| tags.get("application-name"));
    let named = tags
        .get("og:title")
        .map(|title| without_outlet(&title, outlet.as_deref(), heading.as_deref()));
    let titled = || {
        let title = texts(document, "title").into_iter().next()?;
        Some(without_outlet(
            &title,
            outlet.as_deref(),
            heading.as_deref(),
        ))
    };
    let headline = told
        .title
        .as_deref()
        .map(|title| without_outlet(&plain(title), outlet.as_deref(), heading.as_deref()));
    let title = headline
        .or(named)
        .or_else(|| heading.clone())
        .or_else(titled);
    Meta {
        details: details::read(document, &told, &tags, title.as_deref()),
        title: title.filter(|title| !title.is_empty()),
        url: address.or(told.url).and_then(web_address),
        date: date(document, told.date, &tags),
        language: language(document, told.language, &tags),
        outlet,
    }
}

/// The `<meta>` of a page: name in lower case, content.
pub(super) struct Tags(Vec<(String, String)>);

impl Tags {
    fn read(document: &Document) -> Self {
        let mut tags = Vec::new();
        for tag in &document.select("meta[content]") {
            let content = plain(&tag.attr("content").unwrap_or_default());
            let names = ["property", "name", "itemprop", "http-equiv"];
            let name = names.iter().find_map(|name| tag.attr(name));
            if let Some(name) = name.filter(|_| !content.is_empty()) {
                tags.push((name.to_lowercase(), content));
            }
        }
        Self(tags)
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, content)| content.clone())
    }
}

/// The texts of the first elements that `selector` finds, except those in menus and side columns.
pub(super) fn texts(document: &Document, selector: &str) -> Vec<String> {
    let found = document.select(selector);
    let kept = found.nodes().iter().take(MOST).filter(|node| {
        let aside = |name: &str| matches!(name, "nav" | "aside" | "footer" | "svg");
        !node
            .ancestors_it(None)
            .any(|above| above.node_name().is_some_and(|name| aside(&name)))
    });
    kept.filter_map(short_text).collect()
}

/// The text of an element, unless it has none or more than any headline or date.
fn short_text(node: &NodeRef<'_>) -> Option<String> {
    let mut text = String::new();
    for inner in node.descendants_it() {
        inner.query(|inner| {
            if let NodeData::Text { contents } = &inner.data {
                let fits = contents.len() <= LONGEST;
                text.push_str(if fits { contents } else { "" });
            }
        });
        if text.len() > LONGEST {
            return None;
        }
    }
    let text = spaced(&text);
    (!text.is_empty()).then_some(text)
}

fn canonical(document: &Document) -> Option<String> {
    let link = document.select("link[rel=canonical]").attr("href")?;
    let link = spaced(&link);
    link.starts_with("http").then_some(link)
}

/// An absolute address without signs that no address holds.
fn web_address(url: String) -> Option<String> {
    let bad = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    };
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let fits = !rest.is_empty() && !url.contains(bad);
    fits.then_some(url)
}

/// Text without white space around it, and without the entities that some outlets write twice.
fn plain(text: &str) -> String {
    let entity =
        text.contains('&') && text.contains(';') && text.len() < 4096 && !text.contains('<');
    if entity {
        spaced(&Document::fragment(text).text())
    } else {
        spaced(text)
    }
}

/// The headline without ` - Outlet` or ` | Outlet` behind it.
fn without_outlet(title: &str, outlet: Option<&str>, heading: Option<&str>) -> String {
    let mut title = title;
    if let Some((heading, rest)) = heading.and_then(|h| Some((h, title.strip_prefix(h)?)))
        && rest
            .trim_start()
            .starts_with(['-', '|', ':', '–', '—', '»', '•'])
    {
        return heading.trim().to_owned();
    }
    for _ in 0..2 {
        let parts = [" - ", " | ", " – ", " — "]
            .iter()
            .filter_map(|mark| title.rsplit_once(mark));
        let Some((head, tail)) = parts.min_by_key(|(_, tail)| tail.len()) else {
            break;
        };
        let squeezed = |text: &str| text.to_lowercase().replace(char::is_whitespace, "");
        let domain = |text: &str| {
            squeezed(text)
                .split('.')
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let names = outlet.is_some_and(|outlet| domain(outlet) == domain(tail))
            || super::super::outlet::in_line(tail).is_some() && line::words(tail) == 1
            || heading == Some(head);
        if !names || heading == Some(title) {
            break;
        }
        title = head;
    }
    title.trim().to_owned()
}

/// The first value that is a day for machines; else the first that may be one for people.
fn date(document: &Document, told: Option<String>, tags: &Tags) -> Option<String> {
    let times = document.select("time:not(.updated):not(.modified), [itemprop=datePublished]");
    let shown = times.nodes().iter().take(MOST).flat_map(|node| {
        let stamps = ["datetime", "content"];
        let stamp = stamps.iter().find_map(|name| node.attr(name));
        [stamp.map(|stamp| stamp.to_string()), short_text(node)]
    });
    let labelled = texts(
        document,
        "[class*=date], [class*=Date], [class*=time], [class*=tanggal]",
    );
    let named = DAYS.iter().map(|name| tags.get(name));
    let all = std::iter::once(told)
        .chain(named)
        .chain(shown)
        .flatten()
        .chain(labelled);
    let values: Vec<String> = all
        .map(|text| spaced(&text))
        .filter(|text| text.len() <= 80)
        .collect();
    let stamped = |value: &String| moment::machine(value).map(|moment| (moment, value.clone()));
    let mut machine = values.iter().filter_map(stamped);
    let Some((first, value)) = machine.next() else {
        return values.into_iter().find(|value| is_dated(value));
    };
    // A day alone gives way to a time on the same day.
    let timed = machine.find(|(later, _)| {
        first.with_time().is_none() && later.with_time().is_some() && later.day() == first.day()
    });
    Some(timed.map_or(value, |(_, value)| value))
}

/// Whether a line names a year and a day, as `Senin, 28 Oktober 2024 19:04 WIB` does.
fn is_dated(text: &str) -> bool {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty());
    let day = numbers
        .clone()
        .next()
        .is_some_and(|number| number.len() <= 2);
    let year = numbers
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    day && year && line::words(text) >= 3
}

fn language(document: &Document, told: Option<String>, tags: &Tags) -> Option<String> {
    let html = document
        .select("html")
        .attr("lang")
        .map(|tag| tag.to_string());
    let tag = told
        .or(html)
        .or_else(|| tags.get("og:locale"))
        .or_else(|| tags.get("content-language"))?;
    let first = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    let fits =
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    match first.as_str() {
        "in" => Some("id".to_owned()),
        _ => fits.then_some(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_is_no_part_of_the_headline() {
        let title = |title: &str, outlet, heading| without_outlet(title, outlet, heading);
        assert_eq!(
            title("Kapal Tiba - Suara Kota", Some("SuaraKota.id"), None),
            "Kapal Tiba"
        );
        assert_eq!(
            title(
                "Kapal Tiba | Maluku | suarakota.id",
                None,
                Some("Kapal Tiba")
            ),
            "Kapal Tiba"
        );
        assert_eq!(
            title("Kapal Tiba - Besok", None, None),
            "Kapal Tiba - Besok"
        );
        assert_eq!(
            title(
                "Ambon - Suara Kota",
                Some("Suara Kota"),
                Some("Ambon - Suara Kota")
            ),
            "Ambon - Suara Kota"
        );
    }

    #[test]
    fn open_graph_and_what_readers_see() {
        let html = "<html lang=id-ID><title>Kapal Tiba - Suara Kota</title><meta property=og:site_name content='Suara Kota'><link rel=canonical href=https://a.id/1><time>Senin, 28 Oktober 2024 19:04 WIB</time>";
        let meta = read(&Document::from(html));
        assert_eq!(meta.title.as_deref(), Some("Kapal Tiba"));
        assert_eq!(
            meta.date.as_deref(),
            Some("Senin, 28 Oktober 2024 19:04 WIB")
        );
        assert_eq!(
            (meta.url.as_deref(), meta.language.as_deref()),
            (Some("https://a.id/1"), Some("id"))
        );
        let html = "<meta property=og:title content='&amp;quot;Kapal&amp;quot; Tiba'><meta name=pubdate content='2024-10-28T23:30:00+07:00'><meta property=og:url content='javascript:x'>";
        let meta = read(&Document::from(html));
        assert_eq!(
            (meta.title.as_deref(), meta.date.as_deref(), meta.url),
            (
                Some("\"Kapal\" Tiba"),
                Some("2024-10-28T23:30:00+07:00"),
                None
            )
        );
    }
}
