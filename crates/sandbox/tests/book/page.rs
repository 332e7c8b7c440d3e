//! The commands of a page and what is shown under each, out of its blocks marked `console`.

/// A page.
pub(crate) struct Page {
    /// The commands, in order.
    pub(crate) steps: Vec<Step>,
}

/// A command with what the page shows as its output.
pub(crate) struct Step {
    /// The line it stands on, from 1.
    pub(crate) line: usize,
    /// The command, without its prompt, its lines joined.
    pub(crate) command: String,
    /// The output.
    pub(crate) shown: String,
}

impl Page {
    pub(crate) fn read(text: &str) -> Self {
        let mut steps: Vec<Step> = Vec::new();
        let (mut in_block, mut goes_on) = (false, false);
        for (line, text) in (1..).zip(text.lines()) {
            if text.starts_with("```") {
                in_block = text == "```console";
                goes_on = false;
            } else if in_block {
                match (text.strip_prefix("$ "), steps.last_mut()) {
                    (_, Some(step)) if goes_on => goes_on = step.continue_with(text),
                    (Some(command), _) => {
                        let mut step = Step { line, command: String::new(), shown: String::new() };
                        goes_on = step.continue_with(command);
                        steps.push(step);
                    }
                    (None, Some(step)) => {
                        step.shown.push_str(text);
                        step.shown.push('\n');
                    }
                    (None, None) => panic!("line {line}: output without a command"),
                }
            }
        }
        Self { steps }
    }
}

impl Step {
    /// The same with other addresses.
    pub(crate) fn at(&self, addresses: &[(String, String)]) -> Self {
        let moved = |text: &str| addresses.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        Self { line: self.line, command: moved(&self.command), shown: moved(&self.shown) }
    }

    /// Takes one more line of the command; whether another follows.
    fn continue_with(&mut self, line: &str) -> bool {
        let (line, goes_on) = line.strip_suffix('\\').map_or((line, false), |line| (line, true));
        self.command.push_str(line);
        let open = self.command.matches('\'').count() % 2 == 1;
        if open {
            self.command.push('\n');
        }
        goes_on || open
    }
}

#[test]
fn commands_go_on_after_a_backslash_and_inside_quotes() {
    let page = Page::read("a\n```console\n$ one \\\n  two\n1\n\n2\n$ three '{\n}'\n```\n$ no\n```sh\n$ neither\n```\n");
    let steps: Vec<_> = page.steps.iter().map(|step| (step.line, &*step.command, &*step.shown)).collect();
    assert_eq!(steps, [(3, "one   two", "1\n\n2\n"), (8, "three '{\n}'", "")]);
}
