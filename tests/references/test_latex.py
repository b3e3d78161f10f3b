"""LaTeX of fields as text: nothing that a reader of print would not see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimates.references.latex import from_latex, to_latex

COMMANDS = [
    ("`Neutral' Observers and the ``Zone''", "‘Neutral’ Observers and the “Zone”"),
    ("``He said `no' ''", "“He said ‘no’ ”"),
    ("`Don't go' they said", "‘Don't go’ they said"),
    ("the others' `war'", "the others' ‘war’"),
    ("`Abd al-Rahman", "‘Abd al-Rahman"),
    ("rock 'n' roll, 1914's", "rock 'n' roll, 1914's"),
    (r"\`A la `carte'", "À la ‘carte’"),
    (r"\t{ia}zyk", "i͡azyk"),
    (r"\textcommabelow{S}tefan, \textcommabelow t", "Ștefan, ț"),
    (r"a\hspace{1em}b\hspace*{2pt}c\hskip 1em plus 2em d", "a b c d"),
    (r"a\kern.1em b\penalty0 c\nobreak d", "abcd"),
    (r"\textsf{a} \texttt{b} \underline{c} \mkbibacro{NATO}", "a b c NATO"),
    (r"\foreignlanguage{german}{Der {\"U}bergang}", "Der Übergang"),
    (r"\uppercase{abc} \MakeLowercase{DEF}", "ABC def"),
    (r"{\sffamily a} {\tt b} \normalfont c", "a b c"),
    (r"\lq a\rq{} \glqq b\grqq{} \flqq c\frqq", "‘a’ „b“ «c»"),
    (r"\ensuremath{\alpha} \cprime \Dbar", "α ʹĐ"),
    (r"\bibstring{newseries}", "new series"),
    (r"a\newblock b\quad c\smallskip d", "a b c d"),
]


@pytest.mark.parametrize(("latex", "text"), COMMANDS, ids=range(len(COMMANDS)))
def test_commands(latex: str, text: str) -> None:
    assert from_latex(latex) == text


@given(st.text(st.sampled_from("a' `\"-?!\\{}$ z"), max_size=12).map(lambda text: " ".join(text.split())))
def test_what_is_written_is_read_to_the_letter(text: str) -> None:
    assert from_latex(to_latex(text)) == text
