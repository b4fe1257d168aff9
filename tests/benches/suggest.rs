//! Suggestions, against the engine below them on the same index, by turns in the same run.

use std::collections::BTreeSet;
use std::path::Path;

use antiphon_desk::Desk;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{Searcher, Term};

use crate::child::{ask_for, desk, index_folder};
use crate::documents::{ask_index, open_index};
use crate::library::{Vocabulary, real_messages};
use crate::report::{Bar, Outcome, Report, say};
use crate::timing::Timing;

/// Messages that count.
const MESSAGES: usize = 1_000;
/// Messages before them, which do not.
const WARM_UP: usize = 100;

pub(crate) fn measure(report: &mut Report, words: &Vocabulary, home: &Path) -> Outcome<()> {
    say("suggesting …")?;
    let mut contest = Contest {
        desk: desk(home)?,
        index: open_index(&index_folder(home))?,
        raw: Raw::open(&index_folder(home))?,
        turn: 0,
    };
    let made_up = words.messages(WARM_UP + MESSAGES);
    let (warm_up, counted) = made_up.split_at(WARM_UP);
    contest.run(warm_up)?;
    contest.run(counted)?.add_to(report, "12 words");
    contest.run(&real_messages()?)?.add_to(report, "real messages");
    Ok(())
}

/// The three that are asked the same.
struct Contest {
    /// The use case: suggestions with all that is shown of them.
    desk: Desk,
    /// The ranking alone: suggestions with their reasons.
    index: antiphon_search::Index,
    /// The engine below: numbers of documents.
    raw: Raw,
    turn: usize,
}

#[derive(Default)]
struct Times {
    desk: Timing,
    index: Timing,
    raw: Timing,
}

impl Contest {
    /// Asks all three for each message; each of them is the first to ask as often as the others.
    fn run(&mut self, messages: &[String]) -> Outcome<Times> {
        let now_ms = self.desk.now().ms();
        let mut times = Times::default();
        for message in messages {
            self.turn += 1;
            for place in 0..3 {
                match (self.turn + place) % 3 {
                    0 => drop(times.desk.add(|| self.desk.suggest_text(&ask_for(message)))?),
                    1 => {
                        let ask = antiphon_search::Ask { now_ms, ..ask_index(message) };
                        drop(times.index.add(|| self.index.suggest(&ask))?);
                    }
                    _ => drop(times.raw.add(|| self.raw.best(message))?),
                }
            }
        }
        Ok(times)
    }
}

impl Times {
    fn add_to(&self, report: &mut Report, messages: &str) {
        let what = |which: &str| format!("suggest, {messages}{which}");
        let bar = Bar { most_p99: Some(12.0), ..Bar::most(5.0) };
        report.add(&what(""), "ms", self.desk.clock.values(), bar);
        report.add(&what(", ranking alone"), "ms", self.index.clock.values(), bar);
        report.add(&what(", raw engine"), "ms", self.raw.clock.values(), Bar::NONE);
        let [desk, index, raw] =
            [&self.desk, &self.index, &self.raw].map(|timing| timing.processor.values());
        report.add(&what(", on the processor"), "ms", desk, Bar::NONE);
        report.add(&what(", ranking alone, on the processor"), "ms", index, Bar::NONE);
        report.add(&what(", raw engine, on the processor"), "ms", raw, Bar::NONE);
        let ratio = (index.0 / raw.0, index.1.zip(raw.1).map(|(ours, raw)| ours / raw));
        let bar = Bar { most_p99: Some(1.2), ..Bar::most(1.2) };
        report.add(&what(", ranking ÷ raw engine, on the processor"), "×", ratio, bar);
    }
}

/// The engine alone: any of the words in any of the three fields, the ten best.
struct Raw {
    searcher: Searcher,
    fields: [Field; 3],
    words: TextAnalyzer,
}

impl Raw {
    fn open(folder: &Path) -> Outcome<Self> {
        let index = tantivy::Index::open_in_dir(folder)?;
        let schema = index.schema();
        let [title, phrasing, body] =
            ["title", "phrasing", "body"].map(|name| schema.get_field(name));
        Ok(Self {
            searcher: index.reader()?.searcher(),
            fields: [title?, phrasing?, body?],
            words: TextAnalyzer::builder(SimpleTokenizer::default())
                .filter(LowerCaser)
                .filter(Stemmer::new(Language::English))
                .filter(AsciiFoldingFilter)
                .build(),
        })
    }

    fn best(&mut self, message: &str) -> Outcome<usize> {
        let mut words = BTreeSet::new();
        self.words.token_stream(message).process(&mut |token| {
            words.insert(token.text.clone());
        });
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in &words {
            for field in self.fields {
                let term = Term::from_field_text(field, word);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(query)));
            }
        }
        let best = TopDocs::with_limit(10).order_by_score();
        Ok(self.searcher.search(&BooleanQuery::new(clauses), &best)?.len())
    }
}
