//! The tree of a page → the paragraphs of its story as plain text.
//!
//! Not obvious: finding the story among menus and teasers is left to `dom_smoothie`, a port of the
//! reader view of Firefox; where it finds none, the whole page goes to the line filters of [`blocks`](super::super::blocks).

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use rustc_hash::FxHashSet;

use super::super::line;
use super::prune;

/// A stretch of text that a browser sets as a block of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// Whether it belongs to a picture.
    pub(super) caption: bool,
    /// Whether it stands between headline and story and belongs to both.
    pub(super) lead: bool,
}

/// Elements whose text is never news.
const SILENT: [&str; 20] = [
    "script", "style", "noscript", "template", "iframe", "svg", "math", "button", "form", "select",
    "textarea", "nav", "aside", "footer", "video", "audio", "object", "head", "title", "canvas",
];

/// Elements that stand in a line of text.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// What a page holds.
#[derive(Debug)]
pub(super) struct Page {
    /// The paragraphs of the story.
    pub(super) story: Vec<Paragraph>,
    /// The short lines of the whole page, in order: bylines, dates and other furniture.
    pub(super) around: Vec<String>,
}

/// Longer lines are no furniture.
const FURNITURE: usize = 20;

/// Parts a page into its story and what stands around it; `title` is its headline.
pub(super) fn page(document: Document, title: Option<&str>) -> Page {
    let whole = walk(&document.root());
    let short = |paragraph: &&Paragraph| line::words(&paragraph.text) <= FURNITURE;
    let around = whole.iter().filter(short);
    let around = around.map(|paragraph| paragraph.text.clone()).collect();
    prune::prune(&document);
    let pruned = walk(&document.root());
    let config = Config {
        disable_json_ld: true,
        keep_classes: true,
        ..Config::default()
    };
    let story = Readability::with_document(document, None, Some(config))
        .and_then(|mut reader| reader.parse());
    let found = story.map(|story| walk(&Document::fragment(story.content).root()));
    let found = found.ok().filter(|found| !found.is_empty());
    Page {
        story: found.map_or_else(|| pruned.clone(), |found| completed(found, &pruned, title)),
        around,
    }
}

/// The paragraphs of a piece of HTML that holds nothing but a story.
pub(super) fn all(document: &Document) -> Vec<Paragraph> {
    walk(&document.root())
}

/// The story with what the page has between its headline and its first paragraph: a lead, the caption of its picture.
/// Captions whose mark was lost on the way are marked again.
fn completed(mut found: Vec<Paragraph>, page: &[Paragraph], title: Option<&str>) -> Vec<Paragraph> {
    let captions: FxHashSet<&str> = page
        .iter()
        .filter(|paragraph| paragraph.caption)
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    for paragraph in &mut found {
        paragraph.caption |= captions.contains(paragraph.text.as_str());
    }
    let titled = |paragraph: &Paragraph| Some(paragraph.text.as_str()) == title;
    let Some(headline) = page.iter().position(titled) else {
        return found;
    };
    let known: FxHashSet<String> = found
        .iter()
        .map(|paragraph| paragraph.text.clone())
        .collect();
    let mut story: Vec<Paragraph> = Vec::with_capacity(found.len());
    let mut read = headline + 1;
    for paragraph in found {
        let ahead = page.iter().skip(read);
        let skipped = ahead.clone().position(|other| other.text == paragraph.text);
        if let Some(skipped) = skipped {
            let begun = story.iter().any(|told| !told.caption && !told.lead);
            let missed = ahead.take(skipped).filter(|other| {
                !known.contains(&other.text) && (other.caption || (other.lead && !begun))
            });
            story.extend(missed.cloned());
            read += skipped + 1;
        }
        story.push(paragraph);
    }
    story
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave { caption: bool, lead: bool },
}

/// The blocks of text below `root`, in order; walks without recursion.
fn walk(root: &NodeRef<'_>) -> Vec<Paragraph> {
    let mut writer = Writer::default();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave { caption, lead } => writer.leave(caption, lead),
            Step::Enter(node) if node.is_text() => writer.text(&node.text()),
            Step::Enter(node) if node.is_comment() => {}
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                match &*name {
                    "br" => writer.line.push('\n'),
                    name if SILENT.contains(&name) => writer.line.push(' '),
                    name => {
                        if !INLINE.contains(&name) {
                            let caption = is_caption(&node, name);
                            let lead = is_lead(&node);
                            writer.enter(caption, lead);
                            steps.push(Step::Leave { caption, lead });
                        }
                        steps.extend(node.children_it(true).map(Step::Enter));
                    }
                }
            }
        }
    }
    writer.flush();
    writer.done
}

fn is_caption(node: &NodeRef<'_>, name: &str) -> bool {
    name == "figcaption"
        || node
            .class()
            .is_some_and(|class| class.to_lowercase().contains("caption"))
}

/// Words of class names that stand for the sentence between headline and story.
const LEADS: [&str; 8] = [
    "bulletpoints",
    "teaser",
    "lead",
    "intro",
    "standfirst",
    "excerpt",
    "deck",
    "sinopsis",
];

fn is_lead(node: &NodeRef<'_>) -> bool {
    let class = node.class().unwrap_or_default().to_lowercase();
    let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| LEADS.contains(&word))
}

#[derive(Default)]
struct Writer {
    line: String,
    captions: usize,
    leads: usize,
    done: Vec<Paragraph>,
}

impl Writer {
    /// A line break of the source is a space; only `<br>` breaks a line.
    fn text(&mut self, text: &str) {
        let plain = text.chars().filter(|c| *c != '\0');
        self.line
            .extend(plain.map(|c| if c.is_whitespace() { ' ' } else { c }));
    }

    fn enter(&mut self, caption: bool, lead: bool) {
        self.flush();
        self.captions += usize::from(caption);
        self.leads += usize::from(lead);
    }

    fn leave(&mut self, caption: bool, lead: bool) {
        self.flush();
        self.captions = self.captions.saturating_sub(usize::from(caption));
        self.leads = self.leads.saturating_sub(usize::from(lead));
    }

    fn flush(&mut self) {
        for line in std::mem::take(&mut self.line).split('\n') {
            let text = super::spaced(line);
            if !text.is_empty() {
                self.done.push(Paragraph {
                    text,
                    caption: self.captions > 0,
                    lead: self.leads > 0,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<(String, bool)> {
        let found = walk(&Document::from(html).root());
        found
            .into_iter()
            .map(|paragraph| (paragraph.text, paragraph.caption))
            .collect()
    }

    #[test]
    fn blocks_break_and_inline_elements_do_not() {
        let html = "<title>x</title><div>Kapal\n <b>itu</b> <a href=x>tiba</a>.<p>Lalu<br><br>pergi.</div><script>var a = 'b';</script><ul><li>satu<li>dua</ul>";
        let plain = ["Kapal itu tiba.", "Lalu", "pergi.", "satu", "dua"];
        assert_eq!(texts(html), plain.map(|text| (text.to_owned(), false)));
    }

    #[test]
    fn captions_are_marked() {
        let html = "<figure><img><figcaption>Kapal <i>itu</i></figcaption></figure><p class=photo-caption>Awak</p><p>Ia tiba.</p>";
        let marked: Vec<bool> = texts(html)
            .into_iter()
            .map(|(_, caption)| caption)
            .collect();
        assert_eq!(marked, [true, true, false]);
    }
}
