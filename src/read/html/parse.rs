//! The characters of a page → its tree, or why it is none that is worth reading.
//!
//! Not obvious: the HTML standard lets a small page make a huge tree (each paragraph repeats the
//! open `<b>` before it), and parsers take quadratic time over deep nesting and over one tag with many attributes.
//! So the page is fed in small pieces and given up when it grows past what any news page has.

use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeData, NodeId};
use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use rustc_hash::FxHashMap;

/// Elements, texts and comments of one page.
const MOST_NODES: usize = 200_000;
/// Elements within each other; browsers stop there as well.
const DEEPEST: usize = 512;
/// Bytes of text outside of scripts.
const MOST_TEXT: usize = 2 << 20;
/// White space, slashes and quotes within one tag or comment: what parts its attributes.
const MOST_GAPS: usize = 40_000;
/// The sum over all tags of the square of the number of their attributes: the work that they make.
const MOST_ATTRIBUTE_WORK: usize = 1 << 28;
/// Bytes between two looks at the limits.
const PIECE: usize = 256;

const TOO_DEEP: &str = "a page with tags nested deeper than 512";
const TOO_LONG: &str = "a page with more than 2 MiB of text";
const TOO_MANY: &str = "a page with more than 200,000 tags and texts";
const TOO_WIDE: &str = "a page with a tag of too many attributes";

/// Parses a page, or says which limit it breaks.
pub(super) fn parse(page: &str) -> Result<Document, &'static str> {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let watched = Watched {
        builder: TreeBuilder::new(Document::default(), options),
        open: RefCell::default(),
        depth: Cell::new(0),
        work: Cell::new(0),
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(watched, TokenizerOpts::default());
    let (mut gaps, mut tokens) = (0, 0);
    for piece in pieces(page) {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(piece));
        feed(&tokenizer, &input);
        // One message for each NUL byte would outgrow the page.
        tokenizer.sink.builder.sink.errors.borrow_mut().clear();
        let seen = tokenizer.sink.tokens.get();
        if seen != tokens {
            (gaps, tokens) = (0, seen);
        }
        gaps += piece.bytes().filter(|byte| is_gap(*byte)).count();
        tokenizer.sink.check(gaps)?;
    }
    tokenizer.end();
    tokenizer.sink.check(0)?;
    let document = tokenizer.sink.builder.sink;
    match measure(&document) {
        (depth, _) if depth > DEEPEST => Err(TOO_DEEP),
        (_, length) if length > MOST_TEXT => Err(TOO_LONG),
        _ => Ok(document),
    }
}

fn feed(tokenizer: &Tokenizer<Watched>, input: &BufferQueue) {
    while !matches!(tokenizer.feed(input), TokenizerResult::Done) {}
}

