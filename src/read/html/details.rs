//! The tree of a page → authors, day of the last change and section as it declares them.
//!
//! JSON-LD comes first, then `<meta>`, then what readers see. Not obvious: authors are only candidates here; whether
//! `Tim Redaksi` or an outlet's own name is one is decided with the word lists, in `byline`.

use dom_query::Document;

use super::super::line;
use super::super::moment;
use super::linked::Told;
use super::meta::{Tags, texts};
use crate::record::Details;

/// Names under which outlets give authors.
const AUTHORS: [&str; 10] = [
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "content_author",
    "sailthru.author",
    "dtk:author",
    "byl",
];

/// Names under which outlets give the last change.
const CHANGES: [&str; 9] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dc.date.modified",
    "dcterms.modified",
    "content_modifieddate",
];

/// Names under which outlets give the section.
const SECTIONS: [&str; 9] = [
    "article:section",
    "og:article:section",
    "og:section",
    "parsely-section",
    "content_category",
    "dtk:namakanal",
    "section",
    "category",
    "dc.subject",
];

/// A section is a name, not a sentence.
const LONGEST_SECTION: usize = 5;
/// An element that names an author holds little else.
const LONGEST_AUTHOR: usize = 8;

/// What the page declares; `title` is its headline, which ends some breadcrumbs.
pub(super) fn read(document: &Document, told: &Told, tags: &Tags, title: Option<&str>) -> Details {
    Details {
        authors: authors(document, told, tags),
        modified: modified(document, told, tags),
        section: section(document, told, tags, title),
        ..Details::default()
    }
}

fn authors(document: &Document, told: &Told, tags: &Tags) -> Vec<String> {
    let person = |name: &String| !name.contains("://") && !name.starts_with('@');
    let linked: Vec<String> = told
        .authors
        .iter()
        .filter(|name| person(name))
        .cloned()
        .collect();
    if !linked.is_empty() {
        return linked;
    }
    let named = AUTHORS.iter().filter_map(|name| tags.get(name));
    let shown = texts(
        document,
        "[rel=author], [itemprop=author], [class*=author], [class*=Author]",
    );
    let short = |text: &String| line::words(text) <= LONGEST_AUTHOR;
    let first = named.filter(person).chain(shown).find(short);
    first.into_iter().collect()
}

fn modified(document: &Document, told: &Told, tags: &Tags) -> Option<String> {
    let named = CHANGES.iter().filter_map(|name| tags.get(name));
    let shown = document.select("time.updated, time.modified, [itemprop=dateModified]");
    let shown = shown
        .nodes()
        .iter()
        .take(super::meta::MOST)
        .filter_map(|node| {
            let stamp = node.attr("datetime").or_else(|| node.attr("content"))?;
            Some(stamp.to_string())
        });
    let mut all = told.modified.clone().into_iter().chain(named).chain(shown);
    all.find(|value| moment::machine(value).is_some())
}

fn section(document: &Document, told: &Told, tags: &Tags, title: Option<&str>) -> Option<String> {
    let fits = |name: &String| {
        (1..=LONGEST_SECTION).contains(&line::words(name))
            && title.map(line::folded) != Some(line::folded(name))
    };
    let named = SECTIONS.iter().filter_map(|name| tags.get(name));
    let trail = told.trail.iter().skip(1).rev().cloned();
    let kicker = texts(document, "[class*=kicker] > *");
    let links = texts(document, "[class*=breadcrumb] a, [class*=Breadcrumb] a");
    let links = links.into_iter().skip(1).collect::<Vec<_>>();
    told.section
        .clone()
        .into_iter()
        .chain(named)
        .chain(trail)
        .chain(links.into_iter().rev())
        .chain(kicker)
        .find(fits)
}

#[cfg(test)]
mod tests {
    use super::super::meta;
    use super::*;

    fn details(html: &str) -> Details {
        meta::read(&Document::from(html)).details
    }

    #[test]
    fn json_ld_comes_first() {
        let html = r#"<meta name=author content='Redaksi'><script type="application/ld+json">{"@type": "NewsArticle",
            "headline": "Kapal", "author": [{"@type": "Person", "name": "Sari Lestari"}, {"name": ["Yosef Tukan"]}],
            "articleSection": ["Nusantara", "Maluku"], "dateModified": "2024-10-29T06:00:00+07:00"}</script>"#;
        let details = details(html);
        assert_eq!(details.authors, ["Sari Lestari", "Yosef Tukan"]);
        assert_eq!(details.section.as_deref(), Some("Nusantara"));
        assert_eq!(
            details.modified.as_deref(),
            Some("2024-10-29T06:00:00+07:00")
        );
    }

    #[test]
    fn meta_tags_and_what_readers_see() {
        let html = "<meta property=article:author content='https://a.id/sari'><meta name=content_category content='Daerah'>\
            <meta property=og:updated_time content='2024-10-29'><span class=read__author>Sari Lestari</span>";
        let found = details(html);
        assert_eq!(found.authors, ["Sari Lestari"]);
        assert_eq!(found.section.as_deref(), Some("Daerah"));
        assert_eq!(found.modified.as_deref(), Some("2024-10-29"));
        let html = "<div class=breadcrumb><a>Beranda</a><a>Dunia</a><a>Asia</a></div><time class=updated datetime=2024-10-29>";
        let found = details(html);
        assert_eq!(found.section.as_deref(), Some("Asia"));
        assert_eq!(found.modified.as_deref(), Some("2024-10-29"));
    }

    #[test]
    fn the_trail_without_its_first_and_the_headline() {
        let html = r#"<title>Kapal Tiba</title><script type="application/ld+json">[{"@type": "BreadcrumbList", "itemListElement": [
            {"position": 1, "name": "Home"}, {"position": 2, "item": {"name": "Dunia"}}, {"position": 3, "name": "Kapal Tiba"}]}]</script>"#;
        assert_eq!(details(html).section.as_deref(), Some("Dunia"));
        assert_eq!(details("<p>x").section, None);
    }
}
