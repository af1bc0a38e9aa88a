//! What a word can be: the categories that the tables of words use.
//!
//! One word may have several (`hingga` bounds a number and joins two); which one holds is decided where it stands in a text.

use serde::Deserialize;

/// A reporting verb, noun or preposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The root or phrase.
    pub root: String,
    /// What the source does by saying it.
    pub act: Act,
    /// Verb, noun or preposition.
    pub kind: ReportKind,
}

/// How a reporting word takes its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// Subject or, after the quote, what follows: `kata Singh`.
    Verb,
    /// `menurut NIS`: what follows.
    Preposition,
    /// `pernyataan NIS bahwa`: the possessor.
    Noun,
}

/// What a source does by saying something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names are the documentation: each is a verb of saying"
)]
pub enum Act {
    Said,
    Confirmed,
    Denied,
    NotDenied,
    Claimed,
    Estimated,
    Announced,
    Warned,
    Asked,
    Quoted,
    Reported,
    Feared,
}

impl Act {
    /// As records write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
            Self::NotDenied => "not-denied",
            Self::Claimed => "claimed",
            Self::Estimated => "estimated",
            Self::Announced => "announced",
            Self::Warned => "warned",
            Self::Asked => "asked",
            Self::Quoted => "quoted",
            Self::Reported => "reported",
            Self::Feared => "feared",
        }
    }
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// As written in the file.
    pub role: String,
    /// `head`, `minister`, `spokesperson`, `military`, `honorific` …
    pub kind: String,
}

/// A common noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    /// Singular, lower case.
    pub noun: String,
    /// What it denotes.
    pub class: NounClass,
    /// Unit that a number before it counts.
    pub unit: Option<String>,
}

/// What a common noun denotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "seeds/README.md describes the classes with examples"
)]
pub enum NounClass {
    Force,
    Official,
    Leader,
    Person,
    Place,
    Org,
    Treaty,
    Event,
    Weapon,
    Media,
    Unit,
}

/// Classes of `function.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the traditional names of the word classes")]
pub enum Function {
    Preposition,
    And,
    But,
    That,
    Relative,
    Purpose,
    Subordinator,
    Condition,
    Determiner,
    Article,
    Pronoun,
    Adverb,
    Question,
    Aspect,
    Compass,
}

/// A bound on a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparator {
    /// `lebih dari`
    Lower,
    /// `hingga`
    Upper,
    /// `sekitar`
    About,
    /// `sebanyak`
    Exact,
    /// `antara`
    Between,
}

/// Where a word of currency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CurrencyPlace {
    /// Before the number: `Rp`.
    Sign,
    /// Behind it: `rupiah`.
    Noun,
}

/// A word of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// 1 to 12.
    Month(i8),
    /// `Jan`, `May`: a month only beside a day or a year.
    MonthShort(i8),
    /// A month of the Islamic calendar; not resolved.
    LunarMonth,
    /// `Hijriah` behind the year of such a month.
    LunarEra,
    /// Monday 1 to Sunday 7.
    Weekday(i8),
    /// `Jumat Agung`: holds the name of a day and is none.
    Feast,
    /// Days from today.
    Relative(i32),
    /// `keesokan harinya`: days from the date named last.
    Then(i32),
    /// `hari`, `pekan`, `bulan`, `tahun`.
    Unit(TimeUnit),
    /// `sehari`, `setahun`: one of them.
    OneUnit(TimeUnit),
    /// `lalu` -1, `ini` 0, `depan` 1: from today.
    Direction(i32),
    /// `sebelumnya` -1, `itu` 0, `kemudian` 1: from the date named last.
    Sequence(i32),
    /// `terakhir` -1, `ke depan` 1: all the time from today.
    Span(i32),
    /// `awal`, `pertengahan`, `akhir`.
    Part(Part),
    /// `sejak`: the time after it only begins something.
    Since,
    /// `hingga`: the time after it only ends something.
    Until,
    /// `pada`: a month or a bare year may follow.
    Lead,
    /// `tanggal`: a day follows.
    Date,
    /// `pukul`: a time of day follows.
    OClock,
    /// Zones, parts of the day.
    Clock,
}

/// A part of a month, a year or a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Part {
    Early,
    Middle,
    Late,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "units of the calendar")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberWord {
    /// `tiga` 3, `seratus` 100, `setengah` 0.5.
    Value(f64),
    /// `belas`: adds ten.
    Teen,
    /// `ratus`, `ribu`, `juta`.
    Multiplier(f64),
    /// `ribuan`: at least so many, roughly; `belasan` has a most too.
    Vague(f64, Option<f64>),
    /// `setengah`: a part of the noun, unless it is multiplied (`setengah juta`).
    Fraction(f64),
    /// `beberapa`: only with a multiplier.
    Some,
    /// `keduanya`: all of two that were named.
    Collective(u8),
    /// `orang`, `buah` between number and noun.
    Classifier,
    /// `pertama`: no quantity.
    Ordinal(u16),
    /// `pasal`, `nomor`: a number behind it only labels something.
    Label,
    /// `salah satu`, `satu per satu`: holds a number and counts nothing.
    Idiom,
    /// `minus`, `-` close before a number: below zero.
    Minus,
    /// `hingga`, `-`, `atau`: joins the two ends of a range.
    Joint,
}
