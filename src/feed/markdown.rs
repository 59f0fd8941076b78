//! Markdown to plain text: a paragraph, heading or list item a line.
//!
//! Knows nothing of titles beyond "the first heading, where nothing stands before it, is the title".

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Page, has_text, html};

/// Reads a Markdown document. A leading metadata block between `---` lines is left out.
pub(super) fn read(text: &str) -> Page {
    let mut reader = Reader::default();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS) {
        reader.take(event);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    title: Option<String>,
    lines: Vec<String>,
    line: String,
    metadata: bool,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.metadata = false,
            _ if self.metadata => {}
            Event::Text(text) | Event::Code(text) => self.line.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => self.line.push(' '),
            Event::Html(text) | Event::InlineHtml(text) => self.line.push_str(&html::read(&text).body),
            Event::End(TagEnd::Heading(HeadingLevel::H1))
                if self.title.is_none() && self.lines.is_empty() =>
            {
                let title = std::mem::take(&mut self.line);
                self.title = has_text(&title).then(|| one_line(&title));
            }
            Event::HardBreak
            | Event::Rule
            | Event::Start(Tag::Item)
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) => self.break_line(),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if has_text(&line) {
            self.lines.push(line.trim().to_owned());
        }
    }

    fn finish(mut self) -> Page {
        self.break_line();
        if self.lines.is_empty() {
            return Page { body: self.title.unwrap_or_default(), ..Page::default() };
        }
        Page { title: self.title, body: self.lines.join("\n"), lang: None }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
