//! Where in the Markdown the channel's limit is passed.

use antiphon_model::Channel;
use antiphon_voice::channel;

use crate::utf16;
use crate::views::Span;

/// The stretch of `markdown` that is too much, given where `plain`, its text on `channel`, is.
///
/// Where the two differ, the start is the first place up to which the Markdown makes more text
/// than fits.
pub(super) fn span(
    markdown: &str,
    plain: &str,
    over_from: Option<usize>,
    channel: Channel,
) -> Option<Span> {
    let over_from = over_from?;
    let start = if markdown.starts_with(plain.get(..over_from)?) {
        over_from
    } else {
        start_of(markdown, over_from, channel)
    };
    utf16::span(markdown, &(start..markdown.trim_end().len().max(start)))
}

/// The longest start of `markdown` whose text is no longer than `length`, in bytes.
fn start_of(markdown: &str, length: usize, channel: Channel) -> usize {
    let (mut fits, mut over) = (0, markdown.len());
    while over - fits > 1 {
        let middle = markdown.floor_char_boundary(fits + (over - fits) / 2);
        if middle <= fits {
            break;
        }
        let start = markdown.get(..middle).unwrap_or_default();
        if channel::text(start, channel).len() <= length { fits = middle } else { over = middle }
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn over(markdown: &str, fitting: usize) -> String {
        let plain = channel::text(markdown, Channel::X);
        let span = span(markdown, &plain, Some(fitting), Channel::X).unwrap();
        let units: Vec<u16> = markdown.encode_utf16().collect();
        String::from_utf16(&units[span.from as usize..span.to as usize]).unwrap()
    }

    #[test]
    fn what_is_too_much_is_marked_in_the_markdown() {
        assert_eq!(over("one two three\n", 8), "three");
        assert_eq!(over("**one** two three", 8), "three");
        assert!(over("é [one](https://example.com/a) two", "é one ".len()).ends_with(" two"));
    }
}
