//! Article → Text: tokens with their symbols, and sentences over them.
//!
//! Offsets stay byte offsets of the article as given; nothing is copied or normalised. A clitic
//! (`pasukannya`) keeps its word and is marked on it.

mod sentence;
mod token;

use std::ops::Range;

pub use token::{Clitic, Kind, Token};

use crate::read::{Article, BlockKind};
use crate::seeds::{Entry, Lexicon};

/// An article in tokens.
#[derive(Debug)]
pub struct Text<'a> {
    /// Where it comes from.
    pub article: &'a Article,
    /// All tokens of all blocks, in order.
    pub tokens: Vec<Token>,
    /// Sentences in order; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// The tokens in lower case, one behind the other.
    lowered: String,
    /// For each token where it ends in `lowered`.
    lower_ends: Vec<usize>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Tokens of [`Text::tokens`].
    pub tokens: Range<usize>,
    /// What kind of block it stands in.
    pub block: BlockKind,
    /// Position of that block in the article.
    pub paragraph: usize,
}

/// Splits the news of an article into sentences and tokens.
#[must_use]
pub fn split<'a>(article: &'a Article, lexicon: &Lexicon<Entry>) -> Text<'a> {
    let mut text = Text {
        article,
        tokens: Vec::new(),
        sentences: Vec::new(),
        lowered: String::new(),
        lower_ends: Vec::new(),
    };
    for (paragraph, block) in article.blocks.iter().enumerate() {
        let first = text.tokens.len();
        token::scan(
            &article.text,
            block.range.clone(),
            lexicon,
            &mut text.tokens,
        );
        for tokens in sentence::split(
            &article.text,
            &text.tokens,
            lexicon,
            first..text.tokens.len(),
        ) {
            text.sentences.push(Sentence {
                tokens,
                block: block.kind,
                paragraph,
            });
        }
    }
    text.lower_tokens();
    text
}

impl Text<'_> {
    /// The words of a token range as the article writes them.
    #[must_use]
    pub fn words(&self, tokens: Range<usize>) -> &str {
        self.bytes(&tokens)
            .and_then(|r| self.article.text.get(r))
            .unwrap_or("")
    }

    /// The word of one token, as written.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.words(token..token + 1)
    }

    /// That word in lower case; empty past the end.
    #[must_use]
    pub fn lower(&self, token: usize) -> &str {
        let start = token.checked_sub(1).and_then(|i| self.lower_ends.get(i));
        let end = self.lower_ends.get(token).copied().unwrap_or_default();
        self.lowered
            .get(start.copied().unwrap_or_default()..end)
            .unwrap_or("")
    }

    /// Fills what [`Text::lower`] reads. A letter in lower case may have another length.
    fn lower_tokens(&mut self) {
        let given = &self.article.text;
        for token in &self.tokens {
            let word = given.get(token.start..token.end).unwrap_or("");
            if word.is_ascii() {
                self.lowered.push_str(word);
            } else {
                self.lowered.push_str(&word.to_lowercase());
            }
            self.lower_ends.push(self.lowered.len());
        }
        self.lowered.make_ascii_lowercase();
    }

    /// What kind of token it is; `None` past the end.
    #[must_use]
    pub fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens.get(token).map(|t| t.kind)
    }

    /// The sentence that a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.tokens.end <= token);
        let sentence = self.sentences.get(at)?;
        sentence.tokens.contains(&token).then_some(at)
    }

    /// The bytes of a token range; `None` for an empty one.
    #[must_use]
    pub fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens.get(tokens.clone())?;
        Some(tokens.first()?.start..tokens.last()?.end)
    }
}
