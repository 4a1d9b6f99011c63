//! Two languages in one documentation: each block of the first, then the same block of the second as a quiet quote.

/// `lines` with the blocks of `beside` among them, or behind them where the two have not the same number of blocks.
pub(super) fn weave(lines: Vec<String>, beside: Vec<String>) -> Vec<String> {
    let (own, other) = (blocks(lines), blocks(beside));
    let mut woven = Vec::new();
    if own.len() == other.len() {
        for (own, other) in own.into_iter().zip(other) {
            // Code and names are the same in every language.
            let quote = if own == other { Vec::new() } else { quiet(&other) };
            push(&mut woven, own);
            push(&mut woven, quote);
        }
    } else {
        for block in own {
            push(&mut woven, block);
        }
        for block in &other {
            push(&mut woven, quiet(block));
        }
    }
    woven
}

fn push(lines: &mut Vec<String>, block: Vec<String>) {
    if !(lines.is_empty() || block.is_empty()) {
        lines.push(String::new());
    }
    lines.extend(block);
}

/// The blocks of `lines`: parted by an empty line outside code before one that is not indented.
fn blocks(lines: Vec<String>) -> Vec<Vec<String>> {
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let mut fence: Option<String> = None;
    let mut gap = true;
    for line in lines {
        let bare = line.trim_start().trim_start_matches("> ");
        let ticks: String = bare.chars().take_while(|letter| *letter == '`').collect();
        let starts = gap && fence.is_none() && !line.starts_with(' ');
        match &fence {
            Some(open) if *bare == **open => fence = None,
            None if ticks.len() > 2 => fence = Some(ticks),
            _ => {}
        }
        gap = line.is_empty();
        match blocks.last_mut() {
            Some(block) if !starts => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    for block in &mut blocks {
        while block.last().is_some_and(String::is_empty) {
            block.pop();
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// `block` as a quote, in which a heading is no heading of the item's.
fn quiet(block: &[String]) -> Vec<String> {
    let line = |line: &String| match line.trim_start_matches('#').strip_prefix(' ') {
        Some(heading) if line.starts_with('#') => format!("> **{heading}**"),
        _ if line.is_empty() => ">".to_owned(),
        _ => format!("> {line}"),
    };
    block.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn blocks_stand_beside_each_other() {
        let woven = weave(
            lines("Uno.\n\n```text\nx\n\ny\n```\n\n- dos\n\n  más"),
            lines("One.\n\n```text\nx\n\ny\n```\n\n- two\n\n  more"),
        );
        assert_eq!(
            woven.join("\n"),
            "Uno.\n\n> One.\n\n```text\nx\n\ny\n```\n\n- dos\n\n  más\n\n> - two\n>\n>   more"
        );
    }

    #[test]
    fn unequal_texts_follow_each_other() {
        let woven = weave(lines("Uno."), lines("One.\n\n## Two"));
        assert_eq!(woven.join("\n"), "Uno.\n\n> One.\n\n> **Two**");
    }
}
