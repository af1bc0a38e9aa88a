//! The tree of a page → the same tree without boxes whose class says that they are furniture.
//!
//! Not obvious: a class tells only what a designer meant; a box with much text stays whatever it is called, and so do
//! the elements that may hold the whole story.

use dom_query::{Document, NodeRef};

use super::super::line;

/// Words of class names and ids, between hyphens and underscores, that name furniture.
const NAMES: [&str; 44] = [
    "ad",
    "ads",
    "adslot",
    "advertisement",
    "bacajuga",
    "bacajg",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "komentar",
    "lihatjg",
    "linksisip",
    "newsletter",
    "pagination",
    "paging",
    "parallax",
    "parallaxindetail",
    "populer",
    "popular",
    "recommendation",
    "recommendations",
    "rekomendasi",
    "related",
    "respond",
    "ringkasan",
    "share",
    "sharing",
    "sidebar",
    "sisip",
    "social",
    "sosmed",
    "subscribe",
    "tag",
    "tagging",
    "tags",
    "terkait",
    "terpopuler",
    "toc",
    "trending",
    "whatsapp",
    "widget",
    "widgets",
    "wa",
];

/// Names of two words.
const PAIRS: [&str; 12] = [
    "about-author",
    "ai-summary",
    "author-bio",
    "author-box",
    "author-card",
    "author-info",
    "article-summary",
    "baca-juga",
    "key-takeaways",
    "lihat-juga",
    "simak-juga",
    "table-of-contents",
];

/// Elements that may hold the story.
const KEPT: [&str; 8] = [
    "html",
    "head",
    "body",
    "main",
    "article",
    "figure",
    "figcaption",
    "h1",
];

/// Bytes of text that no box of furniture has.
const MOST_TEXT: usize = 2_000;
/// A box of fewer words is a mere label, which the line filters know and need: `Baca juga:` tells what follows it.
const LABEL: usize = 4;
/// Words of class names that name the owner of a picture, below a `figure`.
const CREDITS: [&str; 2] = ["copyright", "credit"];

/// Takes the boxes out.
pub(super) fn prune(document: &Document) {
    let mut boxes = Vec::new();
    let mut nodes = vec![document.root()];
    while let Some(node) = nodes.pop() {
        let name = node.node_name().unwrap_or_default();
        let kept = !node.is_element() || KEPT.contains(&&*name);
        if !kept && ((is_named(&node) && is_small(&node)) || is_credit(&node)) {
            boxes.push(node);
        } else {
            nodes.extend(node.children_it(false));
        }
    }
    for node in boxes {
        node.remove_from_parent();
    }
}

fn is_named(node: &NodeRef<'_>) -> bool {
    let class = node.class().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    let names = format!("{class} {id}").to_lowercase();
    names.split_whitespace().any(|name| {
        let name = name.replace("__", "-").replace('_', "-");
        name.split('-').any(|word| NAMES.contains(&word))
            || PAIRS.iter().any(|pair| {
                let mut found = name.match_indices(pair);
                found.any(|(at, _)| {
                    let before = name.get(..at).unwrap_or_default();
                    let after = name.get(at + pair.len()..).unwrap_or_default();
                    let open = |edge: Option<char>| edge.is_none_or(|c| c == '-');
                    open(before.chars().next_back()) && open(after.chars().next())
                })
            })
    })
}

/// The owner of a picture, set apart from its caption.
fn is_credit(node: &NodeRef<'_>) -> bool {
    let class = node.class().unwrap_or_default().to_lowercase();
    let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
    let figure = |above: &NodeRef<'_>| above.node_name().is_some_and(|name| &*name == "figure");
    words.any(|word| CREDITS.contains(&word))
        && node.ancestors_it(Some(8)).any(|above| figure(&above))
}

fn is_small(node: &NodeRef<'_>) -> bool {
    let (mut length, mut words) = (0, 0);
    for inner in node.descendants_it() {
        if inner.is_text() {
            let text = inner.text();
            length += text.trim().len();
            words += line::words(&text);
        }
        if length > MOST_TEXT {
            return false;
        }
    }
    words >= LABEL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pruned(html: &str) -> String {
        let document = Document::from(html);
        prune(&document);
        document.text().to_string()
    }

    #[test]
    fn boxes_go_by_the_words_of_their_names() {
        for class in [
            "post-share",
            "baca-juga-collections",
            "detail__body-tag",
            "table linksisip",
            "wp-block-group inline-related",
            "ai-summary",
        ] {
            let html = format!(
                "<p>a</p><div class='{class}'>satu dua<p>tiga empat</p></div><div id='{class}'>b c d e</div>"
            );
            assert_eq!(pruned(&html), "a", "{class}");
        }
        let html = "<figure><figcaption>Kapal<small class=photo-credit>SK</small></figcaption></figure><p class=credit>x";
        assert_eq!(pruned(html), "Kapalx");
    }

    #[test]
    fn stories_and_labels_stay() {
        let box_of =
            |class: &str| pruned(&format!("<div class='{class}'>satu dua tiga empat</div>"));
        for class in [
            "heritage",
            "stage",
            "entry-summary",
            "content",
            "shareholder-news",
            "tagline",
        ] {
            assert_eq!(box_of(class), "satu dua tiga empat", "{class}");
        }
        let html = "<body class='single widget'><article class=related>satu dua tiga empat";
        assert_eq!(pruned(html), "satu dua tiga empat");
        assert_eq!(pruned("<p class=baca-juga>Baca juga:</p>"), "Baca juga:");
        let html = format!("<div class=related>{}</div>", "kata ".repeat(1000));
        assert!(pruned(&html).len() > 4_000);
    }
}