/// The page in parts of some 256 bytes, cut at characters.
fn pieces(page: &str) -> impl Iterator<Item = &str> {
    let mut rest = page;
    std::iter::from_fn(move || {
        let end = (PIECE..rest.len()).find(|at| rest.is_char_boundary(*at));
        let (piece, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

/// The depth of the tree, as far as it is read, and the bytes of text outside of scripts; walks without recursion.
fn measure(document: &Document) -> (usize, usize) {
    let (mut deepest, mut length) = (0, 0);
    let mut nodes = vec![(document.root(), 0)];
    while let Some((node, depth)) = nodes.pop() {
        deepest = deepest.max(depth);
        let name = node.node_name().unwrap_or_default();
        if deepest > DEEPEST || matches!(&*name, "script" | "style") {
            continue;
        }
        length += node
            .query(|node| match &node.data {
                NodeData::Text { contents } => contents.len(),
                _ => 0,
            })
            .unwrap_or(0);
        nodes.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    (deepest, length)
}

/// The tree builder, with an eye on what it is given.
struct Watched {
    builder: TreeBuilder<NodeId, Document>,
    /// How many elements of a name are open, as far as the tags tell.
    open: RefCell<FxHashMap<html5ever::LocalName, usize>>,
    depth: Cell<usize>,
    work: Cell<usize>,
    tokens: Cell<u64>,
}

/// Elements that need no end tag: these say nothing about the depth.
const OPEN_ENDED: [&str; 37] = [
    "html", "head", "body", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot",
    "colgroup", "option", "optgroup", "rp", "rt", "rb", "rtc", "area", "base", "br", "col",
    "embed", "frame", "hr", "image", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "keygen",
];

impl Watched {
    fn check(&self, gaps: usize) -> Result<(), &'static str> {
        if self.builder.sink.tree.len() > MOST_NODES {
            Err(TOO_MANY)
        } else if self.depth.get() > DEEPEST {
            Err(TOO_DEEP)
        } else if gaps > MOST_GAPS || self.work.get() > MOST_ATTRIBUTE_WORK {
            Err(TOO_WIDE)
        } else {
            Ok(())
        }
    }

    fn count(&self, tag: &Tag) {
        let work = self.work.get() + tag.attrs.len().saturating_mul(tag.attrs.len());
        self.work.set(work);
        if OPEN_ENDED.contains(&&*tag.name) {
            return;
        }
        let mut open = self.open.borrow_mut();
        let drawing = || ["svg", "math"].map(html5ever::LocalName::from);
        if tag.kind == TagKind::StartTag {
            let closed = tag.self_closing
                && drawing()
                    .iter()
                    .any(|name| open.get(name).is_some_and(|n| *n > 0));
            if !closed {
                *open.entry(tag.name.clone()).or_default() += 1;
                self.depth.set(self.depth.get() + 1);
            }
        } else if let Some(count) = open.get_mut(&tag.name).filter(|count| **count > 0) {
            *count -= 1;
            self.depth.set(self.depth.get().saturating_sub(1));
        }
    }
}

impl TokenSink for Watched {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        if let Token::TagToken(tag) = &token {
            self.count(tag);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_pieces_is_the_page() {
        let page = format!(
            "<p class='{}'>Kapal “itu” tiba &amp; pergi.</p>",
            "é".repeat(300)
        );
        let document = parse(&page).unwrap();
        assert_eq!(&*document.select("p").text(), "Kapal “itu” tiba & pergi.");
        assert_eq!(pieces(&page).collect::<String>(), page);
    }

    /// `part` again and again, each time with another number for `#`.
    fn numbered(times: usize, part: &str) -> String {
        let parts: Vec<String> = (0..times)
            .map(|n| part.replace('#', &n.to_string()))
            .collect();
        parts.concat()
    }

    #[test]
    fn limits_hold() {
        let cause = |page: String| parse(&page).err();
        assert_eq!(cause("<div>".repeat(1_000_000)), Some(TOO_DEEP));
        assert_eq!(
            cause(format!("<table>{}", "<div>".repeat(1_000_000))),
            Some(TOO_DEEP)
        );
        assert_eq!(cause("<p>a</p>".repeat(1_000_000)), Some(TOO_MANY));
        let bold = numbered(400, "<b a=#>");
        assert_eq!(
            cause(format!("{bold}{}", "<p>x".repeat(100_000))),
            Some(TOO_MANY)
        );
        let attributes = numbered(1_000_000, " a#=\">\"");
        assert_eq!(cause(format!("<a{attributes}>")), Some(TOO_WIDE));
        let tags = numbered(400, " a#");
        assert_eq!(cause(format!("<i{tags}></i>").repeat(3000)), Some(TOO_WIDE));
        let script = format!(
            "<script>{}</script><!-- {} --><p>a</p>",
            "a<b c;".repeat(100_000),
            "<div>".repeat(1000)
        );
        assert_eq!(cause(script), None);
        assert_eq!(
            cause("<svg>".to_owned() + &"<path d='a'/>".repeat(1000) + "</svg>"),
            None
        );
        assert_eq!(cause("\0<\0p\0>\0".to_owned()), None);
    }
}
